"""Who changed what in the registers (django-pghistory): the context of a change, and how to read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pghistory.middleware
import structlog
from django.db import models
from django.http import HttpRequest

from apps.core.fields import EncryptedTextField

# Columns that say nothing about the matter.
TECHNICAL = frozenset({"updated_at", "created_at", "name_key"})


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Every change carries the account's key and the id under which the request is logged; no URL, nothing personal."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().get_context(request)
        context.pop("url", None)
        return {**context, "request_id": structlog.contextvars.get_contextvars().get("request_id")}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one row. `fields` maps a column to (before, after); both are None for a blind index, which says
    that the encrypted value beside it changed.
    """

    at: datetime
    kind: str  # insert, update or delete
    staff_id: int | None
    model: type[models.Model]
    object_id: Any
    fields: dict[str, tuple[Any, Any]]


def changes_of(rows: models.QuerySet, *, limit: int = 200) -> list[Change]:
    """What happened to these rows, newest first: one query, whatever their number.

    The rows must be of one tracked model. Encrypted columns are never read; that one changed is known from its blind
    index. Raises LookupError for a model that keeps no history.
    """
    event_model = getattr(rows.model, "pgh_event_model", None)
    if event_model is None:
        raise LookupError(f"{rows.model._meta.label} keeps no history")
    kept = {field.attname for field in event_model._meta.concrete_fields}
    columns = [field for field in rows.model._meta.concrete_fields if field.attname in kept]
    encrypted = [field.attname for field in columns if isinstance(field, EncryptedTextField)]
    names = [field.attname for field in columns if field.attname not in TECHNICAL.union(encrypted)]
    events = event_model.objects.filter(pgh_obj_id__in=rows.order_by().values("pk")).select_related("pgh_context")
    compared = _compare(rows.model, events.order_by("pgh_obj_id", "pgh_id").defer(*encrypted), names)
    # Changes of one transaction share a moment; the event's own number tells their order.
    newest_first = sorted(compared, key=lambda pair: pair[0], reverse=True)
    return [change for _number, change in newest_first[:limit]]


def _compare(model: type[models.Model], events: Any, names: list[str]) -> Iterator[tuple[int, Change]]:
    before: Any = None
    for event in events:
        first = before is None or before.pgh_obj_id != event.pgh_obj_id
        fields = {}
        for name in names:
            old, new = None if first else getattr(before, name), getattr(event, name)
            if old != new:
                fields[name] = (None, None) if isinstance(new or old, bytes | memoryview) else (old, new)
        context = event.pgh_context.metadata if event.pgh_context else {}
        who = context.get("user")
        yield event.pgh_id, Change(event.pgh_created_at, event.pgh_label, who, model, event.pgh_obj_id, fields)
        before = event
