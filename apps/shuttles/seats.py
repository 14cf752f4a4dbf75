"""Seats of a trip: taken, left, who stands on the boarding list, who goes first on the waitlist."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from apps.core import clock
from apps.core.masking import mask_name
from apps.core.rowscope import elevated
from apps.core.scope import communities
from apps.households.ages import born_by
from apps.households.models import Disability, Household, Membership
from apps.shuttles.models import Booking, Trip
from apps.shuttles.rules import Terms
from apps.shuttles.times import boarding_and_leaving
from apps.shuttles.vocabulary import Priority
from apps.shuttles.workflow import BookingState

GONE = (BookingState.CANCELLED, BookingState.RELEASED)


def seats_taken(trip: Trip) -> int:
    """Seats that are booked or sat on, as the database counts them."""
    return trip.taken


def seats_left(trip: Trip) -> int:
    """Seats that can still be booked."""
    return trip.seats_left


@dataclass(slots=True)
class Room:
    """What is left of a trip while seats are being given."""

    seats: int
    chairs: int

    @classmethod
    def of(cls, trip: Trip) -> "Room":
        return cls(trip.seats - trip.taken - trip.walk_ons, trip.wheelchair_places - trip.wheelchairs_taken)

    def takes(self, riders: int, wheelchair: bool = False) -> bool:
        """Give so many seats if they are there; whether they were."""
        if riders > self.seats or (wheelchair and not self.chairs):
            return False
        self.seats -= riders
        self.chairs -= wheelchair
        return True


def first_served(queue: Iterable[Booking], room: Room) -> list[Booking]:
    """Who of a waitlist in its order gets a seat; a group that does not fit is passed over and keeps its place."""
    return [booking for booking in queue if room.takes(booking.riders, booking.wheelchair)]


def priorities(households: Collection[int], terms: Terms | None = None) -> dict[int, int]:
    """The priority of these households: that of their oldest or disabled living member."""
    today, age = clock.today(), (terms or Terms.on()).priority_age
    members = Membership.objects.at(today).filter(household__in=households, member__died_on__isnull=True)
    disabled = Disability.objects.at(today).order_by().values("member")
    first = members.filter(Q(member__birth_date__lte=born_by(age, today)) | Q(member__in=disabled))
    found = set(first.order_by().values_list("household", flat=True))
    return {key: Priority.OLD_OR_DISABLED if key in found else Priority.USUAL for key in households}


def priority_of(household: int, frail_rides: bool = True, terms: Terms | None = None) -> int:
    """The priority of one booking: that of the household, if the member for whose sake it has one rides."""
    return priorities([household], terms)[household] if frail_rides else Priority.USUAL


@dataclass(frozen=True, slots=True)
class Rider:
    """A line of the boarding list. `who` is the household as its driver may know it: door and masked name."""

    booking: Booking
    who: str
    door: str


def board_list(trip: Trip) -> list[Rider]:
    """Everybody with a seat or on the waitlist, by stop, then seats before the waitlist.

    The driver has no area, so the doors and names of these households, and only these, are read in the trip's
    community. The caller has asked `may_board`, or shows the page of a trip that visible_to gave.
    """
    with elevated("the boarding list says who rides", communities(trip.community_id)):
        rows = trip.bookings.exclude(state__in=GONE).select_related("from_stop", "to_stop")
        keys = list(rows.values_list("household", flat=True))
        homes = {row.pk: row for row in Household.objects.filter(pk__in=keys).with_place().with_head()}
        order, _off = boarding_and_leaving(trip.stops.order_by("place").values_list("stop", "place"))
        lines = [_line(row, homes[row.household_id]) for row in rows]

    def in_order(line: Rider) -> tuple[Any, ...]:
        booking = line.booking
        waits = booking.state == BookingState.WAITING
        queue = (-booking.priority, booking.place) if waits else (0, 0)
        return order.get(booking.from_stop_id, 0), waits, queue, line.door, booking.pk

    return sorted(lines, key=in_order)


def _line(booking: Booking, home: Any) -> Rider:
    return Rider(booking, mask_name(home.head_name) or home.code, home.place_label)
