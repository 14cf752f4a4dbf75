"""What lies nearest to a field, from the snapshot of the last pass (passes.py), for pages."""

from dataclasses import dataclass
from typing import Any

from apps.core.geo.walking import Walk, walk
from apps.core.rowscope import elevated
from apps.facilities.models import Facility
from apps.facilities.vocabulary import Kind
from apps.farmland.models import FieldsPass, Nearby, Parcel


@dataclass(frozen=True)
class Near:
    """The nearest facility of a kind: straight metres, and the walk over them with the pass's detour."""

    kind: Kind
    facility: Facility
    metres: float
    walk: Walk

    @property
    def minutes(self) -> float:
        """On foot, one way."""
        return self.walk.minutes


def near_to(parcel: Parcel) -> tuple[list[Near], FieldsPass | None]:
    """The nearest facility of each kind that has one and still serves, by distance, and the pass that found them.

    Nothing where the field had no place when the last pass was made. Another community's facilities are among them:
    show their name and the way, nothing else.
    """
    made, row = FieldsPass.objects.first(), Nearby.objects.filter(parcel=parcel).first()
    if made is None or row is None:
        return [], made
    with elevated("the nearest facility may be another community's: its name and the way are shown, nothing else"):
        facilities = Facility.objects.select_related("building").in_bulk([key for key in row.facilities if key])
    found = [
        _near(parcel, facilities[key], metres, made.detour)
        for key, metres in zip(row.facilities, row.metres, strict=True)
        if key in facilities and facilities[key].is_serving
    ]
    return sorted(found, key=lambda near: near.metres), made


def _near(parcel: Any, facility: Facility, metres: float, detour: float) -> Near:
    altitude = facility.place[2] if facility.place else None
    climb = None if altitude is None or parcel.altitude_m is None else altitude - parcel.altitude_m
    return Near(Kind(facility.kind), facility, metres, walk(metres, climb, detour))
