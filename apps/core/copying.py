"""Thousands of rows at once by COPY."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, models, transaction

STAGE = "anju_copied"


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """COPY rows into the table; the number written. Values must be as the database takes them.

    The rows go through a temporary table: PostgreSQL refuses COPY into a table under row security, and checks the
    INSERT that follows against it.
    """
    quote: Any = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{STAGE}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {STAGE} ON COMMIT DROP AS SELECT {names} FROM {quote(table)} WITH NO DATA"
        )
        with cursor.copy(f"COPY {STAGE} ({names}) FROM STDIN") as stream:
            for row in rows:
                stream.write_row(row)
        cursor.execute(f"INSERT INTO {quote(table)} ({names}) SELECT {names} FROM {STAGE}")
        written = cursor.rowcount
        cursor.execute(f"DROP TABLE {STAGE}")
    return int(written)


def new_keys(model: type[models.Model], count: int) -> Iterator[int]:
    """`count` fresh primary keys from the table's sequence."""
    if not count:
        return iter(())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return iter([row[0] for row in cursor.fetchall()])
