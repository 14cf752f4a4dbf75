"""Ways to a field by something other than one's feet: by e-bike, and by every timetable that serves it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.geo.rides import Rides, places_of, rides_on, timetabled_minutes

PLACE = ("latitude", "longitude", "altitude_m")


@dataclass(frozen=True, slots=True)
class Ride:
    """One way from door to field: minutes with all waiting and walking, and what to know of it (from where, when)."""

    minutes: float
    note: Any = ""


@dataclass(frozen=True, slots=True)
class Means:
    """What one rides: a key, what people call it, an icon."""

    key: str
    words: Any
    icon: str


EBIKE = Means("ebike", _("by e-bike"), "electric_bike")


def rides_to(parcels: Sequence[Any], day: date | None = None) -> dict[int, list[tuple[Means, Ride]]]:
    """For each field, by its key, every means that serves it on a day.

    The fields come with `reach`; all are within the scope of the person who asks.
    """
    found: dict[int, list[tuple[Means, Ride]]] = {parcel.pk: [] for parcel in parcels}
    ways = {parcel.pk: way for parcel in parcels if (way := getattr(parcel, "reach", None)) and not way.missing}
    for key, way in ways.items():
        found[key].append((EBIKE, Ride(way.ebike_minutes)))
    for timetable, rides in rides_on(day or clock.today()) if ways else ():
        means = Means(timetable.key, timetable.words, timetable.icon)
        for key, ride in _by(rides, ways):
            found[key].append((means, ride))
    return found


def minutes_by_timetable(parcels: Any, day: date | None = None) -> dict[int, float]:
    """For each field of a queryset that any timetable serves on a day: the least minutes from door to field. One query
    for the fields, and what the timetables ask.
    """
    ends = [f"reach__{end}_{name}" for end in ("home", "field") for name in PLACE]
    rows = list(parcels.filter(reach__missing="").order_by().values_list("pk", *ends))
    if not rows:
        return {}
    homes, fields = places_of(row[1:4] for row in rows), places_of(row[4:] for row in rows)
    found = timetabled_minutes(rides_on(day or clock.today()), homes, fields)
    return {row[0]: float(minutes) for row, minutes in zip(rows, found, strict=True) if minutes == minutes}  # not NaN


def _by(rides: Rides, ways: dict[int, Any]) -> Iterator[tuple[int, Ride]]:
    """Each field that the timetable serves, from where its way begins."""
    homes, fields = (places_of(_end(way, end) for way in ways.values()) for end in ("home", "field"))
    minutes = rides.minutes(homes, fields)
    for row, key in enumerate(ways):
        if minutes[row] == minutes[row]:  # not NaN
            yield key, Ride(float(minutes[row]), rides.note(homes[row], fields[row]))


def _end(way: Any, end: str) -> tuple[Any, ...]:
    return tuple(getattr(way, f"{end}_{name}") for name in PLACE)
