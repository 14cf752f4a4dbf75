"""A garden of a community: households in two buildings, a zone of ten plots, and a round over it."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from apps.core.periods import since
from apps.gardens.actions import round_end_registration, round_open, round_register_all, zone_register
from apps.households.models import Presence
from tests.communities.factories import BuildingFactory, DwellingFactory
from tests.households.factories import HouseholdFactory, MembershipFactory, OccupancyFactory

BORN = date(1980, 1, 1)


class Garden(SimpleNamespace):
    """What a test has at hand, and the steps that most tests begin with."""

    community: Any
    manager: Any
    zone: Any
    round: Any

    def household(self, building: Any = None, *, born: date = BORN, residence: str = "permanent", **facts: Any) -> Any:
        """A household that lives here, with a head."""
        row = HouseholdFactory(community=self.community, **facts)
        place = building or self.buildings[0]
        self.flats += 1
        OccupancyFactory(
            household=row, dwelling=DwellingFactory(building=place, community=self.community, room=str(self.flats))
        )
        MembershipFactory(household=row, member__birth_date=born)
        if residence:
            Presence.objects.create(
                household=row, community=self.community, status=residence, period=since(date(2020, 1, 1))
            )
        return row

    def judged(self) -> Any:
        """Everybody registered, and judged by the rules."""
        round_register_all(round=self.round, by=self.manager)
        return round_end_registration(round=self.round, by=self.manager)


@pytest.fixture
def garden(county: Any, community_manager: Any) -> Garden:
    community = county.own
    near = BuildingFactory(community=community, number=71, latitude=30.2700, longitude=109.4800)
    far = BuildingFactory(community=community, number=72, latitude=30.2730, longitude=109.4830)
    zone = zone_register(
        community=community, by=community_manager, name="东坡", code="A", latitude=30.2702, longitude=109.4802, rows=2,
        columns=5, cell_width_m=3, cell_depth_m=5, accessible=True, water="tap",
    )  # fmt: skip
    round = round_open(
        community=community, by=community_manager, zones=[zone], name="2026年春", use_from=date(2026, 3, 1),
        use_to=date(2028, 3, 1),
    )  # fmt: skip
    return Garden(
        community=community, manager=community_manager, zone=zone, round=round, buildings=(near, far), flats=0
    )
