"""The lives of a round, an offer to sign, an objection and a tenure, as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.accounts.roles import Role
from apps.core.workflow import Transition, Workflow


class State(models.TextChoices):
    """Where a round stands."""

    REGISTERING = "registering", pgettext_lazy("garden round", "needs are registered")
    ELIGIBILITY = "eligibility", pgettext_lazy("garden round", "eligibility")
    ALLOCATION = "allocation", pgettext_lazy("garden round", "allocation")
    PUBLICITY = "publicity", pgettext_lazy("garden round", "publicity")
    SIGNING = "signing", pgettext_lazy("garden round", "signing")
    IN_USE = "in_use", pgettext_lazy("garden round", "in use")
    CLOSED = "closed", pgettext_lazy("garden round", "closed")


OFFICE = frozenset({Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN})
FIELD = frozenset({*OFFICE, Role.GRID_WORKER})
BEFORE_SIGNING = (State.REGISTERING, State.ELIGIBILITY, State.ALLOCATION, State.PUBLICITY)

WORKFLOW = Workflow(
    name="garden round",
    states=State,
    initial=State.REGISTERING,
    transitions=(
        Transition("end_registration", (State.REGISTERING,), State.ELIGIBILITY, _("End registration"), OFFICE),
        Transition("reopen_registration", (State.ELIGIBILITY,), State.REGISTERING, _("Register again"), OFFICE, ("why",)),
        Transition("settle_eligibility", (State.ELIGIBILITY,), State.ALLOCATION, _("Eligibility is settled"), OFFICE),
        Transition("publish", (State.ALLOCATION,), State.PUBLICITY, pgettext_lazy("garden round", "Publish"), OFFICE, ("draft",)),
        Transition("revise", (State.PUBLICITY,), State.ALLOCATION, _("Take the list back"), OFFICE, ("why",)),
        Transition("begin_signing", (State.PUBLICITY,), State.SIGNING, _("Begin signing"), OFFICE),
        Transition("begin_use", (State.SIGNING,), State.IN_USE, _("Hand over the plots"), OFFICE),
        Transition("close", (State.IN_USE,), State.CLOSED, pgettext_lazy("garden round", "Close"), OFFICE),
        Transition("give_up", BEFORE_SIGNING, State.CLOSED, _("Give the round up"), OFFICE, ("why",)),
    ),
)  # fmt: skip

# Steps of a round that leave its state as it is; asked for, refused and logged like the others.
SIDE_STEPS = (
    Transition("change", (State.REGISTERING, State.ELIGIBILITY, State.ALLOCATION), "", _("Change the round"), OFFICE),
    Transition("register_need", (State.REGISTERING,), "", _("Register a need"), FIELD),
    Transition("register_all", (State.REGISTERING,), "", _("Register all households"), OFFICE),
    Transition("change_request", (State.REGISTERING, State.ELIGIBILITY), "", _("Change a request"), FIELD),
    Transition("withdraw_request", (State.REGISTERING, State.ELIGIBILITY, State.ALLOCATION), "", _("Withdraw a request"), FIELD, ("why",)),
    Transition("judge", (State.ELIGIBILITY,), "", _("Decide on eligibility"), OFFICE, ("why",)),
    Transition("draft", (State.ALLOCATION,), "", _("Compute a draft"), OFFICE),
    Transition("object", (State.PUBLICITY,), "", _("Record an objection"), FIELD, ("text",)),
)  # fmt: skip
STEPS: dict[str, Transition] = {**WORKFLOW.by_name, **{step.name: step for step in SIDE_STEPS}}


class OfferState(models.TextChoices):
    """Where an offer to sign stands."""

    WAITING = "waiting", pgettext_lazy("offer of a plot", "to be signed")
    SIGNED = "signed", pgettext_lazy("offer of a plot", "signed")
    DECLINED = "declined", pgettext_lazy("offer of a plot", "declined")
    LAPSED = "lapsed", pgettext_lazy("offer of a plot", "lapsed")


OFFER_WORKFLOW = Workflow(
    name="offer of a plot",
    states=OfferState,
    initial=OfferState.WAITING,
    transitions=(
        Transition("sign", (OfferState.WAITING,), OfferState.SIGNED, pgettext_lazy("offer of a plot", "Signed"), FIELD),
        Transition("decline", (OfferState.WAITING,), OfferState.DECLINED, _("The household declines"), FIELD, ("why",)),
        Transition("lapse", (OfferState.WAITING,), OfferState.LAPSED, _("Not signed in time"), OFFICE),
    ),
)


class ObjectionState(models.TextChoices):
    """Where an objection stands."""

    OPEN = "open", pgettext_lazy("objection", "open")
    UPHELD = "upheld", pgettext_lazy("objection", "upheld")
    REJECTED = "rejected", pgettext_lazy("objection", "rejected")


OBJECTION_WORKFLOW = Workflow(
    name="objection to an allocation",
    states=ObjectionState,
    initial=ObjectionState.OPEN,
    transitions=(
        Transition("uphold", (ObjectionState.OPEN,), ObjectionState.UPHELD, _("Uphold"), OFFICE, ("why", "remedy")),
        Transition("reject", (ObjectionState.OPEN,), ObjectionState.REJECTED, pgettext_lazy("objection", "Reject"), OFFICE, ("why",)),
    ),
)  # fmt: skip


class TenureState(models.TextChoices):
    """Where a tenure stands."""

    IN_USE = "in_use", pgettext_lazy("tenure of a plot", "in use")
    IDLE = "idle", pgettext_lazy("tenure of a plot", "idle")
    ENDED = "ended", pgettext_lazy("tenure of a plot", "ended")
    RECLAIMED = "reclaimed", pgettext_lazy("tenure of a plot", "reclaimed")


LIVE = (TenureState.IN_USE, TenureState.IDLE)

TENURE_WORKFLOW = Workflow(
    name="tenure of a plot",
    states=TenureState,
    initial=TenureState.IN_USE,
    transitions=(
        Transition("find_idle", (TenureState.IN_USE,), TenureState.IDLE, _("Found idle"), FIELD),
        Transition("find_used", (TenureState.IDLE,), TenureState.IN_USE, _("Found in use again"), FIELD),
        Transition("reclaim", LIVE, TenureState.RECLAIMED, _("Reclaim the plot"), OFFICE, ("why",)),
        Transition("give_back", LIVE, TenureState.ENDED, _("The household gives it back"), FIELD, ("why",)),
        Transition("swap", LIVE, TenureState.ENDED, _("Swap"), FIELD),
        Transition("run_out", LIVE, TenureState.ENDED, _("The time ran out"), OFFICE),
    ),
)
# Beside the state: what can be recorded of a live tenure.
TENURE_SIDE_STEPS = (
    Transition("visit", LIVE, "", _("Record a visit"), FIELD, ("found",)),
    Transition("note_yield", LIVE, "", _("Note use and yield"), FIELD),
    Transition("propose_reclaim", (TenureState.IDLE,), "", _("Propose to reclaim"), FIELD, ("why",)),
    Transition("propose_swap", LIVE, "", _("Propose a swap"), FIELD),
)
TENURE_STEPS: dict[str, Transition] = {
    **TENURE_WORKFLOW.by_name,
    **{step.name: step for step in TENURE_SIDE_STEPS},
}
