"""A community with people in two buildings, one beside the clinic and one an hour away."""

from datetime import date
from typing import Any

import pytest

from tests.communities.factories import BuildingFactory, DwellingFactory
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory, OccupancyFactory

CENTRE = (30.2700, 109.4800)


def settle(building: Any, *births: date | None) -> None:
    """A household of these birth dates in a dwelling of the building."""
    household = HouseholdFactory(community=building.community)
    OccupancyFactory(household=household, dwelling=DwellingFactory(building=building))
    for place, born in enumerate(births):
        member = MemberFactory(community=building.community, birth_date=born)
        MembershipFactory(household=household, member=member, relation="head" if place == 0 else "child")


@pytest.fixture
def placed(county: County) -> County:
    """The own community's buildings with places: number 1 in the centre, number 2 about 4 km north."""
    for building, north in ((county.building, 0.0), (county.other_building, 0.036)):
        building.latitude, building.longitude, building.altitude_m = CENTRE[0] + north, CENTRE[1], 800
        building.save()
    return county


@pytest.fixture
def more_buildings(county: County) -> Any:
    def make(count: int) -> None:
        for place in range(count):
            building = BuildingFactory(community=county.own, latitude=CENTRE[0], longitude=CENTRE[1] + place / 1000)
            settle(building, date(1950, 1, 1))

    return make
