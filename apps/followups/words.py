"""Reasons of visits in words."""

from typing import Any

from apps.followups.vocabulary import Happened, MustVisit

__all__ = ["cause_choices", "cause_words"]


def cause_choices() -> list[tuple[str, Any]]:
    """Every reason with its words."""
    return [*MustVisit.choices, *Happened.choices]


def cause_words(key: str) -> str:
    """A reason in words; a reason that nobody offers any more by its key."""
    return str(dict(cause_choices()).get(key, key))
