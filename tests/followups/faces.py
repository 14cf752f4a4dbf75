"""Every state of a visit and of a task with every step: the same cases for admin and API, as the community manager."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from apps.followups.models import Task, Visit
from apps.followups.workflow import STEPS, TASK_STEPS, TaskState, VisitState
from tests.followups.factories import TaskFactory, VisitFactory

# What a step requires; “worker” and “owner” are filled in with somebody who may have it.
INPUTS: dict[str, dict[str, Any]] = {
    "shift": {"due_on": "2026-12-01", "why": "约好改天"},
    "cancel": {"why": "已搬走"},
    "correct": {"why": "看错了"},
    "reassign": {"worker": None},
}
TASK_INPUTS: dict[str, dict[str, Any]] = {
    "extend": {"due_on": "2026-12-01", "why": "材料没到"},
    "cancel": {"why": "不用办了"},
    "hand_over": {"owner": None},
}


@dataclass(frozen=True)
class Case:
    """A step from a state: whether it is open, and where it leads."""

    state: str
    step: str
    open: bool
    leads_to: str
    inputs: dict[str, Any] = field(default_factory=dict, hash=False)


def visit_in(state: str, **facts: Any) -> Visit:
    visit: Visit = VisitFactory(state=state, **facts)
    return visit


def task_in(state: str, **facts: Any) -> Task:
    task: Task = TaskFactory(state=state, **facts)
    return task


def _cases(states: Any, steps: Any, inputs: dict[str, dict[str, Any]]) -> Iterator[Case]:
    for state in states.values:
        for name, step in steps.items():
            leaves = state in step.sources
            leads_to = step.target if leaves and step.target else state
            yield Case(state, name, leaves, leads_to, inputs.get(name, {}))


def visit_cases() -> Iterator[Case]:
    """Every state of a visit with every step."""
    return _cases(VisitState, STEPS, INPUTS)


def task_cases() -> Iterator[Case]:
    """Every state of a task with every step."""
    return _cases(TaskState, TASK_STEPS, TASK_INPUTS)
