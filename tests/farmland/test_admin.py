"""The list, the map page, the page of one field and the tab of a household: right rows, right refusals, few queries."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.admin import site
from django.urls import reverse

from apps.core import clock
from apps.core.periods import since
from apps.farmland.models import BusySeason, Crop, Parcel
from apps.farmland.reach import refresh_stale
from apps.farmland.shipped import ship
from apps.households.models import Presence
from tests.farmland.factories import VillageFactory, field_at, home

pytestmark = pytest.mark.usefixtures("english")
LIST, MAP = "admin:farmland_parcel_changelist", "admin:farmland_parcel_map"


@pytest.fixture
def near(county: Any) -> Any:
    return field_at(home(county.own, code="N1"), 200, name="Doorstep")


@pytest.fixture
def far(county: Any) -> Any:
    return field_at(home(county.own, code="F1"), 5000, altitude_m=1300, name="Ridge")


@pytest.fixture
def browser(login: Any, community_manager: Any) -> Any:
    client = login(community_manager)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def page(client: Any, address: str, **query: Any) -> str:
    response = client.get(address, query)
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def test_list_and_map_say_the_same(browser: Any, near: Any, far: Any) -> None:
    refresh_stale()
    everything = page(browser, reverse(LIST))
    assert "Doorstep" in everything
    assert "Ridge" in everything
    for zone, shown, hidden in (("far", "Ridge", "Doorstep"), ("foot", "Doorstep", "Ridge")):
        for name in (LIST, MAP):
            body = page(browser, reverse(name), zone=zone)
            assert shown in body
            assert hidden not in body


def test_a_straight_line_is_never_shown_as_a_walk(browser: Any, far: Any) -> None:
    refresh_stale()
    body = page(browser, reverse("admin:farmland_parcel_change", args=[far.pk]))
    assert "7.0 km" in body
    assert "5.0 km" not in body


def test_what_is_not_known_says_why(browser: Any, county: Any) -> None:
    parcel = field_at(home(county.own, county.building), 500)
    refresh_stale()
    assert "the building has no place on the map" in page(browser, reverse(LIST))
    assert "the building has no place on the map" in page(
        browser, reverse("admin:farmland_parcel_change", args=[parcel.pk])
    )


def test_flat_assumed_is_said(browser: Any, county: Any) -> None:
    parcel = field_at(home(county.own), 500, altitude_m=None)
    refresh_stale()
    assert "the way is taken as level" in page(browser, reverse("admin:farmland_parcel_change", args=[parcel.pk]))


def test_place_by_click_coordinates_and_village(browser: Any, near: Any) -> None:
    address = reverse("admin:farmland_parcel_do", args=[near.pk, "place"])
    village = VillageFactory()
    for given, how in (
        ({"latitude": "30.281", "longitude": "109.482", "datum": "wgs84"}, "map"),
        ({"coordinates": "30.29, 109.49", "datum": "gcj02", "altitude": "800"}, "coordinates"),
        ({"village": village.pk, "datum": "wgs84"}, "village"),
    ):
        assert browser.post(address, given).status_code == 302
        near.refresh_from_db()
        assert near.placed_by == how
    refused = browser.post(address, {"coordinates": "somewhere", "datum": "wgs84"})
    assert refused.status_code == 400
    assert "could not be read" in refused.content.decode()


def test_use_and_correction(browser: Any, near: Any) -> None:
    step = "admin:farmland_parcel_do"
    today = clock.today().isoformat()
    lease = {"parcel": near.pk, "use": "leased_out", "start": today, "partner": "Coop", "yuan_a_year": "400"}
    assert browser.post(reverse(step, args=[near.pk, "use"]), lease).status_code == 302
    assert near.uses.get(period__contains=clock.today()).partner == "Coop"
    facts = {"area_mu": "4.2", "kind": "tea", "right": "contracted"}
    assert browser.post(reverse(step, args=[near.pk, "correct"]), facts).status_code == 302
    near.refresh_from_db()
    assert str(near.area_mu) == "4.20"
    too_small = browser.post(reverse(step, args=[near.pk, "correct"]), {**facts, "area_mu": "0"})
    assert too_small.status_code == 400
    assert browser.post(reverse(step, args=[near.pk, "give-up"]), {"on": today}).status_code == 302
    assert not Parcel.objects.held().exists()


def test_readers_get_no_forms_and_the_same_refusal(login: Any, auditor: Any, near: Any) -> None:
    client = login(auditor)
    assert f"parcel/{near.pk}/do/" not in page(client, reverse("admin:farmland_parcel_change", args=[near.pk]))
    response = client.post(
        reverse("admin:farmland_parcel_do", args=[near.pk, "correct"]),
        {"area_mu": "1", "kind": "dry", "right": "contracted"},
    )
    assert response.status_code == 403
    assert response["X-Refusal"] == "not_your_role"


def test_the_tab_explains_two_homes(browser: Any, far: Any) -> None:
    ship(Crop, BusySeason)
    Parcel.objects.update(crop=Crop.objects.get(name="茶叶"))
    refresh_stale()
    Presence.objects.create(
        community=far.community, household=far.household, status="dual", period=since(clock.today())
    )
    address = reverse("admin:households_household_change", args=[far.household.pk])
    assert "Far fields" in page(browser, address)
    tab = page(browser, address, tab="fields")
    assert "That explains it" in tab
    assert "hours a year on the way" in tab


def test_register_from_the_household(browser: Any, county: Any) -> None:
    household = home(county.own)
    address = reverse("admin:households_household_do", args=[household.pk, "field"])
    given = {"area_mu": "2.5", "kind": "paddy", "right": "contracted", "use": "own", "coordinates": "30.28, 109.49",
             "datum": "wgs84", "altitude": "700"}  # fmt: skip
    wrong = browser.post(address, {**given, "coordinates": "x"})
    assert wrong.status_code == 422
    assert "could not be read" in wrong.content.decode()
    assert browser.post(address, given).status_code == 302
    parcel = Parcel.objects.get(household=household)
    assert parcel.reach.walk_minutes > 20
    assert parcel.uses.get().use == "own"


@pytest.mark.parametrize("name", [LIST, MAP])
def test_query_counts(browser: Any, county: Any, equal_queries: Any, name: str) -> None:
    def more(count: int) -> None:
        for number in range(count):
            field_at(home(county.own), 300 * number)
        refresh_stale()

    more(2)
    equal_queries(lambda: page(browser, reverse(name)), more=more)


def test_query_counts_of_the_tab(browser: Any, county: Any, equal_queries: Any) -> None:
    ship(Crop, BusySeason)
    household = home(county.own)
    address = reverse("admin:households_household_change", args=[household.pk])

    def more(count: int) -> None:
        for number in range(count):
            field_at(household, 900 + 300 * number, crop=Crop.objects.get(name="玉米"))
        refresh_stale()

    more(2)
    equal_queries(lambda: page(browser, address, tab="fields"), more=more)


def test_a_field_with_a_wrong_place_does_not_spoil_the_map(county: Any, login: Any, community_manager: Any) -> None:
    field_at(home(county.own), 500)
    wrong = field_at(home(county.own), 900_000)
    refresh_stale()
    page = login(community_manager).get("/admin/farmland/parcel/map/")
    drawn = {feature["id"] for feature in page.context["canvas"].data["features"]}
    assert str(wrong.pk) not in drawn
    assert page.context["off"] == 1
    assert "坐标填对了吗" in page.content.decode()
    assert wrong.household.code in str(page.context["rows"][0])


def test_a_missing_altitude_goes_along_with_every_export(county: Any, login: Any, community_manager: Any) -> None:
    field_at(home(county.own), 900, altitude_m=None)
    refresh_stale()
    client, admin = login(community_manager), site._registry[Parcel]
    assert "按平路" in client.get("/admin/farmland/parcel/").content.decode()
    assert "按平路" in client.get("/admin/farmland/parcel/map/").content.decode()
    row = Parcel.objects.select_related("reach").get()
    assert "told" in admin.export_only
    assert "按平路" in admin.told(row)
