"""What row security costs: pages of the county beside the same pages of a copy without policies and without scopes."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from bench.client import Client
from bench.data import SCRATCH, url_of
from bench.measure import Spread, paired, timed
from bench.registry import Aim, Result, Row, register
from bench.rows.pages import COUNTY, HOUSEHOLD, MANAGER, Page
from bench.server import Server
from bench.stage import Stage

GROUP = "Row security: time of a page with it, against the same page without"
AIM = Aim(1.15, at_most=True)
MIDDLEWARE = "apps.core.rowscope.RowScopeMiddleware"
BOUND = (
    "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'anju_scope'"
)
PAGES = {
    "households": ("/admin/households/household/", MANAGER),
    "household": ("/admin/households/household/{}/change/", MANAGER),
    "complaints": ("/admin/complaints/complaint/", MANAGER),
    "today": ("/admin/", MANAGER),
    "members": ("/admin/households/member/", COUNTY),
    "households API": ("/api/v1/households/", COUNTY),
}
_found: dict[int, dict[str, tuple[Spread, Spread, Spread]]] = {}


@contextmanager
def unbound() -> Iterator[Server]:
    """A server on the copy of the county, its tables free for all."""
    _switch("DISABLE ROW LEVEL SECURITY")
    try:
        with Server(SCRATCH, without=MIDDLEWARE) as server:
            yield server
    finally:
        _switch("ENABLE ROW LEVEL SECURITY")


def _switch(how: str) -> None:
    with psycopg.connect(url_of(SCRATCH.database), autocommit=True) as connection:
        for (table,) in connection.execute(BOUND).fetchall():
            connection.execute(sql.SQL(f"ALTER TABLE {{}} {how}").format(sql.Identifier(table)))  # type: ignore[arg-type]


def measured(stage: Stage) -> dict[str, tuple[Spread, Spread, Spread]]:
    """(without, with, with ÷ without) of each page, once for all rows."""
    if id(stage) not in _found:
        with unbound() as server:
            free = {user: Client(server.port).log_in(user) for user in (MANAGER, COUNTY)}
            key = stage.ask("county", HOUSEHOLD)
            _found[id(stage)] = {
                title: _pair(
                    free[user],
                    stage.visitor("county", user),
                    Page(path.format(key), user).at(stage, "county"),
                    stage.runs,
                )
                for title, (path, user) in PAGES.items()
            }
    return _found[id(stage)]


def _pair(free: Client, bound: Client, path: str, runs: int) -> tuple[Spread, Spread, Spread]:
    return paired(lambda: timed(lambda: free.get(path).ok()), lambda: timed(lambda: bound.get(path).ok()), runs=runs)


def cost(stage: Stage, title: str) -> Result:
    without, bound, ratio = measured(stage)[title]
    return Result({"without ms": without.scaled(1000), "with ms": bound.scaled(1000)}, ratio, AIM)


for _title in PAGES:
    register(Row(GROUP, f"rows.{_title.replace(' ', '_')}", _title, lambda stage, title=_title: cost(stage, title)))  # type: ignore[misc]
