"""Coordinates that know their datum, so that nothing is shifted twice and nothing forgotten."""

from dataclasses import dataclass
from math import isfinite
from typing import Self

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from apps.core.errors import InvalidInput
from apps.core.geo.gcj import to_gcj02, to_wgs84


class Datum(TextChoices):
    """What a pair of degrees is measured on. Named at the edge (a form, a file, an API call); never stored."""

    WGS84 = "wgs84", _("GPS and satellites (WGS-84)")
    GCJ02 = "gcj02", _("Gaode, Tencent and WeChat maps (GCJ-02)")


@dataclass(frozen=True)
class Coordinates:
    """A place in degrees on a datum. InvalidInput when it is not on the earth."""

    latitude: float
    longitude: float
    datum: Datum = Datum.WGS84

    def __post_init__(self) -> None:
        on_earth = abs(self.latitude) <= 90 and abs(self.longitude) <= 180
        if not (isfinite(self.latitude) and isfinite(self.longitude) and on_earth):
            raise InvalidInput(
                _("These coordinates are not on the earth: latitude ends at 90, longitude at 180. Check the digits."),
                code="coordinates_range",
            )

    @property
    def pair(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.latitude, self.longitude

    def to(self, datum: Datum) -> Self:
        """The same place on another datum; itself when it is on that datum already."""
        if datum == self.datum:
            return self
        shifted = (to_wgs84 if datum == Datum.WGS84 else to_gcj02)(*self.pair)
        return type(self)(*shifted, datum)
