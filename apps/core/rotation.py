"""Putting encrypted columns under the newest key, in batches, history included; resumable because it looks at the data.

Rotating: put the new key first in FIELD_KEYS and keep the old one behind it; run `rotate_keys`; then drop the old key.
A stored value says in its first byte under which key it stands, so a run that was stopped goes on where it was.
"""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from apps.core import crypto
from apps.core.fields import BlindIndexField, EncryptedTextField

BATCH = 1000


@dataclass(frozen=True)
class Column:
    """One encrypted column of one table; `index` is the blind index beside it, if there is one."""

    table: str
    key: str
    name: str
    purpose: str
    index: str
    history: bool
    triggers: tuple[str, ...]


def columns() -> list[Column]:
    """Every encrypted column of the product, registers before their history."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField):
                history = hasattr(model, "pgh_tracked_model")
                found.append(
                    Column(
                        model._meta.db_table,
                        str(model._meta.pk.column),
                        str(field.column),
                        field.purpose,
                        _index_of(model, field),
                        history,
                        _history_triggers(model),
                    )
                )
    return sorted(found, key=lambda column: (column.history, column.table, column.name))


def _history_triggers(model: type[models.Model]) -> tuple[str, ...]:
    """The triggers that would write a history row."""
    names = [trigger.name for trigger in getattr(model._meta, "triggers", ()) if trigger.name.startswith("update")]
    return tuple(f"{model._meta.label}:{name}" for name in names)


def _index_of(model: type[models.Model], field: EncryptedTextField) -> str:
    """The blind index that carries the same purpose; see BlindIndexField."""
    for other in model._meta.concrete_fields:
        if isinstance(other, BlindIndexField) and other.name == field.name.removesuffix("_number") + "_index":
            return str(other.column)
    return ""


def rotate(column: Column, *, tell: Callable[[int], None] = lambda done: None) -> int:
    """Re-encrypt what does not stand under the current key; the number of values changed."""
    current, done = crypto.current_key(), 0
    for batch in _batches(column, f"get_byte({_q(column.name)}, 0) <> {int(current)}"):
        values = [
            (key, crypto.encrypt(crypto.decrypt(bytes(stored), purpose=column.purpose), purpose=column.purpose))
            for key, stored in batch
        ]
        _write(column, column.name, values)
        done += len(values)
        tell(done)
    return done


def rebuild_index(column: Column, *, old_key: str, tell: Callable[[int], None] = lambda done: None) -> int:
    """Compute the blind index anew under INDEX_KEY; `old_key` is the INDEX_KEY before. Values already done are passed.

    Raises ValueError when an index fits neither key: then old_key is not the one that made it.
    """
    done, last = 0, 0
    while batch := _page(column, last):
        last = batch[-1][0]
        values = []
        for key, stored, index in batch:
            plain = crypto.decrypt(bytes(stored), purpose=column.purpose).upper()
            new = crypto.blind_index(plain, purpose=column.purpose)
            if bytes(index) == new:
                continue
            if bytes(index) != crypto.blind_index(plain, purpose=column.purpose, key=old_key):
                raise ValueError(f"{column.table} {key}: its index was made with another key than the old one given.")
            values.append((key, new))
        _write(column, column.index, values)
        done += len(values)
        tell(done)
    return done


def _batches(column: Column, condition: str) -> Iterator[list[tuple[Any, Any]]]:
    sql = (
        f"SELECT {_q(column.key)}, {_q(column.name)} FROM {_q(column.table)}"
        f" WHERE {_q(column.name)} IS NOT NULL AND {condition} ORDER BY 1 LIMIT {BATCH}"
    )
    while True:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            batch = cursor.fetchall()
        if not batch:
            return
        yield batch


def _page(column: Column, after: int) -> list[tuple[Any, Any, Any]]:
    names = ", ".join(_q(name) for name in (column.key, column.name, column.index))
    sql = (
        f"SELECT {names} FROM {_q(column.table)} WHERE {_q(column.name)} IS NOT NULL AND {_q(column.key)} > %s"
        f" ORDER BY 1 LIMIT {BATCH}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [after])
        return cursor.fetchall()


@transaction.atomic
def _write(column: Column, name: str, values: list[tuple[Any, bytes]]) -> None:
    """One statement a batch. History is passed by: the value is the same, only its wrapping is new."""
    if not values:
        return
    quiet = pgtrigger.ignore(*column.triggers) if column.triggers else nullcontext()
    with quiet, connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {_q(column.table)} SET {_q(name)} = new.value FROM"
            " (SELECT unnest(%s::bigint[]) AS key, unnest(%s::bytea[]) AS value) AS new"
            f" WHERE {_q(column.table)}.{_q(column.key)} = new.key",
            [[key for key, _value in values], [value for _key, value in values]],
        )


def _q(name: str) -> str:
    return connection.ops.quote_name(name)


def keys_in_use() -> dict[int, int]:
    """Which keys still wrap how many values, over all columns."""
    found: dict[int, int] = {}
    with connection.cursor() as cursor:
        for column in columns():
            cursor.execute(
                f"SELECT get_byte({_q(column.name)}, 0), count(*) FROM {_q(column.table)}"
                f" WHERE {_q(column.name)} IS NOT NULL GROUP BY 1"
            )
            for key, count in cursor.fetchall():
                found[key] = found.get(key, 0) + count
    return found


def ring() -> list[str]:
    """The ids of FIELD_KEYS, the current one first."""
    return [entry.partition(":")[0] for entry in settings.FIELD_KEYS]
