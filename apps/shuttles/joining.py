"""Two records of one household become one: its seats, standing bookings and calendar address."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.decisions import refuse
from apps.core.errors import Refused
from apps.households.journal import Journal
from apps.households.likeness.merging import foretells_merge, settles_households
from apps.households.models import Household
from apps.shuttles.actions import booking_cancel, booking_miss
from apps.shuttles.models import BoardingTick, Booking, BookingStep, CalendarLink, StandingBooking, Trip
from apps.shuttles.policies import may_booking
from apps.shuttles.vocabulary import StandingState
from apps.shuttles.words import stored, trip_words
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


@foretells_merge
def shuttles_foretold(keep: Household, drop: Household) -> list[str]:
    """What `shuttles_join` would do, in words; nothing where the two do not meet."""
    said = [_foretold(mine, theirs) for mine, theirs in _pairs(keep, drop)]
    for theirs, _mine in _standing_twice(keep, drop):
        words = _t("Both have a seat on every day of %(run)s: that of the record that goes ends.")
        said.append(words % {"run": f"{theirs.run} {theirs.run.route.name}"})
    links = CalendarLink.objects.filter(revoked_at=None)
    if links.filter(household=keep).exists() and links.filter(household=drop).exists():
        said.append(_t("The calendar address of the record that goes leads nowhere any more."))
    return said


def _foretold(mine: Booking, theirs: Booking) -> str:
    trip = {"trip": trip_words(mine.trip)}
    if mine.trip.state in BEFORE_DEPARTURE and BookingState.BOARDED not in (mine.state, theirs.state):
        return _t("Both have booked %(trip)s: one booking is given back, and its seats go to who waits.") % trip
    if mine.trip.state != TripState.DONE and BookingState.BOARDED in (mine.state, theirs.state):
        return _t("Both are on %(trip)s: merge them when it has arrived.") % trip
    return _t("Both rode on %(trip)s: that becomes one booking for all who did.") % trip


def _on_one_trip(keep: Household, drop: Household) -> list[tuple[Booking, Booking]]:
    """Their bookings of the same trips, which are locked."""
    keys = [mine.trip_id for mine, _theirs in _pairs(keep, drop)]
    list(Trip.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    return _pairs(keep, drop)


def _pairs(keep: Household, drop: Household) -> list[tuple[Booking, Booking]]:
    rows = Booking.objects.live().order_by("trip_id").select_related("trip__route")
    mine = {row.trip_id: row for row in rows.filter(household=keep)}
    return [(mine[row.trip_id], row) for row in rows.filter(household=drop, trip__in=mine)]


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
    for theirs, mine in _standing_twice(keep, drop):
        for row in theirs.bookings.live().filter(trip__state__in=BEFORE_DEPARTURE).order_by("pk"):
            journal.change(row, standing_id=mine.pk)
        journal.change(theirs, state=StandingState.ENDED, why=stored(MERGED))


def _standing_twice(keep: Household, drop: Household) -> list[tuple[StandingBooking, StandingBooking]]:
    """Standing bookings of the record that goes, each with that of the other one for the same run and time."""
    live = StandingBooking.objects.filter(state=StandingState.LIVE).select_related("run__route").order_by("pk")
    found = [
        (theirs, live.filter(household=keep, run=theirs.run_id, period__overlap=theirs.period).first())
        for theirs in live.filter(household=drop)
    ]
    return [(theirs, mine) for theirs, mine in found if mine is not None]
