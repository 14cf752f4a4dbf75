"""A resident without an account shows which household they are: the room, and the end of a telephone number.

Enough to say what the household wishes and to read what hangs on the board anyway; never to read the register. A room
that nobody holds, a household without a number and a wrong number are refused in the same words.
"""

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from apps.communities.models import Dwelling
from apps.core.errors import InvalidInput
from apps.core.requests import key_of
from apps.core.rowscope import elevated
from apps.core.scope import communities
from apps.households.models import Household, Membership, Occupancy
from apps.portal import limits
from apps.portal.places import Place
from apps.portal.visitor import Visitor

TAIL = 4


def rooms_of(place: Place, building: int) -> dict[int, list[Dwelling]]:
    """The rooms of a building by unit, as they stand on its doors."""
    with elevated("rooms stand on the doors", communities(place.community.pk)):
        rows = list(Dwelling.objects.filter(community=place.community, building=building).order_by("unit", "room"))
    units: dict[int, list[Dwelling]] = {}
    for row in rows:
        units.setdefault(row.unit, []).append(row)
    return units


def show_home(place: Place, visitor: Visitor, *, dwelling: str, tail: str) -> int:
    """The key of the household behind this door, which the phone then remembers for half an hour.

    Raises InvalidInput where room and number do not belong together, TooMany after too many wrong ones.
    """
    digits, key = "".join(char for char in tail if char.isdigit()), key_of(dwelling)
    if key is None:
        raise InvalidInput(_("Please choose the room."), code="required", field="dwelling")
    if len(digits) != TAIL:
        raise InvalidInput(_("Please enter the last four digits of the telephone number."), field="tail")
    phone = place.community.phone
    limits.check("wrong_door", visitor, phone=phone, subject=str(key))
    with elevated("who lives here may say so", communities(place.community.pk)):
        found = _behind(place, key, digits)
    if found is None:
        limits.count("wrong_door", visitor, subject=str(key))
        raise InvalidInput(
            _("Room and number do not belong together as far as we know. Please look again, or ask the office."),
            code="wrong_door",
            field="tail",
        )
    visitor.at_home(found)
    return found


def home_of(place: Place, visitor: Visitor) -> Household | None:
    """The household that this phone showed, if it lives in this community."""
    if not visitor.home:
        return None
    with elevated("the phone showed which household it is", communities(place.community.pk)):
        return Household.objects.active().filter(community=place.community, pk=visitor.home).first()


def door_to(place: Place, here: str) -> str:
    """The address of the door, which leads on to `here`."""
    return f"{reverse('portal:door', args=[place.slug])}?{urlencode({'next': here})}"


def _behind(place: Place, dwelling: int, digits: str) -> int | None:
    held = Occupancy.objects.current().filter(dwelling=dwelling, community=place.community)
    living = Membership.objects.current().filter(household__in=held.order_by().values("household"))
    reached = Q(member__phone__endswith=digits) | Q(member__contacts__phone__endswith=digits)
    row = living.filter(reached, household__left_on__isnull=True).order_by("household", "pk").first()
    return None if row is None else row.household_id
