"""From the rows of a table to entries with values and faults. Knows nothing of the register's rows."""

import difflib
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from apps.core.sheets.cells import Cell, compact
from apps.core.sheets.faults import CellFault, Fault
from apps.core.sheets.plans import Area, Entry
from apps.core.sheets.table import Table

REPORT_EVERY = 2_000
Parser = Callable[[Cell], Any]


def remembering(parser: Parser) -> Parser:
    """The parser with a memory: most columns hold few different values."""
    memory: dict[Any, tuple[Any, CellFault | None]] = {}

    def parse(cell: Cell) -> Any:
        key = cell if isinstance(cell, str) else (type(cell), cell)
        known = memory.get(key)
        if known is None:
            try:
                known = (parser(cell), None)
            except CellFault as fault:
                known = (None, fault)
            memory[key] = known
        if known[1] is not None:
            raise known[1].with_traceback(None)
        return known[0]

    return parse


class Reading:
    """One pass over the entries of a table; the register's own checks add faults and warnings."""

    distinct: ClassVar[frozenset[str]] = frozenset()  # fields whose cells all differ: not worth remembering

    def __init__(self, table: Table, area: Area, readers: Mapping[str, Parser], filled_down: frozenset[str]) -> None:
        self.table, self.area = table, area
        self.columns = table.by_field
        self.readers = {
            key: readers[key] if key in self.distinct else remembering(readers[key]) for key in self.columns
        }
        self.faults: list[Fault] = []
        self.entries: list[Any] = []
        self.filled_down = self._merged(filled_down)

    def read(self, progress: Callable[[int, int], None]) -> None:
        """Parse every row."""
        for number, index in enumerate(self.table.entries):
            self.entries.append(Entry(index, self.values(index)))
            if number % REPORT_EVERY == 0:
                progress(number, len(self.table.entries))

    def settle(self) -> None:
        """Sort the faults and mark the entries that are held back, when all checks are done."""
        self.faults.sort(key=lambda fault: (fault.row, fault.column))
        rows = {fault.row - 1 for fault in self.faults}
        for entry in self.entries:
            entry.faulty = entry.outside or not rows.isdisjoint(entry.rows)

    def fault(self, entry: Entry, field: str, code: str, **params: Any) -> None:
        """Note a faulty cell; where the file has no such column, the fault stands on the first that has a meaning."""
        column = self.columns.get(field) or next(iter(self.columns.values()))
        self.faults.append(Fault(entry.row + 1, column.index, code, params))
        entry.values[field] = None

    def faulty(self, entry: Entry, field: str) -> bool:
        """Whether a cell was there and could not be read."""
        return field in entry.values and entry.values[field] is None

    def need(self, entry: Entry, *fields: str) -> None:
        """A fault for each of these columns whose cell is empty."""
        for field in fields:
            if field in self.columns and field not in entry.values:
                self.fault(entry, field, "missing")

    def settle_community(self, entry: Entry, *, required: bool = True) -> None:
        """Find the entry's community by its name; the given one where it names none. Unknown names are faults."""
        if self.faulty(entry, "community"):
            return
        label = entry.values.get("community")
        if not label:
            entry.community_id = self.area.given
            if entry.community_id is None and required:
                self.fault(entry, "community", "missing")
        elif label in self.area.mine:
            entry.community_id = self.area.mine[label]
        elif label in self.area.foreign:
            entry.outside = True  # the cell is right; the entry is somebody else's to import
        else:
            near = difflib.get_close_matches(label, self.area.mine, n=1, cutoff=0.5)
            self.fault(entry, "community", "unknown_community", near=near[0] if near else "")

    def find_copies(self, key_of: Callable[[Entry], Any], field: str) -> None:
        """The later of two rows with the same key is faulty; entries whose key is None are not compared."""
        first: dict[Any, Entry] = {}
        for entry in self.entries:
            key = key_of(entry)
            if key is None:
                continue
            earlier = first.setdefault(key, entry)
            if earlier is not entry:
                column = self.columns.get(field) or next(iter(self.columns.values()))
                self.faults.append(Fault(entry.row + 1, column.index, "same_entry", {"row": earlier.row + 1}))

    def values(self, index: int) -> dict[str, Any]:
        """What the cells of a row say; faulty ones are noted."""
        values: dict[str, Any] = {}
        row, odd, filled = self.table.sheet.rows[index], self.table.sheet.odd, self.filled_down.get(index, {})
        for key, column in self.columns.items():
            if odd and (index, column.index) in odd:
                error = odd[index, column.index]
                code = "formula_error" if error else "formula_empty"
                self.faults.append(Fault(index + 1, column.index, code, {"value": error}))
                values[key] = None
                continue
            cell = row[column.index]
            if column.index in filled and not compact(cell):
                cell = filled[column.index]
            if cell == "" or cell is None:
                continue
            try:
                value = self.readers[key](cell)
            except CellFault as fault:
                self.faults.append(Fault(index + 1, column.index, fault.code, fault.params))
                values[key] = None  # known to be there, so not “missing”
            else:
                if value is not None:
                    values[key] = value
        return values

    def _merged(self, fields: frozenset[str]) -> dict[int, dict[int, Cell]]:
        """What stands in cells merged downwards, by row and column."""
        keys = {self.columns[key].index for key in fields if key in self.columns}
        filled: dict[int, dict[int, Cell]] = {}
        rows = self.table.sheet.rows
        for (top, left), (bottom, right) in self.table.sheet.merged:
            if left == right and left in keys and top > self.table.header_rows[1]:
                for row in range(top + 1, min(bottom, len(rows) - 1) + 1):
                    filled.setdefault(row, {})[left] = rows[top][left]
        return filled
