"""What all steps share: lock and ask, then move, save and log.

A trip is always locked before its bookings, and before its driver, so that nobody waits for each other.
"""

from collections.abc import Iterable
from typing import Any

from apps.core import clock
from apps.core.actors import label_of, person
from apps.core.constraints import checked, held
from apps.core.errors import ensure
from apps.core.events import emit
from apps.core.text import prose
from apps.shuttles.models import Booking, BookingStep, Driver, Trip, TripStep
from apps.shuttles.policies import may, may_booking
from apps.shuttles.workflow import BOOKING_WORKFLOW, STEPS, WORKFLOW

RESIDENT = "resident"
# Everything but the counters, which the database keeps.
TRIP_COLUMNS = tuple(
    field.name for field in Trip._meta.concrete_fields if not field.primary_key and field.name not in Trip.COUNTERS
)


def locked(trip: Trip) -> Trip:
    """The trip as it is now, locked until the transaction ends."""
    rows = Trip.objects.select_for_update(of=("self",)).select_related("community", "route", "vehicle", "driver")
    found: Trip = rows.get(pk=trip.pk)
    return found


def asked(trip: Trip, step: str, by: Any, **inputs: Any) -> Trip:
    """The locked trip, after the policy allowed the step. Raises Refused."""
    row = locked(trip)
    ensure(may(row, step, by, inputs))
    return row


def take(row: Trip, step: str, by: Any, why: str = "") -> Trip:
    """Move the state where the step does, save, log, and tell listeners after the commit."""
    before, after = row.state, ""
    if STEPS[step].target:
        before, after = WORKFLOW.move(row, step)
    checked(row, only=TRIP_COLUMNS)
    return logged(row, step, by, before, after, why)


def logged(row: Trip, step: str, by: Any, before: str, after: str, why: str = "") -> Trip:
    """Append the step of a trip."""
    entry = TripStep.objects.create(
        trip=row, step=step, from_state=before, to_state=after, by=person(by), by_label=label_of(by), why=prose(why)
    )
    emit(f"shuttle_trip.{step}", trip_id=row.pk, step_id=entry.pk)
    return row


def locked_crew(driver: Driver | None) -> None:
    """Keep the driver's other trips as they are until the transaction ends: the rules of rest look at all of them."""
    if driver is not None:
        Driver.objects.select_for_update().get(pk=driver.pk)


def asked_booking(booking: Booking, step: str, by: Any, **inputs: Any) -> Booking:
    """The booking with its trip, both locked, after the policy allowed the step. Raises Refused."""
    trip = locked(booking.trip)
    row: Booking = Booking.objects.select_for_update(of=("self",)).get(pk=booking.pk)
    row.trip = trip
    ensure(may_booking(row, step, by, inputs))
    return row


def take_booking(row: Booking, step: str, by: Any, why: str = "") -> Booking:
    """Move, save, log, tell."""
    before, after = BOOKING_WORKFLOW.move(row, step)
    held(row, only=("state", "updated_at"))
    entry = BookingStep.objects.create(booking=row, **step_of(step, before, after, by, why))
    emit(f"shuttle_booking.{step}", booking_id=row.pk, trip_id=row.trip_id, step_id=entry.pk)
    return row


def take_all(rows: Iterable[Booking], step: str, by: Any, why: str = "", *, label: str = "") -> list[Booking]:
    """The same for many bookings in three statements; the caller has locked their trips."""
    target, found = BOOKING_WORKFLOW.by_name[step].target, list(rows)
    Booking.objects.filter(pk__in=[row.pk for row in found]).update(state=target, updated_at=clock.now())
    BookingStep.objects.bulk_create(
        BookingStep(booking=row, **step_of(step, row.state, target, by, why, label=label)) for row in found
    )
    for row in found:
        emit(f"shuttle_booking.{step}", booking_id=row.pk, trip_id=row.trip_id, step_id=None)
    return found


def step_of(step: str, before: str, after: str, by: Any, why: str = "", *, label: str = "") -> dict[str, Any]:
    """The columns of one step of a booking; `label` names who acted where nobody of the staff did."""
    who = label or label_of(by) or (RESIDENT if by is None else "")
    return {
        "step": step, "from_state": before, "to_state": after, "by": person(by), "by_label": who, "why": prose(why),
    }  # fmt: skip
