"""The workbook to send back: a sheet as it came, its faulty cells marked, and a list of them on a second sheet.

Every cell is written as text, so that nothing in it can act as a formula and no number loses digits.
"""

import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from apps.core.models import StagedImport
from apps.core.sheets import faults, reader, staging
from apps.core.sheets.cells import Cell, text
from apps.core.sheets.reader import Sheet
from apps.core.sheets.register import Register

WHOLE_UP_TO = 20_000  # rows; of longer sheets only entries with faults are reproduced
COMMENT = {"author": "Anju", "x_scale": 2, "y_scale": 1.2, "font_size": 10}
FAULTY = {"bg_color": "#FBDAD6", "font_color": "#8A1F17", "border": 1, "border_color": "#C0362C", "num_format": "@"}
HEADING = {"bold": True, "bg_color": "#E8F3EF", "text_wrap": True, "valign": "vcenter", "num_format": "@", "border": 1,
           "border_color": "#C9D2CD"}  # fmt: skip
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FaultyCell(Protocol):
    """A stored fault: `row` counts from 1, `column` from 0."""

    row: Any
    column: Any
    heading: Any
    code: Any
    params: Any


def of_import(register: Register, found: StagedImport) -> bytes:
    """The workbook of an import. Of a long sheet the entries with faults are repeated whole."""
    sheets = reader.read(staging.file_of(found)).sheets
    sheet = next((sheet for sheet in sheets if sheet.name[:80] == found.sheet), sheets[0])
    entries: set[int] = set()
    if len(sheet.rows) > WHOLE_UP_TO:
        for staged in found.entries.filter(faulty=True).iterator(chunk_size=500):
            entries.update(register.entry_of(staged)[0].rows)
    faulty = found.faults.order_by("row", "column").defer("value")
    return error_workbook(sheet, faulty, header_row=found.summary.get("header_row", 1), entries=entries)


def download(data: bytes, name: str) -> HttpResponse:
    """The answer that lets people save a workbook."""
    response = HttpResponse(data, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def error_workbook(
    sheet: Sheet, found: Iterable[FaultyCell], *, header_row: int, entries: Collection[int] = ()
) -> bytes:
    """The workbook. Of a long sheet only the headings, the faulty rows and `entries` (indexes of rows) are repeated."""
    by_row: dict[int, list[FaultyCell]] = defaultdict(list)
    for fault in found:
        by_row[fault.row - 1].append(fault)
    rows: Sequence[int] = range(len(sheet.rows))
    if len(sheet.rows) > WHOLE_UP_TO:
        rows = sorted(set(range(header_row)) | by_row.keys() | set(entries))
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(_sheet_name(sheet.name))
    places = _write_rows(book, page, sheet, rows, by_row, header_row - 1)
    _write_list(book, [fault for row in sorted(by_row) for fault in by_row[row]], places)
    book.close()
    return out.getvalue()


def _sheet_name(name: str) -> str:
    return "".join("_" if c in r"[]:*?/\'" else c for c in name)[:31] or "1"


def _write_rows(
    book: Any,
    page: Any,
    sheet: Sheet,
    rows: Sequence[int],
    found: Mapping[int, list[FaultyCell]],
    last_heading: int,
) -> dict[int, int]:
    """Write the rows; returns where each of them stands now."""
    plain, heading, bad = (book.add_format(f) for f in ({"num_format": "@"}, HEADING, FAULTY))
    width = max(map(len, sheet.rows), default=1)
    page.set_column(0, width, 13, plain)
    places = {}
    for at, index in enumerate(rows):
        marked = {fault.column: fault for fault in found.get(index, ())}
        for column, cell in enumerate(sheet.rows[index]):
            fault = marked.get(column)
            if fault is not None:
                page.write_string(at, column, _plain(cell), bad)
                said = faults.message(fault.code, fault.params), faults.remedy(fault.code, fault.params)
                page.write_comment(at, column, "\n".join(said), COMMENT)
            elif cell != "":
                page.write_string(at, column, _plain(cell), heading if index == last_heading else plain)
        if len(rows) < len(sheet.rows):
            page.write_string(at, width, _("row %(row)s") % {"row": index + 1}, plain)
        places[index] = at
    page.freeze_panes(places.get(last_heading, 0) + 1, 0)
    return places


def _plain(cell: Cell) -> str:
    """The cell as text; text is kept to the letter."""
    return (cell if isinstance(cell, str) else text(cell))[:32_000]


def _write_list(book: Any, listed: Sequence[FaultyCell], places: Mapping[int, int]) -> None:
    page = book.add_worksheet(str(_("List of faults"))[:31])
    heading, wrap = book.add_format(HEADING), book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for column, (title, width) in enumerate(
        ((_("row"), 8), (_("column"), 18), (_("what is wrong"), 44), (_("what to do"), 52))
    ):
        page.write_string(0, column, str(title), heading)
        page.set_column(column, column, width)
    for at, fault in enumerate(listed, 1):
        cells = (
            str(places.get(fault.row - 1, fault.row - 1) + 1),
            fault.heading,
            faults.message(fault.code, fault.params),
            faults.remedy(fault.code, fault.params),
        )
        for column, cell in enumerate(cells):
            page.write_string(at, column, cell, wrap)
    page.freeze_panes(1, 0)
