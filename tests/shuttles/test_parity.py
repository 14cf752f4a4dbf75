"""Every step from every state through the staff's pages and the API: the same result, or the same code."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pytest
from django.urls import reverse

from apps.core.errors import Refused
from apps.shuttles.actions import seat_book
from apps.shuttles.models import Booking, Trip
from apps.shuttles.times import clock_words, minute_of
from apps.shuttles.workflow import TripState
from tests.households.factories import HouseholdFactory
from tests.shuttles.factories import BookingFactory
from tests.shuttles.matrix import Case, booking_cases, booking_in, trip_cases, trip_in

pytestmark = pytest.mark.usefixtures("evening")
FACES = ("admin", "api")
JSON = "application/json"


def by_step(cases: Iterable[Case]) -> list[Any]:
    """The cases of each step together: one log-in for all states."""
    found: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        found[case.step].append(case)
    return [pytest.param(rows, id=step) for step, rows in found.items()]


@pytest.fixture
def through(login: Any, api: Any, community_manager: Any) -> Any:
    """`through(face, row, step, inputs)` → (code, state after)."""
    pages, calls = login(community_manager), api(community_manager)

    def send(face: str, row: Any, step: str, inputs: dict[str, Any]) -> tuple[str, str]:
        noun = row._meta.model_name
        if face == "api":
            address = f"/api/v1/{noun}s/{row.pk}/{step.replace('_', '-')}/"
            code = calls.post(address, inputs, content_type="application/json").json().get("code", "ok")
        else:
            address = reverse(f"admin:shuttles_{noun}_do", args=[row.pk, step])
            code = pages.post(address, inputs).get("X-Refusal", "ok")
        return code, type(row).objects.get(pk=row.pk).state

    return send


def asked(trip: Trip, case: Case) -> dict[str, Any]:
    """What the form of a step sends beside what the case names."""
    if case.step != "change":
        return case.inputs
    departs = clock_words(minute_of(trip.day, trip.starts_at))
    return {**case.inputs, "vehicle": trip.vehicle_id, "driver": trip.driver_id, "departs_at": departs}


@pytest.mark.parametrize("cases", by_step(trip_cases()))
def test_a_step_of_a_trip(cases: list[Case], county: Any, through: Any) -> None:
    for case in cases:
        answers = {}
        for face in FACES:
            trip = trip_in(case.state, community=county.own)
            BookingFactory(trip=trip)
            answers[face] = through(face, trip, case.step, asked(trip, case) if face == "admin" else case.inputs)
        assert answers["admin"] == answers["api"], case
        assert (answers["api"][0] == "ok", answers["api"][1]) == (case.open, case.leads_to), case


@pytest.mark.parametrize("cases", by_step(booking_cases()))
def test_a_step_of_a_booking(cases: list[Case], county: Any, through: Any) -> None:
    for case in cases:
        rows = {face: booking_in(case.state, community=county.own) for face in FACES}
        answers = {face: through(face, row, case.step, case.inputs) for face, row in rows.items()}
        assert answers["admin"] == answers["api"], case
        assert (answers["api"][0] == "ok", answers["api"][1]) == (case.open, case.leads_to), case


@pytest.mark.parametrize("who", ["township_officer", "auditor", "grid_worker", "colleague"])
def test_who_may_only_look_changes_nothing(who: str, county: Any, people: Any, login: Any, api: Any) -> None:
    trip = trip_in("open", community=county.own)
    sent = api(people[who]).post(f"/api/v1/trips/{trip.pk}/cancel/", {"why": "雪"}, content_type="application/json")
    assert sent.status_code == (404 if who == "colleague" else 403)
    pressed = login(people[who]).post(reverse("admin:shuttles_trip_do", args=[trip.pk, "cancel"]), {"why": "雪"})
    assert pressed.status_code in (302, 403, 404)
    assert Trip.objects.get(pk=trip.pk).state == "open"


def test_booking_in_each_state(county: Any, login: Any, api: Any, community_manager: Any) -> None:
    """By the action, the staff's page and the API: a seat where the trip is open, elsewhere the same refusal."""
    pages, calls = login(community_manager), api(community_manager)
    for state in TripState.values:
        trip = trip_in(state, community=county.own, vehicle__seats=9)
        homes = [HouseholdFactory(community=county.own) for _n in range(3)]
        try:
            seat_book(trip=trip, household=homes[0], by=community_manager)
            answers = ["ok"]
        except Refused as refused:
            answers = [refused.code]
        given = {"from_stop": trip.stops.order_by("place").first().stop_id, "riders": 1}
        sent = calls.post(f"/api/v1/trips/{trip.pk}/book/", given | {"household": homes[1].pk}, content_type=JSON)
        answers.append(sent.json().get("code", "ok"))
        address = reverse("admin:shuttles_trip_do", args=[trip.pk, "book"])
        answers.append(pages.post(address, given | {"household": homes[2].code}).get("X-Refusal", "ok"))
        assert answers == ["ok" if state == "open" else "wrong_state"] * 3, state
        assert trip.bookings.count() == (3 if state == "open" else 0)


@pytest.mark.parametrize("face", FACES)
def test_seats_that_run_out_go_to_the_waitlist(
    face: str, county: Any, login: Any, api: Any, community_manager: Any
) -> None:
    trip = trip_in("open", community=county.own, vehicle__seats=3)
    stop = trip.stops.order_by("place").first().stop
    for riders, state in ((2, "booked"), (2, "waiting"), (1, "booked")):
        home = HouseholdFactory(community=county.own)
        given = {"from_stop": stop.pk, "riders": riders}
        if face == "api":
            given["household"] = home.pk
            api(community_manager).post(f"/api/v1/trips/{trip.pk}/book/", given, content_type="application/json")
        else:
            given["household"] = home.code
            login(community_manager).post(reverse("admin:shuttles_trip_do", args=[trip.pk, "book"]), given)
        assert Booking.objects.get(household=home).state == state
