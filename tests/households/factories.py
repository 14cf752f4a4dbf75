"""Households with a head."""

from datetime import date

import factory
from stdnum.cn.ric import calc_check_digit

from apps.core.periods import since
from apps.households.models import Household, Member, Membership, Occupancy
from tests.communities.factories import CommunityFactory, DwellingFactory

MOVED_IN = date(2019, 5, 1)


def id_number(serial: int, *, born: date = date(1970, 1, 1), region: str = "422801") -> str:
    """A valid number; odd serials are male."""
    first = f"{region}{born:%Y%m%d}{serial % 1000:03d}"
    return first + calc_check_digit(first + "0")


class HouseholdFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Household

    community = factory.SubFactory(CommunityFactory)
    code = factory.Sequence(lambda n: f"T{n:05d}")
    kind = "lifted_out"
    moved_in_on = MOVED_IN


class MemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Member

    community = factory.SubFactory(CommunityFactory)
    name = factory.Sequence(lambda n: f"谭建国{n}")
    sex = "male"
    birth_date = date(1970, 1, 1)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    household = factory.SubFactory(HouseholdFactory)
    community = factory.SelfAttribute("household.community")
    member = factory.SubFactory(MemberFactory, community=factory.SelfAttribute("..community"))
    relation = "head"
    period = factory.LazyFunction(lambda: since(MOVED_IN))


class OccupancyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Occupancy

    dwelling = factory.SubFactory(DwellingFactory)
    community = factory.SelfAttribute("dwelling.community")
    household = factory.SubFactory(HouseholdFactory, community=factory.SelfAttribute("..community"))
    period = factory.LazyFunction(lambda: since(MOVED_IN))
