"""What may be done on the page of a visit, and for many visits at once."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.deeds import Deed
from apps.core.forms import WhyForm
from apps.followups.actions import BY_STEP, task_open
from apps.followups.forms import NotMetForm, ShiftForm, TaskForm, WorkerForm
from apps.followups.models import Visit
from apps.followups.policies import may, may_record
from apps.followups.workflow import STEPS

ICONS = {"not_met": "door_front", "shift": "event_repeat", "reassign": "person_add", "cancel": "event_busy"}
HINTS = {
    "not_met": _("It stays to be done; the next try is due some days later."),
    "shift": _("The day that the rule says stays on record."),
    "reassign": _("Both are told."),
    "cancel": _("The household is visited again when the next visit is due."),
}
FORMS: dict[str, Any] = {
    "not_met": lambda row, user, data: NotMetForm(data),
    "shift": lambda row, user, data: ShiftForm(data, initial={"due_on": row.due_on}),
    "reassign": lambda row, user, data: WorkerForm(row.household, data),
    "cancel": lambda row, user, data: WhyForm(data),
}


def _step(step: str) -> Deed:
    def act(row: Visit, user: Any, answers: dict[str, Any]) -> None:
        BY_STEP[step](visit=row, by=user, **answers)

    return Deed(
        step, STEPS[step].word, act, lambda row, user: may(row, step, user), icon=ICONS[step], hint=HINTS[step],
        form=FORMS[step], careful=step == "cancel",
    )  # fmt: skip


def _task(row: Visit, user: Any, answers: dict[str, Any]) -> None:
    task_open(household=row.household, visit=row, by=user, **answers)


DEEDS = (
    *(_step(step) for step in FORMS),
    Deed("task", _("Open a task"), _task, lambda row, user: may_record(row.household, user), icon="add_task",
         place="tasks", form=lambda row, user, data: TaskForm(row.household, data)),
)  # fmt: skip
