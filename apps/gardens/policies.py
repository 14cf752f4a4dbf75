"""Who may take which step of a round, an offer, an objection or a tenure, and why not. Every face asks here.

First whether it is this person's business at all (nothing else is told to strangers), then what can be mended.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core import clock
from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.workflow import Transition, leaves_from
from apps.facilities.policies import covers
from apps.gardens.models import GardenOffer, GardenRequest, GardenRound, GardenTenure, Objection, Reclaim
from apps.gardens.vocabulary import Eligibility
from apps.gardens.workflow import (
    OBJECTION_WORKFLOW,
    OFFER_WORKFLOW,
    OFFICE,
    STEPS,
    TENURE_STEPS,
    ObjectionState,
    OfferState,
    State,
    TenureState,
)
from apps.households.models import Household
from apps.households.policies import still_here

Inputs = Mapping[str, Any]
REQUIRED = {
    "why": _("Please write why."),
    "text": _("Please write what the household objects to."),
    "draft": _("Choose the draft that is to be published."),
    "remedy": _("Choose what changes."),
    "found": _("Choose what was found on the plot."),
}
RECORDED = _("You recorded this objection; somebody else decides.")
PUBLISHED = _("You published this list; somebody else decides on objections to it.")


def may(round: GardenRound, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may take the step now. Without `inputs` the step alone is judged (which buttons to show)."""
    asked = STEPS[step]
    return first_refusal(
        (
            lambda: _area(round.community, by),
            lambda: _role(asked, by),
            lambda: _required(asked, inputs),
            lambda: leaves_from(State, round.state, asked),
            lambda: READY.get(step, _always)(round),
        )
    )


def may_plan(community: Community, by: Any) -> Decision:
    """Whether `by` may open a round here, or keep the register of zones, plots and lockers."""
    return first_refusal(
        (lambda: _area(community, by), lambda: ALLOW if getattr(by, "role", "") in OFFICE else _wrong_role())
    )


def may_register(round: GardenRound, household: Household, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may register this household's need, or change or withdraw it (`inputs["step"]`)."""
    step = (inputs or {}).get("step", "register_need")
    return first_refusal(
        (
            lambda: _household(household, by),
            lambda: may(round, step, by, inputs),
            lambda: _same_community(round, household),
            lambda: still_here(household),
        )
    )


def may_request(request: GardenRequest, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may change or withdraw a request, or decide on it: as for its round, and while it stands."""
    return first_refusal(
        (
            lambda: may_register(request.round, request.household, by, {**(inputs or {}), "step": step}),
            lambda: _stands(request),
        )
    )


def registering(round: GardenRound) -> Decision:
    """Whether needs are registered now: what a resident's phone is told."""
    return leaves_from(State, round.state, STEPS["register_need"])


def objecting(round: GardenRound, text: str) -> Decision:
    """Whether a household may object now, with these words: what a resident's phone is told."""
    asked = STEPS["object"]
    return first_refusal((lambda: leaves_from(State, round.state, asked), lambda: _required(asked, {"text": text})))


def may_offer(offer: GardenOffer, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may record that the household signs, declines, or let the day pass."""
    asked = OFFER_WORKFLOW.by_name[step]
    return first_refusal(
        (
            lambda: _household(offer.household, by),
            lambda: _role(asked, by),
            lambda: _required(asked, inputs),
            lambda: leaves_from(OfferState, offer.state, asked),
            lambda: _lapsed(offer) if step == "lapse" else ALLOW,
        )
    )


def may_object(objection: Objection, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may decide on an objection while the list is public: neither who recorded it nor who published."""
    asked = OBJECTION_WORKFLOW.by_name[step]
    return first_refusal(
        (
            lambda: _household(objection.household, by),
            lambda: _role(asked, by),
            lambda: _required(asked, inputs),
            lambda: leaves_from(ObjectionState, objection.state, asked),
            lambda: leaves_from(State, objection.round.state, STEPS["object"]),
            lambda: _other_eyes(by, objection.recorded_by_id, RECORDED),
            lambda: _other_eyes(by, objection.round.published_by_id, PUBLISHED),
        )
    )  # fmt: skip


def may_tenure(tenure: GardenTenure, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may take a step of a tenure: visit, note, give back, propose to reclaim or to swap."""
    asked = TENURE_STEPS[step]
    return first_refusal(
        (
            lambda: _household(tenure.household, by),
            lambda: _role(asked, by),
            lambda: _required(asked, inputs),
            lambda: leaves_from(TenureState, tenure.state, asked),
            lambda: _cured(tenure) if step in ("propose_reclaim", "reclaim") else ALLOW,
        )
    )


def may_decide_reclaim(reclaim: Reclaim, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may decide on a proposal to reclaim: the office, and not who proposed it."""
    return first_refusal(
        (
            lambda: may_tenure(reclaim.tenure, "reclaim", by, inputs),
            lambda: _other_eyes(by, reclaim.proposed_by_id, _("You proposed this; somebody else decides.")),
            lambda: ALLOW if reclaim.agreed is None else refuse("decided", _("This is decided already.")),
        )
    )


def steps_for(round: GardenRound, by: Any) -> list[Transition]:
    """The steps of the workflow that `by` may take now; each a button."""
    return [step for name, step in STEPS.items() if step.target and may(round, name, by)]


def offer_steps_for(offer: GardenOffer, by: Any) -> list[Transition]:
    """The steps of an offer that `by` may take now."""
    return [step for step in OFFER_WORKFLOW.transitions if may_offer(offer, step.name, by)]


def objection_steps_for(objection: Objection, by: Any) -> list[Transition]:
    """The steps of an objection that `by` may take now."""
    return [step for step in OBJECTION_WORKFLOW.transitions if may_object(objection, step.name, by)]


def tenure_steps_for(tenure: GardenTenure, by: Any) -> list[Transition]:
    """What `by` may do with a tenure now: give back, visit, note, propose to reclaim or to swap."""
    shown = ("give_back", "visit", "note_yield", "propose_reclaim", "propose_swap")
    return [TENURE_STEPS[name] for name in shown if may_tenure(tenure, name, by)]


def _always(round: GardenRound) -> Decision:
    return ALLOW


def _area(community: Community, by: Any) -> Decision:
    if covers(community, by):
        return ALLOW
    return refuse("not_in_scope", _("This belongs to an area that is not yours."))


def _household(household: Household, by: Any) -> Decision:
    if Household.objects.visible_to(by).filter(pk=household.pk).exists():
        return ALLOW
    return refuse("not_in_scope", _("This belongs to an area that is not yours."))


def _stands(request: GardenRequest) -> Decision:
    if request.eligibility != Eligibility.WITHDRAWN:
        return ALLOW
    return refuse("wrong_state", _("This request is withdrawn. Register the need again if there is one."))


def _same_community(round: GardenRound, household: Household) -> Decision:
    if household.community_id == round.community_id:
        return ALLOW
    return refuse("other_community", _("This household belongs to another community; register it in a round there."))


def _wrong_role() -> Decision:
    return refuse("not_your_role", _("Your role may look at this, but not change it."))


def _role(step: Transition, by: Any) -> Decision:
    return ALLOW if getattr(by, "role", "") in step.roles else _wrong_role()


def _required(step: Transition, inputs: Inputs | None) -> Decision:
    for name in step.requires if inputs is not None else ():
        value = inputs.get(name) if inputs else None
        if value is None or not str(value).strip():
            return refuse("required", REQUIRED[name], field=name)
    return ALLOW


def _other_eyes(by: Any, first: int | None, words: Any) -> Decision:
    """The maker of a step is never its checker."""
    return refuse("four_eyes", words) if first is not None and getattr(by, "pk", None) == first else ALLOW


def _settled(round: GardenRound) -> Decision:
    requests = round.requests.all()
    if (open_ones := requests.filter(eligibility=Eligibility.UNJUDGED).count()) > 0:
        words = _("%(number)s requests are not judged yet. Decide on them first.") % {"number": open_ones}
        return refuse("unjudged", words)
    if not requests.filter(eligibility=Eligibility.ELIGIBLE).exists():
        return refuse(
            "nobody_eligible", _("No household is eligible. Register more needs, decide again, or give the round up.")
        )
    return ALLOW


def _publicity_over(round: GardenRound) -> Decision:
    if round.objections.filter(state=ObjectionState.OPEN).exists():
        return refuse("open_objections", _("There are objections on which nobody has decided."))
    if round.objections_until is None or round.objections_until >= clock.today():
        day = date_format(round.objections_until, "DATE_FORMAT") if round.objections_until else "—"
        return refuse("still_public", _("The list can be objected to until %(day)s.") % {"day": day})
    return ALLOW


def _all_signed(round: GardenRound) -> Decision:
    waiting = round.offers.filter(state=OfferState.WAITING).count()
    if not waiting:
        return ALLOW
    words = _("%(number)s households have neither signed nor declined.") % {"number": waiting}
    return refuse("unsigned", words)


def _use_over(round: GardenRound) -> Decision:
    over = round.use_to is not None and round.use_to <= clock.today()
    if over or not GardenTenure.objects.live().filter(round=round).exists():
        return ALLOW
    return refuse("still_used", _("Plots of this round are in use, and its time has not run out."))


def _lapsed(offer: GardenOffer) -> Decision:
    if offer.sign_by < clock.today():
        return ALLOW
    words = _("The household can sign until %(day)s.") % {"day": date_format(offer.sign_by, "DATE_FORMAT")}
    return refuse("not_due", words)


def _cured(tenure: GardenTenure) -> Decision:
    if tenure.is_cure_overdue or tenure.household.left_on is not None:
        return ALLOW
    day = date_format(tenure.cure_by, "DATE_FORMAT") if tenure.cure_by else "—"
    return refuse("not_due", _("The household has time until %(day)s to use the plot again.") % {"day": day})


READY: dict[str, Callable[[GardenRound], Decision]] = {
    "settle_eligibility": _settled,
    "begin_signing": _publicity_over,
    "begin_use": _all_signed,
    "close": _use_over,
}
