"""The search box on top of the staff's pages. Apps register finders for their nouns; the box asks them all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from apps.core.text import squash


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. `rank` 0 is certain (a whole number or code), higher is less so; `note` says where it is."""

    rank: int
    title: str
    note: str
    url: str
    kind: Any
    icon: str


Finder = Callable[[Any, str, int], list[Hit]]
_finders: list[Finder] = []


def finder(function: Finder) -> Finder:
    """Register `function(user, text, limit)`: hits within the user's scope, from indexes only, best first."""
    if function not in _finders:
        _finders.append(function)
    return function


def find(user: Any, text: str, *, limit: int = 20) -> list[Hit]:
    """What the text means to any of the finders, best first; at most `limit`."""
    text = squash(text)[:60]
    if not text:
        return []
    hits: dict[tuple[str, str], Hit] = {}
    for search in _finders:
        for hit in search(user, text, limit):
            hits.setdefault((hit.url, hit.title), hit)
    return sorted(hits.values(), key=lambda hit: hit.rank)[:limit]
