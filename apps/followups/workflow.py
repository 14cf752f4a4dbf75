"""The lives of a visit and of a task, as data."""

from django.db import models
from django.utils.translation import pgettext_lazy

from apps.accounts.roles import Role
from apps.core.workflow import Transition, Workflow

OFFICE = frozenset({Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN})
FIELD = frozenset({*OFFICE, Role.GRID_WORKER})
DOOR = frozenset({Role.COMMUNITY_MANAGER, Role.GRID_WORKER})  # who is told at the door, and writes into registers


class VisitState(models.TextChoices):
    """Where a visit stands. That one is overdue follows from its day; nobody being met leaves it due."""

    DUE = "due", pgettext_lazy("visit", "due")
    DONE = "done", pgettext_lazy("visit", "done")
    CANCELLED = "cancelled", pgettext_lazy("visit", "cancelled")


WORKFLOW = Workflow(
    name="visit to a household",
    states=VisitState,
    initial=VisitState.DUE,
    transitions=(
        Transition("record", (VisitState.DUE,), VisitState.DONE, pgettext_lazy("visit", "Record the visit"), DOOR),
        Transition("cancel", (VisitState.DUE,), VisitState.CANCELLED, pgettext_lazy("visit", "Cancel the visit"), OFFICE, ("why",)),
    ),
)  # fmt: skip

# Steps of a visit that leave its state as it is; asked for, refused and logged like the others.
SIDE_STEPS = (
    Transition("not_met", (VisitState.DUE,), "", pgettext_lazy("visit", "Nobody was met"), DOOR),
    Transition("shift", (VisitState.DUE,), "", pgettext_lazy("visit", "Move to another day"), FIELD, ("due_on", "why")),
    Transition("reassign", (VisitState.DUE,), "", pgettext_lazy("visit", "Give to somebody else"), OFFICE, ("worker",)),
    Transition("correct", (VisitState.DONE,), "", pgettext_lazy("visit", "Correct answers"), DOOR, ("why",)),
)
STEPS: dict[str, Transition] = {**WORKFLOW.by_name, **{step.name: step for step in SIDE_STEPS}}


class TaskState(models.TextChoices):
    """Where a task stands."""

    OPEN = "open", pgettext_lazy("task", "open")
    DONE = "done", pgettext_lazy("task", "done")
    CANCELLED = "cancelled", pgettext_lazy("task", "cancelled")


TASK_WORKFLOW = Workflow(
    name="task for a household",
    states=TaskState,
    initial=TaskState.OPEN,
    transitions=(
        Transition("done", (TaskState.OPEN,), TaskState.DONE, pgettext_lazy("task", "Done"), FIELD),
        Transition("cancel", (TaskState.OPEN,), TaskState.CANCELLED, pgettext_lazy("task", "Cancel the task"), FIELD, ("why",)),
    ),
)  # fmt: skip
TASK_SIDE_STEPS = (
    Transition("hand_over", (TaskState.OPEN,), "", pgettext_lazy("task", "Hand over"), FIELD, ("owner",)),
    Transition("extend", (TaskState.OPEN,), "", pgettext_lazy("task", "Move to a later day"), FIELD, ("due_on", "why")),
)
TASK_STEPS: dict[str, Transition] = {**TASK_WORKFLOW.by_name, **{step.name: step for step in TASK_SIDE_STEPS}}
