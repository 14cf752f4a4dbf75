"""How a field gets its place: by a click on the map, by its village, by coordinates. What is kept is WGS-84."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Q
from django.utils.translation import gettext as _

from apps.core.errors import InvalidInput
from apps.core.geo import Coordinates, Datum, read_coordinates
from apps.core.rules import value_of
from apps.farmland.models import Parcel, Village
from apps.farmland.rules import BORDER
from apps.farmland.vocabulary import AltitudeFrom, PlacedBy

CLICK_EXACT_M = 50  # what a steady hand hits on a map of a valley
GPS_EXACT_M = 20


Outside = Callable[[float, float], bool]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in WGS-84, how it became known, and how exact it is."""

    latitude: float
    longitude: float
    placed_by: str
    datum_given: str
    exact_m: int | None
    altitude_m: float | None = None
    altitude_from: str = ""
    village: Village | None = None

    @classmethod
    def on_map(cls, latitude: float, longitude: float, datum: Datum, *, altitude_m: float | None = None) -> Self:
        """Where somebody pointed; `datum` is the map's."""
        return cls._at(Coordinates(latitude, longitude, datum), datum, PlacedBy.MAP, CLICK_EXACT_M, altitude_m)

    @classmethod
    def by_coordinates(cls, text: str, datum: Datum, *, altitude_m: float | None = None) -> Self:
        """What somebody wrote down, in the system that they name."""
        return cls._at(read_coordinates(text, datum), datum, PlacedBy.COORDINATES, GPS_EXACT_M, altitude_m)

    @classmethod
    def by_village(cls, village: Village, *, altitude_m: float | None = None) -> Self:
        """The middle of the village: only so exact as its fields lie around it."""
        if village.latitude is None or village.longitude is None:
            said = _("“%(village)s” has no place yet. Give the village its place first, or point at the field.")
            raise InvalidInput(said % {"village": village}, code="village_unplaced", field="village")
        altitude = village.altitude_m if altitude_m is None else altitude_m
        source = "" if altitude is None else AltitudeFrom.VILLAGE if altitude_m is None else AltitudeFrom.GIVEN
        return cls(
            village.latitude, village.longitude, PlacedBy.VILLAGE, Datum.WGS84, village.spread_m, altitude, source,
            village,
        )  # fmt: skip

    @classmethod
    def _at(cls, given: Coordinates, datum: Datum, how: str, exact_m: int, altitude_m: float | None) -> Self:
        here = given.to(Datum.WGS84)
        source = "" if altitude_m is None else AltitudeFrom.GIVEN
        return cls(here.latitude, here.longitude, how, datum, exact_m, altitude_m, source)

    def put(self, parcel: Parcel, *, outside: Outside | None = None) -> None:
        """Give the field this place; outside the county it is noted, not refused. For many: one `outside_county()`."""
        parcel.latitude, parcel.longitude = self.latitude, self.longitude
        parcel.placed_by, parcel.datum_given, parcel.exact_m = self.placed_by, self.datum_given, self.exact_m
        parcel.altitude_m, parcel.altitude_from = self.altitude_m, self.altitude_from
        parcel.over_border = (outside or is_outside)(self.latitude, self.longitude)
        if self.village is not None:
            parcel.village = self.village


def outside_county() -> Outside:
    """Whether a place (latitude, longitude) lies outside the county's box, read once; never, where none is set."""
    box: Any = value_of(BORDER.key)
    if box is None:
        return lambda latitude, longitude: False
    south, north, west, east = (box[side] for side in ("south", "north", "west", "east"))
    return lambda latitude, longitude: not (south <= latitude <= north and west <= longitude <= east)


def is_outside(latitude: float, longitude: float) -> bool:
    """The same of one place."""
    return outside_county()(latitude, longitude)


def borders_refresh() -> int:
    """Note anew which fields lie outside the county, after its box has changed; how many changed sides."""
    box: Any = value_of(BORDER.key)
    placed = Parcel.objects.filter(latitude__isnull=False)
    inside = Q()
    if box is not None:
        inside = Q(latitude__range=(box["south"], box["north"]), longitude__range=(box["west"], box["east"]))
    back = placed.filter(inside, over_border=True).update(over_border=False)
    return back + (placed.filter(~inside, over_border=False).update(over_border=True) if inside else 0)


def altitude_of(village: Village | None, given: float | None) -> tuple[float | None, str]:
    """An altitude and where it comes from: as given, else the village's."""
    if given is not None:
        return given, AltitudeFrom.GIVEN
    if village is not None and village.altitude_m is not None:
        return village.altitude_m, AltitudeFrom.VILLAGE
    return None, ""
