"""Two records of one household become one: its seats, standing bookings and calendar address."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.decisions import refuse
from apps.core.errors import Refused
from apps.households.journal import Journal
from apps.households.likeness.merging import settles_households
from apps.households.models import Household
from apps.shuttles.actions import booking_cancel, booking_miss
from apps.shuttles.models import BoardingTick, Booking, BookingStep, CalendarLink, StandingBooking, Trip
from apps.shuttles.policies import may_booking
from apps.shuttles.vocabulary import StandingState
from apps.shuttles.words import stored
from apps.shuttles.workflow import BEFORE_DEPARTURE, SEATED, BookingState, TripState

MERGED = _("The household was registered twice.")
RIDES_NOW = _("Both records ride on a trip that is under way. Merge them when it has arrived.")


@settles_households(Booking, StandingBooking, CalendarLink, logs=(BookingStep, BoardingTick))
def shuttles_join(keep: Household, drop: Household, by: Any, journal: Journal) -> None:
    """One booking a trip, one standing booking a run, one calendar address; the others then move by themselves.

    A seat that was given back went to who waited, so it stays given back when the merge is undone; all else returns.
    """
    for mine, theirs in _on_one_trip(keep, drop):
        _one_booking(mine, theirs, by, journal)
    _one_standing(keep, drop, journal)
    links = CalendarLink.objects.filter(revoked_at=None)
    if links.filter(household=keep).exists():
        for link in links.filter(household=drop):
            journal.change(link, revoked_at=clock.now())


def _on_one_trip(keep: Household, drop: Household) -> list[tuple[Booking, Booking]]:
    live = Booking.objects.live().order_by("trip_id")
    keys = live.filter(household=drop, trip__in=live.filter(household=keep).order_by().values("trip"))
    trips = Trip.objects.select_for_update(of=("self",)).filter(pk__in=list(keys.values_list("trip", flat=True)))
    locked = list(trips.order_by("pk"))
    rows = live.filter(trip__in=locked).select_related("trip")
    mine = {row.trip_id: row for row in rows.filter(household=keep)}
    return [(mine[row.trip_id], row) for row in rows.filter(household=drop) if row.trip_id in mine]


def _one_booking(mine: Booking, theirs: Booking, by: Any, journal: Journal) -> None:
    """Theirs is given back; mine instead where only theirs is a seat, so that nobody loses a seat by being merged."""
    only_theirs = mine.state == BookingState.WAITING and theirs.state in SEATED
    order = (mine, theirs) if only_theirs else (theirs, mine)
    spare = next((row for row in order if may_booking(row, "cancel", by)), None)
    if spare is not None:
        booking_cancel(booking=spare, by=by, why=stored(MERGED))
        return
    if mine.trip.state != TripState.DONE:
        raise Refused(refuse("rides_now", RIDES_NOW))
    absent = next((row for row in (theirs, mine) if row.state == BookingState.BOOKED), None)
    if absent is not None:  # taken off the list after the arrival
        booking_miss(booking=absent, by=by)
    else:
        _rode_together(mine, theirs, journal)


def _rode_together(mine: Booking, theirs: Booking, journal: Journal) -> None:
    """Both rode: one booking for all who did, with both logs. The trip counts as many riders as before."""
    for model in (BookingStep, BoardingTick):
        for row in model.objects.filter(booking=theirs).order_by("pk"):
            journal.change(row, booking_id=mine.pk)
    journal.remove(theirs)
    journal.change(
        mine, riders=mine.riders + theirs.riders, fare_yuan=mine.fare_yuan + theirs.fare_yuan,
        wheelchair=mine.wheelchair or theirs.wheelchair,
        needs_accessible=mine.needs_accessible or theirs.needs_accessible,
    )  # fmt: skip


def _one_standing(keep: Household, drop: Household, journal: Journal) -> None:
    """Theirs of the same run and time ends; seats that it booked already, on other trips, go on under mine."""
    live = StandingBooking.objects.filter(state=StandingState.LIVE).order_by("pk")
    for theirs in live.filter(household=drop):
        mine = live.filter(household=keep, run=theirs.run_id, period__overlap=theirs.period).first()
        if mine is None:
            continue
        for row in theirs.bookings.live().filter(trip__state__in=BEFORE_DEPARTURE).order_by("pk"):
            journal.change(row, standing_id=mine.pk)
        journal.change(theirs, state=StandingState.ENDED, why=stored(MERGED))
