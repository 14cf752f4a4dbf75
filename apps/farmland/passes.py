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
from apps.core.binary_copy import BOOL, FLOAT8, INT8, read_rows, write_rows
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
COLUMNS = (
    ("parcel", INT8), ("community", INT8), ("latitude", FLOAT8), ("longitude", FLOAT8), ("altitude", FLOAT8),
    ("home_latitude", FLOAT8), ("home_longitude", FLOAT8), ("home_altitude", FLOAT8),
)  # fmt: skip
# From the building a household lives in; from the middle of the community where the building has no place.
FIELDS = """
SELECT parcel.id, parcel.community_id, parcel.latitude, parcel.longitude, coalesce(parcel.altitude_m, 'NaN'),
    coalesce(CASE WHEN building.latitude IS NOT NULL THEN building.latitude
                  WHEN building.id IS NOT NULL THEN community.latitude END, 'NaN'),
    coalesce(CASE WHEN building.latitude IS NOT NULL THEN building.longitude
                  WHEN building.id IS NOT NULL THEN community.longitude END, 'NaN'),
    coalesce(building.altitude_m, community.altitude_m, 'NaN')
FROM farmland_parcel parcel
JOIN communities_community community ON community.id = parcel.community_id
LEFT JOIN households_occupancy held ON held.household_id = parcel.household_id AND held.period @> %s::date
LEFT JOIN communities_dwelling dwelling ON dwelling.id = held.dwelling_id
LEFT JOIN communities_building building ON building.id = dwelling.building_id
WHERE parcel.latitude IS NOT NULL
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


def read_fields() -> np.ndarray:
    """Every placed field with its home, as a structured array of COLUMNS. DomainError outside the county's scope."""
    # In one transaction: COPY does not ask for the scope itself, it keeps that of the statement before.
    with transaction.atomic(), connection.cursor() as cursor:
        _in_whole_county(cursor)
        return read_rows(cursor, FIELDS, [clock.today()], COLUMNS)


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


def compute(fields: np.ndarray, keys: np.ndarray, kinds: np.ndarray, sites: np.ndarray, detour: float) -> Computed:
    """Ways and nearest facilities of all fields."""
    latitude, longitude = fields["latitude"].astype(float), fields["longitude"].astype(float)
    straight = distances_m(fields["home_latitude"], fields["home_longitude"], latitude, longitude)
    climb = fields["altitude"] - fields["home_altitude"]
    facilities = np.zeros((len(fields), len(KINDS)), dtype=np.int64)
    metres = np.full((len(fields), len(KINDS)), np.nan)
    found = nearest_of_each(np.column_stack((latitude, longitude)), sites, kinds)
    for column, kind in enumerate(KINDS):
        if kind in found:
            facilities[:, column], metres[:, column] = keys[found[kind].site], found[kind].metres
    return Computed(walks_minutes(straight, climb, detour), np.isnan(climb), facilities, metres)


def _replace(fields: np.ndarray, computed: Computed, facilities: int, detour: float) -> FieldsPass:
    """Swap the snapshot in one transaction; readers see the old one until the new one stands."""
    table = Nearby._meta.db_table
    columns = "parcel_id, community_id, walk_minutes, flat_assumed, facilities, metres"
    with transaction.atomic(), connection.cursor() as cursor:
        _in_whole_county(cursor)
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{STAGE}")
        cursor.execute(f"CREATE TEMPORARY TABLE {STAGE} ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA")
        write_rows(cursor, STAGE, [
            (fields["parcel"], INT8), (fields["community"], INT8), (computed.minutes, FLOAT8), (computed.flat, BOOL),
            (computed.facilities, INT8), (computed.metres, FLOAT8),
        ])  # fmt: skip
        cursor.execute(f"TRUNCATE {table}")
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT parcel_id, community_id, nullif(walk_minutes, 'NaN'),"
            f" flat_assumed, facilities, metres FROM {STAGE}"
        )
        FieldsPass.objects.all().delete()
        return FieldsPass.objects.create(kinds=list(KINDS), fields=len(fields), facilities=facilities, detour=detour)


def nearest_to(parcel: Any, kind: str) -> tuple[int, float] | None:
    """Key of the nearest serving facility of a kind and the straight metres to it, as of the last pass."""
    row = Nearby.objects.filter(parcel=parcel).first()
    made = FieldsPass.objects.first()
    if row is None or made is None or kind not in made.kinds:
        return None
    column = made.kinds.index(kind)
    return (row.facilities[column], row.metres[column]) if row.facilities[column] else None
