"""Garden plots on the phone: the resident's need, result and objection; the field worker's visit and yield."""

from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from apps.core import clock
from apps.gardens.actions import BY_STEP, draft_make
from apps.gardens.models import GardenRequest, GardenRound, GardenTenure, Objection, PlotVisit, YieldNote
from apps.gardens.together import shared_word
from apps.portal.places import forget_places
from tests.gardens.conftest import gardens, homes  # noqa: F401  fixtures
from tests.gardens.factories import OfferFactory, TenureFactory
from tests.gardens.living import garden  # noqa: F401  a fixture
from tests.gardens.matrix import CASES, WHY, Matrix, Noun, differences, matrix  # noqa: F401  a fixture
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
    sent = send(phone, address, {"needs_accessible": "1", "together": "1栋1单元102室"})
    assert sent.status_code == 303
    request = GardenRequest.objects.get()
    assert (request.household, request.channel, request.needs_accessible) == (household, "phone", True)
    assert request.together == "1-1-101"  # what the neighbour gets who names this door
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
    assert client.get(page).status_code == 200  # it tells until when the plot is to be in use again
    noted = client.post(
        reverse("portal:field-plot", args=[tenure.pk, "yield"]),
        {"month": "2026-10", "growing": "vegetables", "saved_yuan": "80"},
    )
    assert noted.status_code == 303
    assert YieldNote.objects.get().saved_yuan == 80
    elsewhere = login(grid_worker).get(reverse("portal:field-garden", args=[homes[2].pk]))
    assert elsewhere.status_code == 404


def test_the_household_signs_at_the_door_having_read_the_agreement(
    gardens: Any,  # noqa: F811
    homes: Any,  # noqa: F811
    grid_worker: Any,
    login: Any,
) -> None:
    client, household = login(grid_worker), homes[1]
    offer = OfferFactory(round=gardens[2], household=household, plot=gardens[1].plots.first())
    assert client.get(reverse("portal:field-agreement", args=[offer.pk])).content[:5] == b"%PDF-"
    address = reverse("portal:field-offer", args=[offer.pk, "sign"])
    unread = client.post(address, {"signer": "向长清"})
    assert unread.status_code == 400
    assert client.post(address, {"signer": "向长清", "consented": "on"}).status_code == 303
    offer.refresh_from_db()
    assert (offer.state, offer.signer) == ("signed", "向长清")
    assert GardenTenure.objects.live().get().household == household


PHONE = {
    "round": ("register_need",), "offer": ("sign", "decline"), "tenure": ("visit", "note_yield"), "swap": ("consent",),
}  # fmt: skip


@pytest.mark.parametrize(("noun", "state"), [case for case in CASES if case[0] in PHONE])
def test_every_step_of_the_field_workers_phone_in_every_state(
    noun: str,
    state: str,
    matrix: Matrix,  # noqa: F811
    login: Any,
) -> None:
    client = login(matrix.by)
    GardenRound.objects.filter(pk=matrix.garden.round.pk).update(state="closed")  # the phone takes the one that is open

    def take(kind: Noun, row: Any, step: str, given: dict[str, Any]) -> None:
        name, key, form = {
            "register_need": ("field-garden-need", given.get("household"), {}),
            "sign": ("field-offer", row, {"signer": "户主", "consented": "on"}),
            "decline": ("field-offer", row, {"why": WHY}),
            "visit": ("field-plot", row, {"found": "used", "done_on": clock.today().isoformat()}),
            "note_yield": ("field-plot", row, {"month": f"{clock.today():%Y-%m}", "growing": "vegetables"}),
            "consent": ("field-swap", getattr(row, "tenure", None), {"agreed_note": WHY}),
        }[step]  # fmt: skip
        more = [{"note_yield": "yield"}.get(step, step)] if name in ("field-offer", "field-plot") else []
        answer = client.post(reverse(f"portal:{name}", args=[key.pk, *more]), form)
        assert answer.status_code in (303, 400, 403, 404, 409)
        assert (answer.status_code == 303) == (kind.allowed(state, step) is not None), (step, answer.status_code)

    assert differences(matrix, noun, state, take, PHONE[noun]) == []


@given(st.integers(1, 99), st.integers(1, 9), st.integers(101, 1005), st.integers(101, 1005))
def test_two_that_name_each_others_door_get_the_same_word(building: int, unit: int, one: int, other: int) -> None:
    mine, theirs = f"{building}-{unit}-{one}", f"{building}-{unit}-{other}"
    assert shared_word(theirs, mine) == shared_word(f"{building}栋{unit}单元{one}室", theirs)
    assert shared_word(" 梨树 ", mine) == "梨树"
