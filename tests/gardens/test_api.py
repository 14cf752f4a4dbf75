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
