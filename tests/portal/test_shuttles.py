"""Shuttles on the resident's and the field worker's phone: trips, a seat in three taps, one's own, a wish."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.models import AccessLog
from apps.core import clock
from apps.portal.places import forget_places
from apps.reminders.actions import messages_collect
from apps.reminders.models import Message
from apps.shuttles.actions import trip_cancel, trip_change, trip_report_late
from apps.shuttles.models import Booking, RideWish, StandingBooking, Trip
from apps.shuttles.workflow import BookingState, TripState
from tests.gardens.conftest import settle
from tests.portal.conftest import send
from tests.portal.test_gardens import at_home
from tests.shuttles.factories import BookingFactory, RouteFactory, RunFactory, StopFactory, TripFactory, VehicleFactory
from tests.shuttles.matrix import TRIP_OF, Case, booking_cases, booking_in, trip_in

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 29, 2, tzinfo=UTC)  # 10:00, two days before the trip


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    forget_places()
    with clock.at(SUNDAY):
        yield


@pytest.fixture
def home(county: Any) -> Any:
    return settle(county.own, county.building, "101", "谭建国", phone="13800001111")


@pytest.fixture
def trip(county: Any) -> Any:
    """Two seats, to the fields, by the timetable."""
    route = RouteFactory(community=county.own, name="下地班车")
    run = RunFactory(season__community=county.own, route=route)
    return TripFactory(
        community=county.own, route=route, run=run, vehicle=VehicleFactory(community=county.own, seats=2)
    )


def address(home: Any, rest: str = "") -> str:
    return f"/c/{home.community.slug}/shuttle/{rest}"


def form(trip: Any, **more: Any) -> dict[str, Any]:
    return {"client_id": str(uuid.uuid4()), "from_stop": trip.stops.order_by("place")[0].stop_id, "riders": "1", **more}


def test_trips_with_their_seats_then_a_seat_in_three_taps(home: Any, trip: Any, phone: Any) -> None:
    shown = phone.get(address(home)).content.decode()
    assert "下地班车" in shown
    assert "2" in shown
    page = address(home, f"{trip.pk}/")
    assert "door" in phone.get(page).content.decode()
    at_home(phone, home, "1111")
    asked = form(trip, riders="2", often="week")
    assert send(phone, page, asked).status_code == 303
    booking = Booking.objects.get(trip=trip)
    assert (booking.household, booking.state, booking.riders, booking.channel) == (home, "booked", 2, "phone")
    assert StandingBooking.objects.get().weekdays == 0b0000010  # a Tuesday
    assert send(phone, page, asked).status_code == 303  # sent twice is once
    assert Booking.objects.filter(trip=trip).count() == 1
    seats = phone.get(address(home, "mine/")).content.decode()
    assert "下地班车" in seats
    assert "星期二 · " in seats  # the day of the standing booking


def test_who_books_every_week_takes_the_trips_in_their_order(home: Any, trip: Any, phone: Any) -> None:
    """Else two households that begin with different trips would wait for each other for good."""
    at_home(phone, home, "1111")
    page = address(home, f"{trip.pk}/")
    phone.get(page)
    asked = form(trip, often="always") | {"csrfmiddlewaretoken": phone.cookies["csrftoken"].value}
    with CaptureQueriesContext(connection) as told:
        assert phone.post(page, asked).status_code == 303
    locks = [each["sql"] for each in told if "FOR UPDATE" in each["sql"] and "shuttles_trip" in each["sql"]]
    assert '"run_id"' in locks[0]
    assert "ORDER BY" in locks[0]


def test_a_full_trip_puts_on_the_waiting_list_and_says_so(home: Any, county: Any, trip: Any, phone: Any) -> None:
    BookingFactory(trip=trip, riders=2)
    at_home(phone, home, "1111")
    page = address(home, f"{trip.pk}/")
    sent = send(phone, page, form(trip), headers={"accept": "application/json"})
    assert sent.status_code == 201
    assert "1" in sent.json()["words"]
    assert Booking.objects.get(household=home).state == "waiting"
    shown = phone.get(page).content.decode()
    assert "候补" in shown or "waiting list" in shown


def test_who_waits_is_told_how_many_are_before_and_when_it_gets_on(home: Any, trip: Any, phone: Any) -> None:
    """The number counts those who still wait, the frail first; the second stop has its own time."""
    route = RouteFactory(community=trip.community, calls=[
        (StopFactory(community=trip.community, name=name), 12 * n, n) for n, name in enumerate(("东门", "广场", "茶园"))
    ])  # fmt: skip
    ride = TripFactory(community=trip.community, route=route, vehicle__seats=1)
    BookingFactory(trip=ride)
    BookingFactory(trip=ride, state="cancelled", place=1)
    BookingFactory(trip=ride, state="waiting", place=2)
    BookingFactory(trip=ride, state="waiting", place=4, priority=1)
    mine = BookingFactory(
        trip=ride, household=home, state="waiting", place=3, from_stop=route.stops.get(place=1).stop, wheelchair=True
    )
    assert mine.queue_number == 3
    at_home(phone, home, "1111")
    for page in ("mine/", f"{ride.pk}/"):
        shown = phone.get(address(home, page)).content.decode()
        assert "候补第3位" in shown
        assert "<b>7:12</b> 广场" in shown
        assert "带轮椅" in shown


@pytest.mark.parametrize("state", ["boarding", "cancelled"])
def test_nobody_is_asked_who_it_is_for_a_trip_that_cannot_be_booked(
    home: Any, trip: Any, phone: Any, state: str
) -> None:
    Trip.objects.filter(pk=trip.pk).update(state=state, why="修路")
    shown = phone.get(address(home, f"{trip.pk}/")).content.decode()
    assert "/door/" not in shown
    assert {"boarding": "请到站点问司机", "cancelled": "这趟车不开"}[state] in shown
    assert trip.stops.get(place=1).stop.name in shown


def test_a_refusal_says_why_and_what_waits_on_the_phone_can_be_changed(home: Any, trip: Any, phone: Any) -> None:
    page = address(home, f"{trip.pk}/")
    stranger = send(phone, page, form(trip), headers={"accept": "application/json"})
    assert (stranger.status_code, stranger.headers["X-Refusal"]) == (422, "wrong_door")
    at_home(phone, home, "1111")
    many = send(phone, page, form(trip, riders="9"))
    assert many.headers["X-Refusal"] == "riders"
    nowhere = send(phone, page, form(trip, from_stop="0"))
    assert nowhere.headers["X-Refusal"] == "required"
    assert not Booking.objects.exists()


def test_our_seats_are_given_back_and_nobody_elses(home: Any, county: Any, trip: Any, phone: Any) -> None:
    other = BookingFactory(trip=trip, household=settle(county.own, county.building, "102", "向长清"))
    mine = BookingFactory(trip=trip, household=home)
    gone = address(home, f"{mine.pk}/cancel/")
    assert phone.get(address(home, "mine/")).status_code == 302  # to the door
    at_home(phone, home, "1111")
    assert send(phone, address(home, f"{other.pk}/cancel/"), {}).status_code == 404
    assert send(phone, gone, {}).status_code == 303
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.state, other.state) == ("cancelled", "booked")
    assert send(phone, gone, {}).status_code == 409
    assert send(phone, address(home, f"{mine.pk}/steal/"), {}).status_code == 404


def test_a_change_stands_on_every_page_of_a_resident_at_once(
    home: Any, trip: Any, phone: Any, community_manager: Any
) -> None:
    first, list_, page, own = (
        f"/c/{home.community.slug}/",
        address(home),
        address(home, f"{trip.pk}/"),
        address(home, "mine/"),
    )
    at_home(phone, home, "1111")
    send(phone, page, form(trip))
    with clock.at(trip.starts_at - timedelta(hours=12)):

        def reads(*words: str) -> list[bool]:
            shown = [phone.get(one).content.decode() for one in (first, list_, page, own)]
            return [all(word in each for word in words) for each in shown]

        assert not reads("下地班车")[0]
        trip_change(trip=trip, by=community_manager, starts_at=trip.starts_at + timedelta(minutes=30))
        assert reads("7:30", "改") == [True] * 4
        trip_report_late(trip=trip, by=community_manager, minutes=25, why="路面结冰")
        assert reads("晚点25分钟") == [True] * 4
    with clock.at(trip.starts_at + timedelta(minutes=40)):  # past its time, and not come yet
        assert reads("晚点25分钟") == [True] * 4
        trip_cancel(trip=trip, by=community_manager, why="大雪封山")
        assert reads("大雪封山") == [True] * 4
        assert "这趟车不开了" in phone.get(own).content.decode()
    with clock.at(trip.starts_at + timedelta(days=1)):
        assert reads("大雪封山")[:2] == [False, False]


def test_whoever_is_told_has_a_button_to_call_each(
    home: Any, county: Any, trip: Any, phone: Any, community_manager: Any, grid_worker: Any, login: Any
) -> None:
    other = settle(county.own, county.building, "102", "覃玉兰", phone="13800002222")
    at_home(phone, home, "1111")
    send(phone, address(home, f"{trip.pk}/"), form(trip))
    BookingFactory(trip=trip, household=other, channel="staff")
    silent = settle(county.own, county.building, "103", "向三", phone="")
    BookingFactory(trip=trip, household=silent, state="waiting", place=1)
    trip_cancel(trip=Trip.objects.get(pk=trip.pk), by=community_manager, why="大雪封山")
    messages_collect()
    told = Message.objects.get(recipient=grid_worker, channel="inbox", template="shuttles.cancelled")
    assert told.url == f"/f/trips/{trip.pk}/"
    field = login(grid_worker).get(told.url).content.decode()
    order = [field.index(mark) for mark in ("tel:13800002222", "没有电话，请上门", "tel:13800001111")]
    assert order == sorted(order)  # who reads it on the phone comes last
    office = login(community_manager).get(reverse("admin:shuttles_trip_change", args=[trip.pk])).content.decode()
    assert "tel:13800002222" in office
    assert AccessLog.objects.filter(staff=grid_worker, subject=f"shuttles.trip:{trip.pk}").exists()


def test_a_wish_where_no_trip_fits(home: Any, county: Any, trip: Any, phone: Any) -> None:
    stop = StopFactory(community=county.own, kind="town", name="集镇")
    page = address(home, "wish/")
    assert phone.get(page).status_code == 302
    at_home(phone, home, "1111")
    wrong = send(phone, page, {"stop": stop.pk, "day": "2026-12-01"})
    assert wrong.headers["X-Refusal"] == "required"
    asked = {"stop": stop.pk, "day": "2026-12-01", "hour": "7", "client_id": str(uuid.uuid4())}
    assert send(phone, page, asked).status_code == 303
    assert send(phone, page, asked).status_code == 303
    wish = RideWish.objects.get()
    assert (wish.household, wish.purpose, wish.hour_from, wish.channel) == (home, "town", 7, "phone")
    assert send(phone, address(home, f"{wish.pk}/withdraw/"), {}).status_code == 303
    wish.refresh_from_db()
    assert wish.state == "withdrawn"


def test_too_many_in_a_short_time(home: Any, trip: Any, phone: Any, settings: Any) -> None:
    settings.PORTAL_LIMITS = settings.PORTAL_LIMITS | {"note": [("device", 1, 600)]}
    at_home(phone, home, "1111")
    assert send(phone, address(home, f"{trip.pk}/"), form(trip)).status_code == 303
    assert send(phone, address(home, f"{trip.pk}/"), form(trip)).status_code == 429


def test_the_field_worker_books_and_gives_back(home: Any, trip: Any, grid_worker: Any, login: Any) -> None:
    client = login(grid_worker)
    seats = reverse("portal:field-seats", args=[home.pk])
    assert "下地班车" in client.get(seats).content.decode()
    page = reverse("portal:field-seat", args=[home.pk, trip.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, form(trip, riders="99")).headers["X-Refusal"] == "riders"
    assert client.post(page, form(trip)).status_code == 303
    booking = Booking.objects.get()
    assert (booking.channel, booking.booked_by) == ("grid", grid_worker)
    gone = reverse("portal:field-seat-cancel", args=[booking.pk])
    assert client.post(gone).status_code == 303
    assert client.post(gone).status_code == 409


@pytest.mark.parametrize("case", [case for case in booking_cases() if case.step == "cancel"], ids=str)
def test_giving_back_in_each_state(home: Any, county: Any, phone: Any, case: Case) -> None:
    trip = trip_in(TRIP_OF.get(BookingState(case.state), TripState.BOARDING), community=county.own)
    booking = booking_in(case.state, trip=trip, household=home)
    at_home(phone, home, "1111")
    sent = send(phone, address(home, f"{booking.pk}/cancel/"), {})
    booking.refresh_from_db()
    assert (sent.status_code == 303) == case.open
    assert booking.state == case.leads_to


def test_the_field_worker_books_and_gives_back_in_each_state(
    home: Any, county: Any, grid_worker: Any, login: Any
) -> None:
    client = login(grid_worker)
    for state in TripState.values:
        trip = trip_in(state, community=county.own)
        sent = client.post(reverse("portal:field-seat", args=[home.pk, trip.pk]), form(trip))
        assert (sent.status_code == 303) == (state == "open"), state
        assert Booking.objects.filter(trip=trip).exists() == (state == "open"), state
    for case in booking_cases():
        if case.step != "cancel":
            continue
        trip = trip_in(TRIP_OF.get(BookingState(case.state), TripState.BOARDING), community=county.own)
        booking = booking_in(case.state, trip=trip, household=home)
        sent = client.post(reverse("portal:field-seat-cancel", args=[booking.pk]))
        booking.refresh_from_db()
        assert (sent.status_code == 303, booking.state) == (case.open, case.leads_to), case


@pytest.mark.parametrize("state", TripState.values)
def test_booking_in_each_state(home: Any, county: Any, phone: Any, state: str) -> None:
    trip = trip_in(state, community=county.own)
    at_home(phone, home, "1111")
    sent = send(phone, address(home, f"{trip.pk}/"), form(trip))
    assert (sent.status_code == 303) == (state == "open")
    assert Booking.objects.exists() == (state == "open")
