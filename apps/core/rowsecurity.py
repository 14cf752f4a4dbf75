"""PostgreSQL's row security on every community-owned table and its history: made from the models after each migrate.

A model says in `row_security` which rows a scope holds; CommunityOwned brings the answer for most. The application's
role owns the tables, so that security is forced on it too; it must be no superuser and have no BYPASSRLS
(`faults()` says so to /health/ready).

Each condition asks a function within a sub-select, so that it is answered once a statement, not once a row.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, models, transaction

POLICY = "anju_scope"
WHOLE_COUNTY = "(SELECT anju_whole_county())"
COMMUNITIES = "ANY ((SELECT anju_communities())::bigint[])"
BUILDINGS = "ANY ((SELECT anju_buildings())::bigint[])"
STAFF = "(SELECT anju_staff())"


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows a scope holds beside the whole county's: those of its communities, those of its buildings, others.

    Each is a condition in SQL; {id} stands for the row's key, also in the history table. "" means: none that way.
    """

    community: str = f"community_id = {COMMUNITIES}"
    building: str = ""
    other: str = ""

    def condition(self, key: str) -> str:
        """The condition of the policy, for a table whose key column is `key`."""
        ways = [WHOLE_COUNTY, *(way.replace("{id}", key) for way in (self.community, self.building, self.other) if way)]
        return " OR ".join(f"({way})" for way in ways)


def through(table: str, column: str) -> Rows:
    """Rows that are seen with the row of another table that they point to."""
    return Rows(community="", other=f"EXISTS (SELECT 1 FROM {table} owner WHERE owner.id = {column})")


# What the conditions call. Settings hold "*", an array of keys, or nothing; see rowscope.values_of.
_SQL = "LANGUAGE sql STABLE PARALLEL SAFE AS"
_functions: dict[str, str] = {
    "anju_keys": f"""CREATE OR REPLACE FUNCTION anju_keys(setting text) RETURNS bigint[] {_SQL}
        $$ SELECT coalesce(nullif(nullif(current_setting(setting, true), ''), '*')::bigint[], '{{}}') $$""",
    "anju_whole_county": f"""CREATE OR REPLACE FUNCTION anju_whole_county() RETURNS boolean {_SQL}
        $$ SELECT coalesce(current_setting('anju.communities', true), '') = '*' $$""",
    "anju_buildings": f"""CREATE OR REPLACE FUNCTION anju_buildings() RETURNS bigint[] {_SQL}
        $$ SELECT anju_keys('anju.buildings') $$""",
    "anju_staff": f"""CREATE OR REPLACE FUNCTION anju_staff() RETURNS bigint {_SQL}
        $$ SELECT nullif(current_setting('anju.staff', true), '')::bigint $$""",
}


def add_function(name: str, statement: str) -> None:
    """Let an app add a function that its models' conditions call: CREATE OR REPLACE, without arguments."""
    if _functions.setdefault(name, statement) != statement:
        raise ValueError(f"two functions are called {name}")


def protected() -> Iterator[tuple[type[models.Model], str, str]]:
    """(model, key column, condition) of every table under row security: registers, and their histories."""
    for model in sorted(apps.get_models(include_auto_created=True), key=lambda found: found._meta.db_table):
        rows: Rows | None = getattr(model, "row_security", None)
        if rows is not None and not model._meta.proxy and model._meta.managed:
            yield model, "id", rows.condition("id")
        tracked: Any = getattr(model, "pgh_tracked_model", None)
        rows = getattr(tracked, "row_security", None)
        if rows is not None:
            yield model, "pgh_obj_id", rows.condition("pgh_obj_id")


def install(using: str = "default", **_signal: Any) -> None:
    """Bring functions and policies to what the models say (post_migrate). What is in force already is left alone."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        wanted = {model._meta.db_table: rows for model, _key, rows in protected() if model._meta.db_table in tables}
        if not wanted:
            return
        for statement in _functions.values():
            cursor.execute(statement)
        cursor.execute(
            "SELECT c.relname, d.description, c.relrowsecurity AND c.relforcerowsecurity FROM pg_policy p"
            " JOIN pg_class c ON c.oid = p.polrelid"
            " LEFT JOIN pg_description d ON d.objoid = p.oid AND d.classoid = 'pg_policy'::regclass"
            " WHERE p.polname = %s AND c.relnamespace = current_schema()::regnamespace",
            [POLICY],
        )
        in_force = {table: mark for table, mark, forced in cursor.fetchall() if forced}
        for table, condition in wanted.items():
            mark = hashlib.sha256(condition.encode()).hexdigest()[:16]
            if in_force.get(table) != mark:
                cursor.execute(_statements(connection.ops.quote_name(table), condition, mark))


def _statements(table: str, condition: str, mark: str) -> str:
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        f" DROP POLICY IF EXISTS {POLICY} ON {table};"
        f" CREATE POLICY {POLICY} ON {table} USING ({condition}) WITH CHECK ({condition});"
        f" COMMENT ON POLICY {POLICY} ON {table} IS '{mark}'"
    )


@contextmanager
def unbound(cursor: Any, model: type[models.Model]) -> Iterator[None]:
    """Inside, the model's table does not bind its owner, so that COPY may write into it directly.

    For replacing a whole table by somebody who works over the whole county. Nobody else sees the table meanwhile: it is
    locked until the transaction ends, which gives all of it back if anything fails.
    """
    table = connections[cursor.db.alias].ops.quote_name(model._meta.db_table)
    with transaction.atomic(using=cursor.db.alias):
        cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        yield
        cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def faults(using: str = "default") -> list[str]:
    """Why row security does not hold here, in words for the operator; empty when it holds."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        found = ["The database role is a superuser or has BYPASSRLS: row security does not bind it."]
        found = found if cursor.fetchone()[0] else []
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = %s"
            " WHERE c.relrowsecurity AND c.relforcerowsecurity AND c.relnamespace = current_schema()::regnamespace",
            [POLICY],
        )
        bound = {table for (table,) in cursor.fetchall()}
    missing = sorted({model._meta.db_table for model, _key, _rows in protected()} - bound)
    return found + [f"{table} has no row security; run migrate." for table in missing]
