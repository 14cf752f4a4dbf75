"""What all steps of visits and tasks share: lock and ask, then move, save, log and tell."""

import uuid
from typing import Any

from apps.core.actors import label_of, person
from apps.core.constraints import checked
from apps.core.errors import ensure
from apps.core.events import emit
from apps.core.text import prose
from apps.followups.models import Task, TaskStep, Visit, VisitStep
from apps.followups.policies import may, may_task
from apps.followups.workflow import STEPS, TASK_STEPS, TASK_WORKFLOW, WORKFLOW

SYSTEM = "system"


def asked(visit: Visit, step: str, by: Any, **inputs: Any) -> Visit:
    """The locked visit, after the policy allowed the step. Raises Refused."""
    rows = Visit.objects.select_for_update(of=("self",)).select_related("household", "worker")
    row: Visit = rows.get(pk=visit.pk)
    ensure(may(row, step, by, inputs))
    return row


def take(row: Visit, step: str, by: Any, why: str = "", *, label: str = "") -> Visit:
    """Move the state where the step does, save, log, and tell listeners after the commit."""
    before, after = row.state, ""
    if STEPS[step].target:
        before, after = WORKFLOW.move(row, step)
    checked(row)
    entry = VisitStep.objects.create(visit=row, **step_of(step, before, after, by, why, label=label))
    emit(f"visit.{step}", visit_id=row.pk, step_id=entry.pk)
    return row


def sent_before(row: Visit | Task, step: str, client_id: uuid.UUID | None) -> Any:
    """The row as it is now, if a phone sent this step before under the number that it gave it; else None.

    Two at once wait for each other.
    """
    if client_id is None:
        return None
    now: Any = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    return now if now.steps.filter(step=step, by_label=str(client_id)).exists() else None


def mark(client_id: uuid.UUID | None) -> str:
    """How a step carries the number of the phone."""
    return str(client_id or "")


def asked_task(task: Task, step: str, by: Any, **inputs: Any) -> Task:
    """The locked task, after the policy allowed the step. Raises Refused."""
    rows = Task.objects.select_for_update(of=("self",)).select_related("household", "owner")
    row: Task = rows.get(pk=task.pk)
    ensure(may_task(row, step, by, inputs))
    return row


def take_task(row: Task, step: str, by: Any, why: str = "", *, label: str = "") -> Task:
    """The same for a task."""
    before, after = row.state, ""
    if step in TASK_STEPS and TASK_STEPS[step].target:
        before, after = TASK_WORKFLOW.move(row, step)
    checked(row)
    entry = TaskStep.objects.create(task=row, **step_of(step, before, after, by, why, label=label))
    emit(f"followup_task.{step}", task_id=row.pk, step_id=entry.pk)
    return row


def step_of(step: str, before: str, after: str, by: Any, why: str = "", *, label: str = "") -> dict[str, Any]:
    """The columns of one step; `label` names who acted where nobody of the staff did."""
    who = label or label_of(by) or (SYSTEM if by is None else "")
    return {
        "step": step, "from_state": before, "to_state": after, "by": person(by), "by_label": who, "why": prose(why),
    }  # fmt: skip
