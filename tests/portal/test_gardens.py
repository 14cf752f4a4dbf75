"""Garden plots on the phone: the resident's need, result and objection; the field worker's visit and yield."""

from typing import Any

import pytest
from django.urls import reverse

from apps.gardens.actions import BY_STEP, draft_make
from apps.gardens.models import GardenRequest, GardenTenure, Objection, PlotVisit, YieldNote
from apps.portal.places import forget_places
from tests.gardens.conftest import gardens, homes  # noqa: F401  fixtures
from tests.gardens.factories import TenureFactory
from tests.portal.conftest import send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> None:
    forget_places()


def at_home(phone: Any, household: Any, tail: str) -> None:
    dwelling = household.occupancies.get().dwelling
    form = {"building": dwelling.building_id, "dwelling": dwelling.pk, "tail": tail}
    assert send(phone, f"/c/{household.community.slug}/door/", form).status_code == 303


def publish(round: Any, by: Any) -> None:
    BY_STEP["end_registration"](round=round, by=by)
    BY_STEP["settle_eligibility"](round=round, by=by, seed="7")
    BY_STEP["publish"](round=round, by=by, draft=draft_make(round=round, by=by))


def test_a_need_by_phone_and_its_result(gardens: Any, homes: Any, community_manager: Any, phone: Any) -> None:  # noqa: F811
    round, household = gardens[2], homes[0]
    address = f"/c/{household.community.slug}/garden/mine/"
    assert phone.get(address).status_code == 302
    at_home(phone, household, "1111")
    sent = send(phone, address, {"needs_accessible": "1"})
    assert sent.status_code == 303
    request = GardenRequest.objects.get()
    assert (request.household, request.channel, request.needs_accessible) == (household, "phone", True)
    again = send(phone, address, {})
    assert again.status_code == 400
    GardenRequest.objects.update(needs_accessible=False)
    publish(round, community_manager)
    mine = phone.get(address).content.decode()
    round.refresh_from_db()
    plot = round.published.plots[household.code]
    assert plot in mine
    board = phone.get(f"/c/{household.community.slug}/garden/").content.decode()
    assert plot in board
    assert "谭建国" not in board
    late = send(phone, address, {})
    assert late.headers["X-Refusal"] == "not_open"


def test_an_objection_by_phone(gardens: Any, homes: Any, community_manager: Any, phone: Any) -> None:  # noqa: F811
    round, household = gardens[2], homes[0]
    at_home(phone, household, "1111")
    send(phone, f"/c/{household.community.slug}/garden/mine/", {})
    publish(round, community_manager)
    address = f"/c/{household.community.slug}/garden/object/"
    empty = phone.post(address, {"csrfmiddlewaretoken": phone.cookies["csrftoken"].value})
    assert empty.headers["X-Refusal"] == "required"
    sent = phone.post(address, {"reason": "太远", "csrfmiddlewaretoken": phone.cookies["csrftoken"].value})
    assert sent.status_code == 303
    found = Objection.objects.get()
    assert (found.household, found.recorded_by, found.text) == (household, None, "太远")


def test_the_field_worker_registers_visits_and_notes(gardens: Any, homes: Any, grid_worker: Any, login: Any) -> None:  # noqa: F811
    client, household = login(grid_worker), homes[1]
    page = reverse("portal:field-garden", args=[household.pk])
    assert client.get(page).status_code == 200
    assert (
        client.post(reverse("portal:field-garden-need", args=[household.pk]), {"together": "向家"}).status_code == 303
    )
    assert GardenRequest.objects.get().together == "向家"
    tenure = TenureFactory(household=household, plot=gardens[1].plots.first())
    bad = client.post(reverse("portal:field-plot", args=[tenure.pk, "visit"]), {"found": "", "done_on": "2026-11-01"})
    assert bad.status_code == 400
    visit = client.post(
        reverse("portal:field-plot", args=[tenure.pk, "visit"]), {"found": "idle", "done_on": "2026-11-01"}
    )
    assert visit.status_code == 303
    assert PlotVisit.objects.get().found == "idle"
    assert GardenTenure.objects.get().state == "idle"
    noted = client.post(
        reverse("portal:field-plot", args=[tenure.pk, "yield"]),
        {"month": "2026-10", "growing": "vegetables", "saved_yuan": "80"},
    )
    assert noted.status_code == 303
    assert YieldNote.objects.get().saved_yuan == 80
    elsewhere = login(grid_worker).get(reverse("portal:field-garden", args=[homes[2].pk]))
    assert elsewhere.status_code == 404
