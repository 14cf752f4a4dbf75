"""What stands in a subscribed calendar: the departures from a stop, or the seats of a household.

Nothing of a household stands in a stop's feed, and no name in any.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Max, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core import clock
from apps.shuttles.ics.events import Ride, calendar_text
from apps.shuttles.models import Booking, BookingStep, ShuttleStop, Trip, TripStep, TripStop
from apps.shuttles.times import boarding_and_leaving
from apps.shuttles.workflow import BookingState, TripState

BEFORE, AFTER = timedelta(days=14), timedelta(days=120)
TOLD = ("change", "report_late", "cancel")  # the steps of a trip that change what a calendar shows
GONE = (BookingState.CANCELLED, BookingState.RELEASED)


def stop_calendar(stop: ShuttleStop) -> bytes:
    """The departures from a stop; where a trip ends nobody gets on."""
    rows = TripStop.objects.filter(stop=stop, trip__in=_around(Trip.objects.all()))
    last = TripStop.objects.filter(trip=OuterRef("trip")).order_by("-place").values("place")[:1]
    rows = rows.exclude(place=Subquery(last)).select_related("trip__route")
    trips = {trip.pk: trip for trip in _told(Trip.objects.filter(pk__in=[row.trip_id for row in rows]))}
    rides = (_departure(row, trips[row.trip_id], stop) for row in rows)
    return _file(_("Shuttles from %(stop)s") % {"stop": stop.name}, rides)


def household_calendar(household: Any) -> bytes:
    """The seats of a household: booked, waited for, given back."""
    steps = BookingStep.objects.filter(booking=OuterRef("pk")).order_by().values("booking")
    bookings = (
        Booking.objects.filter(household=household, trip__in=_around(Trip.objects.all()))
        .annotate(steps_taken=Subquery(steps.annotate(n=Count("pk")).values("n")))
        .annotate(changed_at=Coalesce(Subquery(steps.annotate(last=Max("at")).values("last")), "booked_at"))
        .select_related("from_stop", "to_stop")
        .prefetch_related(Prefetch("trip", _told(Trip.objects.all())))
    )
    return _file(_("My shuttle seats"), (_seat(booking) for booking in bookings))


def version_of(content: bytes) -> str:
    """A fingerprint, by which a phone asks whether anything changed."""
    return hashlib.sha256(content).hexdigest()[:16]


def _file(name: str, rides: Iterable[Ride]) -> bytes:
    zone: Any = timezone.get_default_timezone()
    return calendar_text(name, rides, zone)


def _around(trips: QuerySet[Trip]) -> QuerySet[Trip]:
    now = clock.now()
    return trips.filter(starts_at__range=(now - BEFORE, now + AFTER))


def _told(trips: QuerySet[Trip]) -> QuerySet[Trip]:
    """With how often a trip changed, when it did last, and its stops."""
    steps = TripStep.objects.filter(trip=OuterRef("pk"), step__in=TOLD).order_by().values("trip")
    return (
        trips.select_related("route")
        .annotate(changes=Coalesce(Subquery(steps.annotate(n=Count("pk")).values("n")), 0))
        .annotate(changed_at=Coalesce(Subquery(steps.annotate(last=Max("at")).values("last")), "created_at"))
        .prefetch_related(Prefetch("stops", TripStop.objects.order_by("place").select_related("stop")))
    )


def _departure(row: TripStop, trip: Any, stop: ShuttleStop) -> Ride:
    return Ride(
        uid=_uid(f"trip-{trip.pk}-{row.place}"), start=_late(row.due_at, trip), summary=_title(trip),
        state="cancelled" if trip.state == TripState.CANCELLED else "sure", changes=trip.changes,
        changed_at=trip.changed_at, place=stop.name, at=_place(stop), note=_note(trip),
    )  # fmt: skip


def _seat(booking: Any) -> Ride:
    trip = booking.trip
    first, last = boarding_and_leaving((row.stop_id, row.due_at) for row in trip.stops.all())
    start = first.get(booking.from_stop_id, trip.starts_at)
    end = max(start, last.get(booking.to_stop_id, trip.ends_at))
    gone = booking.state in GONE or trip.state == TripState.CANCELLED
    waiting = booking.state == BookingState.WAITING
    return Ride(
        uid=_uid(f"booking-{booking.pk}"), start=_late(start, trip), end=_late(end, trip),
        summary=_seats(booking, trip),
        state="cancelled" if gone else "waiting" if waiting else "sure",
        changes=trip.changes + max(0, (booking.steps_taken or 1) - 1),
        changed_at=max(trip.changed_at, booking.changed_at), place=booking.from_stop.name,
        at=_place(booking.from_stop), note=_note(trip),
    )  # fmt: skip


def _seats(booking: Booking, trip: Trip) -> str:
    title = _title(trip)
    if booking.state == BookingState.WAITING:
        return _("%(trip)s (on the waitlist)") % {"trip": title}
    seats = ngettext("%(n)s seat", "%(n)s seats", booking.riders) % {"n": booking.riders}
    return _("%(trip)s, %(seats)s") % {"trip": title, "seats": seats}


def _title(trip: Trip) -> str:
    rows = list(trip.stops.all())
    name = trip.name or trip.route.name
    return _("Shuttle %(name)s to %(stop)s") % {"name": name, "stop": rows[-1].stop.name} if rows else name


def _note(trip: Trip) -> str:
    if trip.state == TripState.CANCELLED:
        return " ".join(filter(None, (_("This trip is cancelled."), trip.why)))
    if trip.late_minutes:
        return _("%(n)s minutes late.") % {"n": trip.late_minutes}
    return ""


def _late(at: datetime, trip: Trip) -> datetime:
    return at + timedelta(minutes=trip.late_minutes)


def _place(stop: ShuttleStop) -> tuple[float, float] | None:
    if stop.latitude is None or stop.longitude is None:
        return None
    return stop.latitude, stop.longitude


def _uid(key: str) -> str:
    """The same for as long as the installation keeps its name."""
    return f"{key}@{urlsplit(settings.PUBLIC_URL).hostname or 'anju'}"
