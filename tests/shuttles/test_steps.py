"""Every step from every state, by whom, and what it leaves behind."""

from typing import Any

import pytest

from apps.core.decisions import Decision
from apps.core.errors import Refused
from apps.shuttles import actions
from apps.shuttles.models import Booking, BookingStep, Trip, TripStep
from apps.shuttles.policies import booking_steps_for, may, may_booking, steps_for
from apps.shuttles.workflow import BOOKING_WORKFLOW, STEPS, BookingState, TripState
from tests.shuttles.factories import HOUR, SEVEN, BookingFactory, DriverFactory, TripFactory, VehicleFactory
from tests.shuttles.matrix import Case, booking_cases, booking_in, trip_cases, trip_in

pytestmark = pytest.mark.usefixtures("evening")
TRIP_CASES, BOOKING_CASES = list(trip_cases()), list(booking_cases())


@pytest.mark.parametrize("case", TRIP_CASES, ids=str)
def test_a_step_of_a_trip(case: Case, county: Any, community_manager: Any) -> None:
    trip = trip_in(case.state, community=county.own)
    BookingFactory(trip=trip)
    act = actions.BY_STEP[case.step]
    if case.open:
        assert act(trip=trip, by=community_manager, **case.inputs).state == case.leads_to
        assert TripStep.objects.get(trip=trip).step == case.step
    else:
        with pytest.raises(Refused):
            act(trip=trip, by=community_manager, **case.inputs)
        assert not TripStep.objects.exists()
    assert Trip.objects.get(pk=trip.pk).state == case.leads_to
    assert bool(may(trip, case.step, community_manager, case.inputs)) == case.open


@pytest.mark.parametrize("case", BOOKING_CASES, ids=str)
def test_a_step_of_a_booking(case: Case, county: Any, community_manager: Any) -> None:
    booking = booking_in(case.state, community=county.own)
    act = actions.BY_BOOKING_STEP[case.step]
    if case.open:
        assert act(booking=booking, by=community_manager).state == case.leads_to
    else:
        with pytest.raises(Refused):
            act(booking=booking, by=community_manager)
        assert not BookingStep.objects.exists()
    assert Booking.objects.get(pk=booking.pk).state == case.leads_to


def allowed(decisions: dict[str, Decision]) -> set[str]:
    return {name for name, decision in decisions.items() if decision.allowed}


def test_who_may_take_steps(county: Any, people: dict[str, Any], driver_account: Any) -> None:
    trip = TripFactory(community=county.own, driver=DriverFactory(community=county.own, staff=driver_account))
    everybody = {**people, "driver": driver_account}
    everybody.pop("anonymous")
    found = {who: allowed({step: may(trip, step, by) for step in STEPS}) for who, by in everybody.items()}
    office = {"begin_boarding", "cancel", "change", "report_late", "book"}
    assert found == {
        "county_admin": office, "community_manager": office, "grid_worker": {"book"},
        "driver": {"begin_boarding", "report_late"}, "township_officer": set(), "auditor": set(), "colleague": set(),
    }  # fmt: skip
    stranger = TripFactory(community=county.own)
    assert may(stranger, "begin_boarding", driver_account).code == "not_in_scope"
    assert [step.name for step in steps_for(trip, driver_account)] == ["begin_boarding"]


def test_who_may_take_steps_of_a_booking(county: Any, people: dict[str, Any], driver_account: Any) -> None:
    driver = DriverFactory(community=county.own, staff=driver_account)
    booking = BookingFactory(trip=TripFactory(community=county.own, state="boarding", driver=driver))
    everybody = {**people, "driver": driver_account}
    found = {
        who: allowed({step: may_booking(booking, step, by) for step in BOOKING_WORKFLOW.by_name})
        for who, by in everybody.items()
    }
    office = {"board", "miss", "cancel"}
    assert found == {
        "county_admin": office, "community_manager": office, "grid_worker": set(), "driver": {"board", "miss"},
        "township_officer": set(), "auditor": set(), "colleague": set(), "anonymous": {"cancel"},
    }  # fmt: skip
    assert [step.name for step in booking_steps_for(booking, driver_account)] == ["board", "miss"]


def test_what_a_step_needs_is_said(county: Any, community_manager: Any) -> None:
    trip = trip_in(TripState.PLANNED, community=county.own, vehicle=None, driver=None)
    with pytest.raises(Refused) as refused:
        actions.trip_open(trip=trip, by=community_manager)
    assert (refused.value.code, refused.value.field) == ("no_vehicle", "vehicle")
    with pytest.raises(Refused) as refused:
        actions.trip_cancel(trip=trip, by=community_manager, why=" ")
    assert (refused.value.code, refused.value.field) == ("required", "why")
    actions.trip_change(trip=trip, by=community_manager, vehicle=VehicleFactory(community=county.own))
    opened = actions.trip_open(trip=trip, by=community_manager)
    with pytest.raises(Refused) as refused:
        actions.trip_begin_boarding(trip=opened, by=community_manager)
    assert refused.value.code == "no_driver"


def test_arrival_closes_what_is_open(county: Any, community_manager: Any) -> None:
    trip = TripFactory(community=county.own, state="under_way", vehicle__seats=3)
    boarded, absent = BookingFactory(trip=trip, state="boarded", riders=2), BookingFactory(trip=trip)
    waiting = BookingFactory(trip=trip, state="waiting", place=1, riders=3)
    done = actions.trip_finish(trip=trip, by=community_manager)
    states = dict(Booking.objects.values_list("pk", "state"))
    assert states == {boarded.pk: "boarded", absent.pk: "no_show", waiting.pk: "released"}
    assert (done.km, done.cost_yuan, done.day_cost_yuan) == (18, 225, 180)
    late = actions.booking_board(booking=absent, by=community_manager)  # the phone had no signal
    assert late.state == BookingState.BOARDED
    assert Trip.objects.get(pk=trip.pk).riders == 3


def test_the_day_of_a_vehicle_is_paid_once(county: Any, community_manager: Any) -> None:
    bus = VehicleFactory(community=county.own, cost_per_km_yuan="2", cost_per_day_yuan="150")
    costs = []
    for hours in (0, 3):
        trip = TripFactory(community=county.own, state="under_way", vehicle=bus, starts_at=SEVEN + hours * HOUR)
        done = actions.trip_finish(trip=trip, by=community_manager, km=10)
        costs.append((done.cost_yuan, done.day_cost_yuan))
    assert costs == [(170, 150), (20, 0)]
    free = VehicleFactory(community=county.own, cost_per_km_yuan=None, cost_per_day_yuan=None)
    trip = TripFactory(community=county.own, state="under_way", vehicle=free)
    assert actions.trip_finish(trip=trip, by=community_manager).cost_yuan is None


def test_a_cancelled_trip_releases_everybody(county: Any, community_manager: Any) -> None:
    trip = TripFactory(community=county.own)
    rows = [BookingFactory(trip=trip), BookingFactory(trip=trip, state="waiting", place=1, riders=20)]
    gone = BookingFactory(trip=trip, state="cancelled")
    actions.trip_cancel(trip=trip, by=community_manager, why="大雪封山")
    assert {Booking.objects.get(pk=row.pk).state for row in rows} == {"released"}
    assert Booking.objects.get(pk=gone.pk).state == "cancelled"
    assert set(BookingStep.objects.values_list("why", flat=True)) == {"大雪封山"}
    counted = Trip.objects.get(pk=trip.pk)
    assert (counted.taken, counted.waiting) == (0, 0)
