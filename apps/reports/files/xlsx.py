"""The report's figures as a workbook: one sheet of figures, one of definitions. Every text is written as text, so that
none is ever taken for a formula."""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from apps.reports import wording
from apps.reports.content import Content
from apps.reports.lines import Line, parts_of
from apps.reports.registry import Kind

FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
HEAD_ROW = 3


def xlsx_bytes(content: Content) -> bytes:
    """The file."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    written = content.submitted_on or content.month
    book.set_properties({"title": _title(content), "created": datetime.combine(written, time(), UTC)})
    _figures(book, content)
    _definitions(book, content)
    book.close()
    return buffer.getvalue()


def _title(content: Content) -> str:
    return _("Monthly report of %(community)s, %(month)s") % {
        "community": content.community,
        "month": wording.month_word(content.month),
    }


def _figures(book: Any, content: Content) -> None:
    sheet = book.add_worksheet(_("Figures"))
    forms = _formats(book)
    headers = (
        _("section"), _("group"), _("figure"), _("unit"), _("this month"), _("numerator"), _("denominator"),
        _("since January"), _("last month"), _("against last month"), _("notes"),
    )  # fmt: skip
    _begin(sheet, forms, content, headers, (14, 14, 20, 8, 12, 10, 10, 12, 12, 12, 46))
    row = HEAD_ROW
    for part in parts_of(content.lines):
        lines = [line for group in part.groups for line in group.lines]
        if not lines:
            row += 1
            _strings(sheet, row, [part.name, "", "", "", _("not collected")], forms["text"])
        for line in lines:
            row += 1
            _strings(sheet, row, [part.name, line.group, line.name, line.unit], forms["text"])
            _numbers(sheet, row, line, forms)
            sheet.write_string(row, 10, line.now.note, forms["text"])
    sheet.autofilter(HEAD_ROW, 0, row, len(headers) - 1)
    sheet.freeze_panes(HEAD_ROW + 1, 3)


def _numbers(sheet: Any, row: int, line: Line, forms: dict[str, Any]) -> None:
    form = forms["rate"] if line.kind is Kind.RATE else forms["count"]
    cumulative, missing = line.cumulative, _("not collected")
    known = cumulative is None or cumulative.collected
    _number(sheet, row, 4, line.now.value, form, forms, missing if not line.now.collected else wording.NO_MEANING)
    _number(sheet, row, 5, line.now.numerator, forms["count"], forms, "")
    _number(sheet, row, 6, line.now.denominator, forms["count"], forms, "")
    value = cumulative.value if cumulative else None
    _number(sheet, row, 7, value, form, forms, wording.NO_MEANING if known else missing)
    _number(sheet, row, 8, line.before, form, forms, wording.NO_MEANING)
    _number(sheet, row, 9, line.change, form, forms, wording.NO_MEANING)


def _number(sheet: Any, row: int, column: int, value: Any, form: Any, forms: dict[str, Any], without: str) -> None:
    if value is None:
        sheet.write_string(row, column, without, forms["word"])
    else:
        sheet.write_number(row, column, float(value), form)


def _definitions(book: Any, content: Content) -> None:
    sheet = book.add_worksheet(_("Definitions"))
    forms = _formats(book)
    headers = (_("section"), _("group"), _("figure"), _("unit"), _("definition"))
    _begin(sheet, forms, content, headers, (14, 14, 20, 8, 90))
    for row, line in enumerate(content.lines, start=HEAD_ROW + 1):
        section = next(part.name for part in parts_of([line]) if part.groups)
        _strings(sheet, row, [section, line.group, line.name, line.unit, line.definition], forms["wrapped"])
    sheet.freeze_panes(HEAD_ROW + 1, 0)


def _begin(sheet: Any, forms: dict[str, Any], content: Content, headers: Any, widths: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_footer(f"&C{_('page %(page)s of %(pages)s') % {'page': '&P', 'pages': '&N'}}")
    sheet.write_string(0, 0, _title(content), forms["title"])
    about = _("Version %(version)s; the figures are frozen, check code %(hash)s")
    sheet.write_string(1, 0, about % {"version": content.version, "hash": content.content_hash}, forms["quiet"])
    for column, (header, width) in enumerate(zip(headers, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD_ROW, column, header, forms["head"])


def _strings(sheet: Any, row: int, texts: list[str], form: Any) -> None:
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text, form)


def _formats(book: Any) -> dict[str, Any]:
    line = FONT | {"border": 1, "border_color": "#C9D2CD"}
    return {
        "title": book.add_format(FONT | {"bold": True, "font_size": 16}),
        "quiet": book.add_format(FONT | {"font_color": "#5A665F"}),
        "head": book.add_format(line | {"bold": True, "bg_color": "#E8F3EF", "text_wrap": True}),
        "text": book.add_format(line),
        "wrapped": book.add_format(line | {"text_wrap": True, "valign": "top"}),
        "word": book.add_format(line | {"align": "right", "font_color": "#5A665F"}),
        "count": book.add_format(line | {"num_format": "#,##0;−#,##0;0"}),
        "rate": book.add_format(line | {"num_format": "0.0;−0.0;0.0"}),
    }
