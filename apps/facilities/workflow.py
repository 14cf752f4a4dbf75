"""The lives of a facility and of a defect, as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.accounts.roles import Role
from apps.core.workflow import Transition, Workflow


class State(models.TextChoices):
    """Whether people can use a facility."""

    PLANNED = "planned", pgettext_lazy("facility", "planned")
    OPEN = "open", pgettext_lazy("facility", "open")
    LIMITED = "limited", pgettext_lazy("facility", "limited")
    CLOSED = "closed", pgettext_lazy("facility", "closed")


SERVING = (State.OPEN, State.LIMITED)
OFFICE = frozenset({Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN})
FIELD = frozenset({*OFFICE, Role.GRID_WORKER})

WORKFLOW = Workflow(
    name="facility",
    states=State,
    initial=State.PLANNED,
    transitions=(
        Transition("open", (State.PLANNED, State.CLOSED), State.OPEN, pgettext_lazy("facility", "Open"), OFFICE),
        Transition("limit", (State.OPEN,), State.LIMITED, _("Limit the service"), OFFICE, ("why",)),
        Transition("restore", (State.LIMITED,), State.OPEN, _("Full service again"), OFFICE),
        Transition("close", (State.PLANNED, State.OPEN, State.LIMITED), State.CLOSED, pgettext_lazy("facility", "Close"), OFFICE, ("why",)),
    ),
)  # fmt: skip

# Steps that leave the state as it is; asked for, refused and logged like the others.
SIDE_STEPS = (
    Transition("change", tuple(State), "", _("Change the register"), OFFICE),
    Transition("staff", tuple(State), "", _("Record staffing"), OFFICE, ("role", "need")),
    Transition("inspect", SERVING, "", _("Record an inspection"), FIELD, ("result",)),
    Transition("report_defect", tuple(State), "", _("Report a defect"), FIELD, ("text",)),
)
STEPS: dict[str, Transition] = {**WORKFLOW.by_name, **{step.name: step for step in SIDE_STEPS}}


class DefectState(models.TextChoices):
    """Where a defect stands."""

    REPORTED = "reported", pgettext_lazy("defect", "reported")
    IN_REPAIR = "in_repair", _("in repair")
    FIXED = "fixed", pgettext_lazy("defect", "fixed")
    DISMISSED = "dismissed", _("no defect")


DEFECT_OPEN = (DefectState.REPORTED, DefectState.IN_REPAIR)

DEFECT_WORKFLOW = Workflow(
    name="defect",
    states=DefectState,
    initial=DefectState.REPORTED,
    transitions=(
        Transition("start", (DefectState.REPORTED,), DefectState.IN_REPAIR, _("Repair has begun"), FIELD),
        Transition("fix", DEFECT_OPEN, DefectState.FIXED, _("Fixed"), FIELD, ("why",)),
        Transition("dismiss", DEFECT_OPEN, DefectState.DISMISSED, _("No defect"), OFFICE, ("why",)),
        Transition("reopen", (DefectState.FIXED, DefectState.DISMISSED), DefectState.REPORTED, _("Broken again"), FIELD, ("why",)),
    ),
)  # fmt: skip
