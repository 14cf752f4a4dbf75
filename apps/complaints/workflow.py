"""The life of a complaint, as data (DOMAIN: submitted → accepted → assigned → in progress → resolved → call-back → closed)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.accounts.roles import Role
from apps.core.workflow import Transition, Workflow


class State(models.TextChoices):
    """Where a complaint stands."""

    SUBMITTED = "submitted", _("not accepted yet")
    ACCEPTED = "accepted", _("accepted")
    ASSIGNED = "assigned", _("assigned")
    IN_PROGRESS = "in_progress", _("in progress")
    INFO_NEEDED = "info_needed", _("waiting for information")
    RESOLVED = "resolved", _("resolved, call-back due")
    CLOSED = "closed", pgettext_lazy("complaint", "closed")
    TRANSFERRED = "transferred", _("passed to the township")
    REJECTED = "rejected", _("not taken up")
    MERGED = "merged", _("merged")


OPEN_STATES = (State.SUBMITTED, State.ACCEPTED, State.ASSIGNED, State.IN_PROGRESS, State.INFO_NEEDED)
BEFORE_RESOLVED = (State.ACCEPTED, State.ASSIGNED, State.IN_PROGRESS)
FINAL_STATES = (State.CLOSED, State.TRANSFERRED, State.REJECTED, State.MERGED)
# Somebody works on it: a handler is named (the database holds this too).
IN_HAND = (State.ASSIGNED, State.IN_PROGRESS)
# A clock still runs: the open ones, and the resolved ones that wait for their call-back.
PENDING_STATES = (*OPEN_STATES, State.RESOLVED)

MANAGER = frozenset({Role.COMMUNITY_MANAGER})
HANDLERS = frozenset({Role.COMMUNITY_MANAGER, Role.GRID_WORKER})
STAFF = HANDLERS

# 退单: after so many hand-backs the next assignment is final.
MOST_HAND_BACKS = 2
# A resident who is not satisfied has the matter taken up again so many times by the call-back itself; after that
# it closes as “not satisfied”, and only a manager reopens it by hand. Without an end it would go round for ever.
REOPENED_BY_CALL_BACK = 1

WORKFLOW = Workflow(
    name="complaint",
    states=State,
    initial=State.SUBMITTED,
    transitions=(
        Transition("accept", (State.SUBMITTED,), State.ACCEPTED, _("Accept"), MANAGER, public=_("The community has received it and will follow up")),
        Transition("assign", BEFORE_RESOLVED, State.ASSIGNED, _("Assign"), MANAGER, ("handler",), _("Somebody has been asked to deal with it")),
        Transition("start", (State.ASSIGNED,), State.IN_PROGRESS, _("Start"), HANDLERS, public=_("Work on it has begun")),
        Transition("resolve", IN_HAND, State.RESOLVED, _("Resolve"), HANDLERS, ("why",), _("It has been dealt with")),
        Transition("call_back", (State.RESOLVED,), State.CLOSED, _("Record the call-back"), HANDLERS, ("satisfaction",), _("Finished")),
        Transition("hand_back", IN_HAND, State.ACCEPTED, _("Hand back"), HANDLERS, ("why",), _("It is being passed to the right person")),
        Transition("ask_info", BEFORE_RESOLVED, State.INFO_NEEDED, _("Ask for more"), HANDLERS, ("why",), _("We need to know a little more")),
        Transition("give_info", (State.INFO_NEEDED,), State.IN_PROGRESS, _("Information received"), HANDLERS, ("why",), _("Thank you, we have what was missing")),
        Transition("reopen", (State.RESOLVED, State.CLOSED), State.ACCEPTED, _("Reopen"), MANAGER, ("why",), _("It has been taken up again")),
        Transition("transfer", BEFORE_RESOLVED, State.TRANSFERRED, _("Pass to the township"), MANAGER, ("why",), _("It has been passed to the township")),
        Transition("reject", (State.SUBMITTED, State.ACCEPTED), State.REJECTED, _("Do not take up"), MANAGER, ("why",), _("The community cannot take this up")),
        Transition("merge", (State.SUBMITTED, *BEFORE_RESOLVED), State.MERGED, _("Merge"), MANAGER, ("into",), _("It is dealt with together with the same matter")),
    ),
)  # fmt: skip

# Steps that leave the state as it is. They are asked for, refused and logged like the others.
SIDE_STEPS = (
    Transition("contact", BEFORE_RESOLVED, "", _("Spoken with the resident"), HANDLERS, public=_("We have spoken with you about it")),
    Transition("set_urgency", OPEN_STATES, "", _("Change the clock"), MANAGER, ("urgency", "why")),
    Transition("extend", BEFORE_RESOLVED, "", _("Ask for more time"), HANDLERS, ("days", "why")),
    Transition("grant_extension", BEFORE_RESOLVED, "", _("Grant more time"), MANAGER, public=_("It needs a little more time")),
    Transition("refuse_extension", BEFORE_RESOLVED, "", _("No more time"), MANAGER, ("why",)),
    Transition("note", tuple(State), "", _("Add a note"), HANDLERS, ("text",)),
    Transition("reveal", tuple(State), "", _("Show who reported it"), HANDLERS, ("reason",)),
)  # fmt: skip

# What each step's form asks for, in order; what `requires` names must be given.
INPUTS: dict[str, tuple[str, ...]] = {
    "accept": ("urgency", "why"),
    "assign": ("handler", "why"),
    "call_back": ("satisfaction", "why"),
    "merge": ("into", "why"),
    "set_urgency": ("urgency", "why"),
    "extend": ("days", "why"),
}

STEPS: dict[str, Transition] = {**WORKFLOW.by_name, **{step.name: step for step in SIDE_STEPS}}
# What only the resident does.
RATE = Transition("rate", (State.RESOLVED,), "", _("The resident's own rating"), frozenset(), ("satisfaction",), _("You said how it went"))  # fmt: skip
# Everything that a log may hold, but the submission.
TOLD: dict[str, Transition] = {**STEPS, RATE.name: RATE}
# What staff write at these steps is read by the resident on the tracking page.
WHY_IS_PUBLIC = frozenset({"ask_info", "resolve", "reject", "transfer"})
# Steps that bring the matter to an end: the app above may block them (hooks.py).
CLOSING_STEPS = frozenset({"resolve", "call_back"})


def inputs_of(step: str) -> tuple[str, ...]:
    """The inputs of a step's form, in order."""
    return INPUTS.get(step, ("why",))
