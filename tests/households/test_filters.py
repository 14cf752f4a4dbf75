"""One filter set for admin and API: the same query string gives the same households."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.core.periods import since
from apps.households.models import Household, Presence
from tests.communities.factories import DwellingFactory
from tests.harness.people import County
from tests.households.factories import MOVED_IN, HouseholdFactory, MemberFactory, MembershipFactory, OccupancyFactory


@pytest.fixture
def three(county: County) -> dict[str, Household]:
    """One at home in building 1, one with two homes in building 2, one that left and of which nothing is known."""
    rows = {
        "home": HouseholdFactory(community=county.own, code="A1", kind="lifted_out", title_issued=True),
        "dual": HouseholdFactory(community=county.own, code="A2", kind="subsistence", old_house="demolished"),
        "left": HouseholdFactory(community=county.own, code="A3", kind="", left_on=date(2025, 1, 1)),
    }
    for name, building, status in (("home", county.building, "permanent"), ("dual", county.other_building, "dual")):
        row = rows[name]
        OccupancyFactory(household=row, dwelling=DwellingFactory(building=building))
        Presence.objects.create(community=county.own, household=row, status=status, period=since(MOVED_IN))
    return rows


CASES = [
    ("", {"A1", "A2", "A3"}),
    ("residence=permanent", {"A1"}),
    ("residence=none", {"A3"}),
    ("kind=subsistence", {"A2"}),
    ("kind=none", {"A3"}),
    ("left=true", {"A3"}),
    ("left=false", {"A1", "A2"}),
    ("title_issued=true", {"A1"}),
    ("old_house=demolished", {"A2"}),
    ("q=A2", {"A2"}),
    ("residence=dual&kind=lifted_out", set()),
]


@pytest.mark.parametrize(("query", "codes"), CASES)
def test_admin_and_api_agree(
    three: dict[str, Household], community_manager: Any, login: Any, api: Any, query: str, codes: set[str]
) -> None:
    page = login(community_manager).get(f"/admin/households/household/?{query}")
    assert page.status_code == 200
    assert {row.code for row in page.context["cl"].result_list} == codes
    rows = api(community_manager).get(f"/api/v1/households/?{query}").json()["results"]
    assert {row["code"] for row in rows} == codes


def test_the_building_of_today(three: dict[str, Household], county: County, community_manager: Any, api: Any) -> None:
    answer = api(community_manager).get("/api/v1/households/", {"building": county.building.pk}).json()
    assert [row["code"] for row in answer["results"]] == ["A1"]
    foreign = api(community_manager).get("/api/v1/households/", {"building": county.foreign_building.pk})
    assert foreign.status_code == 400, "a building outside one's area is no choice"


def test_a_list_keeps_its_order_while_it_is_filtered(three: Any, community_manager: Any, login: Any) -> None:
    page = login(community_manager).get("/admin/households/household/?residence=dual&o=-1")
    assert '<input type="hidden" name="o" value="-1">' in page.content.decode()


@pytest.mark.parametrize(
    ("query", "found"), [("age_from=60", ["老人"]), ("age_to=17", ["孩子"]), ("age_from=18&age_to=59", [])]
)
def test_people_by_age(county: County, community_manager: Any, api: Any, query: str, found: list[str]) -> None:
    for name, born in (("老人", date(1950, 1, 1)), ("孩子", date(2015, 6, 1)), ("不详", None)):
        member = MemberFactory(community=county.own, name=name, birth_date=born)
        MembershipFactory(household=HouseholdFactory(community=county.own), member=member)
    rows = api(community_manager).get(f"/api/v1/members/?{query}").json()["results"]
    assert [row["name"] for row in rows] == found


@pytest.mark.parametrize("path", ["/api/v1/households/", "/api/v1/members/", "/api/v1/complaints/"])
@pytest.mark.parametrize("query", ["", "?q=A2", "?ordering=-id"])
def test_the_api_reads_no_choices(county: County, county_admin: Any, api: Any, path: str, query: str) -> None:
    client = api(county_admin)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path + query).status_code == 200
    choices = re.compile('FROM "(communities_community|communities_building)"')
    assert not [row["sql"] for row in asked if choices.search(row["sql"])]


def test_the_api_checks_a_choice_by_its_key(county: County, county_admin: Any, api: Any) -> None:
    with CaptureQueriesContext(connection) as asked:
        api(county_admin).get("/api/v1/households/", {"community": county.own.pk})
    read = [row["sql"] for row in asked if 'FROM "communities_community"' in row["sql"]]
    assert len(read) == 1
    assert f'"id" = {county.own.pk}' in read[0]
