"""The bench's databases: a county, a small one, and a tiny one whose lists have at most 25 rows.

They live in the embedded server beside the product's own database, are made through the application's role, and are
kept for the next run while the migrations and the demo generators stay the same.
"""

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from psycopg import sql

from config import embedded
from demo.plan import QINGCHUAN, SONGBAI, Site

ROOT = Path(__file__).resolve().parents[1]
SITE_HOUSEHOLDS, SITE_PEOPLE = 500, 1_875
# For connections of the bench's own: row security shows them every row.
WHOLE_COUNTY = "-c anju.communities=*"


@dataclass(frozen=True)
class Size:
    """One database: `sites` communities, and how many complaints in all."""

    name: str
    sites: int
    complaints: int
    households: int = SITE_HOUSEHOLDS
    people: int = SITE_PEOPLE

    copy_of: str = ""
    times: int = 1  # how often the registers are copied after the generators made them

    @property
    def database(self) -> str:
        return f"anju_bench_{self.name}"

    @property
    def title(self) -> str:
        return (
            f"{self.times * self.sites * self.households:,} households, "
            f"{self.times * self.sites * self.people:,} people, "
            f"{self.complaints:,} complaints"
        )


COUNTY = Size("county", 40, 100_000)
SMALL = Size("small", 1, 2_500)
TINY = Size("tiny", 1, 25, 25, 94)
SIZES = (TINY, SMALL, COUNTY)
# For finding: the largest county by far, beside two communities. The same generators, the registers copied.
THOUSAND = Size("thousand", 2, 50)
LARGE = replace(THOUSAND, name="large", times=100, copy_of=THOUSAND.database)
ALL_SIZES = (*SIZES, THOUSAND, LARGE)
# Rows that write do so in a copy of the county, which is made anew for each run.
SCRATCH = replace(COUNTY, name="scratch", copy_of=COUNTY.database)


def sites(size: Size) -> tuple[Site, ...]:
    """Communities of equal size; the first has the names and log-ins of the demo county."""
    present = size.people // 2
    first = replace(QINGCHUAN, households=size.households, people=size.people, present=present)
    others = [
        replace(
            SONGBAI,
            name=f"安置点{n:02d}社区",
            slug=f"site{n:02d}",
            prefix=f"S{n:02d}-",
            township=f"第{n // 5 + 1}镇",
            flats_per_floor=2,
            households=size.households,
            people=size.people,
            present=present,
        )
        for n in range(1, size.sites)
    ]
    return (first, *others)


def url_of(database: str) -> str:
    """Where the database is, as libpq says it."""
    before, _, after = embedded.database_url().partition("?")
    return f"{before.rpartition('/')[0]}/{database}" + (f"?{after}" if after else "")


def stamp() -> str:
    """Changes when the tables or the generators do."""
    digest = hashlib.sha256()
    for path in sorted([*ROOT.glob("apps/*/migrations/*.py"), *ROOT.glob("demo/*.py"), Path(__file__)]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def prepare_static() -> None:
    """Words and static files, which the servers need."""
    run("static", COUNTY)


def run(what: str, size: Size) -> None:
    """A step of bench.fill, in a process of its own."""
    subprocess.run([sys.executable, "-m", "bench.fill", what], check=True, env=environment(size), cwd=ROOT)


def prepare(size: Size, *, fresh: bool = False, keep: bool = False) -> None:
    """Make and fill the database unless it is there as it should be; `keep` only migrates one that is there."""
    wanted = f"{stamp()} {size}"
    with psycopg.connect(embedded.database_url(), autocommit=True) as connection:
        found = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [size.database]
        ).fetchone()
        if found and found[0] == wanted and not fresh:
            return
        if found and found[0] and keep:
            run("migrate", size)
            return
        name = sql.Identifier(size.database)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        template = sql.SQL(" TEMPLATE {}").format(sql.Identifier(size.copy_of)) if size.copy_of else sql.SQL("")
        connection.execute(sql.SQL("CREATE DATABASE {}{}").format(name, template))
        print(f"Filling {size.database}: {size.title} …", flush=True)
        run("multiply" if size.times > 1 else size.name, size)
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(wanted)))


def prepare_scratch() -> None:
    """A fresh copy of the county, for rows that write. Nobody may be connected to the county meanwhile."""
    with psycopg.connect(embedded.database_url(), autocommit=True) as connection:
        names = {"copy": sql.Identifier(SCRATCH.database), "county": sql.Identifier(COUNTY.database)}
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {copy} WITH (FORCE)").format(**names))
        connection.execute(sql.SQL("CREATE DATABASE {copy} TEMPLATE {county} STRATEGY file_copy").format(**names))


def drop_scratch() -> None:
    """Give the room back."""
    with psycopg.connect(embedded.database_url(), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(SCRATCH.database)))


def environment(size: Size) -> dict[str, str]:
    """What a process of the product needs to work on this database."""
    return {**os.environ, "BENCH_DATABASE": size.database, "DJANGO_SETTINGS_MODULE": "bench.settings"}
