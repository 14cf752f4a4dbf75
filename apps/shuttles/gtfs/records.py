"""A timetable as a feed tells it: plain records with keys that stay. No person, no plate: nothing of them is here.

Times are minutes of the service day and may pass 1440: 1510 is ten past one of the next morning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Agency:
    """Who runs the shuttles: a community."""

    key: str
    name: str
    url: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where one gets on or off. Degrees WGS-84. `accessible`: None where nobody has looked."""

    key: str
    code: str
    name: str
    latitude: float
    longitude: float
    accessible: bool | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A route with what a ride on it costs; 0 is free."""

    key: str
    agency: str
    short_name: str
    long_name: str
    fare_yuan: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Call:
    """A stop of a ride and its minute of the service day."""

    stop: str
    minute: int


@dataclass(frozen=True, slots=True)
class Ride:
    """A line of the timetable, or one trip of its own, with the days on which it runs.

    `service` names the days: rides with the same name have the same days. `accessible`: None where nothing says.
    """

    key: str
    line: str
    service: str
    days: frozenset[date]
    calls: tuple[Call, ...]
    headsign: str = ""
    accessible: bool | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """All that stands in one file, for the days from `first` to `last`."""

    publisher: str
    url: str
    first: date
    last: date
    version: str
    agencies: Sequence[Agency]
    stops: Sequence[Stop]
    lines: Sequence[Line]
    rides: Sequence[Ride]
    language: str = "zh"
    timezone: str = "Asia/Shanghai"


def problems(feed: Feed) -> list[str]:
    """What no reader of the feed could take: a fault of whoever built the records, in English for the log."""
    stops, lines = {stop.key for stop in feed.stops}, {line.key for line in feed.lines}
    found: dict[str, frozenset[date]] = {}
    said = []
    for ride in feed.rides:
        if ride.line not in lines or any(call.stop not in stops for call in ride.calls):
            said.append(f"{ride.key} names a line or a stop that is not there")
        if found.setdefault(ride.service, ride.days) != ride.days:
            said.append(f"{ride.key}: two sets of days are called {ride.service}")
        minutes = [call.minute for call in ride.calls]
        if len(minutes) < 2 or minutes != sorted(minutes) or minutes[0] < 0:
            said.append(f"{ride.key}: its times do not go forwards over two stops or more")
    return said
