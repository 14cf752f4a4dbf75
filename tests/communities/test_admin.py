"""Townships, communities, buildings, dwellings and the calendar in the admin and the API."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction

from apps.communities.models import Building, CalendarDay, Dwelling
from tests.communities.factories import BuildingFactory, DwellingFactory
from tests.harness.people import County

NOUNS = ["township", "community", "building", "dwelling"]
PLURALS = {"township": "townships", "community": "communities", "building": "buildings", "dwelling": "dwellings"}


@pytest.fixture
def dwellings(county: County) -> dict[str, Dwelling]:
    return {
        "own": DwellingFactory(building=county.building, unit=2, room="501"),
        "foreign": DwellingFactory(building=county.foreign_building, unit=1, room="101"),
    }


@pytest.mark.parametrize("noun", NOUNS)
def test_each_sees_their_own_area(
    county: County, dwellings: Any, people: dict[str, Any], login: Any, api: Any, noun: str
) -> None:
    pages = {}
    for name in ("county_admin", "community_manager", "colleague", "township_officer"):
        page = login(people[name]).get(f"/admin/communities/{noun}/")
        rows = {row.pk for row in page.context["cl"].result_list}
        listed = {row["id"] for row in api(people[name]).get(f"/api/v1/{PLURALS[noun]}/").json()["results"]}
        assert rows == listed, "the admin and the API show the same"
        pages[name] = rows
    assert pages["community_manager"] | pages["colleague"] == pages["county_admin"]
    assert not pages["community_manager"] & pages["colleague"]
    assert pages["township_officer"] == pages["community_manager"]


@pytest.mark.parametrize("noun", NOUNS)
def test_a_stranger_sees_nothing(county: County, dwellings: Any, api: Any, login: Any, noun: str) -> None:
    assert api(None).get(f"/api/v1/{PLURALS[noun]}/").status_code in (401, 403)
    assert login(None).get(f"/admin/communities/{noun}/").status_code == 302


def test_lists_cost_the_same_for_any_number(county: County, county_admin: Any, login: Any, equal_queries: Any) -> None:
    client = login(county_admin)
    DwellingFactory.create_batch(2, building=county.building)
    equal_queries(
        lambda: client.get("/admin/communities/dwelling/"),
        more=lambda n: [DwellingFactory(building=BuildingFactory(community=county.own)) for _i in range(n)],
    )
    equal_queries(
        lambda: client.get("/admin/communities/building/"),
        more=lambda n: BuildingFactory.create_batch(n, community=county.own),
    )


@pytest.mark.parametrize(
    ("text", "found"), [("1-2-501", True), ("2-501", False), ("501", True), ("50", True), ("x-1", False)]
)
def test_a_room_is_found_as_people_say_it(
    dwellings: dict[str, Dwelling], community_manager: Any, api: Any, text: str, found: bool
) -> None:
    rows = api(community_manager).get("/api/v1/dwellings/", {"q": text}).json()["results"]
    assert bool(rows) is found


def test_a_dwelling_stands_in_the_community_of_its_building(county: County, community_manager: Any, login: Any) -> None:
    form = {"building": county.building.pk, "unit": "1", "room": "302", "area_m2": "75", "_save": "1"}
    assert login(community_manager).post("/admin/communities/dwelling/add/", form).status_code == 302
    assert Dwelling.objects.get(room="302").community == county.own
    foreign = {**form, "building": county.foreign_building.pk, "room": "303"}
    assert login(community_manager).post("/admin/communities/dwelling/add/", foreign).status_code == 200
    assert not Dwelling.objects.filter(room="303").exists()


def test_a_number_given_twice_is_told_in_words(county: County, community_manager: Any, login: Any) -> None:
    form = {"community": county.own.pk, "number": county.building.number, "name": "", "units": "3", "_save": "1"}
    answer = login(community_manager).post("/admin/communities/building/add/", form)
    assert answer.status_code == 200
    assert str(Building._meta.constraints[0].violation_error_message) in answer.content.decode()  # type: ignore[attr-defined]


def test_the_calendar_warns_of_a_year_that_is_not_known(county: County, county_admin: Any, login: Any) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 2, tzinfo=UTC), tick=False):
        client = login(county_admin)
        page = client.get("/admin/communities/calendarday/").content.decode()
    assert "2026年2月14日" in page, "the make-up Saturday before Spring Festival"
    assert "2027" in page, "nobody has published it yet"


def test_only_the_county_changes_the_calendar(county: County, people: dict[str, Any], login: Any) -> None:
    form = {"date": "2026-11-23", "is_workday": "", "note": "州庆", "_save": "1"}
    for name, status in (("community_manager", 403), ("auditor", 403), ("county_admin", 302)):
        assert login(people[name]).post("/admin/communities/calendarday/add/", form).status_code == status
    assert CalendarDay.objects.get().note == "州庆"


def test_a_dwelling_stays_in_its_community(county: County, dwellings: Any, county_admin: Any, login: Any) -> None:
    own = dwellings["own"]
    form = {"building": county.foreign_building.pk, "unit": own.unit, "room": own.room, "area_m2": ""}
    page = login(county_admin).post(f"/admin/communities/dwelling/{own.pk}/change/", form)
    assert "building" in page.context["adminform"].form.errors
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Dwelling.objects.filter(pk=own.pk).update(community=county.foreign, building=county.foreign_building)
    own.refresh_from_db()
    assert own.community == county.own
