"""Standing bookings: a seat on every trip of a run, booked for all trips at once."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.actors import person
from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.periods import since
from apps.core.rowscope import elevated
from apps.core.scope import communities
from apps.core.text import prose
from apps.households.models import Household
from apps.shuttles.actions.seats import seats_give_back
from apps.shuttles.actions.stepping import step_of
from apps.shuttles.models import Booking, BookingStep, Run, ShuttleStop, StandingBooking, Trip
from apps.shuttles.policies import accessible, may_end_standing, may_stand
from apps.shuttles.seats import Room, priorities
from apps.shuttles.vocabulary import Channel, Priority, StandingState
from apps.shuttles.workflow import BOOKABLE, LIVE, BookingState

STANDING = "standing booking"
WISHES = ("riders", "weekdays", "needs_accessible", "wheelchair", "frail_rides", "note")


@transaction.atomic
def standing_add(
    *, run: Run, household: Household, by: Any, from_stop: ShuttleStop, to_stop: ShuttleStop | None = None,
    first: date | None = None, last: date | None = None, client_id: uuid.UUID | None = None,
    channel: str = Channel.STAFF, **wishes: Any,
) -> tuple[StandingBooking, bool]:  # fmt: skip
    """Book every trip of a run from `first` (today) to `last` (the season's end), with the WISHES.

    Trips that are laid already are booked at once. (row, False): this was sent before. Raises Refused, InvalidInput.
    """
    if unknown := set(wishes) - set(WISHES):
        raise TypeError(f"no wishes: {sorted(unknown)}")
    rows = StandingBooking.objects.filter(client_id=client_id, household=household)
    if client_id is not None and (before := rows.first()):
        return before, False
    run = Run.objects.select_related("season", "vehicle").get(pk=run.pk)
    ensure(may_stand(run, household, by, wishes.get("riders", 1)))
    if run.vehicle is not None and (wishes.get("needs_accessible") or wishes.get("wheelchair")):
        ensure(accessible(run.vehicle))
    calls = list(run.route.stops.order_by("place").values_list("stop", flat=True))
    if from_stop.pk not in calls[:-1] or (
        to_stop is not None and to_stop.pk not in calls[calls.index(from_stop.pk) + 1 :]
    ):
        raise InvalidInput(_("Choose stops of this route, in the order of the way."), field="from_stop")
    start, end = (
        max(first or clock.today(), run.season.first_day),
        min(last or run.season.last_day, run.season.last_day),
    )
    if end < start:
        raise InvalidInput(_("The last day comes after the first."), field="last")
    row: StandingBooking = checked(
        StandingBooking(
            run=run, household=household, community_id=run.community_id, from_stop=from_stop, to_stop=to_stop,
            period=since(start, end + timedelta(days=1)), client_id=client_id or uuid.uuid4(), channel=channel,
            booked_by=person(by), **wishes,
        )
    )  # fmt: skip
    standing_seats(Trip.objects.filter(run=run), by=by)
    emit("shuttle_standing.add", standing_id=row.pk)
    return row, True


def run_locked(run: Run | None) -> None:
    """Keep all trips of a run that can be booked as they are until the transaction ends.

    Who books one trip and then all of them would else wait for somebody who does the same from another trip.
    """
    rows = Trip.objects.filter(run=run, state__in=BOOKABLE, ends_at__gt=clock.now())
    list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


@transaction.atomic
def standing_end(*, standing: StandingBooking, by: Any, why: str = "", label: str = "") -> StandingBooking:
    """No more: the seats of trips to come are given back, and go to who waits. `label` as with `step_of`."""
    ensure(may_end_standing(standing, by))
    trips = Trip.objects.filter(bookings__standing=standing, bookings__state__in=LIVE, state__in=BOOKABLE)
    keys = sorted(set(trips.values_list("pk", flat=True)))
    locked = list(Trip.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    row: StandingBooking = StandingBooking.objects.select_for_update().get(pk=standing.pk)
    ensure(may_end_standing(row, by))
    row.state, row.why = StandingState.ENDED, prose(why)[:200]
    checked(row)
    seats_give_back(Booking.objects.filter(trip__in=locked, standing=row), by=by, why=why, label=label)
    emit("shuttle_standing.end", standing_id=row.pk)
    return row


@transaction.atomic
def standing_seats(trips: Iterable[Trip], *, by: Any = None) -> int:
    """Book the standing bookings of these trips that are not booked yet; how many bookings were made.

    By priority, then in the order in which they were registered: seats first, then the waitlist. A household that has
    any booking of the trip, also one it gave back, is left alone. A fixed number of statements for all trips.
    """
    keys = [trip.pk for trip in trips]
    rows = Trip.objects.filter(pk__in=keys, state__in=BOOKABLE, ends_at__gt=clock.now(), run__isnull=False)
    locked = list(rows.select_for_update(of=("self",)).order_by("pk"))
    if not locked:
        return 0
    with elevated("standing bookings of all who ride", communities(*{trip.community_id for trip in locked})):
        return _book(locked, by)


def _book(trips: list[Trip], by: Any) -> int:
    wanted = _by_run(trips)
    has = set(Booking.objects.filter(trip__in=trips).values_list("trip", "household"))
    made: list[Booking] = []
    for trip in trips:
        room, last = Room.of(trip), trip.last_place
        for row, priority in wanted.get(trip.run_id or 0, ()):
            if (trip.pk, row.household_id) in has or not _rides(row, trip):
                continue
            seated = room.takes(row.riders, row.wheelchair)
            last += not seated
            made.append(_booking(row, trip, priority, None if seated else last, by))
    Booking.objects.bulk_create(made, batch_size=1_000)
    BookingStep.objects.bulk_create(
        [BookingStep(booking=row, **step_of("book", "", row.state, by, label=STANDING)) for row in made],
        batch_size=1_000,
    )
    return len(made)


def _by_run(trips: list[Trip]) -> dict[int, list[tuple[StandingBooking, int]]]:
    rows = StandingBooking.objects.filter(run__in={trip.run_id for trip in trips}, state=StandingState.LIVE)
    found = list(rows.filter(household__left_on__isnull=True))
    homes = priorities([row.household_id for row in found])
    first = {row.pk: homes[row.household_id] if row.frail_rides else int(Priority.USUAL) for row in found}
    by_run: dict[int, list[tuple[StandingBooking, int]]] = defaultdict(list)
    for row in sorted(found, key=lambda row: (-first[row.pk], row.created_at, row.pk)):
        by_run[row.run_id].append((row, first[row.pk]))
    return by_run


def _rides(row: StandingBooking, trip: Trip) -> bool:
    """Whether a standing booking means this trip: its day is in the period and one of its days of the week."""
    if not row.weekdays >> trip.day.weekday() & 1 or row.riders > (trip.seats or row.riders):
        return False
    started, ended = row.started, row.ended
    return (started is None or started <= trip.day) and (ended is None or trip.day < ended)


def _booking(row: StandingBooking, trip: Trip, priority: int, place: int | None, by: Any) -> Booking:
    return Booking(
        trip=trip, household_id=row.household_id, community_id=trip.community_id, from_stop_id=row.from_stop_id,
        to_stop_id=row.to_stop_id, riders=row.riders, priority=priority, needs_accessible=row.needs_accessible,
        wheelchair=row.wheelchair, channel=Channel.STANDING, standing=row, booked_by=person(by),
        fare_yuan=trip.fare_yuan * row.riders, place=place,
        state=BookingState.BOOKED if place is None else BookingState.WAITING,
    )  # fmt: skip
