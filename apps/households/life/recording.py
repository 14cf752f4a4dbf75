"""Running one kind of event with what it was asked for."""

from collections.abc import Collection, Mapping
from typing import Any

from apps.households.life.draft import Draft
from apps.households.life.kinds import APPLY
from apps.households.models import LifeEvent

Relations = Mapping[int, str]


def key_of(row: Any) -> int | None:
    """A row's key; None for none."""
    return None if row is None else row.pk


def keys_of(rows: Collection[Any]) -> list[int]:
    return sorted(row.pk for row in rows)


def stored(relations: Relations | None) -> dict[str, str]:
    """Relations as an event keeps them."""
    return {str(key): relation for key, relation in (relations or {}).items() if relation}


def record(draft: Draft, **details: Any) -> LifeEvent:
    """Do what the kind does, check, append."""
    APPLY[draft.kind](draft, details)
    return draft.finish(details)
