"""The walk from the buildings of a community to a stop."""

from dataclasses import dataclass

from apps.communities.models import Building
from apps.core.geo import distance_m
from apps.core.geo.walking import walk_minutes
from apps.core.rules import value_of
from apps.farmland.rules import DETOUR
from apps.shuttles.models import ShuttleStop


@dataclass(frozen=True, slots=True)
class WalkTo:
    """A building with its minutes on foot, one way, and metres of straight line; None where a place is not known."""

    building: Building
    minutes: float | None
    metres: float | None


def walks_to(stop: ShuttleStop) -> list[WalkTo]:
    """The walk from each building of the stop's community, the nearest first; one query."""
    if stop.latitude is None or stop.longitude is None:
        return []
    detour = float(value_of(DETOUR.key))
    found = [_walk(building, stop, detour) for building in Building.objects.filter(community=stop.community_id)]
    return sorted(found, key=lambda one: (one.minutes is None, one.minutes or 0, str(one.building)))


def _walk(building: Building, stop: ShuttleStop, detour: float) -> WalkTo:
    if building.latitude is None or building.longitude is None or stop.latitude is None or stop.longitude is None:
        return WalkTo(building, None, None)
    metres = distance_m(building.latitude, building.longitude, stop.latitude, stop.longitude)
    known = building.altitude_m is not None and stop.altitude_m is not None
    climb = stop.altitude_m - building.altitude_m if known else None  # type: ignore[operator]
    return WalkTo(building, walk_minutes(metres, climb, detour), metres)
