"""Rows by COPY. Primary keys are drawn beforehand, so that generators can link rows without asking the database.

The registers' history triggers work per statement and see COPY too.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, models

from apps.core.copying import copy_rows
from apps.core.inserting import reader


class Keys:
    """Primary keys of one table, drawn from its sequence in blocks."""

    def __init__(self, model: type[models.Model], block: int = 1000) -> None:
        self.table, self.column, self.block = model._meta.db_table, model._meta.pk.column, block
        self.ready: Iterator[int] = iter(())

    def __call__(self) -> int:
        key = next(self.ready, None)
        if key is None:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                    [self.table, self.column, self.block],
                )
                self.ready = iter([row[0] for row in cursor.fetchall()])
            key = next(self.ready)
        return key


class Shelf:
    """Collects new rows by model and writes them in the order in which the models first came."""

    def __init__(self) -> None:
        self.keys: dict[type[models.Model], Keys] = {}
        self.rows: dict[type[models.Model], list[models.Model]] = {}
        self.written: dict[str, int] = {}

    def add(self, row: models.Model) -> Any:
        """Give the row its key and keep it for write()."""
        model = type(row)
        if model not in self.keys:
            self.keys[model] = Keys(model)
        self.rows.setdefault(model, [])
        row.pk = self.keys[model]()
        self.rows[model].append(row)
        return row

    def write(self) -> None:
        """Write everything collected so far, and forget it."""
        for model, rows in self.rows.items():
            if rows:
                copy(model, rows)
                self.written[model.__name__] = self.written.get(model.__name__, 0) + len(rows)
        self.rows = {model: [] for model in self.rows}


def copy(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """COPY rows that already have their keys into the model's table."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    readers = [reader(field) for field in fields]
    values = ([read(row) for read in readers] for row in rows)
    copy_rows(model._meta.db_table, [str(field.column) for field in fields], values)


def analyze(rows: Iterable[type[models.Model]]) -> None:
    """Tell the planner how large the tables have become."""
    with connection.cursor() as cursor:
        for model in rows:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
