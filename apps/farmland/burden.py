"""What a field costs in hours on the way: trips of a year times there and back. Once in Python and once in SQL.

Assumption, said wherever hours are shown: each trip is one journey there and back on foot for one field; fields near
each other are not combined, and nobody stays overnight.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, F, FloatField, IntegerField, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from apps.core import clock
from apps.farmland.models import BusySeason
from apps.farmland.seasons import Span, band_of, busy_on, next_span, offered, trips_a_year
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


def with_band(parcels: Any) -> Any:
    """Adds `in_band`, the altitude band of a field; None where it is not known."""
    whens = [When(within, then=Value(band.value)) for band, within in IN_BAND.items()]
    band = Case(*whens, default=None, output_field=CharField(null=True))
    return parcels.annotate(height=ALTITUDE).annotate(in_band=band)


@dataclass(frozen=True, slots=True)
class SeasonHours:
    """One work on one crop over all bands of altitude: fields with a known way, and hours there and back on foot."""

    crop: Any
    work: str
    first: date
    last: date
    fields: int
    hours: float


def hours_by_season(parcels: Any) -> list[SeasonHours]:
    """Hours on the way in each season, now or next, of those of the fields that their households work; most first."""
    known = parcels.held().worked().filter(reach__walk_minutes__isnull=False, crop__isnull=False)
    grouped = with_band(known).order_by().values("crop", "in_band")
    rows = grouped.annotate(number=Count("pk"), minutes=Sum("reach__walk_minutes"))
    found = {(row["crop"], row["in_band"]): (row["number"], row["minutes"]) for row in rows}
    works: dict[tuple[int, str], list[Any]] = {}
    for season in offered():
        if (season.crop_id, season.band) in found:
            works.setdefault((season.crop_id, season.work), []).append(season)
    return sorted((_season_hours(own, found) for own in works.values()), key=lambda row: -row.hours)


def _season_hours(seasons: list[Any], found: dict[tuple[int, str], tuple[int, float]]) -> SeasonHours:
    spans = [next_span(season, clock.today()) for season in seasons]
    own = [(season, *found[season.crop_id, season.band]) for season in seasons]
    return SeasonHours(
        crop=seasons[0].crop,
        work=seasons[0].work_label,
        first=min(span.first for span in spans),
        last=max(span.last for span in spans),
        fields=sum(number for _season, number, _minutes in own),
        hours=sum(season.trips * 2 * minutes / 60 for season, _number, minutes in own),
    )


def busy(parcels: Any, day: Any, seasons: Iterable[BusySeason] | None = None) -> Any:
    """Fields in a busy season on the day, by crop and altitude band."""
    return in_spans(parcels, busy_on(day, seasons))


def in_spans(parcels: Any, spans: Iterable[Span]) -> Any:
    """Fields that any of these seasons is about, by crop and altitude band."""
    which = Q(pk__in=[])
    for crop, band in {(span.season.crop_id, span.season.band) for span in spans}:
        which |= Q(crop=crop) & IN_BAND[Band(band)]
    return parcels.annotate(height=ALTITUDE).filter(which)
