"""Writing thousands of rows at once: COPY for what is new, one UPDATE for what changes. History triggers see both."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models

from apps.core.copying import copy_rows


def copy_in(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> int:
    """COPY rows into the model's table. Values must be as the database takes them: encrypted, ranges as text."""
    return copy_rows(model._meta.db_table, columns, rows) if rows else 0


def update_rows(
    model: type[models.Model], columns: dict[str, str], rows: Sequence[Sequence[Any]], *, now: datetime
) -> int:
    """UPDATE many rows by key in one statement. `columns` are name → SQL type; each row is (key, *values)."""
    if not rows:
        return 0
    stamped = any(field.column == "updated_at" for field in model._meta.concrete_fields)
    sets = [f'"{name}" = v."{name}"' for name in columns] + (["updated_at = %s"] if stamped else [])
    arrays = ", ".join(["%s::bigint[]", *(f"%s::text[]::{sql}[]" if sql != "bytea" else "%s::bytea[]"
                                          for sql in columns.values())])  # fmt: skip
    names = ", ".join(f'"{name}"' for name in ("id", *columns))
    values = [list(column) for column in zip(*rows, strict=True)]
    source = f"unnest({arrays}) AS v({names})"
    sql = f'UPDATE "{model._meta.db_table}" AS t SET {", ".join(sets)} FROM {source} WHERE t.id = v.id'
    keys, *rest = values
    parameters = [keys, *([_text(x, sql) for x in column] for column, sql in zip(rest, columns.values(), strict=True))]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*([now] if stamped else []), *parameters])
        return cursor.rowcount


def _text(value: Any, sql: str) -> Any:
    return value if value is None or sql == "bytea" else str(value)


def end_periods(model: type[models.Model], keys: Sequence[int], *, day: Any, now: datetime) -> int:
    """End what began before `day`; what began on it or later never held (an empty period stays as the trace)."""
    if not keys:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE "{model._meta.db_table}" SET updated_at = %s,
            period = daterange(lower(period), greatest(lower(period), %s::date)) WHERE id = ANY(%s)""",
            [now, day, list(keys)],
        )
        return cursor.rowcount


def insert_periods(
    model: type[models.Model], columns: dict[str, str], rows: Sequence[Sequence[Any]], *, owner: str, now: datetime
) -> int:
    """Insert periods for owners who may have had others: each begins on its day, or when the owner's last one ended.

    Each row is (start, *values of `columns`); `owner` names the columns that make periods exclude each other.
    """
    if not rows:
        return 0
    table = model._meta.db_table
    names = ", ".join(f'"{name}"' for name in columns)
    picked = ", ".join(f'v."{name}"' for name in columns)
    arrays = ", ".join(f"%s::text[]::{sql}[]" for sql in ("date", *columns.values()))
    same = " AND ".join(f'o."{name}" = v."{name}"' for name in owner.split())
    starts = [list(map(str, column)) for column in zip(*rows, strict=True)]
    sql = f"""INSERT INTO "{table}" (period, created_at, updated_at, {names})
        SELECT daterange(greatest(v.start, (SELECT max(upper(o.period)) FROM "{table}" o
            WHERE {same} AND NOT upper_inf(o.period))), NULL), %s, %s, {picked}
        FROM unnest({arrays}) AS v(start, {names})"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [now, now, *starts])
        return cursor.rowcount
