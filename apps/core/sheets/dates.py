"""Dates as offices write them. Pure functions: a date, None for an empty cell, or CellFault."""

import re
from datetime import date, datetime, time, timedelta
from math import isfinite

from apps.core.sheets.cells import HAN_DIGITS, NOTHING, Cell, text
from apps.core.sheets.faults import CellFault

EXCEL_EPOCH = date(1899, 12, 30)
OLDEST_MOVE = date(1950, 1, 1)
PARTS = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月份?)?")
PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})?")
CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")


def day(cell: Cell, *, today: date, past: bool = True) -> date | None:
    """A date; a month without a day is its first: 2017-11, 2018/03/15, 2018年1月, 2018.3, 201803, Excel's own."""
    if isinstance(cell, datetime):
        return _sane(cell.date(), today, past)
    if isinstance(cell, date):
        return _sane(cell, today, past)
    if isinstance(cell, time | timedelta | bool):
        raise CellFault("not_date")
    if isinstance(cell, float | int):
        return _sane(_date_of_number(cell), today, past)
    value = CLOCK.sub("", text(cell)).replace(" ", "")
    if value in NOTHING:
        return None
    value = re.sub("[—–‐‑]", "-", value).replace("。", ".").rstrip(".-/号")
    value = "".join(str(HAN_DIGITS[c]) if c in "〇零一二三四五六七八九" and "十" not in value else c for c in value)
    match = PARTS.fullmatch(value) or PACKED.fullmatch(value)
    if match is None:
        raise CellFault("month_missing" if re.fullmatch(r"\d{4}年?", value) else "not_date")
    return _sane(_date(int(match[1]), int(match[2]), int(match[3] or 1)), today, past)


def _date_of_number(number: float) -> date:
    """A numeric cell: a packed date, Excel's count of days, or year.month where the month is certain."""
    if not isfinite(number):
        raise CellFault("not_date")
    if number == int(number):
        whole = int(number)
        packed = PACKED.fullmatch(str(whole))
        if packed and 1900 <= int(packed[1]) <= 2100:
            return _date(int(packed[1]), int(packed[2]), int(packed[3] or 1))
        if 1900 <= whole <= 2100:
            raise CellFault("month_missing")
        if 18_264 <= whole <= 73_050:  # 1950 to 2099
            return EXCEL_EPOCH + timedelta(days=whole)
        raise CellFault("not_date")
    year, _dot, month = f"{number:.10g}".partition(".")
    if not 1900 <= int(number) <= 2100 or len(month) > 2:
        raise CellFault("not_date")
    if month == "1":
        raise CellFault("ambiguous_date")
    return _date(int(year), int(month), 1)


def _date(year: int, month: int, of_month: int) -> date:
    try:
        return date(year, month, of_month)
    except ValueError:
        raise CellFault("impossible_date") from None


def _sane(value: date, today: date, past: bool) -> date:
    if past and value > today:
        raise CellFault("future")
    if value < OLDEST_MOVE and past:
        raise CellFault("impossible_date")
    return value
