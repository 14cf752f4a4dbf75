"""The card as a tagged PDF (card.typ beside this)."""

from dataclasses import asdict
from pathlib import Path

from apps.core import clock
from apps.core.typeset import typeset
from apps.households.card.content import Card


def pdf_bytes(card: Card) -> bytes:
    """The file."""
    return typeset(Path(__file__).with_name("card.typ"), asdict(card), clock.today())
