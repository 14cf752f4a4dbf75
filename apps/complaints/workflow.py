"""The life of a complaint, as data (DOMAIN: submitted → accepted → assigned → in progress → resolved → call-back → closed)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.accounts.roles import Role
from apps.core.workflow import Transition, Workflow


class State(models.TextChoices):
    """Where a complaint stands."""

    SUBMITTED = "submitted", _("submitted")
    ACCEPTED = "accepted", _("accepted")
    ASSIGNED = "assigned", _("assigned")
    IN_PROGRESS = "in_progress", _("in progress")
    INFO_NEEDED = "info_needed", _("waiting for information")
    RESOLVED = "resolved", _("resolved, call-back due")
    CLOSED = "closed", _("closed")
    TRANSFERRED = "transferred", _("passed to the township")
    REJECTED = "rejected", _("not taken up")
    MERGED = "merged", _("merged")


OPEN_STATES = (State.SUBMITTED, State.ACCEPTED, State.ASSIGNED, State.IN_PROGRESS, State.INFO_NEEDED)
BEFORE_RESOLVED = (State.ACCEPTED, State.ASSIGNED, State.IN_PROGRESS)
FINAL_STATES = (State.CLOSED, State.TRANSFERRED, State.REJECTED, State.MERGED)

MANAGER = frozenset({Role.COMMUNITY_MANAGER})
HANDLERS = frozenset({Role.COMMUNITY_MANAGER, Role.GRID_WORKER})
STAFF = HANDLERS

WORKFLOW = Workflow(
    name="complaint",
    states=State,
    initial=State.SUBMITTED,
    transitions=(
        Transition("accept", (State.SUBMITTED,), State.ACCEPTED, _("Accept"), MANAGER, public=_("The community has received it and will follow up")),
        Transition("assign", (State.ACCEPTED, State.ASSIGNED), State.ASSIGNED, _("Assign"), MANAGER, ("handler",), _("Somebody has been asked to deal with it")),
        Transition("hand_back", (State.ASSIGNED, State.IN_PROGRESS), State.ACCEPTED, _("Hand back"), HANDLERS, ("why",), _("It is being passed to the right person")),
        Transition("start", (State.ASSIGNED,), State.IN_PROGRESS, _("Start"), HANDLERS, public=_("Work on it has begun")),
        Transition("ask_info", BEFORE_RESOLVED, State.INFO_NEEDED, _("Ask for more"), HANDLERS, ("why",), _("We need to know a little more")),
        Transition("give_info", (State.INFO_NEEDED,), State.IN_PROGRESS, _("Information received"), HANDLERS, ("why",), _("Thank you, we have what was missing")),
        Transition("resolve", (State.ASSIGNED, State.IN_PROGRESS), State.RESOLVED, _("Resolve"), HANDLERS, ("why",), _("It has been dealt with")),
        Transition("call_back", (State.RESOLVED,), State.CLOSED, _("Record the call-back"), HANDLERS, ("satisfaction",), _("Finished")),
        Transition("reopen", (State.RESOLVED, State.CLOSED), State.ACCEPTED, _("Reopen"), HANDLERS, ("why",), _("It has been taken up again")),
        Transition("transfer", BEFORE_RESOLVED, State.TRANSFERRED, _("Pass to the township"), MANAGER, ("why",), _("It has been passed to the township")),
        Transition("reject", (State.SUBMITTED, State.ACCEPTED), State.REJECTED, _("Do not take up"), MANAGER, ("why",), _("The community cannot take this up")),
        Transition("merge", (State.SUBMITTED, *BEFORE_RESOLVED), State.MERGED, _("Merge"), MANAGER, ("into",), _("It is dealt with together with the same matter")),
    ),
)  # fmt: skip
