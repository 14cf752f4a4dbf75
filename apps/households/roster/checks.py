"""Checks that need more than one cell: copies of a person, and the household as a whole."""

import difflib
from collections import defaultdict
from typing import Any

from apps.core.sheets.faults import Fault
from apps.households.roster.content import Reading, household_columns
from apps.households.roster.grouping import FileHousehold, Person

PLACE = ("building", "unit", "room")


def copies_of_people(reading: Reading) -> dict[int, Fault]:
    """Rows that repeat a person, by row, with their fault. Copies are taken out of their households' people.

    The later row is the copy. Equal numbers under different names are no copies: one of them is wrong, so both rows
    are faulty. A person who stands in two households makes the first one a conflict.
    """
    column = reading.columns["id_number"].index
    first_of: dict[Any, tuple[FileHousehold, Person]] = {}
    copies: dict[int, Fault] = {}
    for household in reading.households:
        for person in household.people:
            key = _who(household, person)
            if key is None:
                continue
            first, earlier = first_of.setdefault(key, (household, person))
            if earlier is person:
                continue
            if earlier.values.get("name") != person.values.get("name"):
                reading.note(person.row, "id_number", "same_number", row=earlier.row + 1)
                reading.note(earlier.row, "id_number", "same_number", row=person.row + 1)
                continue
            copies[person.row] = Fault(person.row + 1, column, "same_person", {"row": earlier.row + 1})
            if first is not household:
                first.also_in[earlier.row] = person.row
    for household in reading.households:
        household.people = [person for person in household.people if person.row not in copies]
    return copies


def _who(household: FileHousehold, person: Person) -> Any:
    """What makes two rows one person: the number; where it is faulty, the same cell and name in one household."""
    identity = person.values.get("id_number")
    if identity is not None:
        return identity.number
    if person.raw_id and person.values.get("name"):
        return household.label, household.code, person.raw_id, person.values["name"]
    return None


def check_households(reading: Reading) -> None:
    """Community, head and the household columns of every household."""
    fields = household_columns(reading.table)
    for household in reading.households:
        _check_community(reading, household)
        if not household.people:
            continue
        _check_head(reading, household)
        _gather_values(reading, household, [reading.columns[c.field].field for c in fields])
        _check_place(reading, household)


def _check_community(reading: Reading, household: FileHousehold) -> None:
    area = reading.area
    household.community_id = area.mine.get(household.label)
    if household.community_id is None and not household.label and area.given is not None:
        household.community_id, household.label = area.given, area.given_name
    labels: dict[str, list[int]] = defaultdict(list)
    for person in household.people:
        labels[person.values.get("community") or ""].append(person.row)
    for label, rows in labels.items():
        if label in area.mine:
            household.community_id = household.community_id or area.mine[label]
            continue
        if label in area.foreign:
            household.outside = True  # the cell is right; the household is somebody else's to import
            continue
        if not label and (household.community_id or "community" not in reading.columns):
            continue
        for row in rows if label else rows[:1]:
            if label:
                near = difflib.get_close_matches(label, area.mine, n=1, cutoff=0.5)
                reading.note(row, "community", "unknown_community", near=near[0] if near else "")
            else:
                reading.note(row, "community", "missing")


def _check_head(reading: Reading, household: FileHousehold) -> None:
    if "relation" not in reading.columns:
        return
    heads = [person for person in household.people if person.values.get("relation") == "head"]
    for second in heads[1:]:
        reading.note(second.row, "relation", "two_heads", row=heads[0].row + 1)
    faulty = any("relation" in person.values and person.values["relation"] is None for person in household.people)
    if not heads and not faulty:
        empty = (person for person in household.people if "relation" not in person.values)
        reading.note(next(empty, household.people[0]).row, "relation", "no_head")


def _gather_values(reading: Reading, household: FileHousehold, fields: list[str]) -> None:
    """The first row that says something speaks for the household; a later row may repeat it, not contradict it."""
    said: dict[str, tuple[Any, int]] = {}
    for person in household.people:
        for field in fields:
            value = person.values.get(field)
            if value is None:
                continue
            first = said.setdefault(field, (value, person.row))
            if first[0] != value:
                reading.note(person.row, field, "differs", row=first[1] + 1)
    household.values = {field: value for field, (value, _row) in said.items()}
    address = household.values.pop("address", None)
    if address:
        for key, value in zip(PLACE, address, strict=True):
            household.values.setdefault(key, value)
    demolished, reclaimed = (household.values.pop(f"old_house_{key}", None) for key in ("demolished", "reclaimed"))
    if "old_house" not in household.values and (demolished is not None or reclaimed):
        household.values["old_house"] = "reclaimed" if reclaimed else "demolished" if demolished else "standing"


def _check_place(reading: Reading, household: FileHousehold) -> None:
    """A room needs its building; a unit that the file has no column for is unit 1."""
    values, head = household.values, household.people[0]
    if values.get("room") and values.get("building") and "unit" not in reading.columns:
        values.setdefault("unit", 1)
    given = [key for key in PLACE if values.get(key)]
    if not given or len(given) == len(PLACE):
        return
    for key in PLACE:
        known_faulty = any(key in person.values for person in household.people)
        if key not in given and key in reading.columns and not known_faulty:
            reading.note(head.row, key, "missing")
    if "building" not in reading.columns and "building" not in values:
        for key in PLACE:  # a room alone, in a file without buildings, tells nothing
            values.pop(key, None)
