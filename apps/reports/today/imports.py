"""Roster imports on the first page: those that wait for somebody."""

from typing import Any


def cards(user: Any) -> list[dict[str, Any]]:
    """Imports to be looked at, where there are any."""
    return []
