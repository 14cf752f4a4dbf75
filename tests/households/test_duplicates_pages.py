"""Likely duplicates and merges on every face."""

from datetime import date
from typing import Any

import pytest

from apps.households.models import LikelyPair, Member, MergeRecord, NotSame
from tests.harness.people import County
from tests.households.factories import MemberFactory, MembershipFactory, id_number

LIST = "/admin/households/likelypair/"
API = "/api/v1/duplicates/"
BORN = date(1980, 5, 6)


def pair(county: County, other: Any = None) -> LikelyPair:
    first = MembershipFactory(household__community=county.own, member__name="谭建国", member__birth_date=BORN).member
    second = MemberFactory(community=other or county.own, name="谭建国", birth_date=BORN, phone="15400000009")
    second.set_id_number(id_number(second.pk % 900 + 1, born=BORN))
    second.save()
    return LikelyPair.objects.create(first=first, second=second, reasons=["name_birth"])


SEES = {"community_manager": True, "county_admin": True, "auditor": True, "grid_worker": False,
        "township_officer": False, "colleague": False}  # fmt: skip


@pytest.mark.parametrize("who", SEES)
def test_who_sees_the_pairs(people: Any, login: Any, api: Any, county: County, who: str) -> None:
    row = pair(county)
    page = login(people[who]).get(f"{LIST}{row.pk}/change/")
    assert (page.status_code == 200) is SEES[who]
    assert (api(people[who]).get(f"{API}{row.pk}/").status_code == 200) is SEES[who]


def test_a_pair_across_communities_is_the_countys(people: Any, login: Any, api: Any, county: County) -> None:
    row = pair(county, county.foreign)
    assert api(people["community_manager"]).get(API).json()["count"] == 0
    assert api(people["county_admin"]).get(API).json()["count"] == 1
    assert login(people["community_manager"]).get(f"{LIST}{row.pk}/change/").status_code == 404


def test_side_by_side_gives_no_birth_date_and_no_number(county: County, community_manager: Any, login: Any) -> None:
    row = pair(county)
    text = login(community_manager).get(f"{LIST}{row.pk}/change/").content.decode()
    assert "46 岁" in text
    assert row.second.id_number not in text
    assert "1980" not in text
    listed = login(community_manager).get(LIST).content.decode()
    assert "1980" not in listed
    assert row.second.id_number not in listed


def test_merged_and_undone_on_the_page(county: County, community_manager: Any, login: Any) -> None:
    row = pair(county)
    client = login(community_manager)
    answer = client.post(f"{LIST}{row.pk}/change/", {"keep": "second", "step": "merge", "why": "同一人"})
    merge = MergeRecord.objects.get()
    assert answer["Location"] == f"/admin/households/mergerecord/{merge.pk}/change/"
    assert (merge.kept, merge.why) == (row.second_id, "同一人")
    assert not Member.objects.filter(pk=row.first_id).exists()
    assert "已合并" in client.get(answer["Location"]).content.decode()
    client.post(answer["Location"], {"why": "弄错了"})
    assert Member.objects.filter(pk=row.first_id).exists()
    assert "已撤销" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(("who", "status"), [("community_manager", 201), ("auditor", 403), ("grid_worker", 403)])
def test_merged_and_undone_by_the_api(people: Any, api: Any, county: County, who: str, status: int) -> None:
    row = pair(county)
    answer = api(people[who]).post(f"{API}{row.pk}/merge/", {"keep": "first", "why": "同一人"})
    assert answer.status_code == status
    if status == 201:
        undone = api(people[who]).post(f"/api/v1/merges/{answer.json()['id']}/undo/", {})
        assert undone.json()["undone"] is True


def test_not_the_same_is_remembered(county: County, community_manager: Any, login: Any, api: Any) -> None:
    row, other = pair(county), pair(county)
    login(community_manager).post(f"{LIST}{row.pk}/change/", {"step": "not_same"})
    assert api(community_manager).post(f"{API}{other.pk}/not-same/").status_code == 204
    assert NotSame.objects.count() == 2
    assert not LikelyPair.objects.exists()


@pytest.mark.parametrize("url", [LIST, API, "/admin/households/mergerecord/", "/api/v1/merges/"])
def test_more_rows_ask_no_more(
    county: County, community_manager: Any, login: Any, equal_queries: Any, url: str
) -> None:
    def more(count: int) -> None:
        for _i in range(count):
            row = pair(county)
            MergeRecord.objects.create(community=county.own, kept=row.first_id, dropped=0, by=community_manager)

    more(2)
    client = login(community_manager)
    equal_queries(lambda: client.get(url), more=more)
