"""Booking seats, giving them back, and who gets them then."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core.actors import person
from apps.core.errors import DomainError, InvalidInput, ensure
from apps.core.events import emit
from apps.core.rowscope import elevated
from apps.core.scope import communities
from apps.core.text import prose
from apps.households.models import Household
from apps.shuttles.actions.placing import place
from apps.shuttles.actions.stepping import asked_booking, step_of, take_all, take_booking
from apps.shuttles.models import Booking, BookingStep, ShuttleStop, Trip
from apps.shuttles.policies import may_book, still_bookable
from apps.shuttles.rules import Terms
from apps.shuttles.seats import Room, first_served, priority_of
from apps.shuttles.vocabulary import Channel
from apps.shuttles.workflow import BEFORE_DEPARTURE, BOOKING_WORKFLOW

SYSTEM = "system"


@transaction.atomic
def seat_book(
    *, trip: Trip, household: Household, by: Any, from_stop: ShuttleStop | None = None,
    to_stop: ShuttleStop | None = None, riders: int = 1, client_id: uuid.UUID | None = None,
    channel: str = Channel.STAFF, needs_accessible: bool = False, wheelchair: bool = False,
    frail_rides: bool = True, note: str = "",
) -> tuple[Booking, bool]:  # fmt: skip
    """Book seats, or a place on the waitlist where so many are not left. (booking, False): this was sent before.

    Without `from_stop` they get on at the first stop; without `frail_rides` they wait like everybody. Raises Refused;
    InvalidInput where the household has a booking of this trip already, or the stops are none of this trip in this
    order.
    """
    if client_id is not None and (before := Booking.objects.filter(client_id=client_id, household=household).first()):
        return before, False
    needs = bool(needs_accessible or wheelchair)
    row = Trip.objects.get(pk=trip.pk)
    terms = Terms.on()
    ensure(may_book(row, household, by, riders, needs_accessible=needs, terms=terms))
    calls = list(trip.stops.select_related("stop").order_by("place"))
    on, off = _between([call.stop for call in calls], from_stop, to_stop)
    entry = BookingStep(**step_of("book", "", "", by))
    booking = place(
        Booking(
            trip=row, household=household, community_id=row.community_id, from_stop=on, to_stop=off, riders=riders,
            priority=priority_of(household.pk, frail_rides, terms), needs_accessible=needs, wheelchair=wheelchair,
            client_id=client_id or uuid.uuid4(), channel=channel, booked_by=person(by),
            fare_yuan=row.fare_yuan * riders, note=prose(note)[:200],
        ),
        entry,
    )  # fmt: skip
    if booking is None:  # it was closed, or given another vehicle, since it was looked at
        ensure(still_bookable(Trip.objects.get(pk=row.pk), riders, needs_accessible=needs))
        raise DomainError
    emit("shuttle_booking.book", booking_id=booking.pk, trip_id=row.pk, step_id=entry.pk)
    return booking, True


def seat_submit(*, trip: Trip, household: Household, client_id: uuid.UUID, **wishes: Any) -> tuple[Booking, bool]:
    """A household that showed itself at the door books on its own phone; as seat_book.

    The caller has the trip's community as its scope (`elevated`).
    """
    return seat_book(trip=trip, household=household, by=None, client_id=client_id, channel=Channel.PHONE, **wishes)


def _between(
    calls: list[ShuttleStop], on: ShuttleStop | None, off: ShuttleStop | None
) -> tuple[ShuttleStop, ShuttleStop | None]:
    on = on or calls[0]
    if on not in calls[:-1]:
        raise InvalidInput(_("Choose a stop of this trip where people get on."), field="from_stop")
    if off is not None and off not in calls[calls.index(on) + 1 :]:
        raise InvalidInput(_("Choose a stop of this trip after the one where they get on."), field="to_stop")
    return on, off


@transaction.atomic
def booking_cancel(*, booking: Booking, by: Any, why: str = "") -> Booking:
    """The household gives its seats back; they go to the next who waits. `by` None: on its own phone."""
    row = take_booking(asked_booking(booking, "cancel", by, why=why), "cancel", by, why)
    seats_pass_on(row.trip)
    return row


@transaction.atomic
def seats_give_back(rows: QuerySet, *, by: Any, why: str, label: str = "") -> list[Booking]:
    """Give back those of these bookings that still can be, and pass the seats on; which.

    Asks no policy: for what follows from something else that was decided. `label` as with `step_of`.
    """
    able = rows.filter(state__in=BOOKING_WORKFLOW.by_name["cancel"].sources, trip__state__in=BEFORE_DEPARTURE)
    keys = sorted(set(able.order_by().values_list("trip", flat=True)))
    locked = list(Trip.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    given = take_all(able.filter(trip__in=locked).order_by("pk"), "cancel", by, why, label=label)
    for trip in locked:
        seats_pass_on(trip)
    return given


def seats_pass_on(trip: Trip) -> list[Booking]:
    """Give the seats that are free to those who wait, by priority and then place; whom.

    The trip is locked. Whoever gave them back need not see who gets them.
    """
    with elevated("free seats go to the next who waits", communities(trip.community_id)):
        now = Trip.objects.only(
            "seats", "taken", "walk_ons", "wheelchair_places", "wheelchairs_taken", "waiting", "state"
        ).get(pk=trip.pk)
        if not now.waiting or now.state not in BEFORE_DEPARTURE:
            return []
        served = first_served(Booking.objects.filter(trip=trip).queue(), Room.of(now))
        return take_all(served, "promote", None, label=SYSTEM) if served else []
