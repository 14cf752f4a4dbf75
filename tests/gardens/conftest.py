"""A community with buildings, households in them, and a zone of plots: what a round needs."""

from datetime import date
from typing import Any

import pytest

from apps.core.periods import since
from apps.gardens.actions import plots_lay
from apps.households.models import Presence
from tests.communities.factories import DwellingFactory
from tests.gardens.factories import RoundFactory, ZoneFactory
from tests.gardens.living import garden  # noqa: F401 — a fixture
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory, OccupancyFactory


def settle(
    community: Any, building: Any, room: str, name: str, *, born: date = date(1970, 1, 1), phone: str = ""
) -> Any:
    """A household that lives here: dwelling, head, presence."""
    household = HouseholdFactory(community=community)
    dwelling = DwellingFactory(building=building, community=community, unit=1, room=room)
    OccupancyFactory(household=household, dwelling=dwelling)
    member = MemberFactory(community=community, name=name, birth_date=born, phone=phone)
    MembershipFactory(household=household, member=member)
    Presence.objects.create(
        community=community, household=household, status="permanent", period=since(date(2019, 5, 1))
    )  # fmt: skip
    return household


@pytest.fixture
def gardens(county: Any, county_admin: Any) -> Any:
    """Buildings with places, a grid of 2 × 3 plots, and an open round over it."""
    for building, east in ((county.building, 109.480), (county.other_building, 109.490)):
        building.latitude, building.longitude = 30.27, east
        building.save()
    zone = ZoneFactory(
        community=county.own, code="A", name="一号菜园", rows=2, columns=3, cell_width_m=5, cell_depth_m=3
    )
    plots_lay(zone=zone, by=county_admin)
    round = RoundFactory(community=county.own, name="秋季轮", use_from=date(2026, 12, 1))
    round.zones.add(zone)
    return county, zone, round


@pytest.fixture
def homes(gardens: Any) -> list[Any]:
    """Four households, two in each building."""
    county = gardens[0]
    return [
        settle(county.own, county.building, "101", "谭建国", phone="13800001111"),
        settle(county.own, county.building, "102", "向长清", born=date(1945, 1, 1)),
        settle(county.own, county.other_building, "101", "覃小兰"),
        settle(county.own, county.other_building, "102", "欧阳小满"),
    ]
