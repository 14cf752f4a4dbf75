"""No area means no rows; a building means the people who live there today."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from apps.accounts.models import Staff
from apps.accounts.roles import Role
from apps.core.periods import since
from apps.households.models import Household, Member, Occupancy
from tests.accounts.factories import StaffFactory
from tests.communities.factories import DwellingFactory
from tests.households.factories import MembershipFactory, OccupancyFactory


def test_nobody_and_people_without_an_area_see_nothing() -> None:
    OccupancyFactory()
    assert not Household.objects.visible_to(AnonymousUser()).exists()
    assert not Household.objects.visible_to(StaffFactory()).exists()
    assert Household.objects.visible_to(StaffFactory(areas="county")).count() == 1


def test_an_inactive_person_sees_nothing() -> None:
    OccupancyFactory()
    assert not Household.objects.visible_to(StaffFactory(areas="county", is_active=False)).exists()


def test_township_and_community_scopes() -> None:
    mine, other = OccupancyFactory(), OccupancyFactory()
    for area in (mine.community, mine.community.township):
        staff = StaffFactory(areas=[area])
        assert list(Household.objects.visible_to(staff)) == [mine.household]
        assert other.household not in Household.objects.visible_to(staff)


def test_a_grid_worker_sees_whoever_manages_the_community_of_their_building() -> None:
    home, elsewhere = OccupancyFactory(), OccupancyFactory()
    worker = StaffFactory(role=Role.GRID_WORKER, areas=[home.dwelling.building])
    manager = StaffFactory(role=Role.COMMUNITY_MANAGER, areas=[home.community])
    StaffFactory(role=Role.COMMUNITY_MANAGER, areas=[elsewhere.community])
    StaffFactory(role=Role.COUNTY_ADMIN, areas="county")
    assert set(Staff.objects.visible_to(worker)) == {worker, manager}


def test_a_building_shows_who_lives_there_today_once() -> None:
    occupancy = OccupancyFactory(period=since(date(2019, 5, 1), date(2022, 1, 1)))
    now = OccupancyFactory(
        household=occupancy.household,
        community=occupancy.community,
        dwelling=DwellingFactory(building=occupancy.dwelling.building),
        period=since(date(2022, 1, 1)),
    )
    membership = MembershipFactory(household=now.household)
    gone = OccupancyFactory(
        dwelling=now.dwelling, community=now.community, period=since(date(2018, 1, 1), date(2019, 1, 1))
    )
    worker = StaffFactory(role=Role.GRID_WORKER, areas=[now.dwelling.building])
    assert list(Household.objects.visible_to(worker)) == [now.household]
    assert list(Member.objects.visible_to(worker)) == [membership.member]
    assert gone.household not in Household.objects.visible_to(worker)
    assert Occupancy.objects.visible_to(worker).count() == 2
