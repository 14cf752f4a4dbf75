"""Households entered twice, on every face."""

from typing import Any

import pytest

from apps.core.models import DatedSetting
from apps.core.periods import since
from apps.households.actions.likeness import duplicates_find
from apps.households.models import Household, LikelyHouseholds, MergeRecord, NotSameHousehold
from tests.accounts.factories import StaffFactory
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory
from tests.households.test_household_merging import BORN, JAN, heads, two  # noqa: F401

LIST, API = "/admin/households/likelyhouseholds/", "/api/v1/duplicate-households/"
SEES = {"community_manager": True, "county_admin": True, "auditor": True, "grid_worker": False,
        "township_officer": False, "colleague": False}  # fmt: skip


@pytest.fixture
def pair(two: Any) -> LikelyHouseholds:  # noqa: F811
    return LikelyHouseholds.objects.create(first=two[0], second=two[1], reasons=["head", "dwelling"])


@pytest.mark.parametrize("who", SEES)
def test_who_sees_them(pair: LikelyHouseholds, people: Any, login: Any, api: Any, who: str) -> None:
    page = login(people[who]).get(f"{LIST}{pair.pk}/change/")
    assert (page.status_code == 200) is SEES[who]
    assert (api(people[who]).get(f"{API}{pair.pk}/").status_code == 200) is SEES[who]


def test_merged_and_undone_on_the_page(pair: LikelyHouseholds, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    assert "H00702" in client.get(LIST).content.decode()
    text = client.get(f"{LIST}{pair.pk}/change/").content.decode()
    assert "1980" not in text
    other, one = next(iter(heads((pair.first, pair.second)).items()))
    assert f'<option value="{one}" selected>' in text, "who is likely who is chosen already"
    answer = client.post(f"{LIST}{pair.pk}/change/", {"step": "merge", f"p-{other}": one, "why": "录了两遍"})
    merge = MergeRecord.objects.get()
    assert answer["Location"] == f"/admin/households/mergerecord/{merge.pk}/change/"
    assert not Household.objects.filter(pk=pair.second_id).exists()
    shown = client.get(answer["Location"]).content.decode()
    assert "H00701" in shown
    assert f"/admin/households/household/{pair.first_id}/change/" in shown
    client.post(answer["Location"], {"why": "弄错了"})
    assert Household.objects.filter(pk=pair.second_id).exists()


def test_a_refusal_is_said_and_nothing_is_done(pair: LikelyHouseholds, login: Any, people: Any) -> None:
    DatedSetting.objects.create(key="households.merge_four_eyes", value="yes", valid_from=JAN)
    client = login(people["community_manager"])
    assert 'value="propose"' in client.get(f"{LIST}{pair.pk}/change/").content.decode()
    client.post(f"{LIST}{pair.pk}/change/", {"step": "merge"})
    assert not MergeRecord.objects.exists()
    client.post(f"{LIST}{pair.pk}/change/", {"step": "propose"})
    page = client.get(f"{LIST}{pair.pk}/change/").content.decode()
    assert 'value="merge"' not in page
    other = login(people["county_admin"])
    other.post(f"{LIST}{pair.pk}/change/", {"step": "merge", "keep": "second"})
    assert MergeRecord.objects.get().kept == pair.second_id


@pytest.mark.parametrize(("who", "status"), [("community_manager", 201), ("auditor", 403), ("grid_worker", 403)])
def test_by_the_api(pair: LikelyHouseholds, people: Any, api: Any, who: str, status: int) -> None:
    same = {str(other): one for other, one in heads((pair.first, pair.second)).items()}
    answer = api(people[who]).post(f"{API}{pair.pk}/merge/", {"same": same}, format="json")
    assert answer.status_code == status
    assert MergeRecord.objects.filter(kind="household").exists() is (status == 201)


def test_two_households_by_the_api(pair: LikelyHouseholds, community_manager: Any, api: Any) -> None:
    assert api(community_manager).post(f"{API}{pair.pk}/propose/").json()["proposed_by"] == community_manager.name
    assert api(community_manager).post(f"{API}{pair.pk}/not-same/").status_code == 204
    assert NotSameHousehold.objects.get().by == community_manager


def test_look_again_is_a_workers_task(two: Any, login: Any, people: Any) -> None:  # noqa: F811
    client = login(people["community_manager"])
    assert "再找一遍" in client.get(LIST).content.decode()
    client.post("/admin/households/likelypair/find/")
    assert LikelyHouseholds.objects.count() == 1
    LikelyHouseholds.objects.all().delete()
    client.post("/admin/households/likelypair/find/")
    assert not LikelyHouseholds.objects.exists(), "not twice in a minute"


def test_of_two_communities_one_is_transferred_first(
    two: Any,  # noqa: F811
    county: County, people: Any, login: Any, api: Any,
) -> None:  # fmt: skip
    home = two[0]
    other = HouseholdFactory(community=county.foreign, code="G00001")
    head = MemberFactory(community=county.foreign, name="谭建国", birth_date=BORN)
    MembershipFactory(household=other, member=head, period=since(JAN))
    two[1].memberships.all().delete()
    duplicates_find()
    pair = LikelyHouseholds.objects.get()
    assert pair.reasons == ["head"]
    assert login(people["community_manager"]).get(f"{LIST}{pair.pk}/change/").status_code == 404
    county_office = login(people["county_admin"])
    page = county_office.get(f"{LIST}{pair.pk}/change/").content.decode()
    assert 'value="merge"' not in page
    assert f"/admin/households/household/{home.pk}/change/" in page
    both = StaffFactory(role="community_manager", areas=[county.own, county.foreign])
    page = login(both).get(f"{LIST}{pair.pk}/change/").content.decode()
    assert f"/admin/households/household/{other.pk}/do/transfer/" in page
    answer = api(both).post(f"{API}{pair.pk}/merge/", {}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "two_communities")
    county_office.post(f"{LIST}{pair.pk}/change/", {"step": "not_same"})
    assert NotSameHousehold.objects.get().first_id == home.pk
