"""A booking finds its seat, or its place on the waitlist, in one statement: the trip is locked, looked at and counted
on in a single way to the database, so that whoever else books it waits as shortly as can be.
"""

from functools import lru_cache
from typing import Any

from django.db import IntegrityError, connection, models

from apps.core.constraints import message_of
from apps.core.errors import InvalidInput
from apps.core.inserting import Reader, reader
from apps.shuttles.models import Booking, Trip
from apps.shuttles.workflow import BookingState, TripState

FOUND = ("state", "place")  # what the statement itself decides


@lru_cache(maxsize=1)
def _fields() -> tuple[tuple[models.Field, Reader], ...]:
    fields = (field for field in Booking._meta.concrete_fields if not field.primary_key and field.name not in FOUND)
    return tuple((field, reader(field)) for field in fields)


@lru_cache(maxsize=1)
def _statement() -> str:
    columns = [field.column for field, _read in _fields()]
    names, marks = ", ".join(f'"{name}"' for name in (*columns, *FOUND)), ", ".join(["%s"] * len(columns))
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
        INSERT INTO {Booking._meta.db_table} ({names})
        SELECT {marks}, CASE WHEN seated THEN '{BookingState.BOOKED}' ELSE '{BookingState.WAITING}' END,
            CASE WHEN seated THEN NULL ELSE last_place + 1 END
        FROM found RETURNING id, state, place"""


def place(booking: Booking) -> Booking | None:
    """Write the booking with a seat if it fits, else at the end of the waitlist; None where the trip takes none now.

    It stays locked with its trip until the transaction ends. Raises InvalidInput in the words of the constraint where
    the household has a booking already; the transaction is lost then.
    """
    asked: list[Any] = [booking.riders, booking.wheelchair, booking.needs_accessible, booking.trip_id]
    try:
        with connection.cursor() as cursor:
            cursor.execute(_statement(), [*asked, *(read(booking) for _field, read in _fields())])
            row = cursor.fetchone()
    except IntegrityError as error:
        raise InvalidInput(message_of(error), code="taken") from error
    if row is None:
        return None
    booking.pk, state, booking.place = row
    Booking._meta.get_field("state").set_state(booking, state)
    booking._state.adding, booking._state.db = False, connection.alias
    return booking
