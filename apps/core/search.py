"""The search box of all faces. Apps register finders for their nouns; the box asks them all.

A whole identity number never travels in an address: addresses stand in browsers' histories and in the logs of servers
on the way. The faces send it by POST, and `refuse_in_address` turns it away elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.errors import InvalidInput
from apps.core.text import is_id_number, squash

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. `rank` 0 is certain (a whole number, code or room), higher is less so.

    `note` says where it is, `why` what fitted. `model` and `key` name it for the API.
    """

    rank: int
    title: str
    note: str
    url: str
    kind: Any
    icon: str
    why: Any = ""
    model: str = ""
    key: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for, by whom; `address` is the network address, for the access log."""

    user: Any
    text: str
    limit: int = 20
    address: str | None = None


Finder = Callable[[Question], list[Hit]]
_finders: list[Finder] = []


def finder(function: Finder) -> Finder:
    """Register `function(question)`: hits within the user's scope, from indexes only, best first."""
    if function not in _finders:
        _finders.append(function)
    return function


def find(user: Any, text: str, *, limit: int = 20, address: str | None = None) -> list[Hit]:
    """What the text means to any of the finders, best first; at most `limit`."""
    text = squash(text)[:LONGEST]
    if not text:
        return []
    question = Question(user, text, limit, address)
    hits: dict[tuple[str, int, str], Hit] = {}
    for search in _finders:
        for hit in search(question):
            hits.setdefault((hit.model, hit.key, hit.title), hit)
    return sorted(hits.values(), key=lambda hit: hit.rank)[:limit]


def refuse_in_address(text: str) -> None:
    """Raise InvalidInput (`id_in_address`) when an identity number came in the address of a page or of the API."""
    if is_id_number(text):
        raise InvalidInput(
            _(
                "An identity number does not belong in the address of a page, where others may read it later."
                " Type it into the search box on top; the search is recorded."
            ),
            code="id_in_address",
            field="q",
        )
