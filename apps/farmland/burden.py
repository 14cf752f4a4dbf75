"""What a field costs in hours on the way: trips of a year times there and back. Once in Python and once in SQL.

Assumption, said wherever hours are shown: each trip is one journey there and back on foot for one field; fields near
each other are not combined, and nobody stays overnight.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, FloatField, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce

from apps.farmland.models import BusySeason
from apps.farmland.seasons import band_of, busy_on, offered, trips_a_year
from apps.farmland.vocabulary import Band

# A field without an altitude is taken to lie as high as home; without that too, no band is known.
ALTITUDE = Coalesce("altitude_m", "reach__home_altitude_m")
IN_BAND = {
    Band.LOW: Q(height__lt=800),
    Band.MIDDLE: Q(height__gte=800, height__lte=1200),
    Band.HIGH: Q(height__gt=1200),
}


def hours_of(
    trips: dict[tuple[int, str], int], crop: int | None, altitude: float | None, minutes: float | None
) -> float | None:
    """Hours a year on the way to one field; None where crop, altitude or way are not known, or no season is."""
    band = band_of(altitude)
    count = trips.get((crop, band)) if crop is not None and band is not None else None
    return None if count is None or minutes is None else count * 2 * minutes / 60


def with_hours(parcels: Any, seasons: Iterable[BusySeason] | None = None) -> Any:
    """Adds `height` (m, of field or home), `trips` and `hours` of a year; None where not known."""
    counted = trips_a_year(offered() if seasons is None else seasons)
    rows = parcels.annotate(height=ALTITUDE)
    whens = [When(Q(crop=crop) & IN_BAND[Band(band)], then=Value(count)) for (crop, band), count in counted.items()]
    trips = Case(*whens, default=None, output_field=IntegerField()) if whens else Value(None, IntegerField())
    rows = rows.annotate(trips=trips)
    return rows.annotate(hours=F("trips") * F("reach__walk_minutes") * Value(2 / 60, FloatField()))


def busy(parcels: Any, day: Any, seasons: Iterable[BusySeason] | None = None) -> Any:
    """Fields in a busy season on the day, by crop and altitude band."""
    which = Q(pk__in=[])
    for crop, band in {(span.season.crop_id, span.season.band) for span in busy_on(day, seasons)}:
        which |= Q(crop=crop) & IN_BAND[Band(band)]
    return parcels.annotate(height=ALTITUDE).filter(which)
