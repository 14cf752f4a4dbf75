"""Finding the household one stands in front of, within one's scope."""

import re
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from apps.core.text import tidy_name, tight
from apps.households.models import Household, Membership, Occupancy

MOST = 8
ROOM = re.compile(r"(?:(\d{1,3})[-栋])?(?:(\d{1,2})(?:[-]|单元))?(\w{1,8})室?", re.ASCII)


def households_like(user: Any, community: Any, text: str) -> list[Household]:
    """Households whose room, code or member fits what was typed."""
    if not text:
        return []
    rows = _rows(user, community).filter(households_matching(text[:40]))
    return list(rows.order_by("building_number", "unit", "room", "pk")[:MOST])


def visible_household(user: Any, community: Any, key: str) -> Household | None:
    """The household that was chosen, if this person may see it."""
    return _rows(user, community).filter(pk=key).first() if key.isdecimal() else None


def label_of(household: Household) -> str:
    """3-2-501 谭建国."""
    place = (
        f"{household.building_number}-{household.unit}-{household.room}"
        if household.building_number
        else _("no dwelling")
    )
    return f"{place} {household.head_name or household.code}"


def _rows(user: Any, community: Any) -> Any:
    return Household.objects.visible_to(user).filter(community=community).active().with_place().with_head()


def households_matching(text: str) -> Q:
    """By room (3-2-501, 501), by code, or by the beginning of a member's name."""
    plain = tight(text)
    people = Membership.objects.current().filter(member__name__startswith=tidy_name(text))
    found = Q(code__startswith=plain.upper()) | Q(pk__in=people.order_by().values("household"))
    match = ROOM.fullmatch(plain)
    if match:
        place = Q(dwelling__room=match[3].upper())
        if match[1]:
            place &= Q(dwelling__building__number=int(match[1]))
        if match[2]:
            place &= Q(dwelling__unit=int(match[2]))
        found |= Q(pk__in=Occupancy.objects.current().filter(place).order_by().values("household"))
    return found
