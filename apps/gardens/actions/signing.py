"""Offers: signed, declined, lapsed, and passed on to the waitlist."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.periods import since
from apps.core.text import squash
from apps.gardens.actions.ending import tenure_end
from apps.gardens.actions.stepping import due_in, offer_settle, take_tenure
from apps.gardens.models import GardenOffer, GardenPlot, GardenRound, GardenTenure, WaitlistEntry
from apps.gardens.policies import may_offer
from apps.gardens.rules import SIGNING_DAYS
from apps.gardens.vocabulary import EndedBy, WaitState
from apps.gardens.workflow import OfferState, State


def _asked(offer: GardenOffer, step: str, by: Any, **inputs: Any) -> GardenOffer:
    rows = GardenOffer.objects.select_for_update(of=("self",)).select_related("household", "plot", "round")
    row: GardenOffer = rows.get(pk=offer.pk)
    ensure(may_offer(row, step, by, inputs))
    return row


@transaction.atomic
def offer_sign(*, offer: GardenOffer, by: Any, signer: str = "", why: str = "") -> GardenTenure:
    """The household signs: the plot is its own for the round's time. `signer` says who signed on paper.

    A plot that it had until now, or that somebody has from an earlier round, ends when the new time begins. Raises
    Refused; InvalidInput when the household or the plot is taken for that time: the database says so.
    """
    row = _asked(offer, "sign", by, signer=signer, why=why)
    start = max(row.round.use_from, clock.today())
    if row.round.use_to is not None and row.round.use_to <= start:
        raise InvalidInput(_("The time of this round has run out."), code="too_late")
    row.signer = squash(signer)[:60]
    for before in GardenTenure.objects.live().select_for_update(of=("self",)).filter(household=row.household_id):
        if before.ended is None or before.ended > start:
            kept = before.plot_id == row.plot_id
            tenure_end(before, EndedBy.RUN_OUT if kept else EndedBy.MOVED, start)
            take_tenure(before, "run_out", by)
    tenure: GardenTenure = checked(
        GardenTenure(
            community_id=row.community_id, household_id=row.household_id, plot_id=row.plot_id, round_id=row.round_id,
            offer=row, period=since(start, row.round.use_to),
        )
    )  # fmt: skip
    offer_settle(row, "sign", by, why)
    _waits(row, WaitState.SERVED)
    return tenure


@transaction.atomic
def offer_decline(*, offer: GardenOffer, by: Any, why: str = "") -> GardenOffer:
    """The household does not want this plot; it is offered to the first of the waitlist."""
    row = offer_settle(_asked(offer, "decline", by, why=why), "decline", by, why)
    _waits(row, WaitState.LEFT)
    pass_on(row.round, row.plot)
    return row


@transaction.atomic
def offer_lapse(*, offer: GardenOffer, by: Any, why: str = "") -> GardenOffer:
    """Nobody signed in time; the plot is offered to the first of the waitlist."""
    row = offer_settle(_asked(offer, "lapse", by, why=why), "lapse", by, why)
    _waits(row, WaitState.LEFT)
    pass_on(row.round, row.plot)
    return row


def _waits(offer: GardenOffer, state: str) -> None:
    """What the waitlist says of the household now."""
    rows = WaitlistEntry.objects.filter(household=offer.household_id)
    open_ones = rows.filter(state__in=(WaitState.WAITING, WaitState.OFFERED))
    (open_ones if state == WaitState.SERVED else open_ones.filter(round=offer.round_id)).update(state=state)


def pass_on(round: GardenRound, plot: GardenPlot) -> GardenOffer | None:
    """Offer a plot that became free to the first household of the round's waitlist that can have it; None: nobody.

    One that needs an accessible plot is passed over, and stays first, while the plot is none; so is one to whom a plot
    of another round is offered.
    """
    if round.state not in (State.SIGNING, State.IN_USE) or not plot.is_usable:
        return None
    if GardenOffer.objects.filter(plot=plot, state=OfferState.WAITING).exists():
        return None
    entries = WaitlistEntry.objects.filter(round=round, state=WaitState.WAITING, household__left_on__isnull=True)
    entries = entries.exclude(household__in=GardenOffer.objects.waiting().order_by().values("household"))
    if not plot.accessible:
        fussy = round.requests.filter(needs_accessible=True).values("household")
        entries = entries.exclude(household__in=fussy)
    first = entries.order_by("place").select_for_update(of=("self",), skip_locked=True).first()
    if first is None:
        return None
    first.state = WaitState.OFFERED
    first.save()
    offer = GardenOffer.objects.create(
        round=round, community_id=round.community_id, household_id=first.household_id, plot=plot,
        sign_by=due_in(SIGNING_DAYS),
    )  # fmt: skip
    emit("garden_offer.make", offer_id=offer.pk, round_id=round.pk)
    return offer
