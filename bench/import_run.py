"""`python -m bench.import_run REGISTER LENGTH RUNS`: the process that imports, and what it found as JSON.

A process of its own, with the settings of the scratch database; its memory is that of a worker. Each run imports
another sheet of what is new to the register and commits it. The COPY of a run writes the rows of the sheet before.
"""

import json
import os
import resource
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import django
import psycopg

from bench.data import SCRATCH, WHOLE_COUNTY, url_of
from bench.measure import timed
from bench.parcel_file import ParcelFile
from bench.plain import PlainTable, plain_tables
from bench.roster_file import RosterFile

Rows = list[tuple[int, bytes]]


@dataclass(frozen=True)
class Subject:
    """A register to import into: the tables that gain rows, what a result must count, how to make a sheet."""

    tables: tuple[str, ...]
    counted: str
    file: Callable[[int, int], "RosterFile | ParcelFile"]  # length, turn


def roster(households: int, turn: int) -> RosterFile:
    """A roster of new households for all communities."""
    from apps.communities.models import Community

    names = list(Community.objects.order_by("pk").values_list("name", flat=True))
    return RosterFile(households, names, turn)


def ledger(fields: int, turn: int) -> ParcelFile:
    """A ledger of new fields for all households of the county, four of each at the most."""
    from apps.households.models import Household

    homes = Household.objects.filter(left_on__isnull=True).order_by("pk").values_list("community__name", "code")
    return ParcelFile(fields, list(homes), turn)


SUBJECTS = {
    "roster": Subject(
        (
            "communities_building", "communities_dwelling", "households_household", "households_member",
            "households_membership", "households_occupancy", "households_presence", "households_employment",
            "households_healthrecord", "households_income",
        ),
        "households_new",
        roster,
    ),
    "parcels": Subject(("farmland_parcel", "farmland_parceluse", "farmland_reach"), "parcels_new", ledger),
}  # fmt: skip


class Imports:
    """Imports and copies in turns. `length`: how many entries a sheet has."""

    def __init__(self, key: str, length: int) -> None:
        self.key, self.subject, self.length, self.turn = key, SUBJECTS[key], length, 0
        self.connection = psycopg.connect(url_of(SCRATCH.database), autocommit=True, options=WHOLE_COUNTY)
        self.tables: list[PlainTable] = []
        self.peak = 0.0  # MB, after the first import and before its rows are read for the COPY

    def one(self) -> tuple[float, float, Rows]:
        """Import a sheet: seconds of the preview, seconds of the application, and the rows written."""
        from apps.core.sheets.actions import sheet_apply, sheet_upload
        from apps.core.sheets.register import register_of
        from apps.core.sheets.work import sheet_work

        register = register_of(self.key)
        data = _made_elsewhere(self.subject.file(self.length, self.turn))
        self.turn += 1
        before = [PlainTable(self.connection, name).last() for name in self.subject.tables]
        made: list[Any] = []

        def preview() -> None:
            made.append(sheet_upload(register=register, by=None, name="bench.xlsx", data=data, start=False))
            sheet_work(sheet_import=made[0])

        def apply() -> None:
            sheet_apply(sheet_import=made[0], by=None, start=False)
            sheet_work(sheet_import=made[0])

        read, applied = timed(preview), timed(apply)
        self.peak = self.peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self._check(register.imports.objects.get(pk=made[0].pk))
        tables = [PlainTable(self.connection, name) for name in self.subject.tables]
        return read, applied, [table.rows_after(key) for table, key in zip(tables, before, strict=True)]

    def _check(self, done: Any) -> None:
        """An import that was not wholly applied measures nothing."""
        written = (done.result or {}).get(self.subject.counted)
        if written != self.length:
            raise RuntimeError(f"{written} of {self.length} were written: {done.state} {done.summary}")

    def copy(self, rows: Rows) -> None:
        """COPY the rows of all tables, in one transaction."""
        with self.connection.transaction():
            for table, (_count, data) in zip(self.tables, rows, strict=True):
                table.copy_in(data)

    def in_turns(self, runs: int) -> dict[str, Any]:
        """Runs in turns, the order changing each time; the first import and COPY warm up."""
        self.tables = plain_tables(self.connection, self.subject.tables)
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

    def once(self) -> dict[str, float]:
        """One import alone, with the seconds and the most memory that it took."""
        read, applied, rows = self.one()
        return {"preview": read, "apply": applied, "rows": sum(count for count, _data in rows), "peak": self.peak}


def _made_elsewhere(file: RosterFile | ParcelFile) -> bytes:
    """The workbook, made in another process: its memory is not the importer's."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(file.workbook).result()


def main() -> None:
    from apps.core.rowscope import elevated

    with elevated("the tasks that import name the county's scope"):
        imports, runs = Imports(sys.argv[1], int(sys.argv[2])), int(sys.argv[3])
        if path := os.environ.get("BENCH_PROFILE"):
            import cProfile

            cProfile.runctx("imports.one()", globals(), {"imports": imports}, path)
        else:
            print(json.dumps(imports.in_turns(runs) if runs else imports.once()))


if __name__ == "__main__":
    django.setup()
    main()
