"""What people are reminded of. Each noun has a module here that finds what is due; a later app adds its own.

A cause knows its words and how to find what it is about. The sweep (actions.collect) asks every cause and writes one
message per recipient and channel; the unique key makes sure that the same cause is told once.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from apps.reminders.people import People


@dataclass(frozen=True, slots=True)
class Told:
    """Something to tell: its unique key, whom, and the facts that the words need (never personal data)."""

    key: str
    recipients: tuple[int, ...]
    community_id: int | None
    context: dict[str, Any]
    url: Callable[[bool], str]  # the page of the thing: for office staff (True) or in the field (False)


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason to remind. `title` and `body` are format strings over the facts; `kind` is a state colour.

    `stale` says which messages that have not gone out need not be told any more; without it all keep their meaning.
    """

    key: str
    kind: str
    icon: str
    title: Any
    body: Any
    find: Callable[[datetime, People], Iterable[Told]] = field(repr=False)
    words: Callable[[dict[str, Any]], dict[str, Any]] = field(repr=False)
    stale: Callable[[Sequence[Any], datetime], set[int]] | None = field(default=None, repr=False)


CAUSES: dict[str, Cause] = {}


def register(cause: Cause) -> Cause:
    """Add a cause; its key must be new."""
    if cause.key in CAUSES:
        raise ValueError(f"two causes are called {cause.key}")
    CAUSES[cause.key] = cause
    return cause
