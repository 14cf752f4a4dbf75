"""Who is left without a way when a trip does not run."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef

from apps.shuttles.models import Booking, Trip
from apps.shuttles.workflow import LIVE, BookingState, TripState

WINDOW = timedelta(hours=2)  # another trip is a way if it departs within so long before or after


def other_ways(trip: Trip) -> Any:
    """Trips for the same purpose in the same community that can be booked around that time."""
    rows = Trip.objects.filter(
        community=trip.community_id, route__purpose=trip.route.purpose, state=TripState.OPEN,
        starts_at__gte=trip.starts_at - WINDOW, starts_at__lte=trip.starts_at + WINDOW,
    )  # fmt: skip
    return rows.exclude(pk=trip.pk)


def households_without_a_way(trip: Trip) -> list[Booking]:
    """The bookings that this cancelled trip released of households that have no seat on another trip around that
    time, and could not book one for all their riders: no such trip has so many seats left. The frailest first.

    Of a trip that still runs: the bookings that would be left so if it were cancelled now.
    """
    ways = other_ways(trip)
    lost = (BookingState.RELEASED,) if trip.state == TripState.CANCELLED else LIVE
    going = Booking.objects.filter(household=OuterRef("household"), trip__in=ways.order_by(), state__in=LIVE)
    released = Booking.objects.filter(trip=trip, state__in=lost).exclude(
        Exists(going.exclude(state=BookingState.WAITING))
    )
    rows = released.filter(riders__gt=_most_left(ways)).select_related("household", "from_stop")
    return list(rows.order_by("-priority", "-wheelchair", "pk"))


def _most_left(ways: Any) -> int:
    """The most seats that any of these trips has left."""
    row = ways.annotate(free=F("seats") - F("taken")).order_by("-free").values_list("free", flat=True).first()
    return row or 0
