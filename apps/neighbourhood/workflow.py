"""The lives of competitions, objections, awards, redemptions, meetings, decisions, activities and sign-ups, as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.accounts.roles import Role
from apps.core.workflow import Transition, Workflow

OFFICE = frozenset({Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN})
FIELD = frozenset({*OFFICE, Role.GRID_WORKER})
WHY = ("why",)


class CompetitionState(models.TextChoices):
    """Where a competition stands."""

    PLANNED = "planned", pgettext_lazy("competition", "planned")
    JUDGING = "judging", pgettext_lazy("competition", "being judged")
    PUBLISHED = "published", pgettext_lazy("competition", "published, objections open")
    SETTLED = "settled", pgettext_lazy("competition", "settled")
    CANCELLED = "cancelled", pgettext_lazy("competition", "cancelled")


_C = CompetitionState
UNSETTLED = (_C.PLANNED, _C.JUDGING, _C.PUBLISHED)
ENTERING = (_C.PLANNED, _C.JUDGING)
TOLD = (_C.PUBLISHED, _C.SETTLED)  # results that everybody may read

COMPETITION_WORKFLOW = Workflow(
    name="competition",
    states=CompetitionState,
    initial=_C.PLANNED,
    transitions=(
        Transition("begin_judging", (_C.PLANNED,), _C.JUDGING, _("Begin judging"), OFFICE),
        Transition("publish", (_C.JUDGING,), _C.PUBLISHED, _("Publish the results"), OFFICE),
        Transition("judge_again", (_C.PUBLISHED,), _C.JUDGING, _("Judge again"), OFFICE, WHY),
        Transition("settle", (_C.PUBLISHED,), _C.SETTLED, _("Settle and award the points"), OFFICE),
        Transition("cancel", UNSETTLED, _C.CANCELLED, pgettext_lazy("competition", "Cancel the competition"), OFFICE, WHY),
    ),
)  # fmt: skip
COMPETITION_SIDE_STEPS = (
    Transition("change", (_C.PLANNED,), "", _("Change the competition"), OFFICE),
    Transition("enter", ENTERING, "", _("Enter somebody"), OFFICE),
    Transition("enter_all", (_C.PLANNED,), "", _("Enter all"), OFFICE),
    Transition("withdraw_entry", ENTERING, "", _("Take an entry out"), OFFICE, WHY),
    Transition("appoint", ENTERING, "", _("Appoint a judge"), OFFICE),
    Transition("dismiss", ENTERING, "", _("Dismiss a judge"), OFFICE),
    Transition("mark", (_C.JUDGING,), "", _("Give marks"), FIELD),
    Transition("object", (_C.PUBLISHED,), "", _("Record an objection"), FIELD, ("text",)),
)
COMPETITION_STEPS: dict[str, Transition] = {
    **COMPETITION_WORKFLOW.by_name,
    **{step.name: step for step in COMPETITION_SIDE_STEPS},
}


class ObjectionState(models.TextChoices):
    """Where an objection stands."""

    OPEN = "open", pgettext_lazy("objection", "open")
    UPHELD = "upheld", pgettext_lazy("objection", "upheld")
    REJECTED = "rejected", pgettext_lazy("objection", "rejected")


OBJECTION_WORKFLOW = Workflow(
    name="objection to a competition",
    states=ObjectionState,
    initial=ObjectionState.OPEN,
    transitions=(
        Transition("uphold", (ObjectionState.OPEN,), ObjectionState.UPHELD, _("Uphold"), OFFICE, ("why", "remedy")),
        Transition("reject", (ObjectionState.OPEN,), ObjectionState.REJECTED, pgettext_lazy("objection", "Reject"), OFFICE, WHY),
    ),
)  # fmt: skip


class AwardState(models.TextChoices):
    """Where an award of points stands."""

    PROPOSED = "proposed", pgettext_lazy("award of points", "to be checked")
    GRANTED = "granted", pgettext_lazy("award of points", "granted")
    REFUSED = "refused", pgettext_lazy("award of points", "refused")
    REVERSED = "reversed", pgettext_lazy("award of points", "taken back")


AWARD_WORKFLOW = Workflow(
    name="award of points",
    states=AwardState,
    initial=AwardState.PROPOSED,
    transitions=(
        Transition("grant", (AwardState.PROPOSED,), AwardState.GRANTED, pgettext_lazy("award of points", "Grant"), OFFICE),
        Transition("refuse", (AwardState.PROPOSED,), AwardState.REFUSED, pgettext_lazy("award of points", "Refuse"), OFFICE, WHY),
        Transition("reverse", (AwardState.GRANTED,), AwardState.REVERSED, _("Take the points back"), OFFICE, WHY),
    ),
)  # fmt: skip


class RedemptionState(models.TextChoices):
    """Where a redemption stands."""

    ASKED = "asked", pgettext_lazy("redemption", "to be fetched")
    HANDED_OUT = "handed_out", pgettext_lazy("redemption", "handed out")
    REFUSED = "refused", pgettext_lazy("redemption", "refused")
    CANCELLED = "cancelled", pgettext_lazy("redemption", "given up")


_R = RedemptionState
REDEMPTION_WORKFLOW = Workflow(
    name="redemption of points",
    states=RedemptionState,
    initial=_R.ASKED,
    transitions=(
        Transition("hand_out", (_R.ASKED,), _R.HANDED_OUT, _("Hand it out"), FIELD),
        Transition("refuse", (_R.ASKED,), _R.REFUSED, pgettext_lazy("redemption", "Refuse"), OFFICE, WHY),
        Transition("cancel", (_R.ASKED,), _R.CANCELLED, pgettext_lazy("redemption", "The household gives it up"), FIELD),
    ),
)  # fmt: skip


class MeetingState(models.TextChoices):
    """Where a meeting stands."""

    CALLED = "called", pgettext_lazy("meeting", "called")
    HELD = "held", pgettext_lazy("meeting", "held")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


_M = MeetingState
MEETING_WORKFLOW = Workflow(
    name="meeting of residents",
    states=MeetingState,
    initial=_M.CALLED,
    transitions=(
        Transition("hold", (_M.CALLED,), _M.HELD, pgettext_lazy("meeting", "It was held"), OFFICE),
        Transition("cancel", (_M.CALLED,), _M.CANCELLED, pgettext_lazy("meeting", "Cancel the meeting"), OFFICE, WHY),
    ),
)
MEETING_SIDE_STEPS = (
    Transition("change", (_M.CALLED,), "", _("Change the meeting"), OFFICE),
    Transition("attend", (_M.CALLED, _M.HELD), "", _("Note who came"), FIELD),
    Transition("minute", (_M.HELD,), "", _("Write the minutes"), OFFICE, ("minutes",)),
    Transition("decide", (_M.HELD,), "", _("Record a decision"), OFFICE, ("text",)),
)
MEETING_STEPS: dict[str, Transition] = {
    **MEETING_WORKFLOW.by_name,
    **{step.name: step for step in MEETING_SIDE_STEPS},
}


class DecisionState(models.TextChoices):
    """Where a decision of a meeting stands."""

    OPEN = "open", pgettext_lazy("decision", "to be carried out")
    DONE = "done", pgettext_lazy("decision", "carried out")
    DROPPED = "dropped", pgettext_lazy("decision", "dropped")


DECISION_WORKFLOW = Workflow(
    name="decision of a meeting",
    states=DecisionState,
    initial=DecisionState.OPEN,
    transitions=(
        Transition("finish", (DecisionState.OPEN,), DecisionState.DONE, pgettext_lazy("decision", "Carried out"), FIELD, WHY),
        Transition("drop", (DecisionState.OPEN,), DecisionState.DROPPED, pgettext_lazy("decision", "Drop it"), OFFICE, WHY),
    ),
)  # fmt: skip
DECISION_SIDE_STEPS = (
    Transition("change", (DecisionState.OPEN,), "", _("Change who sees to it and until when"), OFFICE),
)
DECISION_STEPS: dict[str, Transition] = {
    **DECISION_WORKFLOW.by_name,
    **{step.name: step for step in DECISION_SIDE_STEPS},
}


class ActivityState(models.TextChoices):
    """Where an activity stands."""

    ANNOUNCED = "announced", pgettext_lazy("activity", "announced")
    HELD = "held", pgettext_lazy("activity", "held")
    CANCELLED = "cancelled", pgettext_lazy("activity", "cancelled")


_A = ActivityState
ACTIVITY_WORKFLOW = Workflow(
    name="activity",
    states=ActivityState,
    initial=_A.ANNOUNCED,
    transitions=(
        Transition("hold", (_A.ANNOUNCED,), _A.HELD, pgettext_lazy("activity", "It took place"), OFFICE),
        Transition(
            "cancel", (_A.ANNOUNCED,), _A.CANCELLED, pgettext_lazy("activity", "Cancel the activity"), OFFICE, WHY
        ),
    ),
)
ACTIVITY_SIDE_STEPS = (
    Transition("change", (_A.ANNOUNCED,), "", _("Change the activity"), OFFICE),
    Transition("sign_up", (_A.ANNOUNCED,), "", _("Sign a household up"), FIELD),
    Transition("attend", (_A.ANNOUNCED, _A.HELD), "", _("Note who came"), FIELD),
)
ACTIVITY_STEPS: dict[str, Transition] = {
    **ACTIVITY_WORKFLOW.by_name,
    **{step.name: step for step in ACTIVITY_SIDE_STEPS},
}


class SignUpState(models.TextChoices):
    """Where a sign-up stands."""

    SIGNED = "signed", pgettext_lazy("sign-up", "signed up")
    WITHDRAWN = "withdrawn", pgettext_lazy("sign-up", "withdrawn")


SIGN_UP_WORKFLOW = Workflow(
    name="sign-up for an activity",
    states=SignUpState,
    initial=SignUpState.SIGNED,
    transitions=(
        Transition("withdraw", (SignUpState.SIGNED,), SignUpState.WITHDRAWN, pgettext_lazy("sign-up", "Withdraw"), FIELD),
        Transition("sign_again", (SignUpState.WITHDRAWN,), SignUpState.SIGNED, _("Sign up again"), FIELD),
    ),
)  # fmt: skip
