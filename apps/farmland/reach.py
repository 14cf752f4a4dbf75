"""The way from home to each field: computed from places and rules, kept as rows, refreshed where something changed.

One statement in the database finds, computes and keeps them, for one field as for half a million.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from apps.core import clock
from apps.core.geo.routing import router
from apps.core.geo.sphere import distance_sql
from apps.core.geo.walking import walk_minutes_sql, way_sql
from apps.core.rules import value_of
from apps.farmland.rules import DETOUR, EBIKE
from apps.farmland.vocabulary import ROUTED, Missing, Source

BATCH = 100_000

# What a way is computed from: from the building, or from the middle of the community where the building has no place.
SOURCES = """
SELECT parcel.id AS parcel_id, parcel.community_id, parcel.household_id, building.id AS building_id,
    %(detour)s::float8 AS detour, %(ebike)s::float8 AS ebike_kmh,
    parcel.latitude AS field_latitude, parcel.longitude AS field_longitude, parcel.altitude_m AS field_altitude_m,
    CASE WHEN building.latitude IS NOT NULL THEN building.latitude
         WHEN building.id IS NOT NULL THEN community.latitude END AS home_latitude,
    CASE WHEN building.latitude IS NOT NULL THEN building.longitude
         WHEN building.id IS NOT NULL THEN community.longitude END AS home_longitude,
    CASE WHEN building.id IS NOT NULL THEN coalesce(building.altitude_m, community.altitude_m) END AS home_altitude_m,
    building.id IS NOT NULL AND building.latitude IS NULL AND community.latitude IS NOT NULL AS from_community
FROM farmland_parcel parcel
JOIN communities_community community ON community.id = parcel.community_id
LEFT JOIN households_occupancy held ON held.household_id = parcel.household_id AND held.period @> %(today)s::date
LEFT JOIN communities_dwelling dwelling ON dwelling.id = held.dwelling_id
LEFT JOIN communities_building building ON building.id = dwelling.building_id
"""
KEPT = (
    "community_id", "household_id", "building_id", "detour", "ebike_kmh", "field_latitude", "field_longitude",
    "field_altitude_m", "home_latitude", "home_longitude", "home_altitude_m", "from_community",
)  # fmt: skip


def _of(table: str) -> str:
    return ", ".join(f"{table}.{name}" for name in KEPT)


# Every field whose way was computed from something that no longer holds.
STALE = f"""
SELECT source.* FROM ({SOURCES}) source LEFT JOIN farmland_reach reach ON reach.parcel_id = source.parcel_id
WHERE reach.id IS NULL OR (reach.source = ANY(%(routed)s) AND reach.router <> %(router)s)
    OR ({_of("reach")}) IS DISTINCT FROM ({_of("source")})
ORDER BY source.parcel_id LIMIT %(limit)s
"""
ASKED = f"SELECT source.* FROM ({SOURCES}) source WHERE source.parcel_id = ANY(%(keys)s) ORDER BY source.parcel_id"
STRAIGHT = distance_sql("home_latitude", "home_longitude", "field_latitude", "field_longitude")
COMPUTED = {
    "straight_m": "straight_m",
    "climb_m": "climb_m",
    "walk_m": "walk_m",
    "walk_minutes": walk_minutes_sql("walk_m", "climb_m"),
    "ebike_minutes": "straight_m * detour / 1000 / ebike_kmh * 60",
    "source": f"CASE WHEN walk_m IS NULL THEN '' ELSE '{Source.SLOPE}' END",
    "missing": f"CASE WHEN field_latitude IS NULL THEN '{Missing.PLACE}' WHEN building_id IS NULL"
    f" THEN '{Missing.DWELLING}' WHEN home_latitude IS NULL THEN '{Missing.BUILDING}' ELSE '' END",
    "computed_at": "%(now)s::timestamptz",
    # what a routing server said of the way before is no longer true
    "router": "''",
    "unrouted": "''",
    "asked_at": "NULL::timestamptz",
}
KEEP = f"""
INSERT INTO farmland_reach (parcel_id, {", ".join((*KEPT, *COMPUTED))})
SELECT parcel_id, {", ".join((*KEPT, *COMPUTED.values()))} FROM (
    SELECT *, CASE WHEN straight_m IS NOT NULL THEN {way_sql("straight_m", "climb_m", "detour")} END AS walk_m FROM (
        SELECT *, CASE WHEN straight_m IS NOT NULL THEN field_altitude_m - home_altitude_m END AS climb_m FROM (
            SELECT *, {STRAIGHT} AS straight_m FROM ({{chosen}}) chosen
        ) straight
    ) climbed
) walked
ON CONFLICT (parcel_id) DO UPDATE SET {", ".join(f"{name} = EXCLUDED.{name}" for name in (*KEPT, *COMPUTED))}
"""


def stale_parcels(limit: int = BATCH) -> list[int]:
    """Keys of fields, within the scope of the transaction, whose way is not computed or no longer true."""
    with connection.cursor() as cursor:
        cursor.execute(STALE, _values(limit=limit))
        return [row[0] for row in cursor.fetchall()]


def reach_refresh(keys: Sequence[int]) -> int:
    """Compute the way to these fields and keep it; how many were written."""
    return _keep(ASKED, keys=list(keys))


def refresh_stale(limit: int = BATCH) -> int:
    """One batch of what is no longer true; 0 when all is."""
    return _keep(STALE, limit=limit)


def _keep(chosen: str, **values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(KEEP.format(chosen=chosen), _values(**values))
        return int(cursor.rowcount)


def _values(**values: Any) -> dict[str, Any]:
    return {
        "today": clock.today(), "now": clock.now(), "detour": value_of(DETOUR.key), "ebike": value_of(EBIKE.key),
        "routed": list(ROUTED), "router": router(), **values,
    }  # fmt: skip
