"""Finding the household one stands in front of, within one's scope."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from apps.core.requests import key_of
from apps.households.models import Household
from apps.households.search import households_matching

MOST = 8


def households_like(user: Any, community: Any, text: str) -> list[Household]:
    """Households whose room, code or member fits what was typed."""
    if not text:
        return []
    rows = _rows(user, community).filter(households_matching(text[:40]))
    return list(rows.order_by("building_number", "unit", "room", "pk")[:MOST])


def visible_household(user: Any, community: Any, key: str) -> Household | None:
    """The household that was chosen, if this person may see it."""
    return None if key_of(key) is None else _rows(user, community).filter(pk=key_of(key)).first()


def _rows(user: Any, community: Any) -> Any:
    return Household.objects.visible_to(user).filter(community=community).active().with_place().with_head()


def visible_or_404(request: HttpRequest, pk: int) -> Any:
    """The household, with its place and head, if this person may see it."""
    rows = Household.objects.visible_to(request.user).with_place().with_head().select_related("community")
    return get_object_or_404(rows, pk=pk)
