"""A subscribed calendar as RFC 5545 writes it, from plain events.

An event keeps its UID whatever happens to it, and its SEQUENCE grows with each change, so that a phone replaces what
it has. What is cancelled stays in the feed as cancelled: were it left out, many phones would go on showing it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vDuration

PRODUCT = "-//Anju//Shuttles//ZH"
REFRESH = timedelta(hours=1)
SINCE = date(2020, 1, 1)  # what the zone was before concerns no trip
STATUS = {"sure": "CONFIRMED", "waiting": "TENTATIVE", "cancelled": "CANCELLED"}


@dataclass(frozen=True, slots=True)
class Ride:
    """One event. `state` is sure, waiting (no seat yet) or cancelled; `changes` counts what changed since the first
    time it was told, at `changed_at`. `end` None: the moment at which the bus leaves a stop.
    """

    uid: str
    start: datetime
    summary: str
    state: str
    changes: int
    changed_at: datetime
    end: datetime | None = None
    place: str = ""
    at: tuple[float, float] | None = None
    note: str = ""


def calendar_text(name: str, rides: Iterable[Ride], zone: ZoneInfo, *, language: str = "zh") -> bytes:
    """The file, with the zone's definition in it; the same rides make the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name, {"language": language})
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone.key)
    calendar.add("refresh-interval", REFRESH, {"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add_component(Timezone.from_tzinfo(zone, zone.key, first_date=SINCE))
    for ride in sorted(rides, key=lambda ride: (ride.start, ride.uid)):
        calendar.add_component(_event(ride, zone))
    return bytes(calendar.to_ical())


def _event(ride: Ride, zone: ZoneInfo) -> Event:
    event = Event()
    event.add("uid", ride.uid)
    event.add("dtstamp", ride.changed_at.astimezone(UTC))
    event.add("last-modified", ride.changed_at.astimezone(UTC))
    event.add("sequence", ride.changes)
    event.add("dtstart", ride.start.astimezone(zone))
    if ride.end is not None:
        event.add("dtend", ride.end.astimezone(zone))
    event.add("summary", ride.summary)
    event.add("status", STATUS[ride.state])
    event.add("transp", "TRANSPARENT" if ride.state == "cancelled" else "OPAQUE")
    if ride.place:
        event.add("location", ride.place)
    if ride.at is not None:
        event.add("geo", ride.at)
    if ride.note:
        event.add("description", ride.note)
    return event
