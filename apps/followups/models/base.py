"""What rows of visits and tasks share: they are seen with what they hang on."""

from collections.abc import Callable
from typing import Any

import pgtrigger
from django.db.models import Q

from apps.households.models.household import households_in


def living_in(path: str) -> Callable[[frozenset[int]], Q]:
    """For a model's `in_buildings`: rows about households of these buildings, by this look-up path."""

    def rows(buildings: frozenset[int]) -> Q:
        return Q(**{f"{path}__in": households_in(buildings)})

    return rows


def only_moves() -> tuple[Any, ...]:
    """Triggers of a log that a household takes along: nothing of it changes but the community that it stands in."""
    return (
        pgtrigger.ReadOnly(name="append_only", exclude=["community"]),
        pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
    )
