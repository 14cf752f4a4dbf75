"""Reading a register's workbook: every cell as text, the headings found wherever they stand, in either language."""

import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import tablib
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from apps.core.errors import InvalidInput
from apps.core.registers.resource import Register

MOST_BYTES, MOST_ROWS, LOOK_FOR_HEADINGS = 5 * 2**20, 20_000, 20


def dataset_of(data: bytes, register: Register) -> tuple[tablib.Dataset, list[int]]:
    """The rows by column name, and the line of each on the sheet. Raises InvalidInput in words."""
    lines = _lines(data)
    spellings = register.headings()
    for index, line in enumerate(lines[:LOOK_FOR_HEADINGS]):
        names = [spellings.get(cell.lower(), "") for cell in line]
        if set(register.required()) <= set(names):
            return _table(lines[index + 1 :], names, index + 2)
    wanted = ", ".join(register.heading(name) for name in register.required())
    raise InvalidInput(
        _("The columns were not recognised. These are needed: %(names)s.") % {"names": wanted}, code="no_headings"
    )


def _lines(data: bytes) -> list[list[str]]:
    if len(data) > MOST_BYTES:
        raise InvalidInput(_("This file is larger than 5 MB. Split it."), code="too_large")
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        raise InvalidInput(
            _("This is not an Excel workbook (.xlsx). Save it as .xlsx and try again."), code="not_xlsx"
        ) from error
    sheet: Any = book.worksheets[0]
    found = [[_text(cell) for cell in line] for line in sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1)]
    if len(found) > MOST_ROWS:
        raise InvalidInput(
            _("More than %(most)s rows at once are too many. Split the file.") % {"most": f"{MOST_ROWS:,}"},
            code="too_many",
        )
    return found


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _table(lines: list[list[str]], names: list[str], first: int) -> tuple[tablib.Dataset, list[int]]:
    kept = [(place, name) for place, name in enumerate(names) if name]
    table, numbers = tablib.Dataset(headers=[name for _place, name in kept]), []
    for number, line in enumerate(lines, first):
        row = [line[place] if place < len(line) else "" for place, _name in kept]
        if any(row):
            table.append(row)
            numbers.append(number)
    return table, numbers
