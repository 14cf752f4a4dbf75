"""A row and the first row of its log in one statement: one round trip, and one transaction without BEGIN and COMMIT.

For the busiest write of the product only; everything else goes through the models. Constraints and triggers hold as
ever; signals are not sent.
"""

from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db import connection, models

from apps.core import clock

Reader = Callable[[Any], Any]

# Their values must be put into the database's form; the driver takes the others as they are.
PREPARED = (models.BinaryField, models.JSONField)


def reader(field: models.Field) -> Reader:
    """How to read a field's value off a row for a statement of our own (INSERT, COPY)."""
    read = attrgetter(field.attname)
    if isinstance(field, PREPARED):
        return lambda row: field.get_db_prep_save(read(row), connection)
    if isinstance(field, models.FileField):
        return lambda row: read(row).name
    if getattr(field, "auto_now", False):
        return lambda row: read(row) or clock.now()
    return read


@lru_cache(maxsize=16)
def _fields(model: type[models.Model], link: str) -> tuple[models.Field, ...]:
    """What is written: everything but the key, and but the column that links to the first row."""
    return tuple(f for f in model._meta.concrete_fields if not f.primary_key and f.attname != link and not f.generated)


@lru_cache(maxsize=16)
def _readers(model: type[models.Model], link: str) -> tuple[Reader, ...]:
    return tuple(reader(field) for field in _fields(model, link))


@lru_cache(maxsize=16)
def _statement(first: type[models.Model], second: type[models.Model], link: str) -> str:
    quote: Any = connection.ops.quote_name
    tables = [quote(model._meta.db_table) for model in (first, second)]
    columns = [", ".join(quote(f.column) for f in _fields(m, at)) for m, at in ((first, ""), (second, link))]
    marks = [", ".join(["%s"] * len(_fields(m, at))) for m, at in ((first, ""), (second, link))]
    keys = [quote(model._meta.pk.column) for model in (first, second)]
    link_column = quote(second._meta.get_field(link.removesuffix("_id")).column)  # type: ignore[union-attr]
    return (
        f"WITH made AS (INSERT INTO {tables[0]} ({columns[0]}) VALUES ({marks[0]}) RETURNING {keys[0]} AS key) "
        f"INSERT INTO {tables[1]} ({link_column}, {columns[1]}) SELECT made.key, {marks[1]} FROM made "
        f"RETURNING {link_column}, {keys[1]}"
    )


def insert_with_log(row: models.Model, entry: models.Model, *, link: str) -> None:
    """Insert `row`, and `entry` that points to it by the attribute `link` ("complaint_id"); both get their keys."""
    first, second = type(row), type(entry)
    values = [read(row) for read in _readers(first, "")]
    values += [read(entry) for read in _readers(second, link)]
    with connection.cursor() as cursor:
        cursor.execute(_statement(first, second, link), values)
        row.pk, entry.pk = cursor.fetchone()
    setattr(entry, link, row.pk)
    for instance in (row, entry):
        instance._state.adding, instance._state.db = False, connection.alias
