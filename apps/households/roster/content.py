"""What a roster says, normalised: households, their people, every faulty cell. Knows nothing of the register."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from apps.core.sheets import cells, dates
from apps.core.sheets.cells import Cell, compact
from apps.core.sheets.entries import remembering
from apps.core.sheets.faults import CellFault, Fault
from apps.core.sheets.headings import Column
from apps.core.sheets.table import Table
from apps.households.identity import Identity
from apps.households.roster import columns, normalise, words
from apps.households.roster.columns import INCOME_FIELDS, Level
from apps.households.roster.grouping import Area, FileHousehold, Grouping, Person

BUILDING_WORDS = "栋楼|号楼|栋号|栋|幢|楼|座|号|#楼|#"
MOST_MONEY = Decimal("99999999.99")
MONEY_UNITS = ("元人民币", "元", "块", "圆")
AREA_UNITS = ("平方米", "平米", "平方", "m2", "m²", "M2", "平", "㎡")
LAND_UNITS = ("亩", "mu")
REPORT_EVERY = 2_000

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Content:
    """All that a sheet says."""

    households: list[FileHousehold]
    faults: list[Fault]
    people: int
    by_community: Counter[str]
    health: Counter[str]


Parser = Callable[[Cell], Any]


def parsers(table: Table, today: date) -> dict[int, Parser]:
    """How to read the cells of each column that means something."""
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
    found = {}
    for key, column in table.by_field.items():
        if key in INCOME_FIELDS:
            multiple = columns.unit_of(column.heading)
            parser: Parser = partial(cells.amount, units=MONEY_UNITS, multiple=multiple, most=MOST_MONEY)
        else:
            parser = by_field[key]
        found[column.index] = parser if key == "id_number" else remembering(parser)
    return found


class Reading:
    """One pass over the people of a table."""

    def __init__(self, table: Table, area: Area, today: date) -> None:
        self.table, self.area, self.today = table, area, today
        self.columns = table.by_field
        self.parsers = parsers(table, today)
        self.faults: list[Fault] = []
        self.households: list[FileHousehold] = []
        self.labels: dict[str, str] = {}

    def read(self, progress: Progress = lambda done, total: None) -> Content:
        """Parse every row, gather households, find copies, check households."""
        filled_down = self._merged_keys()
        grouping = Grouping(self.area)
        for number, index in enumerate(self.table.entries):
            row = list(self.table.sheet.rows[index])
            for column, value in filled_down.get(index, {}).items():
                row[column] = row[column] if compact(row[column]) else value
            grouping.add(self._person(index, row))
            if number % REPORT_EVERY == 0:
                progress(number, len(self.table.entries))
        self.households = grouping.households()
        if "code" in self.columns:
            for uncoded in grouping.rows_without_code():
                self.fault(uncoded, "code", "missing")
        from apps.households.roster import checks  # checks speak of what is read here

        copies = checks.find_copies(self)
        self.faults = [fault for fault in self.faults if fault.row - 1 not in copies]
        self.faults += copies.values()
        checks.check_households(self)
        self.faults.sort(key=lambda fault: (fault.row, fault.column))
        self._mark_faulty()
        return Content(
            self.households,
            self.faults,
            sum(len(household.people) for household in self.households),
            Counter(household.label for household in self.households),
            self._count_health(),
        )

    def fault(self, row: int, field: str, code: str, **params: Any) -> None:
        """Note a faulty cell; where the file has no such column, the fault stands on the code's or name's."""
        column = self.columns.get(field) or self.columns["code" if "code" in self.columns else "name"]
        self.faults.append(Fault(row + 1, column.index, code, params))

    def _merged_keys(self) -> dict[int, dict[int, Cell]]:
        """Community and code that stand in cells merged downwards, by row."""
        keys = {self.columns[key].index for key in ("community", "code") if key in self.columns}
        filled: dict[int, dict[int, Cell]] = {}
        for (top, left), (bottom, right) in self.table.sheet.merged:
            if left == right and left in keys and top > self.table.header_rows[1]:
                value = self.table.sheet.rows[top][left]
                for row in range(top + 1, min(bottom, len(self.table.sheet.rows) - 1) + 1):
                    filled.setdefault(row, {})[left] = value
        return filled

    def _person(self, index: int, row: list[Cell]) -> Person:
        person = Person(index, {})
        odd = self.table.sheet.odd
        for key, column in self.columns.items():
            if odd and (index, column.index) in odd:
                error = odd[index, column.index]
                self.fault(index, key, "formula_error" if error else "formula_empty", value=error)
                person.values[key] = None
                continue
            cell = row[column.index]
            if cell == "" or cell is None:
                continue
            try:
                value = self.parsers[column.index](cell)
            except CellFault as fault:
                self.faults.append(Fault(index + 1, column.index, fault.code, fault.params))
                person.values[key] = None  # known to be there, so not “missing”
            else:
                if value is not None:
                    person.values[key] = value
            if key == "id_number":
                person.raw_id = compact(cell)
        self._check_person(person)
        return person

    def _check_person(self, person: Person) -> None:
        for key in ("name", "id_number"):
            if key in self.columns and key not in person.values:
                self.fault(person.row, key, "missing")
        identity: Identity | None = person.values.get("id_number")
        if identity is None:
            return
        sex, born = person.values.get("sex"), person.values.get("birth_date")
        if sex and sex != identity.sex:
            self.fault(person.row, "sex", "contradicts_id")
        if born and (born.year, born.month) != (identity.birth_date.year, identity.birth_date.month):
            self.fault(person.row, "birth_date", "contradicts_id")
        person.values["sex"] = identity.sex
        person.values["birth_date"] = identity.birth_date

    def _mark_faulty(self) -> None:
        rows = {fault.row - 1 for fault in self.faults}
        for household in self.households:
            household.faulty = household.outside or not rows.isdisjoint(household.rows)

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
