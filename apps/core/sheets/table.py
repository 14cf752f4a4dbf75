"""Where in a sheet the list stands: its headings below the titles, its entries, and what is neither."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from apps.core.sheets import cells, dates, headings
from apps.core.sheets.cells import Cell, compact
from apps.core.sheets.faults import CellFault
from apps.core.sheets.headings import IGNORED, Column, Lexicon
from apps.core.sheets.reader import Sheet

LOOK_AT = 50  # rows in which headings are sought
SAMPLE = 40  # rows below them that may tell what a column means
HEADER_ROWS = 3
NOTE = re.compile(
    r"^(合计|总计|小计|共计|累计|总数|注|备注|说明|填表|制表|审核|填报|单位|负责人|经办|联系人|日期|截[至止到]|本表|以上|以下|附)"
)
AS_OF = re.compile(r"截[至止到][^\d]{0,4}(\d{4}[年./-]\d{1,2}(?:[月./-]\d{1,2}日?|月)?)")
ANY_DATE = re.compile(r"(20\d{2})年(\d{1,2})月(?:(\d{1,2})日)?")
TITLE_YEAR = re.compile(r"(20\d{2})年度?")


@dataclass(slots=True)
class Table:
    """A list found in a sheet. `entries` are indexes of its rows; `skipped` are (row from 1, first words) left out."""

    sheet: Sheet
    header_rows: tuple[int, int]
    columns: list[Column]
    entries: list[int]
    skipped: list[tuple[int, str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    @property
    def by_field(self) -> dict[str, Column]:
        return {column.field: column for column in self.columns if column.field not in ("", IGNORED)}


def find(
    sheet: Sheet, lexicon: Lexicon, *, learned: Mapping[str, str] | None = None, chosen: Mapping[int, str] | None = None
) -> Table | None:
    """The headings of a sheet, or None where no row looks like them. `sort_rows` finds the entries below."""
    best: tuple[int, int, list[str]] | None = None
    most = (0, 0)  # a heading of fewer rows is better, as the rows above it are titles
    for first in range(min(LOOK_AT, len(sheet.rows))):
        for height in range(1, HEADER_ROWS + 1):
            last = first + height - 1
            if last >= len(sheet.rows) or not _looks_like_headings(sheet.rows[last]):
                break
            words = _headings(sheet, lexicon, first, last)
            score = (_score(words, lexicon, learned), -height)
            if score > most:
                best, most = (first, last, words), score
    if best is None or (most[0] < lexicon.fewest and not chosen):
        return None
    first, last, words = best
    below = range(last + 1, min(last + 1 + SAMPLE, len(sheet.rows)))
    samples = [[sheet.rows[row][index] for row in below] for index in range(len(words))]
    found = lexicon.match(words, samples=samples, learned=learned, chosen=chosen)
    table = Table(sheet, (first, last), [c for c in found if c.heading or c.field], [])
    table.titles = [compact(cell) for row in sheet.rows[:first] for cell in row if compact(cell)]
    return table


def _looks_like_headings(row: Sequence[Cell]) -> bool:
    """Headings are words: no dates, no long digits, and none so long that it is a sentence."""
    filled = [cell for cell in row if not cells.blank(cell)]
    return bool(filled) and all(isinstance(cell, str) and not re.search(r"\d{5}", cell) for cell in filled)


def _headings(sheet: Sheet, lexicon: Lexicon, first: int, last: int) -> list[str]:
    """One heading a column: the lowest words of a column in these rows, its group before them where it says nothing."""
    rows = [list(sheet.rows[row]) for row in range(first, last + 1)]
    for (top, left), (bottom, right) in sheet.merged:
        if first <= top and bottom <= last and right > left:
            for column in range(left, min(right, len(rows[0]) - 1) + 1):
                rows[top - first][column] = rows[top - first][left]
    found = []
    for column_cells in zip(*rows, strict=True):
        parts = [headings.heading_of(cell) for cell in column_cells if compact(cell)]
        parts = list(dict.fromkeys(parts))
        heading = parts[-1] if parts else ""
        if len(parts) > 1 and not lexicon.meaning(heading)[0]:
            together = "".join(parts)
            heading = together if lexicon.meaning(together)[0] else heading
        found.append(heading)
    return found


def _score(words: Sequence[str], lexicon: Lexicon, learned: Mapping[str, str] | None) -> int:
    """How many different fields the headings name; nothing without one that must be among them."""
    found = {lexicon.meaning(heading, learned)[0] for heading in words if heading and len(heading) <= 40}
    found -= {"", IGNORED}
    return len(found) if found & lexicon.must else 0


def sort_rows(table: Table, lexicon: Lexicon) -> None:
    """Which rows below the headings are entries, and which are totals, notes or the headings again."""
    who = {column.index: column.heading for key, column in table.by_field.items() if key in lexicon.who}
    proofs = [table.by_field[key].index for key in table.by_field if key in lexicon.who and key not in lexicon.weak]
    for index in range(table.header_rows[1] + 1, len(table.sheet.rows)):
        row = table.sheet.rows[index]
        odd = bool(table.sheet.odd) and any((index, i) in table.sheet.odd for i in who)
        if lexicon.totals and _is_note(next(filter(_filled, row), "")):
            entry = False
        elif odd or any(_filled(row[i]) for i in proofs):
            entry = not _headings_again(row, who)
        else:
            filled = [cell for cell in row if _filled(cell)]
            entry = len(filled) > 2 and any(_filled(row[i]) for i in who) and not _is_note(filled[0])
        if entry:
            table.entries.append(index)
        elif words := [compact(cell) for cell in row if _filled(cell)]:
            table.skipped.append((index + 1, words[0][:30]))


def _filled(cell: Cell) -> bool:
    return cell.strip() not in cells.NOTHING if isinstance(cell, str) else cell is not None


def _is_note(cell: Cell) -> bool:
    return NOTE.match(compact(cell)) is not None


def _headings_again(row: Sequence[Cell], words: Mapping[int, str]) -> bool:
    """Whether this is the heading row repeated, as on every printed page."""
    return all(isinstance(row[i], str) and headings.heading_of(row[i]) == heading for i, heading in words.items())


def as_of(table: Table, *, today: date) -> date | None:
    """The day that the titles name (截至2026年10月31日, or else a year and month), not later than today."""
    for title in table.titles:
        match = AS_OF.search(title)
        if match:
            return _day(match[1], today)
    for title in table.titles:
        match = ANY_DATE.search(title)
        if match:
            return _day(match[0], today)
    return None


def _day(written: str, today: date) -> date | None:
    try:
        found = dates.day(written, today=today, past=False)
    except CellFault:
        return None
    return min(found, today) if found else None


def title_year(table: Table) -> int | None:
    """The year that a title names (2025年度)."""
    match = next((m for title in table.titles if (m := TITLE_YEAR.search(title))), None)
    return int(match[1]) if match else None
