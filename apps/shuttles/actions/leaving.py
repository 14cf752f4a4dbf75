"""What becomes of the seats of a household that left the register, or whose file went to another community."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.households.gone import of_gone
from apps.households.models import Household
from apps.shuttles.actions.seats import SYSTEM, seats_give_back
from apps.shuttles.actions.standing import standing_end
from apps.shuttles.actions.wishes import wish_withdraw
from apps.shuttles.models import Booking, RideWish, StandingBooking
from apps.shuttles.vocabulary import StandingState, WishState
from apps.shuttles.words import stored

LEFT = _("The household left the register.")


@transaction.atomic
def gone_settle(*, household: Household | None = None) -> int:
    """Settle what households that are gone (or one of them) still have open; how many things. Idempotent.

    Standing bookings end, seats of trips that have not departed are given back and go to who waits, wishes that are in
    no plan yet are withdrawn. Who comes back books anew.
    """
    why = stored(LEFT)
    ended = list(of_gone(StandingBooking.objects.filter(state=StandingState.LIVE), household).order_by("pk"))
    for standing in ended:
        standing_end(standing=standing, by=None, why=why, label=SYSTEM)
    given = seats_give_back(of_gone(Booking.objects.all(), household), by=None, why=why, label=SYSTEM)
    wishes = list(of_gone(RideWish.objects.filter(state=WishState.OPEN), household).order_by("pk"))
    for wish in wishes:
        wish_withdraw(wish=wish, by=None)
    return len(ended) + len(given) + len(wishes)
