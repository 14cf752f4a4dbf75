"""The household on the field worker's phone."""

from typing import Any

import pytest
from django.urls import reverse

from apps.accounts.models import AccessKind, AccessLog
from apps.households.models import Household
from tests.complaints.factories import ComplaintFactory
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory, OccupancyFactory


@pytest.fixture
def household(county: Any) -> Household:
    home = HouseholdFactory(community=county.own, code="H00417")
    OccupancyFactory(
        household=home, dwelling__building=county.building, dwelling__unit=1, dwelling__room="501", community=county.own
    )
    MembershipFactory(household=home, member=MemberFactory(community=county.own, name="谭建国", phone="13812345678"))
    return home


def page_of(household: Household) -> str:
    return reverse("portal:field-household", args=[household.pk])


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("grid_worker", 200), ("community_manager", 200), ("colleague", 404), ("county_admin", 403),
        ("township_officer", 403), ("auditor", 403), ("anonymous", 302),
    ],
)  # fmt: skip
def test_who_opens_it(household: Household, people: dict[str, Any], login: Any, name: str, status: int) -> None:
    answer = login(people[name]).get(page_of(household))
    assert answer.status_code == status
    assert ("谭建国" in answer.content.decode()) == (status == 200)


def test_call_who_lives_here_and_what_is_open(household: Household, county: Any, grid_worker: Any, login: Any) -> None:
    ComplaintFactory(community=county.own, household=household, building=county.building, text="灯坏了")
    html = login(grid_worker).get(page_of(household)).content.decode()
    for word in ("谭建国 户", "1-1-501", "138••••5678", "tel:13812345678", "灯坏了", "家里有谁", "居住情况未采集"):
        assert word in html, word
    assert "/admin/" not in html, "grid workers have no office pages"


def test_opening_is_recorded(household: Household, grid_worker: Any, login: Any) -> None:
    login(grid_worker).get(page_of(household))
    row = AccessLog.objects.get(kind=AccessKind.OPEN)
    assert (row.staff, row.subject) == (grid_worker, f"households.household:{household.pk}")


def test_filing_for_them_knows_the_household(household: Household, county: Any, grid_worker: Any, login: Any) -> None:
    client = login(grid_worker)
    choose = client.get(f"/f/file/?c={county.own.slug}&household={household.pk}").content.decode()
    assert "1-1-501 谭建国" in choose
    form = client.get(f"/f/file/{county.own.slug}/waste/?household={household.pk}").content.decode()
    assert f'value="{household.pk}" checked' in form


def test_the_card_opens_on_the_phone(household: Household, grid_worker: Any, colleague: Any, login: Any) -> None:
    address = reverse("portal:field-household-card", args=[household.pk])
    assert login(grid_worker).get(address).content.startswith(b"%PDF")
    assert login(colleague).get(address).status_code == 404


def test_it_costs_the_same(household: Household, county: Any, grid_worker: Any, login: Any, equal_queries: Any) -> None:
    def more(count: int) -> None:
        for _place in range(count):
            member = MemberFactory(community=county.own)
            MembershipFactory(household=household, member=member, relation="child")
            ComplaintFactory(community=county.own, household=household, building=county.building)

    more(2)
    client = login(grid_worker)
    equal_queries(lambda: client.get(page_of(household)), more=more)
