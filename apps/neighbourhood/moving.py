"""What stays when a household moves to another community: its points, which are redeemed where they were earned."""

from django.apps import apps
from django.utils.translation import gettext as _

from apps.core.decisions import refuse
from apps.core.errors import Refused
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned
from apps.households.models.member import MemberOwned
from apps.households.transfers.carry import checks_transfer, stays_behind
from apps.neighbourhood.ledger import balance_of
from apps.neighbourhood.models import CompetitionEntry, Redemption
from apps.neighbourhood.workflow import RedemptionState

stays_behind(
    CompetitionEntry,
    *(
        model
        for model in apps.get_app_config("neighbourhood").get_models()
        if issubclass(model, HouseholdOwned | MemberOwned)
    ),
)


@checks_transfer
def nothing_saved(household: Household, community: int) -> None:
    """Raises Refused (`points_left`) while they have points or something to fetch, which count only where they are."""
    if Redemption.objects.filter(household=household, state=RedemptionState.ASKED).exists():
        raise Refused(
            refuse("points_left", _("They still have something to fetch for their points. Hand it out first."))
        )
    if balance := balance_of(household):
        words = _(
            "They still have %(n)s points, which are redeemed only in this community. Redeem them or write them off."
        )
        raise Refused(refuse("points_left", words % {"n": balance}))
