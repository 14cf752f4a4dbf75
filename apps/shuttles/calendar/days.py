"""On which days a service pattern runs. Pure: the calendar and the exceptions are given, nothing is read.

What decides, the first that applies: an exception of the day itself; a public holiday; a make-up workday (调休), which
is a Saturday or Sunday on which people work; the weekday. Both kinds of days come from the working calendar, over which
the county's own rows stand. Where a year is not published and nobody entered a day of it, no day of it is a holiday.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

SATURDAY, SUNDAY = 5, 6
EVERY_DAY = 0b1111111
MOST_OF_FIVE = 3


class Because(StrEnum):
    """What decided about a day."""

    EXCEPTION = "exception"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"
    WEEKDAY = "weekday"


class Pattern(Protocol):
    """What is asked of a service pattern. `weekdays`: seven bits, Monday the lowest."""

    @property
    def weekdays(self) -> int: ...
    @property
    def on_holidays(self) -> str: ...
    @property
    def on_makeup_days(self) -> str: ...


class Calendar(Protocol):
    """What is asked of the working calendar (communities.calendar.WorkingCalendar)."""

    def is_workday(self, day: date) -> bool: ...
    def is_public_holiday(self, day: date) -> bool: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a pattern runs on a day, and what decided."""

    runs: bool
    because: Because


def has_weekday(weekdays: int, weekday: int) -> bool:
    """Whether the seven bits hold a weekday (0 is Monday)."""
    return bool(weekdays >> weekday & 1)


def judge(pattern: Pattern, day: date, calendar: Calendar, exceptions: Mapping[date, bool]) -> Verdict:
    """Whether the pattern runs on the day. `exceptions`: those of this pattern, whether it runs by day."""
    if day in exceptions:
        return Verdict(exceptions[day], Because.EXCEPTION)
    if calendar.is_public_holiday(day):
        return Verdict(_on_holiday(pattern, day), Because.HOLIDAY)
    if day.weekday() >= SATURDAY and calendar.is_workday(day):
        return Verdict(_on_makeup_day(pattern, day), Because.MAKEUP)
    return Verdict(has_weekday(pattern.weekdays, day.weekday()), Because.WEEKDAY)


def _on_holiday(pattern: Pattern, day: date) -> bool:
    if pattern.on_holidays == "skip":
        return False
    return has_weekday(pattern.weekdays, SUNDAY if pattern.on_holidays == "as_sunday" else day.weekday())


def _on_makeup_day(pattern: Pattern, day: date) -> bool:
    """`as_weekday`: no decree says for which weekday a make-up day stands. A pattern of most days from Monday to
    Friday runs; one of single weekdays (Friday home from the boarding school) needs an exception to run.
    """
    if pattern.on_makeup_days == "skip":
        return False
    if pattern.on_makeup_days == "as_weekday":
        return sum(has_weekday(pattern.weekdays, weekday) for weekday in range(SATURDAY)) >= MOST_OF_FIVE
    return has_weekday(pattern.weekdays, day.weekday())


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from one to another, both included; none when the last comes first."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def service_days(
    pattern: Pattern, first: date, last: date, calendar: Calendar, exceptions: Mapping[date, bool]
) -> frozenset[date]:
    """The days from `first` to `last`, both included, on which the pattern runs."""
    return frozenset(day for day in days_between(first, last) if judge(pattern, day, calendar, exceptions).runs)
