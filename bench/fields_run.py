"""`python -m bench.fields_run FIELDS RUNS`: one pass over all fields, and what it found as JSON.

A process of its own, with the settings of the database of a thousand households. What it adds there (fields in a county
of 60 by 60 km, 1,400 facilities of all kinds) it takes away again.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import django
import numpy as np
from scipy.spatial import cKDTree

from bench.measure import timed

EACH_KIND = 100
SAMPLE = 2_000  # fields for which the index is asked; one by one, half a million would take an hour
CENTRE = (30.3, 109.5)


@contextmanager
def without_history() -> Iterator[None]:
    """Nothing of the bench's own fields goes into the history: it would stay when they are gone."""
    from django.db import connection

    tables = ("farmland_parcel", "facilities_facility", "communities_building")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        try:
            yield
        finally:
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def fill(fields: int) -> None:
    """Fields and facilities at random places, homes with coordinates; the same each time."""
    from django.db import connection

    from apps.facilities.vocabulary import Kind

    place = f"{CENTRE[0]} + (random() - 0.5) * 0.54, {CENTRE[1]} + (random() - 0.5) * 0.62, 500 + random() * 900"
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.42)")
        cursor.execute(
            "UPDATE communities_building SET (latitude, longitude, altitude_m) ="
            f" (SELECT {place} FROM (SELECT communities_building.id) own)"
        )
        cursor.execute(
            'INSERT INTO farmland_parcel (community_id, household_id, area_mu, kind, "right", code, name, datum_given,'
            " altitude_from, note, created_at, updated_at, placed_by, latitude, longitude, altitude_m)"
            " SELECT h.community_id, h.id, 1.5, 'dry', 'contracted', '', '', '', '', 'bench', now(), now(), 'map', "
            f"{place} FROM generate_series(1, %s) n"
            " JOIN (SELECT id, community_id, row_number() OVER (ORDER BY id) AS at,"
            " count(*) OVER () AS many FROM households_household) h"
            " ON h.at = n %% h.many + 1",
            [fields],
        )
        cursor.execute(
            "INSERT INTO facilities_facility (kind, name, state, address, phone, capacity_unit, hours, hours_note,"
            " note, created_at, updated_at, latitude, longitude, altitude_m)"
            f" SELECT kind, 'bench ' || n, 'open', '', '', 'places', '{{}}', '', 'bench', now(), now(), {place}"
            " FROM unnest(%s::text[]) kind, generate_series(1, %s) n",
            [list(Kind.values), EACH_KIND],
        )
        # What an office would have for one look at a time: an index on places. Points of the projection in metres.
        cursor.execute(
            "CREATE TABLE bench_sites AS SELECT id, kind, point(longitude * 96013, latitude * 111195) AS at"
            " FROM facilities_facility WHERE note = 'bench'"
        )
        for number, kind in enumerate(Kind.values):
            cursor.execute(f"CREATE INDEX bench_sites_{number} ON bench_sites USING gist (at) WHERE kind = '{kind}'")
        cursor.execute("ANALYZE farmland_parcel")
        cursor.execute("ANALYZE bench_sites")


def clean() -> None:
    """The database as it was: others measure in it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_sites")
        cursor.execute("TRUNCATE farmland_nearby, farmland_fieldspass")
        cursor.execute("DELETE FROM farmland_parcel WHERE note = 'bench'")
        cursor.execute("DELETE FROM facilities_facility WHERE note = 'bench'")
        cursor.execute("UPDATE communities_building SET latitude = NULL, longitude = NULL, altitude_m = NULL")


def bare(places: np.ndarray, sites: dict[str, np.ndarray]) -> None:
    """A KD-tree by kind over flat metres, nothing else: no sphere, no way home, nothing read and nothing written."""
    for of_kind in sites.values():
        cKDTree(of_kind).query(places)


def one_by_one(keys: list[int], kinds: tuple[str, ...]) -> None:
    """The nearest of each kind by the index, a statement for each field, as a page would ask."""
    from django.db import connection

    parts = " UNION ALL ".join(
        f"(SELECT id, at <-> own.place FROM bench_sites WHERE kind = '{kind}' ORDER BY at <-> own.place LIMIT 1)"
        for kind in kinds
    )
    query = (
        "SELECT near.* FROM (SELECT point(longitude * 96013, latitude * 111195) AS place FROM farmland_parcel"
        f" WHERE id = %s) own CROSS JOIN LATERAL ({parts}) near"
    )
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute(query, [key])
            if len(cursor.fetchall()) != len(kinds):
                raise RuntimeError("the index found too few")


def in_turns(runs: int) -> dict[str, Any]:
    """The pass, the bare tree and a sample of the index, in turns, the order changing each time."""
    from apps.farmland import passes

    fields = passes.read_fields().columns
    by_key = np.argsort(fields["parcel"])  # the bare tree is asked in the order of the register
    flat = np.column_stack((fields["longitude"] * 96013, fields["latitude"] * 111195))[by_key]
    facilities = passes.read_facilities()
    metric = np.column_stack((facilities.places[:, 1] * 96013, facilities.places[:, 0] * 111195))
    sites = {kind: metric[facilities.kinds == kind] for kind in passes.KINDS}
    sample = [int(key) for key in fields["parcel"][by_key][:: max(1, len(flat) // SAMPLE)][:SAMPLE]]
    acts = {
        "pass": lambda: passes.fields_pass(),
        "tree": lambda: bare(flat, sites),
        "index": lambda: one_by_one(sample, passes.KINDS),
    }
    found = []
    for run in range(runs + 1):
        order = list(acts) if run % 2 else list(acts)[::-1]
        took = {name: timed(acts[name]) for name in order}
        found.append({**took, "index": took["index"] * len(flat) / len(sample)})
    return {"runs": found[1:], "fields": len(flat), "kinds": len(passes.KINDS), "facilities": len(metric)}


def main() -> None:
    from apps.core.rowscope import elevated

    with elevated("the bench works over the whole county"), without_history():
        clean()
        try:
            fill(int(sys.argv[1]))
            print(json.dumps(in_turns(int(sys.argv[2]))))
        finally:
            clean()


if __name__ == "__main__":
    django.setup()
    main()
