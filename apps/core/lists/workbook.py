"""A list as a workbook. No text is ever taken for a formula, and the sheet says who took it when."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

# What a spreadsheet, or a program that reads it as CSV later, may take for a formula; full-width forms too, which some
# programs fold into the plain ones.
DANGEROUS = re.compile(r"^[\s\u3000]*[=+\-@|%＝＋－﹣−＠\t\r\n]")
LONGEST_CELL = 32_767
FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
HEAD_ROW = 2
WIDEST, NARROWEST = 40, 8


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands on the sheet besides the rows: what it is, who took it when, and what it holds."""

    title: str
    taken: str
    filter: str


def workbook(marks: Marks, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> tuple[BytesIO, int]:
    """The file and its number of rows. Rows are written as they come: the sheet is never in memory as a whole."""
    out = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": marks.title, "author": marks.taken, "comments": marks.filter})
    forms = _formats(book)
    sheet = book.add_worksheet(_sheet_name(marks.title))
    _page(sheet, marks, len(headings))
    sheet.write_string(0, 0, f"{marks.title} · {marks.taken}", forms["title"])
    sheet.write_string(1, 0, marks.filter, forms["quiet"])
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, max(NARROWEST, min(WIDEST, 2 * len(heading) + 6)))
        sheet.write_string(HEAD_ROW, column, heading, forms["head"])
    count = 0
    for count, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            write_cell(sheet, HEAD_ROW + count, column, value, forms)
    sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + count, max(0, len(headings) - 1))
    book.close()
    out.seek(0)
    return out, count


def write_cell(sheet: Any, row: int, column: int, value: Any, forms: dict[str, Any]) -> None:
    """Numbers as numbers and days as days; everything else as text, quoted where it could be run as a formula."""
    if value is None:
        sheet.write_string(row, column, _("not collected"), forms["quiet"])
    elif isinstance(value, bool):
        sheet.write_string(row, column, _("yes") if value else _("no"), forms["text"])
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value, forms["number"])
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, timezone.localtime(value).replace(tzinfo=None), forms["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), forms["day"])  # noqa: DTZ001
    else:
        text = str(value)[:LONGEST_CELL]
        sheet.write_string(row, column, text, forms["quoted" if DANGEROUS.match(text) else "text"])


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", title)[:31] or "1"


def _page(sheet: Any, marks: Marks, columns: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    taken = marks.taken.replace("&", "&&")
    sheet.set_footer(f"&L{taken}&R{_('page %(page)s of %(pages)s') % {'page': '&P', 'pages': '&N'}}"[:255])


def _formats(book: Any) -> dict[str, Any]:
    line = FONT | {"border": 1, "border_color": "#C9D2CD"}
    text = line | {"num_format": "@"}  # stays text also when somebody edits the cell
    forms = {
        "title": book.add_format(FONT | {"bold": True}),
        "head": book.add_format(line | {"bold": True, "bg_color": "#E8F3EF", "text_wrap": True, "num_format": "@"}),
        "text": book.add_format(text),
        "quoted": book.add_format(text),
        "quiet": book.add_format(FONT | {"font_color": "#5A665F", "num_format": "@"}),
        "number": book.add_format(line),
        "day": book.add_format(line | {"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format(line | {"num_format": "yyyy-mm-dd hh:mm"}),
    }
    forms["quoted"].set_quote_prefix()
    return forms
