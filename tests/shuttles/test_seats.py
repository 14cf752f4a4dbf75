"""Booking seats: the waitlist, who goes first, what is refused, and five hundred at once."""

import threading
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection

from apps.core import clock
from apps.core.errors import InvalidInput, Refused
from apps.core.periods import since
from apps.core.rowscope import elevated, entered
from apps.core.scope import communities, scope_of
from apps.households.models import Disability, Household
from apps.shuttles import actions
from apps.shuttles.models import Booking, BookingStep, Trip
from apps.shuttles.seats import Room, board_list, first_served, seats_left
from tests.communities.factories import DwellingFactory
from tests.households.factories import HouseholdFactory, MembershipFactory, OccupancyFactory
from tests.households.families import family_in
from tests.shuttles.factories import BookingFactory, TripFactory, VehicleFactory


def trip_of(county: Any, seats: int, **facts: Any) -> Trip:
    trip: Trip = TripFactory(community=county.own, vehicle__seats=seats, **facts)
    return trip


DAY = timedelta(days=1)


def home(county: Any, born: date = date(1980, 1, 1), building: Any = None) -> Any:
    household = HouseholdFactory(community=county.own)
    if building is not None:
        OccupancyFactory(household=household, dwelling=DwellingFactory(building=building, community=county.own))
    MembershipFactory(household=household, member__birth_date=born)
    return household


def states() -> list[tuple[str, int | None]]:
    return list(Booking.objects.order_by("pk").values_list("state", "place"))


@pytest.mark.usefixtures("evening")
class TestBooking:
    def test_seats_then_the_waitlist_in_order(self, county: Any, community_manager: Any) -> None:
        trip = trip_of(county, 3)
        for riders in (2, 2, 1, 1):
            actions.seat_book(trip=trip, household=home(county), by=community_manager, riders=riders)
        assert states() == [("booked", None), ("waiting", 1), ("booked", None), ("waiting", 2)]
        counted = Trip.objects.get(pk=trip.pk)
        assert (counted.taken, counted.waiting, seats_left(counted)) == (3, 2, 0)

    def test_sent_twice_it_is_one_booking(self, county: Any) -> None:
        trip, household, key = trip_of(county, 3), home(county), uuid.uuid4()
        first, made = actions.seat_submit(trip=trip, household=household, client_id=key)
        again, made_again = actions.seat_submit(trip=trip, household=household, client_id=key, riders=2)
        assert (made, made_again, first) == (True, False, again)
        with pytest.raises(InvalidInput) as refused:
            actions.seat_submit(trip=trip, household=household, client_id=uuid.uuid4())
        assert refused.value.code == "taken"
        assert Booking.objects.count() == BookingStep.objects.count() == 1

    def test_the_old_and_the_disabled_move_up_first(self, county: Any, community_manager: Any) -> None:
        trip = trip_of(county, 1)
        first = actions.seat_book(trip=trip, household=home(county), by=community_manager)[0]
        usual = actions.seat_book(trip=trip, household=home(county), by=community_manager)[0]
        frail = family_in(county.own)
        Disability.objects.create(
            member=frail.mother, community=county.own, category="limb", grade=1, period=since(date(2020, 1, 1)),
        )  # fmt: skip
        disabled = actions.seat_book(trip=trip, household=frail.household, by=community_manager)[0]
        old = actions.seat_book(trip=trip, household=home(county, date(1950, 1, 1)), by=community_manager)[0]
        assert [row.priority for row in (first, usual, disabled, old)] == [0, 0, 1, 1]
        for gone, next_one in ((first, disabled), (disabled, old), (old, usual)):
            actions.booking_cancel(booking=gone, by=community_manager)
            assert Booking.objects.get(pk=next_one.pk).state == "booked"
        assert Trip.objects.get(pk=trip.pk).waiting == 0
        assert BookingStep.objects.filter(step="promote", by_label="system").count() == 3

    def test_who_goes_first_does_so_when_that_one_rides(self, county: Any, community_manager: Any) -> None:
        trip = trip_of(county, 1)
        actions.seat_book(trip=trip, household=home(county), by=community_manager)
        old = home(county, date(1950, 1, 1))
        alone = actions.seat_book(trip=trip, household=old, by=community_manager, frail_rides=False)[0]
        assert alone.priority == 0
        young = actions.seat_book(trip=trip, household=home(county), by=community_manager, frail_rides=True)[0]
        assert young.priority == 0  # nobody of them is old or disabled, whatever they tick

    def test_who_does_not_fit_is_passed_over_and_stays_first(self, county: Any, community_manager: Any) -> None:
        trip = trip_of(county, 4)
        rows = [
            actions.seat_book(trip=trip, household=home(county), by=community_manager, riders=riders)[0]
            for riders in (2, 2, 4, 1)
        ]
        actions.booking_cancel(booking=rows[0], by=community_manager)
        assert [state for state, _place in states()] == ["cancelled", "booked", "waiting", "booked"]
        bigger = VehicleFactory(community=county.own, seats=19)
        actions.trip_change(trip=trip, by=community_manager, vehicle=bigger)
        assert Booking.objects.get(pk=rows[2].pk).state == "booked"
        with pytest.raises(InvalidInput, match="taken"):
            actions.trip_change(trip=trip, by=community_manager, vehicle=VehicleFactory(community=county.own, seats=3))

    def test_a_wheelchair_needs_its_place(self, county: Any, community_manager: Any) -> None:
        book: dict[str, Any] = {"by": community_manager, "wheelchair": True}
        with pytest.raises(Refused) as refused:
            actions.seat_book(trip=trip_of(county, 5), household=home(county), **book)
        assert refused.value.code == "not_accessible"
        trip = trip_of(county, 5, vehicle__wheelchair_places=1)
        kept = [actions.seat_book(trip=trip, household=home(county), **book)[0].state for _n in range(2)]
        assert kept == ["booked", "waiting"]
        assert actions.seat_book(trip=trip, household=home(county), by=community_manager)[0].state == "booked"

    def test_what_residents_are_refused(self, county: Any, community_manager: Any) -> None:
        trip, household = trip_of(county, 3), home(county)

        def code(at: str, **facts: Any) -> str:
            with time_machine.travel(at, tick=False), pytest.raises(Refused) as refused:
                actions.seat_submit(trip=trip, household=household, client_id=uuid.uuid4(), **facts)
            return str(refused.value.code)

        assert code("2026-11-23T15:00:00Z") == "not_open_yet"
        assert code("2026-11-30T22:30:00Z") == "closed"
        assert code("2026-11-30T10:00:00Z", riders=4) == "riders"
        for day in range(3):
            BookingFactory(
                trip=TripFactory(community=county.own, state="done", km=1, starts_at=trip.starts_at - (day + 2) * DAY),
                household=household, state="no_show",
            )  # fmt: skip
        assert code("2026-11-30T10:00:00Z") == "no_shows"
        with time_machine.travel("2026-11-30T22:45:00Z", tick=False):  # the office still may
            assert actions.seat_book(trip=trip, household=household, by=community_manager)[1]

    def test_what_anybody_is_refused(self, county: Any, community_manager: Any) -> None:
        trip = trip_of(county, 3)
        first, last = [call.stop for call in trip.stops.order_by("place")]
        book: dict[str, Any] = {"trip": trip, "by": community_manager}
        with pytest.raises(Refused) as refused:
            actions.seat_book(household=HouseholdFactory(community=county.foreign), **book)
        assert refused.value.code == "not_in_scope"
        with pytest.raises(Refused) as refused:
            actions.seat_book(household=HouseholdFactory(community=county.own, left_on=date(2026, 1, 1)), **book)
        assert refused.value.code == "has_left"
        for stops in ({"from_stop": last}, {"to_stop": first}, {"from_stop": BookingFactory().from_stop}):
            with pytest.raises(InvalidInput):
                actions.seat_book(household=home(county), **book, **stops)

    def test_a_grid_worker_gives_a_seat_on_to_somebody_of_another_building(self, county: Any, grid_worker: Any) -> None:
        trip = trip_of(county, 1)
        mine = home(county, building=county.building)
        booking, _made = actions.seat_book(trip=trip, household=mine, by=grid_worker, channel="grid")
        other = BookingFactory(trip=trip, household=home(county), state="waiting", place=7)
        with entered(scope_of(grid_worker), staff=grid_worker.pk):
            assert not Booking.objects.filter(pk=other.pk).exists()
            actions.booking_cancel(booking=booking, by=grid_worker)
        assert Booking.objects.get(pk=other.pk).state == "booked"

    def test_the_boarding_list(self, county: Any, community_manager: Any) -> None:
        trip = trip_of(county, 2)
        first = home(county, building=county.building)
        rows = [
            actions.seat_book(trip=trip, household=household, by=community_manager, riders=riders)[0]
            for household, riders in ((first, 2), (home(county), 1))
        ]
        with entered(communities()):
            listed = board_list(trip)
        assert [line.booking for line in listed] == rows
        assert listed[0].door.startswith("1-")
        assert listed[0].who.endswith("某")


def test_served_in_the_order_of_the_queue() -> None:
    queue = [Booking(riders=riders) for riders in (3, 1, 2)]
    assert [row.riders for row in first_served(queue, Room(seats=3, chairs=0))] == [3]
    assert [row.riders for row in first_served(queue, Room(seats=2, chairs=0))] == [1]


@pytest.mark.django_db(transaction=True)
def test_five_hundred_book_thirty_seats_at_once(county: Any) -> None:
    trip = trip_of(county, 30, starts_at=clock.now() + timedelta(days=2))
    codes = (Household(community=county.own, code=f"S{n:05}") for n in range(500))
    homes = Household.objects.bulk_create(codes)
    shares, faults = [homes[n::10] for n in range(10)], []
    begin = threading.Barrier(len(shares))

    def book(households: list[Any]) -> None:
        try:
            begin.wait()
            for household in households:
                with elevated("a resident books", communities(county.own.pk)):
                    actions.seat_submit(trip=trip, household=household, client_id=uuid.uuid4())
        except Exception as error:  # the thread's own; the test fails on it below
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=book, args=(share,)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    seats = Booking.objects.filter(trip=trip).order_by("pk")
    assert [row.state for row in seats[:30]] == ["booked"] * 30
    waiting = seats[30:]
    assert [(row.state, row.place) for row in waiting] == [("waiting", n) for n in range(1, 471)]
    counted = Trip.objects.get(pk=trip.pk)
    assert (counted.taken, counted.waiting) == (30, 470)
    assert BookingStep.objects.filter(booking__trip=trip).count() == 500
