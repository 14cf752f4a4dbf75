"""A row and the first row of its log in one statement, which sets its own row scope: one round trip, and one
transaction without BEGIN and COMMIT.

For the busiest write of the product only; everything else goes through the models. Constraints and triggers hold as
ever; signals are not sent.
"""

from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import connection, models
from django.db.backends.postgresql.base import ServerBindingCursor

from apps.core import clock
from apps.core.rowscope import SET, values_now

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


class Sent(NamedTuple):
    """What Django's log of queries reads off a cursor."""

    query: bytes


class PreparedCursor(ServerBindingCursor):
    """Parses and plans a statement once for each connection; afterwards only the values travel.

    It counts as named, so that nothing is put in front of its statement (pghistory's context, which an insert of a
    model without insert events does not need, would make it two statements).
    """

    name = "prepared"
    sets_scope = True

    def execute(self, query: Any, params: Any = None) -> Any:
        done = super().execute(query, params, prepare=True)
        self._query = Sent(query.encode())
        return done


Columns = tuple[int, ...]  # places of the columns that are given; the others stay NULL


@lru_cache(maxsize=64)
def _statement(
    first: type[models.Model], second: type[models.Model], link: str, given: Columns, given_second: Columns
) -> str:
    quote: Any = connection.ops.quote_name
    tables = [quote(model._meta.db_table) for model in (first, second)]
    named = [[quote(_fields(m, at)[n].column) for n in places] for m, at, places in (
        (first, "", given), (second, link, given_second),
    )]  # fmt: skip
    columns = [", ".join(names) for names in named]
    marks = [", ".join(["%s"] * len(names)) for names in named]
    keys = [quote(model._meta.pk.column) for model in (first, second)]
    link_column = quote(second._meta.get_field(link.removesuffix("_id")).column)  # type: ignore[union-attr]
    return (
        f"WITH scope AS MATERIALIZED ({SET}), "
        f"made AS (INSERT INTO {tables[0]} ({columns[0]}) SELECT {marks[0]} FROM scope RETURNING {keys[0]} AS key) "
        f"INSERT INTO {tables[1]} ({link_column}, {columns[1]}) SELECT made.key, {marks[1]} FROM made "
        f"RETURNING {link_column}, {keys[1]}"
    )


def _given(row: models.Model, link: str) -> tuple[Columns, list[Any]]:
    values = [read(row) for read in _readers(type(row), link)]
    places = tuple(place for place, value in enumerate(values) if value is not None)
    return places, [values[place] for place in places]


def insert_with_log(row: models.Model, entry: models.Model, *, link: str) -> None:
    """Insert `row`, and `entry` that points to it by the attribute `link` ("complaint_id"); both get their keys.

    For models that keep no history of inserts.
    """
    first, values = _given(row, "")
    second, more = _given(entry, link)
    statement = _statement(type(row), type(entry), link, first, second)
    database: Any = connection
    make: Any = PreparedCursor
    with database.cursor() as opened, database._prepare_cursor(make(opened.connection)) as cursor:
        cursor.execute(statement, [*values_now(), *values, *more])
        row.pk, entry.pk = cursor.fetchone()
    setattr(entry, link, row.pk)
    for instance in (row, entry):
        instance._state.adding, instance._state.db = False, connection.alias
