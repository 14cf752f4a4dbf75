"""What the database itself holds of shuttles: nobody in two places, seats never oversold, nothing counted wrong."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from apps.accounts.roles import Role
from apps.core.rowscope import entered
from apps.core.scope import scope_of
from apps.shuttles.models import Booking, BookingStep, Trip, Vehicle
from apps.shuttles.workflow import BOOKING_WORKFLOW
from tests.accounts.factories import StaffFactory
from tests.shuttles.factories import HOUR, BookingFactory, DriverFactory, TripFactory, VehicleFactory


def refused_by(name: str) -> Any:
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.parametrize("what", ["vehicle", "driver"])
def test_nobody_is_in_two_places(what: str) -> None:
    trip = TripFactory()
    same: dict[str, Any] = {"community": trip.community, what: getattr(trip, what)}
    TripFactory(**same, starts_at=trip.ends_at)  # from the minute of arrival on
    with refused_by(f"shuttles_{what}_in_one_place"), transaction.atomic():
        TripFactory(**same, starts_at=trip.starts_at + HOUR / 2)
    Trip.objects.filter(pk=trip.pk).update(state="cancelled", why="大雪封山")
    TripFactory(**same, starts_at=trip.starts_at)


def test_seats_are_counted_and_never_oversold() -> None:
    trip = TripFactory(vehicle=VehicleFactory(seats=3, wheelchair_places=1))
    first = BookingFactory(trip=trip, riders=2, wheelchair=True)
    BookingFactory(trip=trip, state="waiting", riders=5, place=1)
    with refused_by("shuttles_seats_never_oversold"), transaction.atomic():
        BookingFactory(trip=trip, riders=2)
    with refused_by("shuttles_seats_never_oversold"), transaction.atomic():
        BookingFactory(trip=trip, wheelchair=True)
    trip.refresh_from_db()
    assert (trip.taken, trip.wheelchairs_taken, trip.waiting, trip.boarded) == (2, 1, 1, 0)
    Booking.objects.filter(pk=first.pk).update(state="boarded")
    trip.refresh_from_db()
    assert (trip.taken, trip.boarded) == (2, 2)
    Booking.objects.filter(pk=first.pk).update(state="booked")
    Booking.objects.filter(trip=trip).update(state="released")
    trip.refresh_from_db()
    assert (trip.taken, trip.wheelchairs_taken, trip.waiting, trip.boarded) == (0, 0, 0, 0)
    Booking.objects.filter(trip=trip).delete()
    with refused_by("shuttles_seats_never_oversold"), transaction.atomic():
        Trip.objects.filter(pk=trip.pk).update(taken=4)


def test_many_bookings_in_one_statement_are_counted_once_each() -> None:
    trips = [TripFactory(starts_at=TripFactory().starts_at + timedelta(days=n)) for n in range(1, 3)]
    made = [BookingFactory.build(trip=trip, community=trip.community, household=None, from_stop=None) for trip in trips]
    for booking in made:
        other = BookingFactory(trip=booking.trip)
        booking.from_stop, booking.household = other.from_stop, BookingFactory(trip=booking.trip).household
        Booking.objects.filter(household=booking.household).delete()
    Booking.objects.bulk_create(made)
    assert list(Trip.objects.filter(pk__in=[trip.pk for trip in trips]).values_list("taken", flat=True)) == [2, 2]


def test_one_live_booking_of_a_household_and_trip() -> None:
    booking = BookingFactory(state="cancelled")
    again: dict[str, Any] = {"trip": booking.trip, "household": booking.household}
    BookingFactory(**again)
    with refused_by("shuttles_one_booking_a_trip"), transaction.atomic():
        BookingFactory(**again, state="waiting", place=1)


def test_only_the_steps_of_the_workflow() -> None:
    booking = BookingFactory(state="cancelled")
    with pytest.raises(Exception, match="Invalid transition"), transaction.atomic():
        Booking.objects.filter(pk=booking.pk).update(state="booked")
    with pytest.raises(Exception, match="Invalid transition"), transaction.atomic():
        Trip.objects.filter(pk=booking.trip_id).update(state="done", km=1)
    assert ("cancelled", "booked") not in set(BOOKING_WORKFLOW.edges())


def test_a_driver_sees_the_own_trips_only(county: Any) -> None:
    account = StaffFactory(role=Role.DRIVER, areas=[county.own])
    driver = DriverFactory(community=county.own, staff=account)
    own, other = TripFactory(community=county.own, driver=driver), TripFactory(community=county.own)
    bookings = [BookingFactory(trip=trip) for trip in (own, other)]
    for booking in bookings:
        BookingStep.objects.create(booking=booking, step="book")
    assert list(Trip.objects.visible_to(account)) == [own]
    assert list(Booking.objects.visible_to(account)) == bookings[:1]
    assert not Vehicle.objects.visible_to(account).exists()
    with entered(scope_of(account), staff=account.pk):
        assert list(Trip.objects.all()) == [own]
        assert list(Booking.objects.all()) == bookings[:1]
        assert BookingStep.objects.count() == 1
        assert Vehicle.objects.get(pk=own.vehicle_id).plate  # what his trip is driven with has a name
        assert Booking.objects.filter(pk=bookings[0].pk).update(state="boarded") == 1
        assert Trip.objects.get().boarded == 1
    assert account.scope.empty
