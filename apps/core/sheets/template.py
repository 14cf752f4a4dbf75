"""The empty list that offices may start from: text cells, choices where the words are fixed, and how to fill it in."""

import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from apps.core.sheets.register import Register
from apps.core.sheets.workbook import HEADING

TEMPLATE_ROWS = 2_000
MOST_LISTED = 250  # characters that a spreadsheet takes for a list of choices


def template(register: Register, communities: Iterable[str]) -> bytes:
    """An empty list: text cells, choices where the words are fixed, and a sheet that explains."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page, help_page = book.add_worksheet(register.sheet_name), book.add_worksheet(str(_("How to fill it in"))[:31])
    plain, heading = book.add_format({"num_format": "@"}), book.add_format(HEADING)
    names = list(communities)
    for column, given in enumerate(register.form):
        field = register.lexicon.meaning(given.heading)[0]
        needed = field in register.lexicon.required
        page.set_column(column, column, max(11, 2.4 * len(given.heading)), plain)
        page.write_string(0, column, f"{given.heading}*" if needed else given.heading, heading)
        listed = names if field == "community" else [] if given.several else list(given.words)
        if listed and sum(map(len, listed)) + len(listed) < MOST_LISTED:
            choices = {"validate": "list", "source": listed, "error_type": "warning"}
            page.data_validation(1, column, TEMPLATE_ROWS, column, choices)
    page.set_row(0, 34)
    page.freeze_panes(1, register.frozen)
    _write_help(book, help_page, register, heading)
    book.close()
    return out.getvalue()


def _write_help(book: Any, page: Any, register: Register, heading: Any) -> None:
    wrap = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 72, wrap)
    for row, rule in enumerate(register.rules):
        page.write_string(row, 0, str(row + 1))
        page.write_string(row, 1, str(rule), wrap)
    top = len(register.rules) + 1
    page.write_string(top, 0, str(_("Column")), heading)
    page.write_string(top, 1, str(_("Example, or the words to use")), heading)
    for row, given in enumerate(register.form, top + 1):
        page.write_string(row, 0, given.heading, wrap)
        page.write_string(row, 1, "、".join(given.words) or given.example, wrap)
