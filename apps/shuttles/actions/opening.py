"""Opening trips for bookings when their time has come."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from apps.core import clock
from apps.core.actors import SCRIPT
from apps.core.errors import DomainError
from apps.shuttles.actions.standing import standing_seats
from apps.shuttles.actions.trips import trip_open
from apps.shuttles.models import Trip
from apps.shuttles.rules import OPENS_DAYS, number_of
from apps.shuttles.workflow import TripState

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """How many trips were opened, and how many lack a vehicle or somebody to drive it."""

    opened: int
    refused: int


def trips_open_due() -> Opened:
    """Open every planned trip whose bookings begin by the rule; standing bookings get their seats first.

    What lacks something stays planned, and stands on the office's list. Idempotent.
    """
    last = clock.today() + timedelta(days=number_of(OPENS_DAYS))
    due = Trip.objects.filter(state=TripState.PLANNED, day__lte=last, ends_at__gt=clock.now()).order_by("starts_at")
    opened = refused = 0
    for trip in due.select_related("community"):
        try:
            with transaction.atomic():
                standing_seats([trip])
                trip_open(trip=trip, by=SCRIPT)
            opened += 1
        except DomainError as error:
            log.info("shuttle_trip_not_opened", extra={"trip_id": trip.pk, "code": error.code})
            refused += 1
    return Opened(opened, refused)
