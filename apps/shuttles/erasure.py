"""What is erased of the rides of a household that left long ago: words and needs; trips, riders and fares stay."""

from typing import Any

import pgtrigger

from apps.households.models import Household
from apps.households.privacy.erasing import blank_with_history, erases_household
from apps.shuttles.models import Booking, BookingStep, CalendarLink, RideWish, StandingBooking
from apps.shuttles.vocabulary import Priority

NEEDS = {"needs_accessible": False, "wheelchair": False}
BLANK: dict[Any, dict[str, Any]] = {
    Booking: {"note": "", "priority": Priority.USUAL, **NEEDS},
    StandingBooking: {"note": "", "why": "", "frail_rides": True, **NEEDS},
    RideWish: {"text": "", "needs_accessible": False},
}


@erases_household
def shuttles_erase(household: Household, people: list[int]) -> dict[str, int]:
    """Blank words and needs of bookings and wishes with their history, drop calendar addresses; rows by table."""
    done = blank_with_history(household, BLANK)
    with pgtrigger.ignore("shuttles.BookingStep:append_only"):
        steps = BookingStep.objects.filter(booking__household=household)
        done[BookingStep._meta.db_table] = steps.exclude(why="").update(why="")
    done[CalendarLink._meta.db_table] = CalendarLink.objects.filter(household=household).delete()[0]
    return done
