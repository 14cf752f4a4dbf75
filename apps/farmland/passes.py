"""One pass over all fields of the county: the way from home, and the nearest serving facility of each kind.

Read by one COPY, computed over arrays, written by one COPY and one INSERT: half a million fields in seconds. `Reach`
keeps single ways true in between; the two agree by a test.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from apps.core import clock
from apps.core.binary_copy import BOOL, FLOAT4, FLOAT8, INT4, INT8, read_rows, write_rows
from apps.core.errors import DomainError
from apps.core.geo.nearest import nearest_of_each
from apps.core.geo.sphere import distances_m
from apps.core.geo.walking import walks_minutes
from apps.core.rules import value_of
from apps.facilities.models import Facility
from apps.facilities.vocabulary import Kind
from apps.facilities.workflow import SERVING
from apps.farmland.models import FieldsPass, Nearby
from apps.farmland.rules import DETOUR

KINDS = tuple(Kind.values)
FIELD_COLUMNS = (
    ("parcel", INT8), ("community", INT8), ("household", INT8), ("latitude", FLOAT8), ("longitude", FLOAT8),
    ("altitude", FLOAT8),
)  # fmt: skip
HOME_COLUMNS = (("household", INT8), ("latitude", FLOAT8), ("longitude", FLOAT8), ("altitude", FLOAT8))
FIELDS = """
SELECT id, community_id, household_id, latitude, longitude, coalesce(altitude_m, 'NaN')
FROM farmland_parcel WHERE latitude IS NOT NULL
"""
# From the building a household lives in; from the middle of the community where the building has no place.
HOMES = """
SELECT held.household_id,
    coalesce(CASE WHEN building.latitude IS NOT NULL THEN building.latitude ELSE community.latitude END, 'NaN'),
    coalesce(CASE WHEN building.latitude IS NOT NULL THEN building.longitude ELSE community.longitude END, 'NaN'),
    coalesce(building.altitude_m, community.altitude_m, 'NaN')
FROM households_occupancy held
JOIN households_household household ON household.id = held.household_id
JOIN communities_community community ON community.id = household.community_id
JOIN communities_dwelling dwelling ON dwelling.id = held.dwelling_id
JOIN communities_building building ON building.id = dwelling.building_id
WHERE held.period @> %s::date ORDER BY held.household_id
"""
STAGE = "farmland_nearby_new"


@dataclass(frozen=True)
class Computed:
    """What a pass found, row by row of the fields: minutes (NaN: home unknown), and by kind the key and metres."""

    minutes: np.ndarray
    flat: np.ndarray
    facilities: np.ndarray
    metres: np.ndarray


def fields_pass() -> FieldsPass:
    """Compute all placed fields anew and replace the snapshot. Only within the scope of the whole county."""
    fields = read_fields()
    keys, kinds, sites = read_facilities()
    detour = float(value_of(DETOUR.key))
    return _replace(fields, compute(fields, keys, kinds, sites, detour), len(keys), detour)


@dataclass(frozen=True)
class Fields:
    """Every placed field (rows of FIELD_COLUMNS) and its home as (n, 3) degrees and metres; NaN: unknown."""

    rows: np.ndarray
    homes: np.ndarray


def read_fields() -> Fields:
    """Every placed field with its home. DomainError outside the county's scope."""
    # In one transaction: COPY does not ask for the scope itself, it keeps that of the statement before.
    with transaction.atomic(), connection.cursor() as cursor:
        _in_whole_county(cursor)
        rows = read_rows(cursor, FIELDS, [], FIELD_COLUMNS)
        homes = read_rows(cursor, HOMES, [clock.today()], HOME_COLUMNS)
    known = np.append(homes["household"].astype(np.int64), np.iinfo(np.int64).max)
    places = np.column_stack([np.append(homes[name], np.nan) for name in ("latitude", "longitude", "altitude")])
    at = np.searchsorted(known, rows["household"].astype(np.int64))
    at[known[at] != rows["household"]] = len(homes)
    return Fields(rows, places[at])


def _in_whole_county(cursor: Any) -> None:
    cursor.execute("SELECT anju_whole_county()")
    if not cursor.fetchone()[0]:
        raise DomainError(code="not_whole_county")


def read_facilities() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Keys, kinds and places (n, 2) of serving facilities that have a place, their own or their building's."""
    placed = Facility.objects.filter(state__in=SERVING).annotate(
        at_latitude=Coalesce(F("latitude"), F("building__latitude")),
        at_longitude=Coalesce(F("longitude"), F("building__longitude")),
    )
    rows = list(
        placed.exclude(at_latitude=None).order_by("pk").values_list("pk", "kind", "at_latitude", "at_longitude")
    )
    keys = np.array([row[0] for row in rows], dtype=np.int64)
    return keys, np.array([row[1] for row in rows], dtype="U20"), np.array([row[2:] for row in rows]).reshape(-1, 2)


def compute(fields: Fields, keys: np.ndarray, kinds: np.ndarray, sites: np.ndarray, detour: float) -> Computed:
    """Ways and nearest facilities of all fields."""
    places = np.column_stack((fields.rows["latitude"], fields.rows["longitude"])).astype(float)
    straight = distances_m(fields.homes[:, 0], fields.homes[:, 1], places[:, 0], places[:, 1])
    climb = fields.rows["altitude"] - fields.homes[:, 2]
    facilities = np.zeros((len(places), len(KINDS)), dtype=">i4")
    metres = np.full((len(places), len(KINDS)), np.nan, dtype=">f4")
    found = nearest_of_each(places, sites, kinds)
    for column, kind in enumerate(KINDS):
        if kind in found:
            facilities[:, column], metres[:, column] = keys[found[kind].site], found[kind].metres
    return Computed(walks_minutes(straight, climb, detour), np.isnan(climb), facilities, metres)


def _replace(fields: Fields, computed: Computed, facilities: int, detour: float) -> FieldsPass:
    """Swap the snapshot in one transaction; readers see the old one until the new one stands."""
    table = Nearby._meta.db_table
    columns = "parcel_id, community_id, walk_minutes, flat_assumed, facilities, metres"
    with transaction.atomic(), connection.cursor() as cursor:
        _in_whole_county(cursor)
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{STAGE}")
        cursor.execute(f"CREATE TEMPORARY TABLE {STAGE} ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA")
        write_rows(cursor, STAGE, [
            (fields.rows["parcel"], INT8), (fields.rows["community"], INT8), (computed.minutes, FLOAT8),
            (computed.flat, BOOL), (computed.facilities, INT4), (computed.metres, FLOAT4),
        ])  # fmt: skip
        cursor.execute(f"TRUNCATE {table}")
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT parcel_id, community_id, nullif(walk_minutes, 'NaN'),"
            f" flat_assumed, facilities, metres FROM {STAGE}"
        )
        FieldsPass.objects.all().delete()
        return FieldsPass.objects.create(
            kinds=list(KINDS), fields=len(fields.rows), facilities=facilities, detour=detour
        )


def nearest_to(parcel: Any, kind: str) -> tuple[int, float] | None:
    """Key of the nearest serving facility of a kind and the straight metres to it, as of the last pass."""
    row = Nearby.objects.filter(parcel=parcel).first()
    made = FieldsPass.objects.first()
    if row is None or made is None or kind not in made.kinds:
        return None
    column = made.kinds.index(kind)
    return (row.facilities[column], row.metres[column]) if row.facilities[column] else None
