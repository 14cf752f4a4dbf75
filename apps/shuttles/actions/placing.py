"""A booking finds its seat, or its place on the waitlist, and its first step is logged, in a single way to the
database: the trip is locked, looked at and counted on without this process in between, so that whoever else books it
waits as shortly as can be. Two statements are sent together: row security lets a step be written only beside a booking
that an earlier statement wrote.
"""

from functools import lru_cache
from typing import Any

from django.db import IntegrityError, connection, models

from apps.core.constraints import message_of
from apps.core.errors import InvalidInput
from apps.core.inserting import Reader, reader
from apps.shuttles.models import Booking, BookingStep, Trip
from apps.shuttles.workflow import BookingState, TripState

# What the statements themselves decide.
FOUND: dict[type[models.Model], tuple[str, ...]] = {Booking: ("state", "place"), BookingStep: ("booking", "to_state")}


@lru_cache(maxsize=2)
def _fields(model: type[models.Model]) -> tuple[tuple[models.Field, Reader], ...]:
    found = FOUND[model]
    fields = (field for field in model._meta.concrete_fields if not field.primary_key and field.name not in found)
    return tuple((field, reader(field)) for field in fields)


def _columns(model: type[models.Model]) -> tuple[str, str]:
    """Names of the columns that are given, and as many marks."""
    columns = [field.column for field, _read in _fields(model)]
    return ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))


def _values(row: models.Model) -> list[Any]:
    return [read(row) for _field, read in _fields(type(row))]


@lru_cache(maxsize=1)
def _statement() -> str:
    names, marks = _columns(Booking)
    logged, with_marks = _columns(BookingStep)
    bookings, steps = Booking._meta.db_table, BookingStep._meta.db_table
    return f"""
        WITH asked AS (SELECT %s::int AS riders, %s::boolean AS chair, %s::boolean AS needs),
        trip AS MATERIALIZED (
            SELECT seats - taken AS seats_left, wheelchair_places - wheelchairs_taken AS chairs_left, last_place
            FROM {Trip._meta.db_table}, asked WHERE id = %s AND state = '{TripState.OPEN}' AND asked.riders <= seats
                AND (NOT asked.needs OR wheelchair_places > 0)
            FOR UPDATE OF {Trip._meta.db_table}
        ),
        found AS (
            SELECT last_place, asked.riders <= seats_left AND (NOT asked.chair OR chairs_left > 0) AS seated
            FROM trip, asked
        )
        INSERT INTO {bookings} ({names}, state, place)
        SELECT {marks}, CASE WHEN seated THEN '{BookingState.BOOKED}' ELSE '{BookingState.WAITING}' END,
            CASE WHEN seated THEN NULL ELSE last_place + 1 END
        FROM found;
        INSERT INTO {steps} (booking_id, to_state, {logged})
        SELECT b.id, b.state, {with_marks} FROM {bookings} b
        WHERE b.client_id = %s AND NOT EXISTS (SELECT 1 FROM {steps} s WHERE s.booking_id = b.id)
        RETURNING booking_id, to_state, (SELECT b.place FROM {bookings} b WHERE b.id = booking_id), id"""


def place(booking: Booking, entry: BookingStep) -> Booking | None:
    """Write the booking with a seat if it fits, else at the end of the waitlist, and `entry` beside it; None where the
    trip takes none now.

    It stays locked with its trip until the transaction ends. Raises InvalidInput in the words of the constraint where
    the household has a booking already; the transaction is lost then.
    """
    asked: list[Any] = [booking.riders, booking.wheelchair, booking.needs_accessible, booking.trip_id]
    try:
        with connection.cursor() as cursor:
            cursor.execute(_statement(), [*asked, *_values(booking), *_values(entry), booking.client_id])
            while cursor.nextset():
                pass  # the last answer says all
            row = cursor.fetchone()
    except IntegrityError as error:
        raise InvalidInput(message_of(error), code="taken") from error
    if row is None:
        return None
    booking.pk, state, booking.place, entry.pk = row
    Booking._meta.get_field("state").set_state(booking, state)
    booking._state.adding, booking._state.db = False, connection.alias
    return booking
