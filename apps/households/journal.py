"""Changes to rows, written down exactly, so that they can be taken back in reverse order.

Triggers write the history as for every other change; encrypted columns stand in plain in the journal, which is
therefore encrypted as a whole where it is kept.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import DateRangeField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from apps.core import clock
from apps.core.periods import since

Entry = dict[str, Any]


class Stale(Exception):
    """A row is no longer as the journal left it. `model` says of which kind it is."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        super().__init__(model._meta.label)


def pack(value: Any) -> Any:
    """A column's value as JSON."""
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, datetime):
        return value.isoformat()  # to the microsecond
    if hasattr(value, "lower_inc"):
        return [_iso(value.lower), _iso(value.upper)]
    return value


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def unpack(field: models.Field, value: Any) -> Any:
    """The value of a column from JSON."""
    if value is None:
        return None
    if isinstance(field, DateRangeField):
        first, end = (date.fromisoformat(day) if day else None for day in value)
        return since(first, end)  # type: ignore[arg-type]
    if field.get_internal_type() == "BinaryField" and not hasattr(field, "purpose"):
        return bytes.fromhex(value)
    return Decimal(value) if isinstance(field, models.DecimalField) else field.to_python(value)


def columns(model: type[models.Model]) -> dict[str, models.Field]:
    """What is written of a row, by attribute; generated columns follow by themselves."""
    return {f.attname: f for f in model._meta.concrete_fields if not getattr(f, "generated", False)}


class Journal:
    """Does changes and keeps them."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def change(self, row: models.Model, **values: Any) -> None:
        """Set columns (by attribute) of one row."""
        model = type(row)
        before = {name: pack(getattr(row, name)) for name in values}
        _update(model, row.pk, values)
        for name, value in values.items():
            setattr(row, name, value)
        after = {name: pack(value) for name, value in values.items()}
        self._note("change", row, before=before, after=after)

    def remove(self, row: models.Model) -> None:
        """Set one row aside. What points at it must have been moved before."""
        values = {name: pack(getattr(row, name)) for name in columns(type(row))}
        type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")
        self._note("remove", row, row=values)

    def _note(self, verb: str, about: models.Model, /, **what: Any) -> None:
        self.entries.append({"do": verb, "model": about._meta.label_lower, "pk": about.pk, **what})

    def dump(self) -> str:
        """The journal as text."""
        return json.dumps(self.entries, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))


def _update(model: type[models.Model], key: Any, values: Mapping[str, Any]) -> None:
    stamps = {"updated_at": clock.now()} if any(f.name == "updated_at" for f in model._meta.concrete_fields) else {}
    model._base_manager.filter(pk=key).update(**{**stamps, **values})


def read(text: str) -> list[Entry]:
    """The entries of a journal."""
    return json.loads(text)


def take_back(entries: Iterable[Entry]) -> None:
    """Undo in reverse order. Raises Stale when a row was changed meanwhile; the caller rolls back."""
    for entry in reversed(list(entries)):
        model: Any = apps.get_model(entry["model"])
        fields = columns(model)
        if entry["do"] == "remove":
            values = {name: unpack(fields[name], value) for name, value in entry["row"].items() if name in fields}
            model._base_manager.bulk_create([model(**values)])
            continue
        row = model._base_manager.filter(pk=entry["pk"]).first()
        plain = None if row is None else {name: pack(getattr(row, name)) for name in entry["after"]}
        if plain is None or json.loads(json.dumps(plain, cls=DjangoJSONEncoder)) != entry["after"]:
            raise Stale(model)
        _update(model, entry["pk"], {name: unpack(fields[name], value) for name, value in entry["before"].items()})
