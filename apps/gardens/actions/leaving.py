"""What becomes of the gardens of a household that left the register, or whose file went to another community."""

from django.db import transaction
from django.db.models import Q

from apps.core import clock
from apps.core.events import emit
from apps.gardens.actions.signing import pass_on
from apps.gardens.actions.stepping import offer_settle, take_tenure
from apps.gardens.models import GardenOffer, GardenRequest, GardenTenure, PlotSwap, Reclaim, WaitlistEntry
from apps.gardens.vocabulary import Eligibility, Reason, ReclaimCause, SwapState, WaitState
from apps.gardens.workflow import BEFORE_SIGNING, State
from apps.households.gone import of_gone
from apps.households.models import Household

OPEN_STATES = tuple(state for state in BEFORE_SIGNING if state != State.PUBLICITY)


@transaction.atomic
def gone_settle(*, household: Household | None = None) -> int:
    """Settle what households that are gone (or one of them) still have open; how many things. Idempotent.

    Requests that are not on a public list are withdrawn, places on waitlists given up, offers lapse and go on to the
    next, swaps are dropped, and it is proposed to reclaim their plots: the office decides, since somebody may come
    back. Proposals for households that came back are taken back.
    """
    requests = of_gone(GardenRequest.objects.standing().filter(round__state__in=OPEN_STATES), household)
    settled = requests.update(
        eligibility=Eligibility.WITHDRAWN, reason=Reason.LEFT, reason_note="", updated_at=clock.now()
    )
    open_places = WaitlistEntry.objects.filter(state__in=(WaitState.WAITING, WaitState.OFFERED))
    settled += of_gone(open_places, household).update(state=WaitState.LEFT)
    offers = of_gone(GardenOffer.objects.waiting(), household).select_for_update(of=("self",)).order_by("pk")
    for offer in offers.select_related("round", "plot__zone"):
        offer_settle(offer, "lapse", None)
        pass_on(offer.round, offer.plot)
        settled += 1
    tenures = of_gone(GardenTenure.objects.live(), household).select_for_update(of=("self",)).order_by("pk")
    settled += sum(_reclaim(tenure) for tenure in tenures)
    return settled + _returned(household)


def _reclaim(tenure: GardenTenure) -> int:
    """Propose to reclaim a plot, once."""
    swaps = PlotSwap.objects.filter(Q(tenure=tenure) | Q(other=tenure), state=SwapState.PROPOSED)
    dropped = swaps.update(state=SwapState.DROPPED, settled_at=clock.now())
    if tenure.reclaims.filter(Q(agreed__isnull=True) | Q(because=ReclaimCause.LEFT)).exists():
        return dropped
    proposal = Reclaim.objects.create(
        tenure=tenure, household_id=tenure.household_id, community_id=tenure.community_id, because=ReclaimCause.LEFT
    )
    take_tenure(tenure, "propose_reclaim", None)
    emit("garden_reclaim.propose", reclaim_id=proposal.pk, tenure_id=tenure.pk)
    return dropped + 1


def _returned(household: Household | None) -> int:
    """Take back what was proposed of households that are here again."""
    rows = Reclaim.objects.filter(because=ReclaimCause.LEFT, agreed__isnull=True)
    if household is not None:
        rows = rows.filter(household=household)
    gone = of_gone(rows).order_by().values("pk")
    count, _by_table = rows.exclude(pk__in=gone).delete()
    return int(count)
