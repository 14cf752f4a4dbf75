"""How the cells of a list of facilities are read. Pure functions."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core.sheets import cells, places
from apps.core.sheets.cells import NOTHING, Cell, compact
from apps.core.sheets.faults import CellFault, FaultKind, add_kinds
from apps.core.sheets.quantities import heading_unit, measure
from apps.core.sheets.table import Table
from apps.facilities.hours import Hours, parse_spans
from apps.facilities.imports.vocabulary import KINDS, KNOWN, ROLES, STATES, UNITS
from apps.facilities.models.facility import MOST_CAPACITY
from apps.facilities.models.staffing import MOST_STAFF

BUILDING_WORDS = "栋楼|号楼|栋号|栋|幢|楼|座|号|#楼|#"
SQUARE_METRES = {word: Decimal(1) for word in ("平方米", "平米", "平方", "m2", "M2", "平", "㎡")}
SQUARE_METRES["亩"] = Decimal(2000) / Decimal(3)
PEOPLE = {word: Decimal(1) for word in ("人", "名", "个", "位")}
WEEKDAYS = {han: number for number, han in enumerate("一二三四五六日", 1)} | {"天": 7}
DAYS = re.compile(
    r"(?:周|星期|礼拜)([一二三四五六日天])(?:\s*[至到\-—~]\s*(?:周|星期|礼拜)?([一二三四五六日天]))?"
    r"|每天|每日|全周|工作日|周末|双休日|周六周日"
)
ALL_DAY = re.compile(r"(24小时|全天|全天候|二十四小时)(开放|服务|营业)?")
PIECE = re.compile(r"[;。]|(?<=\d)[\s,、]*(?=周|星期|礼拜|工作日|每天|每日)")

add_kinds({
    "hours_wrong": FaultKind(
        "opening hours end before they begin",
        _("These opening hours overlap, or end before they begin."),
        _("Write them like 周一至周五 8:00-12:00 14:00-17:30."),
    ),
    "not_whole": FaultKind("not a whole number", _("This must be a whole number."), _("Write a whole number.")),
})  # fmt: skip


def readers(table: Table) -> dict[str, Callable[[Cell], Any]]:
    """How to read each field of this table."""
    area = table.by_field.get("area")
    unit = heading_unit(area.heading, SQUARE_METRES) if area else Decimal(1)
    found: dict[str, Callable[[Cell], Any]] = {
        "community": lambda cell: cells.label(cell, 40),
        "name": lambda cell: cells.label(cell, 40),
        "kind": kind,
        "building": partial(cells.ordinal, words=BUILDING_WORDS, low=1, high=30_000),
        "address": lambda cell: cells.label(cell, 120),
        "area": partial(measure, units=SQUARE_METRES, unit=unit, most=Decimal(1_000_000)),
        "capacity": capacity,
        "phone": cells.phone,
        "hours": hours,
        "state": partial(cells.word, words=STATES, known=KNOWN["state"]),
        "note": lambda cell: cells.label(cell, 200),
        **places.READERS,
    }
    for role in ROLES:
        found[f"staff_{role}"] = found[f"need_{role}"] = staff
    return found


def kind(cell: Cell) -> str | None:
    """A kind by its word, or by the one word of a kind that a longer text ends in (石桥坪幼儿园)."""
    value = compact(cell)
    if value in NOTHING:
        return None
    if found := KINDS.get(value) or KINDS.get(value.lower()):
        return found
    ends = {code for word, code in KINDS.items() if len(word) > 1 and value.endswith(word) and code != "other"}
    if len(ends) == 1:
        return ends.pop()
    raise CellFault("unknown_value", value=value[:20], known=KNOWN["kind"])


def whole(cell: Cell, most: int, units: dict[str, Decimal]) -> int | None:
    """A whole number, its unit allowed in the cell."""
    number = measure(cell, units, most=Decimal(most))
    if number is None:
        return None
    if number != number.to_integral():
        raise CellFault("not_whole")
    return int(number)


def staff(cell: Cell) -> int | None:
    """How many people; 无 is none."""
    return 0 if compact(cell) == "无" else whole(cell, MOST_STAFF, PEOPLE)


def capacity(cell: Cell) -> list[Any] | None:
    """[number, unit]; the unit is empty where the cell names none: 120, 120人, 30张床, 40个摊位."""
    if isinstance(cell, str):
        value = compact(cell)
        word = next((word for word in sorted(UNITS, key=len, reverse=True) if value.endswith(word)), "")
        number = whole(value.removesuffix(word), MOST_CAPACITY, {})
        unit = "" if word in ("个", "人", "名", "位") else UNITS.get(word, "")
    else:
        number, unit = whole(cell, MOST_CAPACITY, {}), ""
    return None if number is None else [number, unit]


def hours(cell: Cell) -> list[Any] | None:
    """[week, note]: a week where the text can be read as one (apps/facilities/hours.py), else the text as a note."""
    if isinstance(cell, datetime | date | time):
        raise CellFault("date_for_number")
    value = cells.text(cell)
    if value.replace(" ", "") in NOTHING:
        return None
    week = read_week(value)
    return [{}, cells.short(value, 80)] if week is None else [week, ""]


def read_week(value: str) -> Hours | None:
    """周一至周五 8:00-12:00 14:00-17:30；周六 9:00-12:00, 每天 8:00-17:30, 24小时. None: not such a text."""
    week: Hours = {}
    for piece in filter(None, (part.strip() for part in PIECE.split(value))):
        said = DAYS.match(piece)
        rest = piece[said.end() :].strip(" :,") if said else piece
        days = _days(said) if said else range(1, 8)
        if ALL_DAY.fullmatch(rest):
            spans = [["00:00", "24:00"]]
        else:
            try:
                spans = parse_spans(rest.replace(".", ":").replace("、", " "))
            except ValidationError as error:
                if re.search(r"\d{1,2}:\d{2}", rest) and not re.sub(r"[\d:\s\-—–~至到,、]", "", rest):
                    raise CellFault("hours_wrong") from error
                return None
        if not spans:
            return None
        for day in days:
            week[str(day)] = spans
    return week or None


def _days(said: re.Match[str]) -> range:
    if said[1]:
        first = WEEKDAYS[said[1]]
        return range(first, (WEEKDAYS[said[2]] if said[2] else first) + 1)
    if said[0] == "工作日":
        return range(1, 6)
    return range(6, 8) if said[0] in ("周末", "双休日", "周六周日") else range(1, 8)
