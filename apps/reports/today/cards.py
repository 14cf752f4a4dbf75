"""Numbers of the first page: each a plain dict with value, label, note, url and kind (late, due, wait or none)."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAMES = ("value", "label", "note", "url", "kind")
# By urgency, as a manager looks at them; what has no colour is only to be known.
URGENCY = (
    ("late", pgettext_lazy("cards", "Overdue")),
    ("due", _("To be done")),
    ("wait", _("To be looked at")),
    ("", _("Good to know")),
)


def some(found: Iterable[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """Cards of (value, label, note, url, kind), without those that count nothing."""
    return [dict(zip(NAMES, card, strict=True)) for card in found if card[0]]


def by_urgency(cards: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Groups with `kind`, `title`, `cards`, most urgent first; those without a card are left out."""
    rows = list(cards)
    groups = [
        {"kind": kind, "title": title, "cards": [card for card in rows if card["kind"] == kind]}
        for kind, title in URGENCY
    ]
    return [group for group in groups if group["cards"]]
