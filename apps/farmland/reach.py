"""The way from home to each field: computed from places and rules, kept as rows, refreshed where something changed."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import F, OuterRef, Subquery

from apps.core import clock
from apps.core.geo import distance_m
from apps.core.geo.routing import router
from apps.core.geo.walking import BEST_SLOPE, ride_minutes, walk_minutes
from apps.core.rules import value_of
from apps.farmland.models import Parcel, Reach
from apps.farmland.rules import DETOUR, EBIKE
from apps.farmland.vocabulary import ROUTED, Missing, Source
from apps.households.models import Occupancy

BATCH = 2_000
WRITTEN = [f.name for f in Reach._meta.concrete_fields if f.name not in {"id", "parcel"}]

# One statement finds every field whose way was computed from something that no longer holds.
STALE = """
SELECT parcel.id FROM farmland_parcel parcel
JOIN communities_community community ON community.id = parcel.community_id
LEFT JOIN households_occupancy held ON held.household_id = parcel.household_id AND held.period @> %(today)s::date
LEFT JOIN communities_dwelling dwelling ON dwelling.id = held.dwelling_id
LEFT JOIN communities_building building ON building.id = dwelling.building_id
LEFT JOIN farmland_reach reach ON reach.parcel_id = parcel.id
WHERE reach.id IS NULL OR (reach.source = ANY(%(routed)s) AND reach.router <> %(router)s) OR (
    reach.community_id, reach.household_id, reach.building_id, reach.detour, reach.ebike_kmh,
    reach.field_latitude, reach.field_longitude, reach.field_altitude_m,
    reach.home_latitude, reach.home_longitude, reach.home_altitude_m
) IS DISTINCT FROM (
    parcel.community_id, parcel.household_id, building.id, %(detour)s::float8, %(ebike)s::float8,
    parcel.latitude, parcel.longitude, parcel.altitude_m,
    CASE WHEN building.latitude IS NOT NULL THEN building.latitude
         WHEN building.id IS NOT NULL THEN community.latitude END,
    CASE WHEN building.latitude IS NOT NULL THEN building.longitude
         WHEN building.id IS NOT NULL THEN community.longitude END,
    CASE WHEN building.id IS NOT NULL THEN coalesce(building.altitude_m, community.altitude_m) END
)
ORDER BY parcel.id LIMIT %(limit)s
"""


def stale_parcels(limit: int = BATCH) -> list[int]:
    """Keys of fields, within the scope of the transaction, whose way is not computed or no longer true."""
    asked = {
        "today": clock.today(), "detour": value_of(DETOUR.key), "ebike": value_of(EBIKE.key), "limit": limit,
        "routed": list(ROUTED), "router": router(),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(STALE, asked)
        return [key for (key,) in cursor.fetchall()]


def reach_refresh(keys: Sequence[int]) -> int:
    """Compute the way to these fields and keep it; how many were written."""
    rows = [reach_of(parcel) for parcel in _with_home(Parcel.objects.filter(pk__in=keys))]
    with transaction.atomic():
        Reach.objects.bulk_create(
            rows, batch_size=BATCH, update_conflicts=True, unique_fields=["parcel"], update_fields=WRITTEN
        )
    return len(rows)


def refresh_stale(limit: int = BATCH) -> int:
    """One batch of what is no longer true; 0 when all is."""
    keys = stale_parcels(limit)
    return reach_refresh(keys) if keys else 0


def _with_home(parcels: Any) -> Iterable[Any]:
    held = Occupancy.objects.filter(household=OuterRef("household"), period__contains=clock.today())
    building = {
        f"home_{name}": Subquery(held.values(f"dwelling__building__{name}")[:1])
        for name in ("id", "latitude", "longitude", "altitude_m")
    }
    around = {f"around_{name}": F(f"community__{name}") for name in ("latitude", "longitude", "altitude_m")}
    rules = {"detour": value_of(DETOUR.key), "ebike_kmh": value_of(EBIKE.key)}
    for parcel in parcels.annotate(**building, **around).order_by("pk"):
        parcel.rules = rules
        yield parcel


def reach_of(parcel: Any) -> Reach:
    """The way to one field, which `_with_home` has given its home and the rules."""
    row = Reach(
        parcel_id=parcel.pk, household_id=parcel.household_id, community_id=parcel.community_id,
        building_id=parcel.home_id, computed_at=clock.now(), **parcel.rules,
        field_latitude=parcel.latitude, field_longitude=parcel.longitude, field_altitude_m=parcel.altitude_m,
    )  # fmt: skip
    if parcel.home_id is not None:
        _start(row, parcel)
    row.missing = _missing(row)
    if not row.missing:
        _measure(row)
    return row


def _start(row: Reach, parcel: Any) -> None:
    """From the building; from the middle of the community where the building has no place."""
    row.from_community = parcel.home_latitude is None and parcel.around_latitude is not None
    near = "around" if parcel.home_latitude is None else "home"
    row.home_latitude = getattr(parcel, f"{near}_latitude")
    row.home_longitude = getattr(parcel, f"{near}_longitude")
    row.home_altitude_m = parcel.home_altitude_m if parcel.home_altitude_m is not None else parcel.around_altitude_m


def _missing(row: Reach) -> str:
    if row.field_latitude is None:
        return Missing.PLACE
    if row.building_id is None:
        return Missing.DWELLING
    return Missing.BUILDING if row.home_latitude is None else ""


def _measure(row: Any) -> None:
    row.straight_m = distance_m(row.home_latitude, row.home_longitude, row.field_latitude, row.field_longitude)
    known = row.home_altitude_m is not None and row.field_altitude_m is not None
    row.climb_m = row.field_altitude_m - row.home_altitude_m if known else None
    # what is too steep is walked in bends, as the walking function takes it
    row.walk_m = max(row.straight_m * row.detour, abs(row.climb_m or 0) / BEST_SLOPE)
    row.walk_minutes = walk_minutes(row.straight_m, row.climb_m, row.detour)
    row.ebike_minutes = ride_minutes(row.straight_m, row.ebike_kmh, row.detour)
    row.source = Source.SLOPE
