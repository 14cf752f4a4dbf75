"""The driver's phone: own trips only, ticks that count once, steps that come late, and every state of a trip."""

import json
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.accounts.roles import Role
from apps.core import clock
from apps.shuttles.models import Booking
from apps.shuttles.workflow import BookingState, TripState
from tests.accounts.factories import StaffFactory
from tests.gardens.conftest import settle
from tests.shuttles.factories import SEVEN, BookingFactory, DriverFactory, TripFactory, VehicleFactory
from tests.shuttles.matrix import TRIP_OF, TRIP_STEPS, Case, booking_cases, booking_in, trip_cases, trip_in

pytestmark = pytest.mark.django_db
DRIVERS = ("begin_boarding", "depart", "finish", "report_late")
# Steps that lie behind a state.
WAY = {
    "boarding": ("begin_boarding",),
    "under_way": ("begin_boarding", "depart"),
    "done": ("begin_boarding", "depart", "finish"),
}


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with clock.at(SEVEN - timedelta(minutes=10)):
        yield


@pytest.fixture
def driver(county: Any) -> Any:
    account = StaffFactory(username="driver", role=Role.DRIVER, areas=[])
    return DriverFactory(community=county.own, staff=account, name="冉师傅")


@pytest.fixture
def trip(county: Any, driver: Any) -> Any:
    vehicle = VehicleFactory(community=county.own, seats=4)
    return TripFactory(community=county.own, driver=driver, vehicle=vehicle, state="boarding")


@pytest.fixture
def booked(county: Any, trip: Any) -> list[Any]:
    names = ("谭建国", "向长清")
    homes = [settle(county.own, county.building, f"{n}01", name) for n, name in enumerate(names, 1)]
    return [BookingFactory(trip=trip, household=home) for home in homes]


def tick(what: str, booking: Any = None, **more: Any) -> dict[str, Any]:
    known = {} if booking is None else {"booking": str(booking.pk)}
    return {"id": str(uuid.uuid4()), "what": what, "at": clock.now().isoformat(), **known, **more}


def send(client: Any, trip: Any, *ticks: dict[str, Any]) -> Any:
    answer = client.post(
        reverse("portal:drive-sync", args=[trip.pk]),
        {"ticks": json.dumps(ticks)},
        headers={"accept": "application/json"},
    )
    assert answer.status_code == 201, answer.content
    return answer.json()["results"]


def test_own_trips_by_name_and_building(driver: Any, trip: Any, booked: Any, county: Any, login: Any) -> None:
    other = TripFactory(community=county.own)
    client = login(driver.staff)
    listed = client.get("/d/").content.decode()
    assert reverse("portal:drive-trip", args=[trip.pk]) in listed
    assert reverse("portal:drive-trip", args=[other.pk]) not in listed
    page = client.get(reverse("portal:drive-trip", args=[trip.pk])).content.decode()
    assert "谭" in page
    assert "1-1-101" in page
    assert "谭建国" not in page
    assert client.get(reverse("portal:drive-trip", args=[other.pk])).status_code == 404
    sent = client.post(reverse("portal:drive-sync", args=[other.pk]), {"ticks": "[]"})
    assert sent.status_code == 404


def test_the_list_says_when_the_bus_calls_who_is_frail_and_who_waits_first(driver: Any, trip: Any, login: Any) -> None:
    """By the stop's own time, and numbers as seats are given."""
    BookingFactory(trip=trip, state="waiting", place=4)
    BookingFactory(trip=trip, state="waiting", place=7, priority=1)
    page = login(driver.staff).get(reverse("portal:drive-trip", args=[trip.pk])).content.decode()
    due = timezone.localtime(trip.stops.get(place=0).due_at)
    assert f'<h2 class="group">{due:%-H:%M} ' in page
    assert page.index("候补第1位") < page.index("候补第2位")
    assert "候补第4位" not in page
    assert "老人或残疾人" in page


def test_ticks_sent_twice_count_once(driver: Any, trip: Any, booked: Any, login: Any) -> None:
    client = login(driver.staff)
    ticks = [tick("board", booked[0]), tick("walk_on", riders=1), tick("board", booked[1]), tick("unboard", booked[1])]
    assert [each["ok"] for each in send(client, trip, *ticks)] == [True] * 4
    assert [each["ok"] for each in send(client, trip, *ticks)] == [True] * 4
    trip.refresh_from_db()
    assert (trip.boarded, trip.walk_ons) == (1, 1)
    assert list(Booking.objects.order_by("pk").values_list("state", flat=True)) == ["boarded", "booked"]


def test_steps_of_a_valley_without_a_signal_arrive_in_one_go(driver: Any, trip: Any, booked: Any, login: Any) -> None:
    client = login(driver.staff)
    way = [tick("board", booked[0]), tick("step", step="depart"), tick("step", step="finish")]
    assert [each["ok"] for each in send(client, trip, *way, tick("step", step="depart"))] == [True] * 4
    trip.refresh_from_db()
    assert trip.state == "done"
    assert Booking.objects.get(pk=booked[1].pk).state == "no_show"
    late = send(client, trip, tick("board", booked[1]))  # he came running
    assert late[0]["ok"]
    trip.refresh_from_db()
    assert trip.boarded == 2


def test_what_cannot_be_entered_says_why_and_stops_nothing(driver: Any, trip: Any, booked: Any, login: Any) -> None:
    Booking.objects.filter(pk=booked[0].pk).update(state="cancelled")
    client = login(driver.staff)
    ticks = [tick("board", one) for one in booked] + [tick("walk_on", riders=9), tick("step", step="cancel")]
    gone, good, many, strange = send(client, trip, *ticks)
    assert (gone["ok"], good["ok"], many["ok"], strange["ok"]) == (False, True, False, False)
    assert gone["message"]
    assert many["message"]
    unreadable = client.post(reverse("portal:drive-sync", args=[trip.pk]), {"ticks": "{"})
    assert unreadable.headers["X-Refusal"] == "unreadable"


def test_a_delay_is_told_once(driver: Any, trip: Any, login: Any) -> None:
    client, late = login(driver.staff), tick("step", step="report_late", minutes=20, why="堵车")
    assert send(client, trip, late)[0]["ok"]
    assert send(client, trip, late)[0]["ok"]
    trip.refresh_from_db()
    assert trip.late_minutes == 20
    assert trip.steps.filter(step="report_late").count() == 1


def test_who_waits_takes_an_absent_ones_seat(driver: Any, trip: Any, booked: Any, login: Any, county: Any) -> None:
    home = settle(county.own, county.building, "301", "田大妈")
    waits = BookingFactory(trip=trip, household=home, state="waiting", place=1, riders=3)
    client, address = login(driver.staff), reverse("portal:drive-trip", args=[trip.pk])
    first = client.get(address).content.decode()
    assert first.count('class="card" aria-pressed="false" disabled') == 1
    assert send(client, trip, tick("board", waits))[0]["code"] == "full"
    ticks = [tick("miss", booked[0]), tick("board", waits)]
    assert [each["ok"] for each in send(client, trip, *ticks)] == [True, True]
    trip.refresh_from_db()
    assert (trip.boarded, trip.taken) == (3, 4)
    after = client.get(address).content.decode()
    assert 'value="unmiss"' in after
    assert "rider gone" in after


def test_buttons_work_without_a_script(driver: Any, trip: Any, booked: Any, login: Any) -> None:
    client, address = login(driver.staff), reverse("portal:drive-sync", args=[trip.pk])
    assert client.post(address, tick("board", booked[0])).status_code == 303
    assert client.post(address, {"id": str(uuid.uuid4()), "what": "walk_on", "riders": "9"}).status_code == 409
    assert Booking.objects.get(pk=booked[0].pk).state == "boarded"


@pytest.mark.parametrize("case", [case for case in trip_cases() if case.step in DRIVERS], ids=str)
def test_each_step_in_each_state(driver: Any, county: Any, login: Any, case: Case) -> None:
    """What was taken already is no refusal: the phone may have been without a signal while the office took it."""
    trip, client = trip_in(case.state, community=county.own, driver=driver), login(driver.staff)
    assert client.get(reverse("portal:drive-trip", args=[trip.pk])).status_code == 200
    passed = case.step in WAY.get(case.state, ())
    [result] = send(client, trip, tick("step", step=case.step, **case.inputs))
    trip.refresh_from_db()
    assert result["ok"] == (case.open or passed), result
    assert result["ok"] or result["message"]
    assert trip.state == case.leads_to


@pytest.mark.parametrize("case", [case for case in booking_cases() if case.step != "cancel"], ids=str)
def test_each_tick_in_each_state(driver: Any, county: Any, login: Any, case: Case) -> None:
    trip = trip_in(TRIP_OF.get(BookingState(case.state), TripState.BOARDING), community=county.own, driver=driver)
    home = settle(county.own, county.building, "101", "谭建国")
    booking, client = booking_in(case.state, trip=trip, household=home), login(driver.staff)
    [result] = send(client, trip, tick(case.step, booking))
    booking.refresh_from_db()
    told_already = case.step == "miss" and case.state == BookingState.NO_SHOW  # by the office, which closed the trip
    assert result["ok"] == (case.open or told_already), result
    assert result["ok"] or result["message"]
    assert booking.state == case.leads_to


@pytest.mark.parametrize("state", TripState.values)
def test_steps_of_the_office_are_none_of_the_drivers(driver: Any, county: Any, login: Any, state: str) -> None:
    trip, client = trip_in(state, community=county.own, driver=driver), login(driver.staff)
    office = [step for step in TRIP_STEPS if step not in DRIVERS]
    sent = send(client, trip, *(tick("step", step=step, why="雪") for step in office))
    assert {each["code"] for each in sent} == {"unknown_step"}
    trip.refresh_from_db()
    assert trip.state == state


def test_others_stay_outside(community_manager: Any, grid_worker: Any, driver: Any, login: Any, client: Any) -> None:
    assert client.get("/d/").status_code == 302
    assert login(grid_worker).get("/d/").status_code == 403
    assert login(driver.staff).get("/f/").status_code == 403
    assert login(driver.staff).get("/admin/").status_code in (302, 403)
