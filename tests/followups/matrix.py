"""Every state of a visit and a task with every step: the same cases for actions, admin, API and phone pages.

A face posts each case as `case.step` on a row in `case.state` with `case.inputs`, as the community manager, and holds
its answer against `case.open`; a refusal leaves the row in its state.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from apps.core import clock
from apps.core.workflow import Transition
from apps.followups.workflow import STEPS, TASK_STEPS, TaskState, VisitState


@dataclass(frozen=True)
class Case:
    """A step from a state: whether it is open, and where it leads."""

    state: str
    step: str
    open: bool
    leads_to: str
    needs: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        return f"{self.state}-{self.step}"

    def inputs(self, worker: Any) -> dict[str, Any]:
        """What the step requires; `worker` is somebody who can look after the household."""
        given = {
            "why": "与上周重复", "due_on": clock.today() + timedelta(days=4), "worker": worker, "owner": worker,
            "instruments": {},
        }  # fmt: skip
        return {name: given[name] for name in self.needs}


def _cases(states: Any, steps: dict[str, Transition]) -> Iterator[Case]:
    for state in states.values:
        for name, step in steps.items():
            leaves = state in step.sources
            needs = (*step.requires, *(("instruments",) if name == "correct" else ()))
            yield Case(state, name, leaves, step.target if leaves and step.target else state, needs)


def visit_cases() -> Iterator[Case]:
    """Every state of a visit with every step."""
    return _cases(VisitState, STEPS)


def task_cases() -> Iterator[Case]:
    """Every state of a task with every step."""
    return _cases(TaskState, TASK_STEPS)
