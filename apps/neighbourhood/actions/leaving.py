"""What becomes of the plans of a household that left the register, or whose file went to another community."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.text import stored
from apps.households.gone import of_gone
from apps.households.models import Household, Membership
from apps.neighbourhood.actions.redeeming import give_back
from apps.neighbourhood.actions.stepping import COMPETITION, locked, logged, moved
from apps.neighbourhood.actions.together import end_membership
from apps.neighbourhood.models import CompetitionEntry, GroupMember, Redemption, SignUp
from apps.neighbourhood.workflow import (
    ENTERING,
    SIGN_UP_WORKFLOW,
    ActivityState,
    RedemptionState,
    SignUpState,
)

LEFT = _("The household left the register.")


@transaction.atomic
def gone_settle(*, household: Household | None = None) -> int:
    """Settle what households that are gone (or one of them) still have open; how many things. Idempotent.

    What was redeemed and not fetched comes back, sign-ups for what lies ahead are withdrawn, entries that are not
    published are taken out, and people who moved away belong to no group any more. Points stay in the ledger.
    """
    why, count = stored(LEFT), 0
    for redemption in of_gone(Redemption.objects.filter(state=RedemptionState.ASKED), household).order_by("pk"):
        give_back(redemption, why)
        count += 1
    ahead = SignUp.objects.filter(
        state=SignUpState.SIGNED, activity__state=ActivityState.ANNOUNCED, activity__starts_at__gt=clock.now()
    )
    for signed in of_gone(ahead, household).order_by("activity", "pk"):
        locked(signed.activity)
        moved(SIGN_UP_WORKFLOW, locked(signed), "withdraw", "activity_sign_up")
        count += 1
    entries = CompetitionEntry.objects.standing().filter(competition__state__in=ENTERING, household__isnull=False)
    for entry in of_gone(entries, household).select_related("competition").order_by("competition", "pk"):
        CompetitionEntry.objects.filter(pk=entry.pk).update(withdrawn=True, updated_at=clock.now())
        row = entry.competition
        logged(COMPETITION, row, "withdraw_entry", None, row.state, "", f"{entry.place_label}: {why}")
        count += 1
    return count + _leave_groups(household)


def _leave_groups(household: Household | None) -> int:
    """People who belong to no active household of the group's community any more."""
    today = clock.today()
    stays = Membership.objects.current().filter(
        member=OuterRef("member"), household__left_on__isnull=True, household__community=OuterRef("group__community")
    )
    rows = GroupMember.objects.filter(~Exists(stays), period__upper_inf=True)
    if household is not None:
        rows = rows.filter(member__memberships__household=household)
    gone = list(rows.distinct().order_by("pk"))
    for row in gone:
        end_membership(row, today)
    return len(gone)
