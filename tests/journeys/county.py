"""A small county for browser journeys: one township, two communities, six members of staff, three households."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from apps.accounts.models import Staff
from apps.accounts.roles import Role
from apps.communities.models import Building, Community, Township
from apps.households.models import Household
from tests.accounts.factories import StaffFactory
from tests.communities.factories import BuildingFactory, CommunityFactory, DwellingFactory, TownshipFactory
from tests.households.factories import (
    HouseholdFactory,
    MemberFactory,
    MembershipFactory,
    OccupancyFactory,
    id_number,
)

PEOPLE = (("谭建国", "male", 1968), ("向长清", "male", 1951), ("覃玉兰", "female", 1974))


@dataclass
class County:
    """What a journey finds at its start. Every account's password is tests.accounts.factories.PASSWORD."""

    township: Township
    community: Community
    neighbour: Community
    buildings: list[Building]
    households: list[Household]
    county: Staff
    officer: Staff
    manager: Staff
    grid1: Staff
    grid2: Staff
    auditor: Staff


def staff(username: str, name: str, role: str, areas: Any) -> Staff:
    """An account with its areas."""
    return StaffFactory.create(username=username, name=name, role=role, areas=areas)


def household(building: Building, index: int) -> Household:
    """A household of one, in room 101, 201, … of the building's first unit."""
    name, sex, year = PEOPLE[index % len(PEOPLE)]
    dwelling = DwellingFactory.create(building=building, room=f"{index + 1}01")
    home = HouseholdFactory.create(community=building.community, code=f"J{index + 1:05d}", origin_village="支井河村")
    number = id_number(index * 2 + (1 if sex == "male" else 2), born=date(year, 3, 8), region="422800")
    member = MemberFactory.build(community=building.community, name=name, sex=sex, birth_date=date(year, 3, 8))
    member.set_id_number(number)
    member.save()
    MembershipFactory.create(household=home, member=member)
    OccupancyFactory.create(household=home, dwelling=dwelling)
    return home


def make_county() -> County:
    """Written straight to the tables; journeys test what people do from here on."""
    township = TownshipFactory.create(name="龙坪乡")
    community = CommunityFactory.create(township=township, name="晴川家园", slug="qingchuan", phone="0718-1234567")
    neighbour = CommunityFactory.create(township=township, name="松柏社区", slug="songbai")
    buildings = [BuildingFactory.create(community=community, number=number, units=2) for number in (1, 2, 3)]
    return County(
        township=township,
        community=community,
        neighbour=neighbour,
        buildings=buildings,
        households=[household(buildings[0], index) for index in range(len(PEOPLE))],
        county=staff("county", "杨县管", Role.COUNTY_ADMIN, "county"),
        officer=staff("township", "田乡镇", Role.TOWNSHIP_OFFICER, [township]),
        manager=staff("manager", "向主任", Role.COMMUNITY_MANAGER, [community]),
        grid1=staff("grid1", "覃网格", Role.GRID_WORKER, [community]),
        grid2=staff("grid2", "冉网格", Role.GRID_WORKER, [community]),
        auditor=staff("auditor", "黄审计", Role.AUDITOR, "county"),
    )
