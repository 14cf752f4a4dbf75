"""Households left without a way: what it means, for every face.

A booking leaves its household without a way when its trip was cancelled (of a trip that still runs: if it were
cancelled now) and the household has, or had, no seat on another trip that runs
- of the same community,
- for the same purpose,
- on the same service day,
- in the same direction: from home, or towards home (FROM_HOME).

A seat that was not used in the end was a way all the same. A place on a waitlist is none; nor are free seats elsewhere,
before somebody books them: the office flags the household until it has one.
"""

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery

from apps.core import clock
from apps.shuttles.models import Booking, Trip, TripStop
from apps.shuttles.times import moment
from apps.shuttles.vocabulary import StopKind
from apps.shuttles.workflow import LIVE, BookingState, TripState

HAD_A_SEAT = (BookingState.BOOKED, BookingState.BOARDED, BookingState.NO_SHOW)
HOME = StopKind.COMMUNITY
CANCELLED = Q(trip__state=TripState.CANCELLED)
FROM_HOME = ExpressionWrapper(Q(from_stop__kind=HOME), BooleanField())  # or from elsewhere, homewards


def without_a_way(bookings: Any) -> Any:
    """Of these bookings those that a cancelled trip released and whose household has no other way."""
    return _no_other_seat(bookings.filter(CANCELLED, state=BookingState.RELEASED))


def still_without_a_way(bookings: Any) -> Any:
    """The same of trips from today on: the office can still find a way."""
    return without_a_way(bookings.filter(trip__starts_at__gte=moment(clock.today(), 0)))


def households_without_a_way(trip: Trip) -> list[Booking]:
    """The bookings of the trip that leave their household so, the frailest first: after its cancellation, or before it
    those that it would leave so.
    """
    mine = Booking.objects.filter(trip=trip)
    rows = without_a_way(mine) if trip.state == TripState.CANCELLED else _no_other_seat(mine.filter(state__in=LIVE))
    return list(rows.select_related("household", "from_stop").order_by("-priority", "-wheelchair", "pk"))


def other_ways(trip: Trip) -> QuerySet:
    """Trips with free seats for the same purpose that day, the soonest first: where the office may book instead."""
    rows = Trip.objects.filter(community=trip.community_id, route__purpose=trip.route.purpose, day=trip.day)
    free = rows.filter(state=TripState.OPEN, taken__lt=F("seats"), starts_at__gt=clock.now()).exclude(pk=trip.pk)
    return _same_direction(free, trip).select_related("route").order_by("starts_at", "pk")


def _same_direction(rows: QuerySet, trip: Trip) -> QuerySet:
    """From home for a trip that begins there, homewards for one that ends there; a loop goes both ways."""
    calls = TripStop.objects.filter(trip=OuterRef("pk")).values("stop__kind")
    ends = {"begins": calls.order_by("place")[:1], "ends": calls.order_by("-place")[:1]}
    kinds = list(trip.stops.order_by("place").values_list("stop__kind", flat=True))
    asked = [name for name, kind in (("ends", kinds[0]), ("begins", kinds[-1])) if kind != HOME] if kinds else []
    return rows.alias(**{name: Subquery(ends[name]) for name in asked}).filter(**dict.fromkeys(asked, HOME))


def _no_other_seat(bookings: Any) -> Any:
    """Those whose household has, or had, no seat on another such trip; in the words at the top."""
    same = ("household", "trip__community", "trip__route__purpose", "trip__day", "out")
    seats = Booking.objects.alias(out=FROM_HOME).filter(state__in=HAD_A_SEAT).exclude(CANCELLED)
    others = seats.filter(**{name: OuterRef(name) for name in same}).exclude(trip=OuterRef("trip"))
    return bookings.alias(out=FROM_HOME).filter(~Exists(others.order_by()))
