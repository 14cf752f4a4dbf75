"""Every state of a trip and a booking with every step: the same cases for actions, admin, API and phone pages.

A face posts each case as `case.step` on `case.row()` with `case.inputs`, as somebody of the office, and holds its
answer against `case.open`; `case.kept()` says whether the row still stands where it stood.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from apps.shuttles.models import Booking, Trip
from apps.shuttles.workflow import (
    BOOKING_WORKFLOW,
    RUNNING,
    STEPS,
    BookingState,
    TripState,
)
from tests.shuttles.factories import BookingFactory, TripFactory

# Steps that have an action of their own; `book` and `board` are asked of a trip, but write bookings.
TRIP_STEPS = tuple(step for step in STEPS if step not in ("book", "board"))
BOOKING_STEPS = tuple(step.name for step in BOOKING_WORKFLOW.transitions if step.roles)
INPUTS: dict[str, dict[str, Any]] = {
    "cancel": {"why": "大雪封山"},
    "report_late": {"minutes": 20, "why": "路面结冰"},
    "change": {"name": "加开"},
    "finish": {"km": 18},
}
FACTS: dict[str, dict[str, Any]] = {
    TripState.CANCELLED: {"why": "大雪封山"},
    TripState.DONE: {"km": 18},
}
# A state of the trip in which a booking of that state can stand.
TRIP_OF = {BookingState.BOARDED: TripState.BOARDING, BookingState.NO_SHOW: TripState.UNDER_WAY}
TRIP_OF |= {BookingState.RELEASED: TripState.CANCELLED}


def trip_in(state: str, **facts: Any) -> Trip:
    """A trip in this state, with a vehicle and a driver."""
    trip: Trip = TripFactory(state=state, **{**FACTS.get(state, {}), **facts})
    return trip


def booking_in(state: str, **facts: Any) -> Booking:
    """A booking in this state, on a trip where such a one can stand."""
    if "trip" not in facts:
        facts["trip"] = trip_in(TRIP_OF.get(state, TripState.BOARDING), community=facts.pop("community"))  # type: ignore[call-overload]
    place = {"place": 1} if state == BookingState.WAITING else {}
    booking: Booking = BookingFactory(state=state, **place, **facts)
    return booking


@dataclass(frozen=True)
class Case:
    """A step from a state: whether it is open, and where it leads."""

    state: str
    step: str
    open: bool
    leads_to: str
    inputs: dict[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return f"{self.state}-{self.step}"


def trip_cases() -> Iterator[Case]:
    """Every state of a trip with every step."""
    for state in TripState.values:
        for step in TRIP_STEPS:
            asked = STEPS[step]
            leaves = state in asked.sources
            yield Case(state, step, leaves, asked.target if leaves and asked.target else state, INPUTS.get(step, {}))


def booking_cases() -> Iterator[Case]:
    """Every state of a booking with every step that somebody may take."""
    for state in BookingState.values:
        for step in BOOKING_STEPS:
            asked = BOOKING_WORKFLOW.by_name[step]
            trip = TRIP_OF.get(BookingState(state), TripState.BOARDING)
            leaves = state in asked.sources and trip in RUNNING
            leaves = leaves or (step == "board" and state == BookingState.BOARDED)  # ticked off twice: stays on board
            yield Case(state, step, leaves, asked.target if leaves else state)
