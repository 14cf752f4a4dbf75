"""What stays when a household moves to another community: plots, lockers and the rounds in which they were given."""

from django.apps import apps
from django.utils.translation import gettext as _

from apps.core.decisions import refuse
from apps.core.errors import Refused
from apps.gardens.models import GardenTenure, LockerHolding
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned
from apps.households.transfers.carry import checks_transfer, stays_behind

stays_behind(*(model for model in apps.get_app_config("gardens").get_models() if issubclass(model, HouseholdOwned)))


@checks_transfer
def nothing_held(household: Household, community: int) -> None:
    """Raises Refused (`garden_held`) while they hold a plot or a locker, which others of their community wait for."""
    plot = GardenTenure.objects.live().filter(household=household).select_related("plot").order_by("pk").first()
    locker = LockerHolding.objects.current().filter(household=household).select_related("locker").order_by("pk").first()
    held = plot.plot if plot is not None else locker.locker if locker is not None else None
    if held is not None:
        said = _("They still hold %(number)s in the gardens of their community. It is to be given back there first.")
        raise Refused(refuse("garden_held", said % {"number": held.number}))
