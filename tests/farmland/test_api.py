"""Fields through the API: the same rows, the same refusals, GeoJSON within scope, few queries."""

from typing import Any

import pytest
from django.urls import reverse

from apps.accounts.models import AccessLog
from apps.core import clock
from apps.core.geo.gcj import to_gcj02
from apps.farmland.models import Parcel
from apps.farmland.reach import refresh_stale
from tests.farmland.factories import VillageFactory, field_at, home
from tests.farmland.test_whatif import crop  # noqa: F401  a season of its own

LIST = "/api/v1/parcels/"


def test_register_and_every_step(county: Any, api: Any, community_manager: Any) -> None:
    client, household = api(community_manager), home(county.own)
    latitude, longitude = to_gcj02(30.28, 109.49)
    given = {"household": household.pk, "area_mu": "2.50", "kind": "tea", "use": "own", "latitude": latitude,
             "longitude": longitude, "datum": "gcj02", "altitude_m": 700}  # fmt: skip
    made = client.post(LIST, given)
    assert made.status_code == 201, made.json()
    row = made.json()
    assert row["latitude"] == pytest.approx(30.28, abs=1e-6)
    assert (row["datum_given"], row["use"], row["area_m2"]) == ("gcj02", "own", "1666.7")
    assert row["walk_minutes"] > 20
    one = f"{LIST}{row['id']}/"
    assert client.post(f"{one}correct/", {"name": "屋后"}).json()["name"] == "屋后"
    assert client.post(f"{one}place/", {"village": VillageFactory().pk}).json()["placed_by"] == "village"
    assert client.post(f"{one}place/", {"latitude": 30.2}).status_code == 400
    today = clock.today().isoformat()
    assert client.post(f"{one}use/", {"use": "idle", "start": today}).json()["use"] == "idle"
    late = client.post(f"{one}use/", {"use": "idle", "start": "2199-01-01"})
    assert (late.status_code, late.json()["code"]) == (400, "future")
    assert client.post(f"{one}give-up/", {"on": today}).json()["given_up_on"] == today
    gone = client.post(f"{one}use/", {"use": "own", "start": today})
    assert (gone.status_code, gone.json()["code"]) == (409, "given_up")


@pytest.mark.parametrize(
    ("who", "status"),
    [("county_admin", 403), ("auditor", 403), ("grid_worker", 403), ("colleague", 404), ("anonymous", 403)],
)
def test_permission_twins(county: Any, api: Any, people: Any, who: str, status: int) -> None:
    parcel = field_at(home(county.own, county.building), 300)
    answer = api(people[who]).post(f"{LIST}{parcel.pk}/correct/", {"name": "x"})
    assert answer.status_code == status
    parcel.refresh_from_db()
    assert parcel.name == ""


def test_a_grid_worker_marks_it_idle(county: Any, api: Any, grid_worker: Any) -> None:
    parcel = field_at(home(county.own, county.building), 300)
    answer = api(grid_worker).post(f"{LIST}{parcel.pk}/use/", {"use": "idle", "start": clock.today().isoformat()})
    assert answer.status_code == 200
    assert parcel.uses.filter(use="idle").exists()


def test_geojson_is_scoped_and_logged(county: Any, api: Any, community_manager: Any) -> None:
    mine, other = field_at(home(county.own), 300), field_at(home(county.foreign), 300)
    Parcel.objects.create(household=mine.household, community=county.own, area_mu=1, kind="dry")
    refresh_stale()
    answer = api(community_manager).get(f"{LIST}geojson/")
    features = answer.json()["features"]
    assert [one["id"] for one in features] == [str(mine.pk)]
    assert str(other.pk) not in [one["id"] for one in features]
    assert features[0]["geometry"]["coordinates"][0] == pytest.approx(109.48)
    assert features[0]["properties"]["walk_minutes"] > 0
    assert AccessLog.objects.filter(kind="export", subject="farmland.parcel:list", field="rows:1").exists()


def test_filters_and_export(county: Any, api: Any, community_manager: Any) -> None:
    household = home(county.own)
    near, far = field_at(household, 100), field_at(household, 5000, use="leased_out")
    refresh_stale()
    client = api(community_manager)

    def keys(query: str) -> list[int]:
        return [row["id"] for row in client.get(f"{LIST}?{query}").json()["results"]]

    assert keys("zone=far") == [far.pk]
    assert keys("use=own") == [near.pk]
    assert keys("minutes_over=30") == [far.pk]
    assert keys("placed=false") == []
    assert client.post(f"{LIST}export/").status_code == 200


@pytest.mark.parametrize("name", ["api:parcel-list", "api:parcel-geojson"])
def test_query_counts(county: Any, api: Any, community_manager: Any, equal_queries: Any, name: str) -> None:
    client = api(community_manager)

    def more(count: int) -> None:
        for number in range(count):
            field_at(home(county.own), 200 * number)
        refresh_stale()

    more(2)
    equal_queries(lambda: client.get(reverse(name)), more=more)


def test_where_a_way_is_from_and_what_it_takes_for_granted_is_said(
    county: Any, api: Any, community_manager: Any
) -> None:
    field_at(home(county.own), 900, altitude_m=None)
    refresh_stale()
    client = api(community_manager)
    [row] = client.get(LIST).json()["results"]
    assert (row["computed_by"], row["unrouted"], row["flat_assumed"]) == ("slope", "", True)
    assert row["computed_at"]
    [shown] = client.get(f"{LIST}geojson/").json()["features"]
    assert (shown["properties"]["flat_assumed"], shown["properties"]["computed_by"]) == (True, "slope")
    assert "按平路" in shown["properties"]["text"]
    [ride] = client.get(f"{LIST}{row['id']}/rides/").json()
    assert (ride["means"], ride["minutes"]) == ("ebike", pytest.approx(5.04, abs=0.01))


def test_hours_by_season_of_what_the_filters_choose(
    county: Any,
    api: Any,
    community_manager: Any,
    crop: Any,  # noqa: F811
) -> None:
    made = [field_at(home(community), 3000, crop=crop) for community in (county.own, county.own, county.foreign)]
    refresh_stale()
    client = api(community_manager)
    [row] = client.get(f"{LIST}seasons/").json()
    assert (row["crop"], row["fields_count"]) == (str(crop), 2)
    [half] = client.get(f"{LIST}seasons/", {"household": made[0].household_id}).json()
    assert half["hours"] == pytest.approx(row["hours"] / 2)


def test_what_if_through_the_api(county: Any, api: Any, community_manager: Any, crop: Any) -> None:  # noqa: F811
    far = [field_at(home(county.own), 6000 + n, crop=crop) for n in range(2)]
    refresh_stale()
    client, asked = api(community_manager), {"community": county.own.pk, "question": "stop", "count": 1}
    answer = client.get(f"{LIST}what-if/", asked).json()
    assert answer["gap"] == 0
    assert {row["code"] for row in answer["households"]} == {row.household.code for row in far}
    assert answer["hours_saved"] == pytest.approx(sum(row["hours_saved"] for row in answer["households"]), abs=0.2)
    assert answer["places"][0]["households"] == 2
    assert answer["assumptions"]
    assert client.get(f"{LIST}what-if/", {**asked, "community": county.foreign.pk}).status_code == 400
    assert client.get(f"{LIST}what-if/", {**asked, "question": "moon"}).status_code == 400
    assert client.get(f"{LIST}what-if/", {**asked, "count": 6}).status_code == 400
