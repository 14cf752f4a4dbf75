"""Zones, plots, lockers, rounds and what hangs on them."""

from datetime import date
from decimal import Decimal
from typing import Any

import factory

from apps.core.periods import since
from apps.gardens.allocation import Constraints, Problem
from apps.gardens.models import (
    AllocationDraft,
    GardenOffer,
    GardenPlot,
    GardenRequest,
    GardenRound,
    GardenTenure,
    GardenZone,
    Objection,
    ToolLocker,
)
from tests.communities.factories import CommunityFactory
from tests.households.factories import HouseholdFactory

USE_FROM = date(2026, 3, 1)


class ZoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GardenZone

    community: Any = factory.SubFactory(CommunityFactory)
    name = factory.Sequence(lambda n: f"菜园{n}")
    code = factory.Sequence(lambda n: f"Z{n % 1000}")
    latitude, longitude = 30.27, 109.48


class PlotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GardenPlot

    zone: Any = factory.SubFactory(ZoneFactory)
    community = factory.SelfAttribute("zone.community")
    number = factory.Sequence(lambda n: f"Z-{n}")
    block = "1"
    place = factory.Sequence(lambda n: n % 30_000)
    area_m2 = Decimal(15)


class LockerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ToolLocker

    community: Any = factory.SubFactory(CommunityFactory)
    number = factory.Sequence(lambda n: f"L{n}")


class RoundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GardenRound

    community: Any = factory.SubFactory(CommunityFactory)
    name = factory.Sequence(lambda n: f"第{n}轮")
    use_from = USE_FROM


class RequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GardenRequest

    round: Any = factory.SubFactory(RoundFactory)
    community = factory.SelfAttribute("round.community")
    household: Any = factory.SubFactory(HouseholdFactory, community=factory.SelfAttribute("..community"))


class DraftFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AllocationDraft

    round: Any = factory.SubFactory(RoundFactory)
    number = factory.Sequence(lambda n: n + 1)
    seed = "1"
    method = "test"
    inputs: Any = factory.LazyFunction(lambda: Problem("1", Constraints(), (), (), (), ()).as_dict())
    outputs: Any = factory.LazyFunction(lambda: {"plots": {}, "waiting": [], "together": []})
    cost = bound = 0
    content_hash = "0" * 64


class OfferFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GardenOffer

    round: Any = factory.SubFactory(RoundFactory)
    community = factory.SelfAttribute("round.community")
    household: Any = factory.SubFactory(HouseholdFactory, community=factory.SelfAttribute("..community"))
    plot: Any = factory.SubFactory(PlotFactory, zone__community=factory.SelfAttribute("...community"))
    sign_by = date(2026, 12, 1)


class TenureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GardenTenure

    household: Any = factory.SubFactory(HouseholdFactory)
    community = factory.SelfAttribute("household.community")
    plot: Any = factory.SubFactory(PlotFactory, zone__community=factory.SelfAttribute("...community"))
    period = factory.LazyFunction(lambda: since(USE_FROM))


class ObjectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Objection

    round: Any = factory.SubFactory(RoundFactory)
    community = factory.SelfAttribute("round.community")
    household: Any = factory.SubFactory(HouseholdFactory, community=factory.SelfAttribute("..community"))
    text = "离得太远"
