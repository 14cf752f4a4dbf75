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
from apps.core.binary_copy import BOOL, FLOAT4, FLOAT8, INT4, INT8, Column, read_columns, write_rows
from apps.core.errors import DomainError
from apps.core.geo.nearest import Points, Sites, along_strips
from apps.core.geo.sphere import distances_m
from apps.core.geo.walking import walks_minutes
from apps.core.rowsecurity import unbound
from apps.core.rules import value_of
from apps.facilities.models import Facility
from apps.facilities.vocabulary import Kind
from apps.facilities.workflow import SERVING
from apps.farmland.models import FieldsPass, Nearby
from apps.farmland.rules import DETOUR

KINDS = tuple(Kind.values)
TABLE = Nearby._meta.db_table
KEY, PLACE = INT8, FLOAT8
CHUNK = 20_000  # whose vectors and answers stay in the processor's cache
FIELD_COLUMNS = (
    ("parcel", KEY), ("community", KEY), ("household", KEY), ("latitude", PLACE), ("longitude", PLACE),
    ("altitude", PLACE),
)  # fmt: skip
HOME_COLUMNS = (("household", KEY), ("latitude", PLACE), ("longitude", PLACE), ("altitude", PLACE))
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


@dataclass(frozen=True)
class Fields:
    """Every placed field, strip by strip of the county: FIELD_COLUMNS, and homes (n, 3) as degrees and metres."""

    columns: dict[str, np.ndarray]
    homes: np.ndarray

    @property
    def places(self) -> np.ndarray:
        """Degrees of latitude and longitude, (n, 2)."""
        return np.column_stack((self.columns["latitude"], self.columns["longitude"]))


@dataclass(frozen=True)
class Facilities:
    """Serving facilities that have a place, their own or their building's: keys, kinds, degrees (n, 2)."""

    keys: np.ndarray
    kinds: np.ndarray
    places: np.ndarray


@dataclass(frozen=True)
class Computed:
    """What a pass found, row by row of the fields: minutes (NaN: home unknown), and by kind the key and metres."""

    minutes: np.ndarray
    flat: np.ndarray
    facilities: np.ndarray
    metres: np.ndarray


def fields_pass() -> FieldsPass:
    """Compute all placed fields anew and replace the snapshot. Only within the scope of the whole county."""
    fields, facilities, detour = read_fields(), read_facilities(), float(value_of(DETOUR.key))
    return _replace(fields, compute(fields, facilities, detour), len(facilities.keys), detour)


def read_fields() -> Fields:
    """Every placed field with its home. DomainError outside the county's scope."""
    # In one transaction: COPY does not ask for the scope itself, it keeps that of the statement before.
    with transaction.atomic(), connection.cursor() as cursor:
        _in_whole_county(cursor)
        columns = read_columns(cursor, FIELDS, [], FIELD_COLUMNS)
        homes = read_columns(cursor, HOMES, [clock.today()], HOME_COLUMNS)
    order = along_strips(np.column_stack((columns["latitude"], columns["longitude"])))
    columns = {name: values[order] for name, values in columns.items()}
    return Fields(columns, _homes_of(columns["household"], homes))


def _homes_of(households: np.ndarray, homes: dict[str, np.ndarray]) -> np.ndarray:
    """The home of each household, (n, 3); NaN where there is none."""
    order = np.argsort(homes["household"])
    known = np.append(homes["household"][order], np.iinfo(np.int64).max)
    places = np.column_stack([np.append(homes[name][order], np.nan) for name in ("latitude", "longitude", "altitude")])
    at = np.searchsorted(known, households)
    at[known[at] != households] = len(order)
    return places[at]


def _in_whole_county(cursor: Any) -> None:
    cursor.execute("SELECT anju_whole_county()")
    if not cursor.fetchone()[0]:
        raise DomainError(code="not_whole_county")


def read_facilities() -> Facilities:
    """All that a field may be near to."""
    placed = Facility.objects.filter(state__in=SERVING).annotate(
        at_latitude=Coalesce(F("latitude"), F("building__latitude")),
        at_longitude=Coalesce(F("longitude"), F("building__longitude")),
    )
    rows = list(
        placed.exclude(at_latitude=None).order_by("pk").values_list("pk", "kind", "at_latitude", "at_longitude")
    )
    return Facilities(
        np.array([row[0] for row in rows], dtype=np.int64),
        np.array([row[1] for row in rows], dtype="U20"),
        np.array([row[2:] for row in rows], dtype=float).reshape(-1, 2),
    )


def compute(fields: Fields, facilities: Facilities, detour: float) -> Computed:
    """Ways and nearest facilities of all fields."""
    places = fields.places
    straight = distances_m(fields.homes[:, 0], fields.homes[:, 1], places[:, 0], places[:, 1])
    climb = fields.columns["altitude"] - fields.homes[:, 2]
    keys = np.zeros((len(places), len(KINDS)), dtype=INT4)
    metres = np.full((len(places), len(KINDS)), np.nan, dtype=FLOAT4)
    own = {column: np.flatnonzero(facilities.kinds == kind) for column, kind in enumerate(KINDS)}
    trees = {column: Sites(facilities.places[rows]) for column, rows in own.items() if len(rows)}
    for start in range(0, len(places), CHUNK):
        piece = slice(start, start + CHUNK)
        points = Points.at(places[piece])
        for column, tree in trees.items():
            found = tree.nearest(points)
            keys[piece, column], metres[piece, column] = facilities.keys[own[column]][found.site], found.metres
    return Computed(walks_minutes(straight, climb, detour), np.isnan(climb), keys, metres)


def _replace(fields: Fields, computed: Computed, facilities: int, detour: float) -> FieldsPass:
    """Swap the snapshot in one transaction; readers wait for the second in which it is written."""
    with transaction.atomic(), connection.cursor() as cursor, unbound(cursor, Nearby):
        _in_whole_county(cursor)
        # The key's index is made at the end: fields do not come in its order.
        cursor.execute(f"TRUNCATE {TABLE}")
        cursor.execute(f"ALTER TABLE {TABLE} DROP CONSTRAINT {TABLE}_pkey")
        _write(cursor, fields, computed)
        cursor.execute(f"ALTER TABLE {TABLE} ADD CONSTRAINT {TABLE}_pkey PRIMARY KEY (parcel_id)")
        FieldsPass.objects.all().delete()
        return FieldsPass.objects.create(
            kinds=list(KINDS), fields=len(fields.homes), facilities=facilities, detour=detour
        )


def _write(cursor: Any, fields: Fields, computed: Computed) -> None:
    """All rows; those without a way leave its column out, since rows of fixed length hold no NULL."""
    columns: dict[str, Column] = {
        "parcel_id": (fields.columns["parcel"], INT8),
        "community_id": (fields.columns["community"], INT8),
        "flat_assumed": (computed.flat, BOOL),
        "facilities": (computed.facilities, INT4),
        "metres": (computed.metres, FLOAT4),
    }
    none = np.isnan(computed.minutes)
    if none.any():
        write_rows(cursor, TABLE, {name: (values[none], kind) for name, (values, kind) in columns.items()})
        columns = {name: (values[~none], kind) for name, (values, kind) in columns.items()}
    write_rows(cursor, TABLE, columns | {"walk_minutes": (computed.minutes[~none], FLOAT8)})
