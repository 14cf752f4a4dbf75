"""Gardens through the API: a round step by step, the same refusals as on the pages, few queries."""

from typing import Any

import pytest

from apps.gardens.models import GardenRound
from tests.gardens.factories import PlotFactory, RequestFactory, TenureFactory

pytestmark = pytest.mark.django_db


def test_a_round_by_posts(gardens: Any, homes: Any, api: Any, community_manager: Any) -> None:
    client, round = api(community_manager), gardens[2]
    one = f"/api/v1/garden-rounds/{round.pk}/"
    first = {"household": homes[0].pk, "needs_accessible": False}
    assert client.post(f"{one}register/", first, content_type="application/json").status_code == 200
    twice = client.post(f"{one}register/", first, content_type="application/json")
    assert (twice.status_code, twice.json()["code"]) == (400, "taken")
    early = client.post(f"{one}begin-signing/", {}, content_type="application/json")
    assert (early.status_code, early.json()["code"]) == (409, "wrong_state")
    for step in ("register-all", "end-registration", "settle-eligibility", "draft"):
        answer = client.post(f"{one}{step}/", {}, content_type="application/json")
        assert answer.status_code == 200, answer.json()
    assert "publish" in answer.json()["possible_steps"]
    draft = client.get("/api/v1/garden-drafts/").json()["results"][0]
    assert draft["proven"] is True
    assert draft["totals"]["ours"]["served"] == 4
    assert client.get(f"/api/v1/garden-drafts/{draft['id']}/file/").json()
    made = client.post(f"{one}publish/", {"draft": draft["id"]}, content_type="application/json")
    assert made.json()["state"] == "publicity"


@pytest.mark.parametrize(
    ("who", "status"), [("township_officer", 403), ("auditor", 403), ("grid_worker", 403), ("colleague", 404)]
)
def test_permission_twins(gardens: Any, people: Any, api: Any, who: str, status: int) -> None:
    round = gardens[2]
    answer = api(people[who]).post(f"/api/v1/garden-rounds/{round.pk}/end-registration/", {})
    assert answer.status_code == status
    assert GardenRound.objects.get(pk=round.pk).state == "registering"


@pytest.mark.parametrize("noun", ["garden-plots", "garden-tenures", "garden-requests"])
@pytest.mark.parametrize("face", ["api", "admin"])
def test_lists_ask_the_same_number_of_questions(
    noun: str, face: str, gardens: Any, community_manager: Any, api: Any, login: Any, equal_queries: Any
) -> None:
    _county, zone, round = gardens

    def more(count: int) -> None:
        for _n in range(count):
            request = RequestFactory(round=round)
            TenureFactory(household=request.household, plot=PlotFactory(zone=zone))

    more(2)
    model = noun.replace("-", "").removesuffix("s")
    url = f"/api/v1/{noun}/" if face == "api" else f"/admin/gardens/{model}/"
    client = (api if face == "api" else login)(community_manager)
    client.get(url)
    equal_queries(lambda: client.get(url), more=more)


def test_plots_stay_where_they_are_when_a_household_moves_away() -> None:
    from apps.gardens.models import GardenTenure, PlotVisit
    from apps.households.models.household import HouseholdOwned
    from apps.households.transfers.carry import owned_by

    going = owned_by(HouseholdOwned, "household")
    assert GardenTenure not in going
    assert PlotVisit not in going


def test_zones_plots_lockers_and_rounds_are_registered_and_changed(county: Any, api: Any, people: Any) -> None:
    client = api(people["community_manager"])

    def send(how: str, path: str, **given: Any) -> Any:
        return getattr(client, how)(f"/api/v1/{path}/", given, content_type="application/json")

    grid = {"rows": 2, "columns": 3, "cell_width_m": "5", "cell_depth_m": "3"}
    zone = send("post", "garden-zones", community=county.own.pk, name="东坡", code="A", **grid)
    assert (zone.status_code, zone.json()["plots"]) == (201, 6)
    key = zone.json()["id"]
    assert send("patch", f"garden-zones/{key}", water="tap").json()["water"] == "tap"
    again = send("post", "garden-zones", community=county.own.pk, name="西坡", code="A")
    assert (again.status_code, again.json()["code"]) == (400, "taken")
    plot = send("post", "garden-plots", zone=key, number="A-9", block="9", place=1, area_m2="12")
    assert plot.status_code == 201, plot.json()
    changed = send("patch", f"garden-plots/{plot.json()['id']}", condition="work")
    assert (changed.json()["condition"], changed.json()["number"]) == ("work", "A-9")
    locker = send("post", "tool-lockers", community=county.own.pk, number="G1", zone=key)
    assert send("patch", f"tool-lockers/{locker.json()['id']}", size_l=200).json()["size_l"] == 200
    opened = send("post", "garden-rounds", community=county.own.pk, name="春", use_from="2027-01-01", zones=[key])
    assert (opened.status_code, opened.json()["state"]) == (201, "registering")
    later = send("patch", f"garden-rounds/{opened.json()['id']}", use_from="2027-02-01")
    assert later.json()["use_from"] == "2027-02-01"
    assert send("post", "garden-rounds", community=county.foreign.pk, name="春", use_from="2027-01-01", zones=[key]
                ).status_code == 400  # fmt: skip
    refused = api(people["grid_worker"]).patch(
        f"/api/v1/garden-zones/{key}/", {"water": "none"}, content_type="application/json"
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_role")


def test_a_draft_tells_its_households_beside_another(gardens: Any, homes: Any, api: Any, people: Any) -> None:
    client, round = api(people["community_manager"]), gardens[2]
    for step in ("register-all", "end-registration", "settle-eligibility", "draft"):
        client.post(f"/api/v1/garden-rounds/{round.pk}/{step}/", {}, content_type="application/json")
    draft = round.drafts.get()
    told = client.get(f"/api/v1/garden-drafts/{draft.pk}/households/?beside=lottery").json()
    assert {row["code"]: row["plot"] for row in told} == draft.plots
    assert all(row["sentence"] and row["other_seconds"] for row in told)
