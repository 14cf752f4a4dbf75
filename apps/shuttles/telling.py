"""What changed on trips that people count on, and whom of those who booked somebody has to call.

Residents have no account. Who booked on the phone page, or has the calendar, reads it there; the others have only us.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.core import clock
from apps.households.known import with_people
from apps.households.reaching import Reach, reach_of
from apps.households.shown import with_homes
from apps.shuttles.models import Booking, CalendarLink, Trip, TripStep
from apps.shuttles.times import moment
from apps.shuttles.vocabulary import Channel
from apps.shuttles.workflow import LIVE, RUNNING, BookingState, TripState

NEWS_DAYS = 2  # today and tomorrow
COMES = (TripState.OPEN, *RUNNING)
RETIMED = Exists(TripStep.objects.filter(trip=OuterRef("pk"), step="retime").order_by())


def news(trips: QuerySet[Trip]) -> QuerySet[Trip]:
    """Of these trips those of today and tomorrow that were cancelled, are late, or got another time (`retimed`)."""
    start = moment(clock.today(), 0)
    near = trips.filter(starts_at__gte=start, starts_at__lt=start + timedelta(days=NEWS_DAYS)).annotate(retimed=RETIMED)
    moved = Q(retimed=True, state__in=(TripState.OPEN, TripState.BOARDING))
    changed = Q(state=TripState.CANCELLED) | Q(late_minutes__gt=0, state__in=COMES) | moved
    return near.filter(changed).select_related("route").order_by("starts_at", "pk")


@dataclass(frozen=True, slots=True)
class Call:
    """A household to tell; `reach` None without a number, `reads` where it sees it on the phone page by itself."""

    booking: Booking
    reach: Reach | None
    reads: bool

    @property
    def dials(self) -> bool:
        """Whether one tap calls them."""
        return self.reach is not None and bool(self.reach.call)


def calls_for(trip: Trip, user: Any, *, whole: bool = False) -> list[Call]:
    """Whom to tell of a change, as far as `user` sees them: first who can be called and does not read it, then who has
    no number, then who reads it. A fixed number of queries. `whole` shows numbers unmasked.
    """
    states = (BookingState.RELEASED,) if trip.state == TripState.CANCELLED else LIVE
    rows = with_homes(Booking.objects.visible_to(user).filter(trip=trip, state__in=states))
    bookings = list(rows.select_related("from_stop", "to_stop", "standing").order_by("-priority", "booked_at", "pk"))
    homes = [row.household for row in bookings]
    with_people(homes)
    links = CalendarLink.objects.filter(household__in=homes, revoked_at=None).order_by()
    linked = set(links.values_list("household", flat=True))
    calls = [
        Call(row, reach_of(row.household, user, whole=whole), _by_phone(row) or row.household_id in linked)
        for row in bookings
    ]
    return sorted(calls, key=lambda call: (call.reads, not call.dials))


def _by_phone(row: Booking) -> bool:
    return Channel.PHONE in (row.channel, row.standing.channel if row.standing else "")
