"""After a test on committed data, the database holds again what it held at the start.

Django truncates every table and emits post_migrate: seconds, a hundred times over, when a test has written into
twenty of four hundred tables. Here only the tables that hold something else than at the start are put right.
"""

from collections.abc import Iterator
from typing import Any

import pgtrigger
import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase
from psycopg import sql

from apps.core.rowscope import elevated

TABLES = """SELECT c.relname, array_agg(a.attname ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '')
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace GROUP BY c.relname"""

FILES = """SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND pg_relation_size(oid) > 0
    ORDER BY relname"""


class AtTheStart:
    """The tables of this test database, and what stands in the few that are not empty after migrating."""

    def __init__(self) -> None:
        with elevated("what a migrated database holds"), connection.cursor() as cursor:
            cursor.execute(TABLES)
            self.columns: dict[str, list[str]] = dict(cursor.fetchall())
            self.rows = {
                table: self._rows(cursor, table) for table in sorted(self._filled(cursor, self._written(cursor)))
            }

    def restore(self) -> None:
        """Put every table right that differs. Raises AssertionError when one cannot be."""
        with elevated("a test is over"), pgtrigger.ignore(), transaction.atomic(), connection.cursor() as cursor:
            written = self._written(cursor)
            tables = sql.SQL(", ").join(map(_name, written))
            self._execute(cursor, "LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE", tables)  # a request may still write
            filled = self._filled(cursor, written)
            changed = [table for table, rows in self.rows.items() if self._rows(cursor, table) != rows]
            for table in sorted(filled - self.rows.keys()) + changed:
                self._execute(cursor, "DELETE FROM {}", _name(table))
            for table in changed:
                self._write(cursor, table)
            left = self._filled(cursor, written) ^ self.rows.keys()
            assert not left, f"what a test wrote stays, or what stood is gone: {left}"

    def _written(self, cursor: Any) -> list[str]:
        """The tables whose file holds anything: rows, or what is left of them. The others nobody need look into."""
        cursor.execute(FILES)
        return [table for (table,) in cursor.fetchall()]

    def _filled(self, cursor: Any, tables: list[str]) -> set[str]:
        """Those with rows."""
        one = "SELECT {} WHERE EXISTS (SELECT FROM {})"
        each = (sql.SQL(one).format(sql.Literal(table), _name(table)) for table in tables)
        self._execute(cursor, "{}", sql.SQL(" UNION ALL ").join(each))
        return {table for (table,) in cursor.fetchall()}

    def _rows(self, cursor: Any, table: str) -> str | None:
        self._execute(cursor, "SELECT json_agg(x ORDER BY x::text)::text FROM {} x", _name(table))
        return str(cursor.fetchone()[0])

    def _write(self, cursor: Any, table: str) -> None:
        columns = sql.SQL(", ").join(map(_name, self.columns[table]))
        statement = (
            "INSERT INTO {0} ({1}) OVERRIDING SYSTEM VALUE SELECT {1} FROM json_populate_recordset(null::{0}, {2})"
        )
        self._execute(cursor, statement, _name(table), columns, sql.Literal(self.rows[table]))

    @staticmethod
    def _execute(cursor: Any, statement: str, *parts: sql.Composable) -> None:
        # As text: Django's cursor looks for placeholders only where there are parameters.
        cursor.execute(sql.SQL(statement).format(*parts).as_string(cursor.connection))  # type: ignore[arg-type]


def _name(name: str) -> sql.Identifier:
    return sql.Identifier(name)


@pytest.fixture(scope="session", autouse=True)
def at_the_start(django_db_setup: None, django_db_blocker: Any) -> Iterator[AtTheStart]:
    """Tests on committed data end here instead of in Django's flush."""
    with django_db_blocker.unblock():
        start = AtTheStart()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: start.restore())
        yield start
