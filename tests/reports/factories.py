"""Small communities whose figures can be counted by hand."""

from datetime import date, datetime

from django.utils import timezone

from apps.communities.models import Community
from apps.core.periods import since
from apps.households.models import Household, Presence
from tests.complaints.factories import ComplaintFactory
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory


def at(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment in local time."""
    return datetime(year, month, day, hour, minute, tzinfo=timezone.get_default_timezone())


def household(community: Community, *, lives: str = "", members: int = 1, start: date = date(2020, 1, 1)) -> Household:
    """A household with members born in 1970, and its residence status if one is named."""
    made = HouseholdFactory(community=community)
    for place in range(members):
        MembershipFactory(household=made, relation="other" if place else "head", period=since(start))
    if lives:
        Presence.objects.create(community=community, household=made, status=lives, period=since(start))
    return made


def person(community: Community, *, born: date | None = None, sex: str = "female", **kwargs: object) -> object:
    """A member of a household of their own."""
    return MembershipFactory(
        household=HouseholdFactory(community=community),
        member=MemberFactory(community=community, birth_date=born, sex=sex, **kwargs),
    )


__all__ = ["ComplaintFactory", "at", "household", "person"]
