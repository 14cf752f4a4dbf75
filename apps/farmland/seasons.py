"""When a busy season falls: spans of days in the solar calendar, for seasons said in either calendar."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from lunar_python import LunarYear

from apps.farmland.models import BusySeason
from apps.farmland.vocabulary import Band, Calendar

J2000 = date(2000, 1, 1)
J2000_JULIAN = 2_451_545  # the Julian day of that date, at noon


@lru_cache(maxsize=256)
def _lunar_month(year: int, month: int) -> tuple[date, int]:
    """The first day of a regular month of a lunar year, and how many days it has (29 or 30)."""
    found = LunarYear.fromYear(year).getMonth(month)
    return J2000 + timedelta(days=round(found.getFirstJulianDay()) - J2000_JULIAN), found.getDayCount()


def solar_day(calendar: str, year: int, month: int, day: int) -> date:
    """A day of a year of either calendar as a date; where the month is shorter, its last day."""
    if calendar == Calendar.LUNAR:
        first, days = _lunar_month(year, month)
        return first + timedelta(days=min(day, days) - 1)
    return date(year, month, min(day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Span:
    """One occurrence of a season: first and last day, both busy."""

    season: Any
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def span_of(season: BusySeason, year: int) -> Span:
    """The occurrence that begins in this year of the season's calendar; over New Year it ends in the next."""
    first = solar_day(season.calendar, year, season.from_month, season.from_day)
    over = (season.to_month, season.to_day) < (season.from_month, season.from_day)
    return Span(season, first, solar_day(season.calendar, year + over, season.to_month, season.to_day))


def spans_around(season: BusySeason, day: date) -> list[Span]:
    """The occurrences of the year before, of this one and of the next."""
    return [span_of(season, year) for year in (day.year - 1, day.year, day.year + 1)]


def current_span(season: BusySeason, day: date) -> Span | None:
    """The occurrence that holds on the day."""
    return next((span for span in spans_around(season, day) if day in span), None)


def next_span(season: BusySeason, day: date) -> Span:
    """The occurrence that holds on the day or begins next."""
    return next(span for span in spans_around(season, day) if span.last >= day)


def offered() -> list[BusySeason]:
    """All seasons of crops that are grown here."""
    return list(BusySeason.objects.filter(crop__retired=False).select_related("crop").order_by("pk"))


def busy_on(day: date, seasons: Iterable[BusySeason] | None = None) -> list[Span]:
    """The seasons that hold on a day."""
    found = (current_span(season, day) for season in (offered() if seasons is None else seasons))
    return [span for span in found if span is not None]


def beginning(first: date, last: date, seasons: Iterable[BusySeason] | None = None) -> list[Span]:
    """The seasons that begin from one day to another, both included, the earliest first."""
    found = (span for season in (offered() if seasons is None else seasons) for span in spans_around(season, first))
    return sorted((span for span in found if first <= span.first <= last), key=lambda span: span.first)


def band_of(altitude_m: float | None) -> Band | None:
    """The altitude band of the farm calendar; None where the altitude is not known."""
    if altitude_m is None:
        return None
    return Band.LOW if altitude_m < 800 else Band.MIDDLE if altitude_m <= 1200 else Band.HIGH


def trips_a_year(seasons: Iterable[BusySeason]) -> dict[tuple[int, str], int]:
    """Journeys there and back that one field asks in a year, by crop and band."""
    trips: dict[tuple[int, str], int] = {}
    for season in seasons:
        key = (season.crop_id, season.band)
        trips[key] = trips.get(key, 0) + season.trips
    return trips


__all__ = ["Span", "band_of", "beginning", "busy_on", "current_span", "next_span", "offered", "span_of", "trips_a_year"]
