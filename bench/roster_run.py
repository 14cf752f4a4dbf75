"""`python -m bench.roster_run HOUSEHOLDS RUNS`: the process that imports, and what it found as JSON.

A process of its own, with the settings of the scratch database; its memory is that of a worker. Each run imports
another roster of new households and commits it. The COPY of a run writes the rows of the roster before.
"""

import json
import os
import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import django
import psycopg

from bench.data import SCRATCH, WHOLE_COUNTY, url_of
from bench.measure import timed
from bench.plain import PlainTable, plain_tables
from bench.roster_file import RosterFile

TABLES = (
    "communities_building", "communities_dwelling", "households_household", "households_member",
    "households_membership", "households_occupancy", "households_presence", "households_employment",
    "households_healthrecord", "households_income",
)  # fmt: skip
Rows = list[tuple[int, bytes]]


class Imports:
    """Imports and copies in turns."""

    def __init__(self, households: int) -> None:
        from apps.communities.models import Community

        self.households, self.turn = households, 0
        self.communities = list(Community.objects.order_by("pk").values_list("name", flat=True))
        self.connection = psycopg.connect(url_of(SCRATCH.database), autocommit=True, options=WHOLE_COUNTY)
        self.tables: list[PlainTable] = []
        self.peak = 0.0  # MB, after the first import and before its rows are read for the COPY

    def one(self) -> tuple[float, float, Rows]:
        """Import a roster: seconds of the preview, seconds of the application, and the rows written."""
        from apps.core.sheets.actions import sheet_upload
        from apps.core.sheets.register import register_of

        data = _made_elsewhere(RosterFile(self.households, self.communities, self.turn))
        self.turn += 1
        before = [PlainTable(self.connection, name).last() for name in TABLES]
        made: list[Any] = []

        def preview() -> None:
            made.append(
                sheet_upload(register=register_of("roster"), by=None, name="bench.xlsx", data=data, start=False)
            )
            work(made[0].pk)

        read = timed(preview)
        applied = timed(lambda: apply(made[0].pk))
        self.peak = self.peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        check(made[0].pk, self.households)
        tables = [PlainTable(self.connection, name) for name in TABLES]
        return read, applied, [table.rows_after(key) for table, key in zip(tables, before, strict=True)]

    def copy(self, rows: Rows) -> None:
        """COPY the rows of all tables, in one transaction."""
        with self.connection.transaction():
            for table, (_count, data) in zip(self.tables, rows, strict=True):
                table.copy_in(data)

    def in_turns(self, runs: int) -> dict[str, Any]:
        """Runs in turns, the order changing each time; the first import and COPY warm up."""
        self.tables = plain_tables(self.connection, TABLES)
        _read, _applied, rows = self.one()
        found: list[dict[str, float]] = []
        for run in range(runs + 1):
            held = rows
            if run % 2:
                copied = timed(lambda held=held: self.copy(held))
                read, applied, rows = self.one()
            else:
                read, applied, rows = self.one()
                copied = timed(lambda held=held: self.copy(held))
            count = sum(count for count, _data in rows)
            found.append({"preview": read, "apply": applied, "copy": copied, "rows": count})
        return {"runs": found[1:], "peak": self.peak}


def _made_elsewhere(roster: RosterFile) -> bytes:
    """The workbook, made in another process: its memory is not the importer's."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(roster.workbook).result()


def work(key: int) -> None:
    """What the task does."""
    from apps.core.sheets.work import sheet_work
    from apps.households.models import RosterImport

    sheet_work(sheet_import=RosterImport.objects.get(pk=key))


def apply(key: int) -> None:
    """The manager's step, and what the task does then."""
    from apps.core.sheets.actions import sheet_apply
    from apps.households.models.roster import RosterImport

    sheet_apply(sheet_import=RosterImport.objects.get(pk=key), by=None, start=False)
    work(key)


def check(key: int, households: int) -> None:
    """A roster that was not wholly applied measures nothing."""
    from apps.households.models.roster import RosterImport

    roster = RosterImport.objects.get(pk=key)
    written = (roster.result or {}).get("households_new")
    if written != households:
        raise RuntimeError(f"{written} of {households} households were written: {roster.state} {roster.summary}")


def main() -> None:
    from apps.core.rowscope import elevated

    with elevated("the tasks that import name the county's scope"):
        imports = Imports(int(sys.argv[1]))
        if path := os.environ.get("BENCH_PROFILE"):
            import cProfile

            cProfile.runctx("imports.one()", globals(), {"imports": imports}, path)
        else:
            print(json.dumps(imports.in_turns(int(sys.argv[2]))))


if __name__ == "__main__":
    django.setup()
    main()
