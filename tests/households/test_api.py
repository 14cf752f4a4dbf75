"""Households and people through the API: scope, masks, logs, equal queries."""

from typing import Any

import pytest

from apps.accounts.models import AccessKind, AccessLog
from tests.communities.factories import DwellingFactory
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory, OccupancyFactory, id_number

HOUSEHOLDS, MEMBERS = "/api/v1/households/", "/api/v1/members/"


def household_in(county: County, *, code: str = "H00417", foreign: bool = False) -> Any:
    community, building = (county.foreign, county.foreign_building) if foreign else (county.own, county.building)
    household = HouseholdFactory(community=community, code=code)
    OccupancyFactory(household=household, dwelling=DwellingFactory(building=building, unit=2, room=f"5{code[-2:]}"))
    member = MemberFactory(community=community, name="谭建国", phone="13812345678")
    member.set_id_number(id_number(household.pk))
    member.save()
    MembershipFactory(household=household, member=member)
    return household


def test_a_household_as_of_today(county: County, community_manager: Any, api: Any) -> None:
    household = household_in(county)
    row = api(community_manager).get(HOUSEHOLDS).json()["results"][0]
    shown = {key: row[key] for key in ("code", "head", "place", "size", "residence", "kind")}
    assert shown == {
        "code": "H00417", "head": "谭建国", "place": "1-2-517", "size": 1, "residence": None, "kind": "lifted_out",
    }  # fmt: skip
    detail = api(community_manager).get(f"{HOUSEHOLDS}{household.pk}/").json()
    assert detail["members"][0]["member"]["name"] == "谭建国"


@pytest.mark.parametrize("path", [HOUSEHOLDS, MEMBERS])
def test_each_sees_their_own_area(county: County, people: dict[str, Any], api: Any, path: str) -> None:
    household_in(county)
    household_in(county, code="F00001", foreign=True)
    counts = {name: api(people[name]).get(path).json().get("count") for name in people}
    assert counts == {
        "county_admin": 2, "auditor": 2, "community_manager": 1, "grid_worker": 1, "colleague": 1,
        "township_officer": None, "anonymous": None,
    }  # fmt: skip


def test_another_area_is_not_found(county: County, colleague: Any, api: Any) -> None:
    household = household_in(county)
    member = household.memberships.get().member
    for path in (f"{HOUSEHOLDS}{household.pk}/", f"{MEMBERS}{member.pk}/"):
        assert api(colleague).get(path).status_code == 404
    assert api(colleague).post(f"{MEMBERS}{member.pk}/reveal/", {"reason": "核对户口本"}).status_code == 404


def test_numbers_telephones_and_birth_dates_stay_masked(county: County, community_manager: Any, api: Any) -> None:
    household = household_in(county)
    member = household.memberships.get().member
    for path in (HOUSEHOLDS, MEMBERS, f"{HOUSEHOLDS}{household.pk}/", f"{MEMBERS}{member.pk}/"):
        body = api(community_manager).get(path).content.decode()
        assert member.id_number not in body
        assert "13812345678" not in body
        assert "1970" not in body
    row = api(community_manager).get(f"{MEMBERS}{member.pk}/").json()
    assert (row["age"], row["masked_id"][0], row["masked_id"][-1]) == (member.age, "4", member.id_number[-1])


def test_opening_one_is_logged_and_the_number_needs_a_reason(county: County, community_manager: Any, api: Any) -> None:
    household = household_in(county)
    member = household.memberships.get().member
    client = api(community_manager)
    client.get(f"{HOUSEHOLDS}{household.pk}/")
    assert AccessLog.objects.filter(kind=AccessKind.OPEN, staff=community_manager).count() == 1
    refused = client.post(f"{MEMBERS}{member.pk}/reveal/", {})
    assert refused.json()["code"] == "reason_needed"
    shown = client.post(f"{MEMBERS}{member.pk}/reveal/", {"reason": "核对户口本"})
    assert shown.json() == {"id_number": member.id_number}
    assert AccessLog.objects.get(kind=AccessKind.REVEAL).reason == "核对户口本"


@pytest.mark.parametrize("path", [HOUSEHOLDS, MEMBERS])
def test_lists_cost_the_same_for_any_number(
    county: County, community_manager: Any, api: Any, equal_queries: Any, path: str
) -> None:
    client = api(community_manager)
    household_in(county, code="A0001")
    household_in(county, code="A0002")
    equal_queries(
        lambda: client.get(path), more=lambda n: [household_in(county, code=f"B{i:04d}") for i in range(10, 10 + n)]
    )


def test_nothing_is_written_this_way(county: County, community_manager: Any, api: Any) -> None:
    household = household_in(county)
    for method in ("put", "patch", "delete"):
        answer = getattr(api(community_manager), method)(f"{HOUSEHOLDS}{household.pk}/", {})
        assert answer.status_code in (403, 405)
