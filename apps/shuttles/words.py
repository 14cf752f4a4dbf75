"""Shuttles in words, wherever staff see them: a trip in one line, from where to where."""

from typing import Any

from django.utils.translation import gettext as _

from apps.core.text import stored as stored
from apps.shuttles.looks import moment_words
from apps.shuttles.models import Booking, Trip
from apps.shuttles.workflow import BookingState


def trip_words(trip: Trip) -> str:
    """A trip in one line: today 06:40, to the tea fields. Wants its route."""
    return f"{moment_words(trip.starts_at, trip.day)} {trip.name or trip.route.name}"


def booked_words(booking: Booking) -> str:
    """What came of booking a seat."""
    if booking.state == BookingState.WAITING:
        return _("No seat is left: the household waits at place %(n)s.") % {"n": booking.queue_number}
    return _("The seat is booked.")


def stops_words(booking: Any) -> str:
    """From where to where."""
    to = booking.to_stop.name if booking.to_stop_id else ""
    return f"{booking.from_stop.name} → {to}" if to else booking.from_stop.name
