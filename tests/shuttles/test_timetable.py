"""Standing bookings, trips over midnight and New Year, who may drive how long, and what opens by itself."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from apps.core.errors import InvalidInput, Refused
from apps.core.periods import since
from apps.shuttles import actions
from apps.shuttles.models import Booking, DriverAbsence, Trip, VehicleOutage
from apps.shuttles.rest import Limits, breaches
from apps.shuttles.times import clock_words, minute_of, moment, stop_times
from tests.households.factories import HouseholdFactory
from tests.shuttles.factories import (
    DAY,
    HOUR,
    BookingFactory,
    DriverFactory,
    RouteFactory,
    RunFactory,
    StandingFactory,
    StopFactory,
    TripFactory,
    VehicleFactory,
)

pytestmark = pytest.mark.usefixtures("evening")
LIMITS = Limits()


def test_a_trip_over_midnight_and_new_year(county: Any, community_manager: Any, english: None) -> None:
    stops = [StopFactory(community=county.own) for _n in range(3)]
    route = RouteFactory(community=county.own, calls=[(stops[0], 0, 0), (stops[1], 30, 9), (stops[2], 90, 30)])
    day = date(2026, 12, 31)
    bus, driver = VehicleFactory(community=county.own), DriverFactory(community=county.own)
    crew: dict[str, Any] = {"vehicle": bus, "driver": driver, "by": community_manager}
    trip = actions.trip_add(route=route, starts_at=moment(day, 1420), **crew)
    assert trip.day == day
    assert [due for _stop, due in stop_times(trip)] == [
        datetime(2026, 12, 31, 15, 40, tzinfo=UTC), datetime(2026, 12, 31, 16, 10, tzinfo=UTC),
        datetime(2026, 12, 31, 17, 10, tzinfo=UTC),
    ]  # fmt: skip
    assert [clock_words(minute_of(day, due)) for _stop, due in stop_times(trip)] == [
        "23:40", "next day 00:10", "next day 01:10",
    ]  # fmt: skip
    with pytest.raises(InvalidInput, match="taken"):
        actions.trip_add(route=route, starts_at=moment(date(2027, 1, 1), 60), day=day, **crew)
    after = actions.trip_add(route=route, starts_at=moment(day, 1510), day=day, **crew)
    assert (after.day, after.starts_at) == (day, trip.ends_at)


def test_a_change_of_time_moves_every_stop(county: Any, community_manager: Any) -> None:
    trip = TripFactory(community=county.own)
    before = [due for _stop, due in stop_times(trip)]
    actions.trip_change(trip=trip, by=community_manager, starts_at=trip.starts_at + HOUR / 2)
    assert [due - HOUR / 2 for _stop, due in stop_times(trip)] == before
    assert set(trip.steps.values_list("step", flat=True)) == {"change", "retime"}


def test_a_trip_stays_on_its_day(county: Any, community_manager: Any) -> None:
    """A day earlier its minutes would be negative in the feed; for another day it is another trip."""
    trip = TripFactory(community=county.own)
    for days in (-1, 2):
        with pytest.raises(InvalidInput) as refused:
            actions.trip_change(trip=trip, by=community_manager, starts_at=trip.starts_at + timedelta(days=days))
        assert refused.value.code == "other_day"
    with pytest.raises(InvalidInput):
        actions.trip_add(route=trip.route, by=community_manager, starts_at=trip.starts_at, day=date(2026, 12, 2))
    assert actions.trip_change(
        trip=trip, by=community_manager, starts_at=trip.starts_at + timedelta(hours=18)
    ).day == date(2026, 12, 1), "01:00 of the night"  # fmt: skip


def test_who_cannot_take_a_trip(county: Any, community_manager: Any) -> None:
    route = RouteFactory(community=county.own)
    bus, driver = VehicleFactory(community=county.own), DriverFactory(community=county.own)
    over = DriverFactory(community=county.own, licence_until=date(2026, 11, 30))
    out, absent = VehicleFactory(community=county.own), DriverFactory(community=county.own)
    VehicleOutage.objects.create(vehicle=out, period=since(DAY, DAY + timedelta(days=1)), why="保养")
    DriverAbsence.objects.create(driver=absent, period=since(DAY))
    cases: list[tuple[str, dict[str, Any]]] = [
        ("vehicle_out", {"vehicle": out, "driver": driver}),
        ("vehicle_retired", {"vehicle": VehicleFactory(community=county.own, retired_on=DAY), "driver": driver}),
        ("not_accessible", {"vehicle": bus, "driver": driver, "accessible": True}),
        ("other_community", {"vehicle": VehicleFactory(community=county.foreign), "driver": driver}),
        ("driver_absent", {"vehicle": bus, "driver": absent}),
        ("driver_left", {"vehicle": bus, "driver": DriverFactory(community=county.own, left_on=DAY)}),
        ("licence_over", {"vehicle": bus, "driver": over}),
        ("licence_class", {"vehicle": bus, "driver": DriverFactory(community=county.own, licence_class="C1")}),
    ]  # fmt: skip
    for code, crew in cases:
        with pytest.raises(Refused) as refused:
            actions.trip_add(route=route, by=community_manager, starts_at=moment(DAY, 420), **crew)
        assert refused.value.code == code
    assert actions.trip_add(route=route, by=community_manager, starts_at=moment(DAY, 420), vehicle=bus, driver=driver)


def test_a_driver_rests(county: Any, community_manager: Any) -> None:
    stops = [StopFactory(community=county.own) for _n in range(2)]
    route = RouteFactory(community=county.own, calls=[(stops[0], 0, 0), (stops[1], 180, 90)])
    driver = DriverFactory(community=county.own)
    add: dict[str, Any] = {"route": route, "by": community_manager, "driver": driver}
    for minutes in (360, 600):
        actions.trip_add(starts_at=moment(DAY, minutes), **add)
    for minutes, code in ((840, "rest_day"), (790, "rest_on_end"), (1440 + 180, "rest_day")):
        with pytest.raises(Refused) as refused:
            actions.trip_add(starts_at=moment(DAY, minutes), **add)
        assert refused.value.code in {code, "rest_day"}
    actions.trip_add(starts_at=moment(DAY + timedelta(days=1), 420), **add)


def test_the_limits_one_by_one() -> None:
    assert breaches([(0, 240), (260, 480)], LIMITS) == []
    assert [found.limit for found in breaches([(0, 241)], LIMITS)] == ["on_end"]
    assert [found.limit for found in breaches([(0, 230), (240, 300)], LIMITS)] == ["on_end"]
    assert [found.limit for found in breaches([(0, 240), (300, 540), (600, 601)], LIMITS)] == ["day"]
    assert [found.limit for found in breaches([(0, 60), (780, 841)], LIMITS)] == []  # two days of work: 12 h between
    assert [found.limit for found in breaches([(0, 60), (500, 560), (800, 860)], LIMITS)] == ["rest"]
    week = [(day * 1440 + start, day * 1440 + start + 200) for day in range(7) for start in (0, 240)]
    assert [found.limit for found in breaches(week, LIMITS)] == ["week"]


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 300)), max_size=8))
def test_fewer_drives_break_no_more_limits(raw: list[tuple[int, int]]) -> None:
    drives, end = [], 0
    for gap, length in raw:
        drives.append((end + gap, end + gap + length))
        end += gap + length
    broken = {found.limit for found in breaches(drives, LIMITS)} - {"rest"}
    for left_out in range(len(drives)):
        fewer = drives[:left_out] + drives[left_out + 1 :]
        assert {found.limit for found in breaches(fewer, LIMITS)} - {"rest"} <= broken


@pytest.fixture
def laid(county: Any) -> Any:
    """A run with five trips from DAY (a Tuesday) on, planned, of a bus with two seats."""
    run = RunFactory(season__community=county.own, vehicle__seats=2)
    trips = [
        TripFactory(
            community=county.own, run=run, route=run.route, vehicle=run.vehicle, driver=run.driver, state="planned",
            starts_at=moment(DAY + timedelta(days=n), 420),
        )
        for n in range(5)
    ]  # fmt: skip
    return run, trips


def test_a_standing_booking_books_every_trip(county: Any, community_manager: Any, laid: Any) -> None:
    run, trips = laid
    first, last = [call.stop for call in run.route.stops.order_by("place")]
    weekdays = 0b0001010  # Tuesdays and Thursdays
    homes = [HouseholdFactory(community=county.own) for _n in range(2)]
    given: dict[str, Any] = {"run": run, "by": community_manager, "from_stop": first, "to_stop": last}
    standing, _made = actions.standing_add(household=homes[0], weekdays=weekdays, **given)
    actions.standing_add(household=homes[1], riders=2, first=DAY + timedelta(days=2), **given)
    rows = Booking.objects.order_by("trip__day", "household").values_list("trip__day", "household", "state", "place")
    days = [DAY + timedelta(days=n) for n in range(5)]
    assert list(rows) == [
        (days[0], homes[0].pk, "booked", None), (days[2], homes[0].pk, "booked", None),
        (days[2], homes[1].pk, "waiting", 1), (days[3], homes[1].pk, "booked", None),
        (days[4], homes[1].pk, "booked", None),
    ]  # fmt: skip
    assert actions.standing_seats(trips) == 0
    with pytest.raises(InvalidInput, match="taken"):
        actions.standing_add(household=homes[0], **given)
    actions.standing_end(standing=standing, by=community_manager, why="搬去县城")
    assert Booking.objects.get(trip=trips[2], household=homes[1]).state == "booked"
    assert set(Booking.objects.filter(household=homes[0]).values_list("state", flat=True)) == {"cancelled"}
    with pytest.raises(Refused):
        actions.standing_end(standing=standing, by=community_manager)


def test_no_standing_booking_where_the_vehicle_has_no_such_place(
    county: Any, community_manager: Any, laid: Any
) -> None:
    run, _trips = laid
    stop, home = run.route.stops.get(place=0).stop, HouseholdFactory(community=county.own)
    given: dict[str, Any] = {"run": run, "household": home, "by": community_manager, "from_stop": stop}
    for wishes, code in (({"wheelchair": True}, "not_accessible"), ({"riders": 3}, "riders")):
        with pytest.raises(Refused) as refused:
            actions.standing_add(**given, **wishes)
        assert refused.value.code == code


def test_a_seat_given_back_is_not_booked_again(community_manager: Any, laid: Any) -> None:
    run, trips = laid
    StandingFactory(run=run)
    assert actions.standing_seats(trips) == 5
    booking = Booking.objects.get(trip=trips[0])
    actions.booking_cancel(booking=booking, by=community_manager)
    assert actions.standing_seats(trips) == 0


def test_trips_open_when_their_time_has_come(laid: Any) -> None:
    run, trips = laid
    StandingFactory(run=run)
    Trip.objects.filter(pk=trips[1].pk).update(vehicle=None, seats=0)
    with time_machine.travel("2026-11-25T01:00:00Z", tick=False):
        opened = actions.trips_open_due()
        assert (opened.opened, opened.refused) == (1, 1)
        assert actions.trips_open_due().opened == 0
    assert Trip.objects.get(pk=trips[0].pk).state == "open"
    assert list(Booking.objects.values_list("trip", flat=True)) == [trips[0].pk]


def test_wishes(county: Any, community_manager: Any, colleague: Any) -> None:
    household, stop = HouseholdFactory(community=county.own), StopFactory(community=county.own)
    tell: dict[str, Any] = {"household": household, "purpose": "field", "stop": stop, "hour_from": 6}
    wish, _made = actions.wish_file(by=None, day=DAY, channel="phone", text=" 收玉米 ", **tell)
    assert (wish.text, wish.told_by) == ("收玉米", None)
    assert actions.wish_file(by=None, day=DAY, client_id=wish.client_id, **tell) == (wish, False)
    with pytest.raises(InvalidInput, match="taken"):
        actions.wish_file(by=community_manager, **tell)
    with pytest.raises(InvalidInput) as refused:
        actions.wish_file(by=community_manager, **tell | {"stop": StopFactory(community=county.foreign)})
    assert refused.value.field == "stop"
    with pytest.raises(Refused):
        actions.wish_withdraw(wish=wish, by=colleague)
    assert actions.wish_withdraw(wish=wish, by=None).state == "withdrawn"
    with pytest.raises(Refused):
        actions.wish_withdraw(wish=wish, by=community_manager)


def test_the_register_and_the_timetable(county: Any, community_manager: Any, grid_worker: Any) -> None:
    here: dict[str, Any] = {"community": county.own, "by": community_manager}
    stops = [actions.stop_register(**here, name=name, code=code) for name, code in (("一号站", "a"), ("田头", "b"))]
    with pytest.raises(InvalidInput, match="taken"):
        actions.stop_register(**here, name="又", code="a")
    with pytest.raises(Refused):
        actions.stop_register(community=county.own, by=grid_worker, name="三", code="c")
    for calls in (stops[:1], [stops[0], StopFactory()]):
        with pytest.raises(InvalidInput):
            actions.route_register(
                **here, code="f9", name="线", purpose="field", stops=[(stop, 20 * n, n) for n, stop in enumerate(calls)]
            )
    route = actions.route_register(
        **here, code="f1", name="田间线", purpose="field", stops=[(stops[0], 0, 0), (stops[1], 25, 8.5)]
    )
    season = actions.season_register(
        **here, name="秋收", purpose="field", first_day=date(2026, 12, 1), last_day=date(2026, 12, 31)
    )
    pattern = actions.pattern_register(**here, name="每日", weekdays=127)
    actions.exception_set(pattern=pattern, by=community_manager, day=DAY, runs=False, why="修路")
    assert not actions.exception_set(pattern=pattern, by=community_manager, day=DAY, runs=False).why
    run = actions.run_add(season=season, by=community_manager, route=route, pattern=pattern, departs_at=1420)
    with pytest.raises(InvalidInput):
        actions.run_change(run=run, by=community_manager, vehicle=VehicleFactory())
    assert actions.run_end(run=run, by=community_manager).ended_on == date(2026, 11, 30)
    with pytest.raises(Refused):
        actions.standing_add(
            run=run, household=HouseholdFactory(community=county.own), by=community_manager, from_stop=stops[0]
        )
    assert BookingFactory().trip.route.stops.count() == 2
