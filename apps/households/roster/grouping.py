"""Rows gathered into households."""

from dataclasses import dataclass, field
from typing import Any

from apps.core.sheets.plans import Area, Entry

Values = dict[str, Any]


@dataclass(slots=True)
class Person:
    """One row. `values` holds what its cells say, by field; absent means that the cell is empty or faulty."""

    row: int
    values: Values
    raw_id: str = ""


@dataclass(slots=True)
class FileHousehold(Entry):
    """A household of the file: its rows, people (copies left out) and what the household columns say.

    It is held back (`faulty`) for a faulty cell of any of its rows, or where it is not the importer's (`outside`).
    """

    label: str = ""
    code: str = ""
    people: list[Person] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    also_in: dict[int, int] = field(default_factory=dict)  # row of a person here: their row in another household


class Grouping:
    """Gathers consecutive and scattered rows of one household."""

    def __init__(self, area: Area) -> None:
        self.area = area
        self.found: dict[tuple[str, str], FileHousehold] = {}
        self.last: FileHousehold | None = None
        self.unnamed = 0
        self.coded = self.total = 0
        self.uncoded: list[int] = []

    def add(self, person: Person) -> None:
        """Put a row into its household."""
        label, code = person.values.get("community") or "", person.values.get("code") or ""
        self.total += 1
        self.coded += bool(code)
        if not code and "code" not in person.values:
            self.uncoded.append(person.row)
        household = self._household(label, code, person)
        household.rows.append(person.row)
        household.people.append(person)
        self.last = household

    def _household(self, label: str, code: str, person: Person) -> FileHousehold:
        last = self.last
        if not code:
            starts = last is None or person.values.get("relation") == "head" or (label and label != last.label)
            if not starts and last is not None:
                return last
            self.unnamed += 1
            return self._new(person.row, label, code, key=f"\x00{self.unnamed}")
        if last is not None and last.code == code and self._same_place(last, label):
            return last
        return self.found.get((label, code)) or self._new(person.row, label, code, key=code)

    def _same_place(self, last: FileHousehold, label: str) -> bool:
        """Rows that follow each other under one code are one household, unless both name communities that exist."""
        area = self.area
        known = label in area.mine or label in area.foreign
        return (
            not label or label == last.label or not known or not (last.label in area.mine or last.label in area.foreign)
        )

    def _new(self, row: int, label: str, code: str, *, key: str) -> FileHousehold:
        household = FileHousehold(row, {}, label=label, code=code)
        self.found[label, key] = household
        return household

    def households(self) -> list[FileHousehold]:
        """All households, in the order of the file."""
        return list(self.found.values())

    def rows_without_code(self) -> list[int]:
        """Rows where the code is missing: a household's first, and any where nearly every other row has one."""
        everywhere = self.coded > 0.9 * self.total
        first_rows = {household.rows[0] for household in self.found.values() if not household.code}
        return [row for row in self.uncoded if everywhere or row in first_rows]
