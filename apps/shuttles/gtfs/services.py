"""Days as GTFS says them: a week with first and last day, and the days that differ from it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from apps.shuttles.calendar.days import days_between

ADDED, REMOVED = 1, 2


@dataclass(frozen=True, slots=True)
class Service:
    """The row of calendar.txt (`week`: seven flags, Monday first; None where only single days run) and the rows of
    calendar_dates.txt: the day and whether it is added or removed.
    """

    key: str
    week: tuple[bool, ...] | None
    first: date
    last: date
    differing: tuple[tuple[date, int], ...]


def service_of(key: str, days: Iterable[date]) -> Service:
    """The shortest way to say these days, which must not be empty: a weekday belongs to the week when the pattern
    runs on more of them than it rests, from its first day to its last.
    """
    runs = frozenset(days)
    first, last = min(runs), max(runs)
    span = list(days_between(first, last))
    held, all_of = Counter(day.weekday() for day in runs), Counter(day.weekday() for day in span)
    week = tuple(held[weekday] * 2 > all_of[weekday] for weekday in range(7))
    differing = tuple((day, ADDED if day in runs else REMOVED) for day in span if (day in runs) != week[day.weekday()])
    if len(differing) + 1 >= len(runs):
        return Service(key, None, first, last, tuple((day, ADDED) for day in sorted(runs)))
    return Service(key, week, first, last, differing)
