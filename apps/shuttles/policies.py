"""Who may take which step of a trip or a booking, and why not. Every face asks here.

First whether it is this person's business at all (nothing else is told to strangers), then what can be mended. `by` is
None where a resident acts on the phone.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core import clock
from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.permits import Inputs, covers, given, has_role, not_your_role, sees
from apps.core.workflow import Transition, leaves_from
from apps.households.models import Household
from apps.households.policies import still_here
from apps.shuttles.fitting import fits
from apps.shuttles.models import Booking, RideWish, Run, StandingBooking, Trip, Vehicle
from apps.shuttles.models.riding import MOST_RIDERS
from apps.shuttles.rules import Terms
from apps.shuttles.seats import Room
from apps.shuttles.vocabulary import StandingState, WishState
from apps.shuttles.workflow import (
    BEFORE_DEPARTURE,
    BOOKING_WORKFLOW,
    CREW,
    FIELD,
    OFFICE,
    RUNNING,
    SEATED,
    STEPS,
    BookingState,
    TripState,
)

REQUIRED = {
    "why": _("Please write why."),
    "minutes": _("Write by how many minutes."),
}
RESIDENTS_STEPS = frozenset({"cancel"})
# In which states of the trip a step of a booking makes sense.
WHILE = {
    "board": STEPS["board"].sources,
    "unboard": STEPS["board"].sources,
    "miss": STEPS["board"].sources,
    "unmiss": RUNNING,
    "cancel": BEFORE_DEPARTURE,
}


def may(trip: Trip, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may take the step now. Without `inputs` the step alone is judged (which buttons to show)."""
    asked = STEPS[step]
    return first_refusal(
        (
            lambda: sees(trip, by),
            lambda: has_role(by, asked.roles),
            lambda: given(asked, inputs, REQUIRED),
            lambda: leaves_from(TripState, trip.state, asked),
            lambda: READY.get(step, _always)(trip),
        )
    )


def may_plan(community: Community, by: Any) -> Decision:
    """Whether `by` may keep the register of stops, vehicles and drivers, the timetable, and plans here."""
    return first_refusal((lambda: covers(community, by), lambda: has_role(by, OFFICE)))


def may_book(
    trip: Trip, household: Household, by: Any, riders: int = 1, *, needs_accessible: bool = False,
    terms: Terms | None = None,
) -> Decision:  # fmt: skip
    """Whether this household may book so many seats: by staff, or (None) on its own phone."""
    said = terms or Terms.on()
    return first_refusal(
        (
            lambda: ALLOW if by is None else may(trip, "book", by),
            lambda: ALLOW if by is None else sees(household, by),
            lambda: leaves_from(TripState, trip.state, STEPS["book"]),
            lambda: in_time(trip, by, said),
            lambda: _same_community(trip.community_id, household),
            lambda: still_here(household),
            lambda: ALLOW if by is not None else reliable(household, said),
            lambda: few(riders, said, trip.seats),
            lambda: accessible(trip) if needs_accessible else ALLOW,
        )
    )


def still_bookable(trip: Trip, riders: int, *, needs_accessible: bool = False) -> Decision:
    """What may have changed of a trip between `may_book` and its lock; asks no query."""
    return first_refusal(
        (
            lambda: leaves_from(TripState, trip.state, STEPS["book"]),
            lambda: ALLOW if riders <= trip.seats else few(riders, Terms.on(), trip.seats),
            lambda: accessible(trip) if needs_accessible else ALLOW,
        )
    )


def in_time(trip: Trip, by: Any = None, terms: Terms | None = None) -> Decision:
    """Whether seats can be booked or given back now: residents within the days and minutes of the rules."""
    now = clock.now()
    if by is not None:
        return ALLOW if now < trip.ends_at else refuse("departed", _("This trip is over."))
    said = terms or Terms.on()
    closes = closes_at(trip, said)
    if clock.today() < (opens := trip.day - timedelta(days=said.opens_days)):
        words = _("Seats of this trip can be booked from %(day)s.") % {"day": date_format(opens, "DATE_FORMAT")}
        return refuse("not_open_yet", words)
    if now >= closes:
        at = date_format(localtime(closes), "DATETIME_FORMAT")
        return refuse("closed", _("This was possible until %(time)s. Please ring the office.") % {"time": at})
    return ALLOW


def closes_at(trip: Trip, terms: Terms | None = None) -> datetime:
    """Until when residents can book and give back."""
    return trip.starts_at - timedelta(minutes=(terms or Terms.on()).closes_minutes)


def reliable(household: Household, terms: Terms | None = None) -> Decision:
    """Whether they came often enough when they had booked to book on their own."""
    said = terms or Terms.on()
    after = clock.now() - timedelta(days=said.no_show_days)
    rows = Booking.objects.filter(household=household, state=BookingState.NO_SHOW, trip__starts_at__gte=after)
    if (missed := rows.count()) < said.no_shows:
        return ALLOW
    words = _("This household did not come %(times)s times although seats were booked. Please book through the office.")
    return refuse("no_shows", words % {"times": missed})


def few(riders: int, terms: Terms, seats: int = MOST_RIDERS) -> Decision:
    """Whether one booking may be for so many, and whether so many fit were nobody else on board."""
    most = min(seats, terms.riders)
    if 1 <= riders <= most:
        return ALLOW
    return refuse("riders", _("Book for 1 to %(most)s riders.") % {"most": most}, field="riders")


def accessible(trip: Trip | Vehicle) -> Decision:
    """Whether somebody in a wheelchair can ride."""
    if trip.wheelchair_places:
        return ALLOW
    words = _("This vehicle has no place for a wheelchair. Please choose another trip, or ring the office.")
    return refuse("not_accessible", words, field="needs_accessible")


def may_booking(booking: Booking, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may take a step of a booking; a resident (None) gives back what is his own."""
    asked = BOOKING_WORKFLOW.by_name[step]
    return first_refusal(
        (
            lambda: ALLOW if by is None else sees(booking, by),
            lambda: _resident(step) if by is None else has_role(by, asked.roles),
            lambda: given(asked, inputs, REQUIRED),
            lambda: leaves_from(BookingState, booking.state, asked),
            lambda: _while(booking.trip, step),
            lambda: _seat_free(booking, asked),
            lambda: in_time(booking.trip) if by is None else ALLOW,
        )
    )


def may_board(trip: Trip, by: Any) -> Decision:
    """Whether `by` may tick off who boards: its driver, or the office."""
    return may(trip, "board", by)


def may_print(trip: Trip, by: Any) -> Decision:
    """Whether `by` may have the boarding list on paper, with the names of who rides: its driver, or the office."""
    return first_refusal((lambda: sees(trip, by), lambda: has_role(by, CREW)))


def may_have_calendar(household: Household, by: Any) -> Decision:
    """Whether `by`, or (None) the household itself, may have or revoke its secret calendar address."""
    return may_wish(household, by)


def may_stand(run: Run, household: Household, by: Any, riders: int = 1) -> Decision:
    """Whether this household may have a standing booking of a run: by staff, or (None) on its own phone."""
    return first_refusal(
        (
            lambda: _own_or_field(household, by),
            lambda: _same_community(run.community_id, household),
            lambda: still_here(household),
            lambda: ALLOW if by is not None else reliable(household),
            lambda: few(riders, Terms.on(), run.vehicle.seats if run.vehicle else MOST_RIDERS),
            lambda: _still_runs(run),
        )
    )


def may_end_standing(standing: StandingBooking, by: Any) -> Decision:
    """Whether `by`, or (None) the household, may end a standing booking."""
    return first_refusal(
        (
            lambda: _own_or_field(standing, by),
            lambda: ALLOW if standing.state == StandingState.LIVE else refuse("ended", _("It has ended already.")),
        )
    )


def may_wish(household: Household, by: Any) -> Decision:
    """Whether `by`, or (None) the household itself, may tell a wish for a trip."""
    return first_refusal((lambda: _own_or_field(household, by), lambda: still_here(household)))


def may_withdraw_wish(wish: RideWish, by: Any) -> Decision:
    """Whether `by`, or (None) the household, may take a wish back."""
    gone = refuse("withdrawn", _("This wish was withdrawn already."))
    return first_refusal(
        (
            lambda: _own_or_field(wish, by),
            lambda: ALLOW if wish.state != WishState.WITHDRAWN else gone,
        )
    )


def steps_for(trip: Trip, by: Any) -> list[Transition]:
    """The steps of the workflow that `by` may take now; each a button."""
    return [step for name, step in STEPS.items() if step.target and may(trip, name, by)]


def booking_steps_for(booking: Booking, by: Any) -> list[Transition]:
    """The steps of a booking that `by` may take now."""
    return [step for step in BOOKING_WORKFLOW.transitions if may_booking(booking, step.name, by)]


def _own_or_field(row: Any, by: Any) -> Decision:
    """Whether it is the household itself (None) that asks, or somebody of the staff who works with it."""
    return ALLOW if by is None else first_refusal((lambda: sees(row, by), lambda: has_role(by, FIELD)))


def _resident(step: str) -> Decision:
    return ALLOW if step in RESIDENTS_STEPS else not_your_role()


def _while(trip: Trip, step: str) -> Decision:
    sources = WHILE.get(step, tuple(TripState))
    if trip.state in sources:
        return ALLOW
    words = _("The trip is now “%(state)s”, so this step is not possible.") % {"state": TripState(trip.state).label}
    return refuse("wrong_state", words)


def _seat_free(booking: Booking, asked: Transition) -> Decision:
    """Whether who has no seat finds one: from the waitlist, or after all."""
    if asked.target not in SEATED or booking.state in SEATED:
        return ALLOW
    if Room.of(booking.trip).takes(booking.riders, booking.wheelchair):
        return ALLOW
    return refuse("full", _("All seats are taken. Note first who did not come."))


def _same_community(community: int, household: Household) -> Decision:
    if household.community_id == community:
        return ALLOW
    return refuse("other_community", _("This household belongs to another community, which has shuttles of its own."))


def _still_runs(run: Run) -> Decision:
    last = run.season.last_day if run.ended_on is None else min(run.season.last_day, run.ended_on - timedelta(days=1))
    if last >= clock.today():
        return ALLOW
    return refuse("run_over", _("This run does not run any more."), field="run")


def _always(trip: Trip) -> Decision:
    return ALLOW


def _can_open(trip: Trip) -> Decision:
    if trip.vehicle is None:
        return refuse("no_vehicle", _("Give the trip a vehicle before seats can be booked."), field="vehicle")
    if trip.ends_at <= clock.now():
        return refuse("departed", _("This trip is over."))
    return _crew_fits(trip)


def _can_board(trip: Trip) -> Decision:
    if trip.driver is None:
        return refuse("no_driver", _("Give the trip a driver first."), field="driver")
    return _crew_fits(trip)


def _crew_fits(trip: Trip) -> Decision:
    return fits(
        community=trip.community_id, vehicle=trip.vehicle, driver=trip.driver, starts_at=trip.starts_at,
        ends_at=trip.ends_at, besides=trip.pk,
    )  # fmt: skip


READY: dict[str, Callable[[Trip], Decision]] = {"open": _can_open, "begin_boarding": _can_board}
