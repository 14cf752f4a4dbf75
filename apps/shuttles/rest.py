"""How long a driver may drive, computed without the database: for those who assign trips and for the planner.

Time is minutes on one line (of a service day, or since any moment); a drive is (start, end), and drives do not overlap.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

Drive = tuple[int, int]
DAY, WEEK = 1440, 7 * 1440


@dataclass(frozen=True, slots=True)
class Limits:
    """All in minutes: driving within 24 hours and 7 days, on end, the break after it, the rest between two days."""

    day: int = 480
    week: int = 2640
    on_end: int = 240
    pause: int = 20
    rest: int = 600

    @classmethod
    def on(cls, day: date | None = None) -> "Limits":
        """As the rules say on a day."""
        from apps.core.rules import value_of  # all else here knows no database
        from apps.shuttles.rules import BREAK_MINUTES, DAY_HOURS, ON_END_HOURS, REST_HOURS, WEEK_HOURS

        hours = [round(60 * value_of(rule.key, day)) for rule in (DAY_HOURS, WEEK_HOURS, ON_END_HOURS, REST_HOURS)]
        return cls(hours[0], hours[1], hours[2], round(value_of(BREAK_MINUTES.key, day)), hours[3])


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit that is broken (`day`, `week`, `on_end` or `rest`), by the minutes found, from this minute on."""

    limit: str
    minutes: int
    since: int


def breaches(drives: Iterable[Drive], limits: Limits) -> list[Breach]:
    """Every limit that these drives of one driver break, each at most once, in the order of the limits."""
    row = sorted(drives)
    found = [
        next(_window(row, DAY, limits.day, "day"), None),
        next(_window(row, WEEK, limits.week, "week"), None),
        next(_on_end(row, limits), None),
        next(_duty(row, limits), None),
    ]
    return [breach for breach in found if breach is not None]


def _window(row: Sequence[Drive], width: int, most: int, name: str) -> Iterator[Breach]:
    """Windows that begin or end with a drive: no other holds more driving than all of these."""
    ends = [start for start, _end in row] + [end - width for _start, end in row]
    for begin in sorted(ends):
        within = sum(max(0, min(end, begin + width) - max(start, begin)) for start, end in row)
        if within > most:
            yield Breach(name, within, begin)


def _on_end(row: Sequence[Drive], limits: Limits) -> Iterator[Breach]:
    """Driving since the last break that was long enough."""
    driven, since, last = 0, 0, None
    for start, end in row:
        if last is None or start - last >= limits.pause:
            driven, since = 0, start
        driven += end - start
        if driven > limits.on_end:
            yield Breach("on_end", driven, since)
        last = end


def _duty(row: Sequence[Drive], limits: Limits) -> Iterator[Breach]:
    """Each day of work, from its first drive to its last, leaves the rest within 24 hours."""
    first, last = 0, None
    for start, end in row:
        if last is None or start - last >= limits.rest:
            first = start
        if end - first > DAY - limits.rest:
            yield Breach("rest", end - first, first)
        last = end
