"""What a roster says, normalised: households, their people, every faulty cell. Knows nothing of the register."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from apps.core.sheets import cells, dates, entries
from apps.core.sheets.cells import compact
from apps.core.sheets.entries import Parser
from apps.core.sheets.faults import Fault
from apps.core.sheets.headings import Column
from apps.core.sheets.plans import Area
from apps.core.sheets.table import Table
from apps.households.identity import Identity
from apps.households.roster import columns, normalise, words
from apps.households.roster.columns import INCOME_FIELDS, Level
from apps.households.roster.grouping import FileHousehold, Grouping, Person

BUILDING_WORDS = "栋楼|号楼|栋号|栋|幢|楼|座|号|#楼|#"
MOST_MONEY = Decimal("99999999.99")
MONEY_UNITS = ("元人民币", "元", "块", "圆")
AREA_UNITS = ("平方米", "平米", "平方", "m2", "m²", "M2", "平", "㎡")
LAND_UNITS = ("亩", "mu")

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Content:
    """All that a sheet says."""

    households: list[FileHousehold]
    faults: list[Fault]
    people: int
    by_community: Counter[str]
    health: Counter[str]


def parsers(table: Table, today: date) -> dict[str, Parser]:
    """How to read the cells of each field that has a column."""
    move = partial(dates.day, today=today)
    building = partial(cells.ordinal, words=BUILDING_WORDS, low=1, high=30_000)
    unit = partial(cells.ordinal, words="单元|门|号", low=1, high=30)
    area = partial(cells.amount, units=AREA_UNITS, most=Decimal(1000), zero=False)
    land = partial(cells.amount, units=LAND_UNITS, most=Decimal("99999.99"))
    by_field: dict[str, Parser] = {
        "community": lambda cell: cells.label(cell, 40),
        "code": cells.code,
        "name": cells.name,
        "id_number": partial(normalise.identity, today=today),
        "phone": cells.phone,
        "birth_date": partial(dates.day, today=today, past=False),
        "moved_in": move,
        "building": building,
        "unit": unit,
        "room": cells.room,
        "address": cells.address,
        "area": area,
        "land": land,
        "origin_village": lambda cell: cells.label(cell, 40),
        "old_house_demolished": cells.yes_no,
        "old_house_reclaimed": cells.yes_no,
        "title_issued": cells.yes_no,
        "health": partial(cells.words_of, find=words.health_code, known=words.KNOWN["health"]),
    }
    vocabularies = {
        "sex": words.SEX, "relation": words.RELATION, "labour": words.LABOUR, "education": words.EDUCATION,
        "work": words.WORK, "kind": words.CLASS, "old_house": words.OLD_HOUSE, "residence": words.RESIDENCE,
    }  # fmt: skip
    for key, vocabulary in vocabularies.items():
        by_field[key] = partial(cells.word, words=vocabulary, known=words.KNOWN[key])
    for key in INCOME_FIELDS:
        if key in table.by_field:
            multiple = columns.unit_of(table.by_field[key].heading)
            by_field[key] = partial(cells.amount, units=MONEY_UNITS, multiple=multiple, most=MOST_MONEY)
    return by_field


class Reading(entries.Reading):
    """One pass over the people of a table, who are gathered into households: those are its entries."""

    distinct = frozenset({"id_number"})

    def __init__(self, table: Table, area: Area, today: date) -> None:
        super().__init__(table, area, parsers(table, today), frozenset({"community", "code"}))
        self.households: list[FileHousehold] = []

    def content(self, progress: Progress = lambda done, total: None) -> Content:
        """Parse every row, gather households, find copies, check households."""
        grouping = Grouping(self.area)
        for number, index in enumerate(self.table.entries):
            grouping.add(self._person(index))
            if number % entries.REPORT_EVERY == 0:
                progress(number, len(self.table.entries))
        self.households = grouping.households()
        self.entries = list(self.households)
        if "code" in self.columns:
            for uncoded in grouping.rows_without_code():
                self.note(uncoded, "code", "missing")
        from apps.households.roster import checks  # checks speak of what is read here

        copies = checks.copies_of_people(self)
        self.faults = [fault for fault in self.faults if fault.row - 1 not in copies]
        self.faults += copies.values()
        checks.check_households(self)
        self.settle()
        return Content(
            self.households,
            self.faults,
            sum(len(household.people) for household in self.households),
            Counter(household.label for household in self.households),
            self._count_health(),
        )

    def note(self, row: int, field: str, code: str, **params: Any) -> None:
        """Note a faulty cell; where the file has no such column, the fault stands on the code's or name's."""
        column = self.columns.get(field) or self.columns["code" if "code" in self.columns else "name"]
        self.faults.append(Fault(row + 1, column.index, code, params))

    def _person(self, index: int) -> Person:
        person = Person(index, self.values(index))
        column = self.columns.get("id_number")
        if column is not None and (index, column.index) not in self.table.sheet.odd:
            person.raw_id = compact(self.table.sheet.rows[index][column.index])
        self._check_person(person)
        return person

    def _check_person(self, person: Person) -> None:
        for key in ("name", "id_number"):
            if key in self.columns and key not in person.values:
                self.note(person.row, key, "missing")
        identity: Identity | None = person.values.get("id_number")
        if identity is None:
            return
        sex, born = person.values.get("sex"), person.values.get("birth_date")
        if sex and sex != identity.sex:
            self.note(person.row, "sex", "contradicts_id")
        if born and (born.year, born.month) != (identity.birth_date.year, identity.birth_date.month):
            self.note(person.row, "birth_date", "contradicts_id")
        person.values["sex"] = identity.sex
        person.values["birth_date"] = identity.birth_date

    def _count_health(self) -> Counter[str]:
        """People by state of health, in the file's own words."""
        column = self.columns.get("health")
        counted: Counter[str] = Counter()
        if column is None:
            return counted
        for person in self._people():
            cell = self.table.sheet.rows[person.row][column.index]
            counted.update(set(filter(None, cells.SEPARATORS.split(cells.text(cell)))))
        return counted

    def _people(self) -> Iterator[Person]:
        for household in self.households:
            yield from household.people


def household_columns(table: Table) -> list[Column]:
    """The columns that say something about the whole household."""
    return [column for key, column in table.by_field.items() if columns.BY_KEY[key].level is Level.HOUSEHOLD]
