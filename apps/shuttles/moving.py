"""What stays when a household moves to another community: its seats."""

from django.apps import apps
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.decisions import refuse
from apps.core.errors import Refused
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned
from apps.households.transfers.carry import checks_transfer, stays_behind
from apps.shuttles.models import Booking, StandingBooking
from apps.shuttles.vocabulary import StandingState

stays_behind(*(model for model in apps.get_app_config("shuttles").get_models() if issubclass(model, HouseholdOwned)))


@checks_transfer
def nothing_booked(household: Household, community: int) -> None:
    """Raises Refused (`shuttle_booked`) while they have seats or a standing booking, which others there could use."""
    ahead = Booking.objects.live().filter(household=household, trip__ends_at__gt=clock.now())
    standing = StandingBooking.objects.filter(household=household, state=StandingState.LIVE)
    standing = standing.exclude(period__endswith__lte=clock.today())
    if ahead.exists() or standing.exists():
        said = _("They still have seats booked on the shuttles of their community. These are to be given back first.")
        raise Refused(refuse("shuttle_booked", said))
