"""What goes along when a household moves to another community: visits, answers, levels, tasks; not its worker.

And what goes away with a household whose founding is undone.
"""

from apps.followups.actions.leaving import moving_settle, unfounded_settle
from apps.followups.models import Caseload
from apps.households.life.ledger import forgets_founded
from apps.households.models import Household
from apps.households.transfers.carry import checks_transfer, stays_behind

stays_behind(Caseload)
forgets_founded(unfounded_settle)


@checks_transfer
def nothing_orphaned(household: Household, community: int) -> None:
    """Closes what only the community that they leave can do; never refuses."""
    moving_settle(household)
