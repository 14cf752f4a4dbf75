"""A bare COPY to compare with: the same rows into tables with the same columns, primary keys and indexes, no more."""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg import Connection, sql

SCHEMA = "bench_plain"
COLUMNS = """SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
    AND attgenerated = '' ORDER BY attnum"""
EXCLUSIONS = "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'x'"


@dataclass
class PlainTable:
    """A register table beside its copy, which has no triggers, no foreign keys, no checks and no exclusions."""

    connection: Connection
    name: str

    def make(self) -> None:
        """Make the copy, with all rows that the register has: indexes should be as deep."""
        names = {"plain": sql.Identifier(SCHEMA, self.name), "table": sql.Identifier(self.name)}
        self.connection.execute(
            sql.SQL("CREATE TABLE {plain} (LIKE {table} INCLUDING INDEXES INCLUDING GENERATED)").format(**names)
        )
        for (constraint,) in self.connection.execute(EXCLUSIONS, [f"{SCHEMA}.{self.name}"]).fetchall():
            drop = sql.SQL("ALTER TABLE {plain} DROP CONSTRAINT {name}")
            self.connection.execute(drop.format(name=sql.Identifier(constraint), **names))
        rows = sql.SQL("INSERT INTO {plain} ({columns}) SELECT {columns} FROM {table}")
        self.connection.execute(rows.format(columns=self._columns(), **names))

    def last(self) -> int:
        """The greatest key in the register."""
        query = sql.SQL("SELECT coalesce(max(id), 0) FROM {}").format(sql.Identifier(self.name))
        row = self.connection.execute(query).fetchone()
        return int(row[0]) if row else 0

    def rows_after(self, key: int) -> tuple[int, bytes]:
        """How many rows the register has gained since, and they themselves as COPY writes them."""
        query = sql.SQL("COPY (SELECT {} FROM {} WHERE id > {} ORDER BY id) TO STDOUT").format(
            self._columns(), sql.Identifier(self.name), sql.Literal(key)
        )
        with self.connection.cursor() as cursor:
            with cursor.copy(query) as copy:
                data = b"".join(bytes(part) for part in copy)
            return cursor.rowcount, data

    def copy_in(self, data: bytes) -> None:
        """COPY rows into the plain table."""
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(SCHEMA, self.name), self._columns())
        with self.connection.cursor() as cursor, cursor.copy(into) as copy:
            copy.write(data)

    def _columns(self) -> sql.Composed:
        names: Sequence[tuple[str]] = self.connection.execute(COLUMNS, [self.name]).fetchall()
        return sql.SQL(", ").join(sql.Identifier(name) for (name,) in names)


def plain_tables(connection: Connection, names: Sequence[str]) -> list[PlainTable]:
    """Copies of these tables, made anew."""
    connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {0} CASCADE").format(sql.Identifier(SCHEMA)))
    connection.execute(sql.SQL("CREATE SCHEMA {0}").format(sql.Identifier(SCHEMA)))
    tables = [PlainTable(connection, name) for name in names]
    for table in tables:
        table.make()
    connection.execute(sql.SQL("ANALYZE"))
    return tables
