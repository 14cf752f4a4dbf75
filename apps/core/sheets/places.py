"""Coordinates in sheets: longitude and latitude in columns of their own or together, WGS-84 or GCJ-02, never guessed.

Which of the two is said by a column for it, by the headings, or by people (the question `datum`). What is kept in an
entry is `place`: [latitude, longitude] in WGS-84, and `datum`: what they were given in.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.errors import InvalidInput
from apps.core.geo import Coordinates, Datum, distance_m, read_coordinates
from apps.core.sheets.cells import NOTHING, Cell, compact, text
from apps.core.sheets.entries import Reading
from apps.core.sheets.faults import CellFault, FaultKind, add_kinds
from apps.core.sheets.headings import Field
from apps.core.sheets.parts import Heading, Question
from apps.core.sheets.plans import Entry, Plan
from apps.core.sheets.register import Answers
from apps.core.sheets.table import Table

LEVEL = "place"
FIELDS = (
    Field("longitude", _("longitude"), LEVEL, "经度 东经 经度坐标 x坐标 longitude lng lon long x", "经度|longitude"),
    Field("latitude", _("latitude"), LEVEL, "纬度 北纬 纬度坐标 y坐标 latitude lat y", "纬度|latitude"),
    Field("coordinates", _("longitude and latitude together"), LEVEL,
          "坐标 经纬度 位置坐标 地理坐标 地图坐标 坐标点 gps坐标 gps coordinates location", "经纬度|坐标", "坐标系|系统|类型"),
    Field("datum", _("coordinate system"), LEVEL, "坐标系 坐标系统 坐标类型 坐标基准 datum crs", "坐标(系|类型)"),
)  # fmt: skip
FORM = (
    Heading("经度", "109.488172"),
    Heading("纬度", "30.272156"),
    Heading("坐标系", "WGS-84", ("WGS-84", "GCJ-02")),
)  # fmt: skip
QUESTION = Question(
    "datum",
    _("Coordinates in the file are"),
    _("GPS devices give WGS-84; places copied from Gaode, Tencent or WeChat maps are GCJ-02. They differ by 300 to "
      "600 metres."),
    (("", _("as the columns say")), *Datum.choices),
    _("The file has coordinates but does not say in which system. Please choose it below."),
)  # fmt: skip
WORDS: tuple[tuple[Datum, re.Pattern[str]], ...] = (
    (Datum.WGS84, re.compile(r"WGS|GPS|CGCS|2000|84|卫星|天地图|北斗")),
    (Datum.GCJ02, re.compile(r"GCJ|高德|腾讯|微信|火星|国测局|AMAP|02")),
)
OTHER_DATUM = re.compile(r"BD-?09|百度|西安|北京54|XIAN|BEIJING|80坐标")
ANGLE = re.compile(
    r"(?:东经|北纬|经度|纬度|[ENen])?:?"
    r"(\d{1,3}(?:\.\d+)?)(?:[°度](?:(\d{1,2}(?:\.\d+)?)['′分](?:(\d{1,2}(?:\.\d+)?)(?:\"|″|′′|''|秒))?)?)?[ENen]?"
)
LATITUDES, LONGITUDES = (3.0, 54.0), (73.0, 136.0)  # China's; they do not overlap, so a swap shows
DIGITS = 7  # of a degree: a centimetre
SAME_M = 1.0

KINDS = {
    "not_coordinate": FaultKind(
        "not a coordinate",
        _("This cannot be read as a longitude or latitude of China."),
        _("Write degrees with a decimal point, like 109.488172 and 30.272156."),
    ),
    "swapped": FaultKind(
        "longitude and latitude swapped",
        _("Longitude and latitude stand in each other's place."),
        _(
            "Exchange the two cells; if the whole column is so, exchange the meanings of both columns on the page “What the columns mean”."
        ),
    ),
    "half_place": FaultKind(
        "other coordinate missing", _("Only one of longitude and latitude is given."), _("Add the other, or empty it.")
    ),
    "unknown_datum": FaultKind(
        "unknown coordinate system",
        _("This coordinate system is not understood; it must be WGS-84 or GCJ-02."),
        _("Take the coordinates again from a GPS device or from Gaode, Tencent or WeChat maps. Baidu's are others."),
    ),
}
add_kinds(KINDS)


def angle(cell: Cell, inside: tuple[float, float], other: tuple[float, float]) -> float | None:
    """Degrees within `inside`; a value of `other` is a swapped one."""
    if hasattr(cell, "year"):
        raise CellFault("date_for_number")
    value = compact(cell)
    if value in NOTHING or value == "无":
        return None
    found = ANGLE.fullmatch(value)
    if found is None:
        raise CellFault("not_coordinate")
    degrees, minutes, seconds = (float(part or 0) for part in found.groups())
    if minutes >= 60 or seconds >= 60:
        raise CellFault("not_coordinate")
    degrees += minutes / 60 + seconds / 3600
    if inside[0] <= degrees <= inside[1]:
        return degrees
    raise CellFault("swapped" if other[0] <= degrees <= other[1] else "not_coordinate")


def datum(cell: Cell) -> str | None:
    """The system that a word names."""
    value = compact(cell).upper()
    if value in NOTHING:
        return None
    found = None if OTHER_DATUM.search(value) else next((key for key, words in WORDS if words.search(value)), None)
    if found is None:
        raise CellFault("unknown_datum")
    return found.value


def pair(cell: Cell) -> str | None:
    """Both coordinates as text, once they can be read."""
    value = text(cell)
    if value in NOTHING or value == "无":
        return None
    try:
        _in_china(read_coordinates(value, Datum.WGS84))
    except InvalidInput:
        raise CellFault("not_coordinate") from None
    return value


def _in_china(found: Coordinates) -> None:
    inside = LATITUDES[0] <= found.latitude <= LATITUDES[1] and LONGITUDES[0] <= found.longitude <= LONGITUDES[1]
    if not inside:
        raise CellFault("not_coordinate")


READERS: dict[str, Callable[[Cell], Any]] = {
    "longitude": lambda cell: angle(cell, LONGITUDES, LATITUDES),
    "latitude": lambda cell: angle(cell, LATITUDES, LONGITUDES),
    "coordinates": pair,
    "datum": datum,
}


def named_datum(table: Table, answers: Answers) -> str:
    """The system that people or the headings name; empty for none, "?" for one that is not understood."""
    if answers.get("datum"):
        return answers["datum"]
    columns = [table.by_field[key] for key in ("longitude", "latitude", "coordinates") if key in table.by_field]
    heading = unicodedata.normalize("NFKC", " ".join(column.heading for column in columns)).upper()
    if OTHER_DATUM.search(heading):
        return "?"
    return next((key.value for key, words in WORDS if words.search(heading)), "")


def unanswered(table: Table, answers: Answers) -> list[str]:
    """Asks for the system where coordinates stand in the file and nothing names it."""
    keys = [key for key in ("longitude", "latitude", "coordinates") if key in table.by_field]
    if "datum" in table.by_field or named_datum(table, answers):
        return []
    rows, places = table.sheet.rows, [table.by_field[key].index for key in keys]
    said = any(compact(rows[row][index]) not in NOTHING for row in table.entries for index in places)
    return [QUESTION.key] if said else []


def settle(reading: Reading, entry: Entry, named: str) -> None:
    """Give the entry its `place` in WGS-84; what is contradictory or half said is a fault."""
    values = entry.values
    unread = reading.faulty(entry, "datum")
    written = values.pop("coordinates", None)
    longitude, latitude = values.pop("longitude", None), values.pop("latitude", None)
    own = values.pop("datum", None)
    if unread or (written is None and longitude is None and latitude is None):
        return
    if written is None and (longitude is None or latitude is None):
        gone = "longitude" if longitude is None else "latitude"
        if not any(f.row == entry.row + 1 and f.column == reading.columns[gone].index for f in reading.faults):
            reading.fault(entry, gone, "half_place")
        return
    given = own or named
    if given in ("", "?"):
        field = "datum" if "datum" in reading.columns else "coordinates" if written else "longitude"
        reading.fault(entry, field, "missing" if not given else "unknown_datum")
        return
    if written is not None:
        here = read_coordinates(written, Datum(given))
    else:
        here = Coordinates(float(latitude), float(longitude), Datum(given)).to(Datum.WGS84)
    values["place"] = [round(here.latitude, DIGITS), round(here.longitude, DIGITS)]
    values["datum"] = given


def compare(plan: Plan, latitude: float | None, longitude: float | None) -> None:
    """Note a place that the register has elsewhere, or not at all."""
    place = plan.entry.values.get("place")
    if place is None:
        return
    known = latitude is not None and longitude is not None
    if known and distance_m(latitude, longitude, *place) <= SAME_M:  # type: ignore[arg-type]
        return
    plan.compare("place", [latitude, longitude] if known else None, place)
