"""The life of a round, from the first need to the end of use."""

import secrets
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.actors import person
from apps.core.constraints import checked
from apps.core.decisions import ALLOW, Decision, refuse
from apps.core.errors import InvalidInput, Refused, ensure
from apps.core.text import squash, tidied
from apps.gardens.actions.ending import tenure_end
from apps.gardens.actions.signing import pass_on
from apps.gardens.actions.stepping import asked, due_in, logged, offer_settle, take, take_tenure
from apps.gardens.drafts import is_current
from apps.gardens.judging import judge_all
from apps.gardens.models import (
    AllocationDraft,
    GardenOffer,
    GardenPlot,
    GardenRound,
    GardenTenure,
    GardenZone,
    WaitlistEntry,
)
from apps.gardens.notes import note
from apps.gardens.policies import may_plan
from apps.gardens.rules import PUBLICITY_DAYS, SIGNING_DAYS
from apps.gardens.vocabulary import Eligibility, EndedBy, WaitState
from apps.gardens.workflow import OBJECTION_WORKFLOW, ObjectionState
from apps.households.models import Household

ROUND_FIELDS = ("name", "registration_ends_on", "use_from", "use_to")


@transaction.atomic
def round_open(*, community: Any, by: Any, zones: Any, **values: Any) -> GardenRound:
    """Open a round over these zones (ROUND_FIELDS); needs are registered from now on. Raises Refused, InvalidInput."""
    ensure(may_plan(community, by))
    row: GardenRound = checked(GardenRound(community=community, **_known(values)))
    _set_zones(row, zones)
    return logged(row, "open", by, "", row.state)


@transaction.atomic
def round_change(*, round: GardenRound, by: Any, zones: Any = None, **values: Any) -> GardenRound:
    """Change name, days or zones before anything is published."""
    row = asked(round, "change", by)
    for name, value in _known(values).items():
        setattr(row, name, value)
    checked(row)
    if zones is not None:
        _set_zones(row, zones)
    return take(row, "change", by)


def _known(values: dict[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(ROUND_FIELDS)
    if unknown:
        raise TypeError(f"no fields of a round: {sorted(unknown)}")
    return tidied(values)


def _set_zones(row: GardenRound, zones: Any) -> None:
    chosen = list(GardenZone.objects.filter(pk__in=[zone.pk for zone in zones], community=row.community_id))
    if not chosen:
        raise InvalidInput(_("Choose the zones of this community whose plots are allocated."), field="zones")
    row.zones.set(chosen)


@transaction.atomic
def round_end_registration(*, round: GardenRound, by: Any, why: str = "") -> GardenRound:
    """No more needs are taken; each household's facts are frozen and the rules judge it."""
    row = asked(round, "end_registration", by, why=why)
    counted = judge_all(row)
    return take(row, "end_registration", by, why or note("eligible", f"{counted['eligible']}/{sum(counted.values())}"))


@transaction.atomic
def round_reopen_registration(*, round: GardenRound, by: Any, why: str = "") -> GardenRound:
    """Needs are taken again; the rules judge anew when it ends, what a person decided stays."""
    row = asked(round, "reopen_registration", by, why=why)
    standing = row.requests.standing().filter(judged_by__isnull=True)
    standing.update(eligibility=Eligibility.UNJUDGED, reason="", reason_note="", judged_at=None)
    return take(row, "reopen_registration", by, why)


@transaction.atomic
def round_settle_eligibility(*, round: GardenRound, by: Any, seed: str = "", why: str = "") -> GardenRound:
    """It is settled who takes part. The lottery seed is fixed now, before anybody can compute with it.

    `seed` may come from outside (the numbers of a public lottery of a later day); else it is drawn.
    """
    row = asked(round, "settle_eligibility", by, why=why)
    row.seed = squash(seed)[:64] or secrets.token_hex(16)
    return take(row, "settle_eligibility", by, why or note("seed", row.seed))


@transaction.atomic
def round_publish(*, round: GardenRound, by: Any, draft: AllocationDraft | None = None, why: str = "") -> GardenRound:
    """The draft is published; objections are taken for the days of the rule."""
    row = asked(round, "publish", by, draft=draft, why=why)
    if draft is None or draft.round_id != row.pk:
        raise InvalidInput(_("Choose a draft of this round."), field="draft")
    if not is_current(draft, row):
        words = _("Requests or plots changed since this draft was computed. Compute a new one and publish that.")
        raise Refused(refuse("draft_outdated", words, field="draft"))
    row.published, row.published_on, row.published_by = draft, clock.today(), person(by)
    row.objections_until = due_in(PUBLICITY_DAYS)
    return take(row, "publish", by, why or note("draft", draft.number))


@transaction.atomic
def round_revise(*, round: GardenRound, by: Any, why: str = "") -> GardenRound:
    """The list is taken back; another draft is to be published."""
    row = asked(round, "revise", by, why=why)
    row.published = row.published_on = row.published_by = row.objections_until = None
    return take(row, "revise", by, why)


@transaction.atomic
def round_begin_signing(*, round: GardenRound, by: Any, why: str = "") -> GardenRound:
    """Every plot of the list is offered to its household, and those without one stand on the waitlist.

    What a household would have that left meanwhile goes to the waitlist. Raises Refused: `list_outdated` when a
    household of the list is not in the community's register any more, `offered_elsewhere` when it, or a plot, waits to
    be signed for in another round.
    """
    row = asked(round, "begin_signing", by, why=why)
    row.sign_by = due_in(SIGNING_DAYS)
    draft: Any = row.published
    codes = [*draft.plots, *draft.waiting]
    keys = dict(Household.objects.filter(community=row.community_id, code__in=codes).values_list("code", "pk"))
    if gone := sorted(set(codes) - keys.keys()):
        words = _("%(code)s is not in the register any more. Take the list back and publish a new draft.")
        raise Refused(refuse("list_outdated", words % {"code": gone[0]}))
    plots = dict(GardenPlot.objects.filter(community=row.community_id).values_list("number", "pk"))
    ensure(_offered_elsewhere([keys[code] for code in draft.plots], [plots[number] for number in draft.plots.values()]))
    left = set(Household.objects.filter(pk__in=keys.values(), left_on__isnull=False).values_list("code", flat=True))
    given: dict[str, Any] = {"round": row, "community_id": row.community_id}
    GardenOffer.objects.bulk_create(
        [
            GardenOffer(household_id=keys[code], plot_id=plots[number], sign_by=row.sign_by, **given)
            for code, number in draft.plots.items()
            if code not in left
        ],
        batch_size=1_000,
    )
    WaitlistEntry.objects.bulk_create(
        [
            WaitlistEntry(household_id=keys[code], place=place, **given)
            for place, code in enumerate(draft.waiting, start=1)
            if code not in left
        ],
        batch_size=1_000,
    )
    take(row, "begin_signing", by, why)
    freed = [plots[number] for code, number in draft.plots.items() if code in left]
    for plot in GardenPlot.objects.filter(pk__in=freed).select_related("zone").order_by("pk"):
        pass_on(row, plot)
    return row


def _offered_elsewhere(households: list[int], plots: list[int]) -> Decision:
    """Nobody signs for two plots at once, and no plot waits for two."""
    taken = GardenOffer.objects.waiting().filter(Q(household__in=households) | Q(plot__in=plots))
    offer = taken.select_related("round", "plot", "household").order_by("pk").first()
    if offer is None:
        return ALLOW
    words = _("Plot %(plot)s is still to be signed for by %(code)s in the round “%(round)s”. Settle that first.")
    facts = {"plot": offer.plot.number, "code": offer.household.code, "round": offer.round.name}
    return refuse("offered_elsewhere", words % facts)


@transaction.atomic
def round_begin_use(*, round: GardenRound, by: Any, why: str = "") -> GardenRound:
    """All have signed or declined: the plots are handed over."""
    return take(asked(round, "begin_use", by, why=why), "begin_use", by, why)


@transaction.atomic
def round_close(*, round: GardenRound, by: Any, why: str = "") -> GardenRound:
    """The time is over: what is still in use ends with it, and so do offers that nobody signed; those wait again."""
    row = asked(round, "close", by, why=why)
    end = row.use_to or clock.today()
    for offer in row.offers.waiting().select_for_update(of=("self",)).order_by("pk"):
        offer_settle(offer, "lapse", by, why)
    row.waitlist.filter(state=WaitState.OFFERED).update(state=WaitState.WAITING)
    for tenure in GardenTenure.objects.live().filter(round=row).select_for_update(of=("self",)):
        tenure_end(tenure, EndedBy.RUN_OUT, end)
        take_tenure(tenure, "run_out", by)
    return take(row, "close", by, why)


@transaction.atomic
def round_give_up(*, round: GardenRound, by: Any, why: str = "") -> GardenRound:
    """The round is given up before anybody signs; nothing is allocated, and what was objected to falls with it."""
    row = asked(round, "give_up", by, why=why)
    for objection in row.objections.filter(state=ObjectionState.OPEN).select_for_update(of=("self",)):
        OBJECTION_WORKFLOW.move(objection, "reject")
        objection.decided_at, objection.why = clock.now(), why.strip()[:500]
        objection.save()
    row.published = row.published_on = row.published_by = row.objections_until = None
    return take(row, "give_up", by, why)
