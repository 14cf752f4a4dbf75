"""Identity numbers as rosters write them. What any sheet may hold is read by apps/core/sheets/cells.py."""

import re
from datetime import date

from apps.core.sheets.cells import DIGITS_OF_FLOAT, NOTHING, SCIENTIFIC, Cell, compact
from apps.core.sheets.faults import CellFault
from apps.households.identity import Identity, IdentityFault, parse


def identity(cell: Cell, *, today: date) -> Identity | None:
    """An identity number of 18 characters that is right in itself."""
    if isinstance(cell, float | int) and not isinstance(cell, bool) and abs(cell) >= DIGITS_OF_FLOAT:
        raise CellFault("id_numeric")
    number = compact(cell).upper()
    if number in NOTHING or number == "无":
        return None
    if SCIENTIFIC.fullmatch(number):
        raise CellFault("id_numeric")
    number = re.sub("[-‐‑–—_.·]", "", number)
    try:
        return parse(number, today=today)
    except IdentityFault as fault:
        if fault.code == "length":
            raise CellFault("id_length", n=len(number)) from None
        if fault.code == "birth date" and _is_future(number[6:14], today):
            raise CellFault("id_unborn") from None
        codes = {"characters": "id_characters", "birth date": "id_birth", "check digit": "id_check"}
        raise CellFault(codes[fault.code]) from None


def _is_future(digits: str, today: date) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) > today
    except ValueError:
        return False
