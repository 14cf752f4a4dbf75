"""Registering and changing facilities through the API: the rules and words of the pages."""

from typing import Any

import pytest

from apps.accounts.models import AccessLog
from apps.facilities.models import Facility
from tests.communities.factories import BuildingFactory
from tests.facilities.factories import FacilityFactory

pytestmark = pytest.mark.django_db
LIST = "/api/v1/facilities/"


def test_a_facility_is_registered_and_changed(county: Any, community_manager: Any, api: Any) -> None:
    client = api(community_manager)
    sent = {
        "community": county.own.pk, "kind": "clinic", "name": "新卫生室", "state": "planned",
        "latitude": 30.47, "longitude": 109.87, "hours": {"1": [["08:00", "12:00"]]}, "on_holidays": "closed",
    }  # fmt: skip
    made = client.post(LIST, sent, content_type="application/json")
    assert made.status_code == 201, made.content
    row = Facility.objects.get()
    assert (row.state, row.latitude, row.capacity_unit, row.on_holidays) == ("planned", 30.47, "beds", "closed")
    changed = client.patch(f"{LIST}{row.pk}/", {"capacity": 6}, content_type="application/json")
    assert (changed.status_code, changed.json()["capacity"]) == (200, 6)
    assert [step.step for step in row.steps.order_by("pk")] == ["register", "change"]


def test_coordinates_of_a_chinese_map_are_turned_once(county: Any, community_manager: Any, api: Any) -> None:
    sent = {"community": county.own.pk, "kind": "market", "name": "集市", "datum": "gcj02",
            "latitude": 30.47, "longitude": 109.87}  # fmt: skip
    api(community_manager).post(LIST, sent, content_type="application/json")
    row = Facility.objects.get()
    assert row.latitude is not None
    assert 100 < abs(row.latitude - 30.47) * 111_000 < 800


@pytest.mark.parametrize("key", ["latitude", "longitude"])
def test_half_a_place_is_none(key: str, county: Any, community_manager: Any, api: Any) -> None:
    sent = {"community": county.own.pk, "kind": "market", "name": "集市", key: 30.4}
    refused = api(community_manager).post(LIST, sent, content_type="application/json")
    assert (refused.status_code, Facility.objects.count()) == (400, 0)


def test_who_may_not(county: Any, grid_worker: Any, community_manager: Any, api: Any) -> None:
    sent = {"community": county.own.pk, "kind": "market", "name": "集市"}
    refused = api(grid_worker).post(LIST, sent, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_role")
    shared = api(community_manager).post(LIST, {**sent, "community": None}, content_type="application/json")
    assert (shared.status_code, shared.json()["code"]) == (409, "kept_by_the_county")
    foreign = api(community_manager).post(
        LIST, {**sent, "community": county.foreign.pk}, content_type="application/json"
    )
    assert foreign.status_code == 400, "a community that one does not see is none"


def test_a_building_of_another_community(county: Any, community_manager: Any, api: Any) -> None:
    facility = FacilityFactory(community=county.own)
    for building, status in (
        (BuildingFactory(community=county.foreign), 400),
        (BuildingFactory(community=county.own), 200),
    ):
        body = {"building": building.pk}
        answer = api(community_manager).patch(f"{LIST}{facility.pk}/", body, content_type="application/json")
        assert answer.status_code == status


def test_a_name_twice_is_told_in_words(county: Any, community_manager: Any, api: Any) -> None:
    FacilityFactory(community=county.own, kind="market", name="集市")
    sent = {"community": county.own.pk, "kind": "market", "name": "集市"}
    assert api(community_manager).post(LIST, sent, content_type="application/json").status_code == 400


def test_list_export_and_map_hold_the_same_rows(county: Any, community_manager: Any, api: Any, login: Any) -> None:
    kept = FacilityFactory(community=county.own, kind="market", latitude=30.1, longitude=109.1)
    FacilityFactory(community=county.own, kind="clinic", latitude=30.1, longitude=109.1)
    client = api(community_manager)
    question = "?kind=market"
    assert [row["id"] for row in client.get(LIST + question).json()["results"]] == [kept.pk]
    answer = client.get(f"{LIST}geojson/{question}")
    assert [int(found["id"]) for found in answer.json()["features"]] == [kept.pk]
    assert answer.headers["Content-Type"].startswith("application/geo+json")
    assert AccessLog.objects.filter(subject="facilities.facility:list", field="rows:1").count() == 1
    assert client.post(f"{LIST}export/{question}").status_code == 200
    assert AccessLog.objects.filter(subject="facilities.facility:list", field="rows:1").count() == 2
    page = login(community_manager).get(f"/admin/facilities/facility/{question}").content.decode()
    assert kept.name in page
