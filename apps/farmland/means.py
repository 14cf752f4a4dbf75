"""Ways to a field by something other than one's feet. Apps above add theirs, as the shuttles their timetable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core import clock


@dataclass(frozen=True, slots=True)
class Ride:
    """One way from door to field: minutes with all waiting and walking, and what to know of it (from where, when)."""

    minutes: float
    note: Any = ""


@dataclass(frozen=True, slots=True)
class Means:
    """`rides` answers for many fields at once, by key of the field, as of a day; what it does not serve is absent.

    The fields come with `reach` and `household`; all are within the scope of the person who asks.
    """

    key: str
    words: Any
    icon: str
    rides: Callable[[Sequence[Any], date], dict[int, Ride]]


MEANS: dict[str, Means] = {}


def add_means(means: Means) -> Means:
    """Offer a means; its key must be new. They are shown in the order in which they were added."""
    if means.key in MEANS:
        raise ValueError(f"two means are called {means.key}")
    MEANS[means.key] = means
    return means


def rides_to(parcels: Sequence[Any], day: date | None = None) -> dict[int, list[tuple[Means, Ride]]]:
    """For each field, by its key, every means that serves it."""
    found: dict[int, list[tuple[Means, Ride]]] = {parcel.pk: [] for parcel in parcels}
    for means in MEANS.values():
        for key, ride in means.rides(parcels, day or clock.today()).items():
            found[key].append((means, ride))
    return found


def _by_ebike(parcels: Sequence[Any], day: date) -> dict[int, Ride]:
    ways = {parcel.pk: getattr(parcel, "reach", None) for parcel in parcels}
    return {key: Ride(way.ebike_minutes) for key, way in ways.items() if way is not None and not way.missing}


EBIKE = add_means(Means("ebike", _("by e-bike"), "electric_bike", _by_ebike))
