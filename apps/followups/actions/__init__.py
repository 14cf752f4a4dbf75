"""What can be done to visits, caseloads and tasks: the only writers of them.

Every action is atomic: it locks, asks the policy (errors.Refused), changes, appends the step, and tells listeners
after the commit (`visit.<step>`, `followup_task.<step>`, `caseload.moved`).
"""

from collections.abc import Callable
from typing import Any

from apps.followups.actions.answering import answer_keep, version_of
from apps.followups.actions.caseloads import (
    HandedOver,
    caseload_assign,
    caseload_balance,
    caseload_end,
    caseload_hand_over,
)
from apps.followups.actions.clashes import clash_settle
from apps.followups.actions.leaving import gone_settle, moving_settle
from apps.followups.actions.levels import level_set, occasion_report, occasion_withdraw
from apps.followups.actions.planning import visit_plan_for, visits_plan
from apps.followups.actions.recording import visit_correct, visit_record
from apps.followups.actions.stepping import sent_before
from apps.followups.actions.tasks import task_cancel, task_done, task_extend, task_hand_over, task_open, tasks_escalate
from apps.followups.actions.visits import (
    visit_cancel,
    visit_not_met,
    visit_photo_add,
    visit_reassign,
    visit_shift,
)

# Step name → action; the faces call steps by name with visit= (task=), by=, why= and what the step requires.
BY_STEP: dict[str, Callable[..., Any]] = {
    "record": visit_record,
    "not_met": visit_not_met,
    "shift": visit_shift,
    "reassign": visit_reassign,
    "cancel": visit_cancel,
    "correct": visit_correct,
}
BY_TASK_STEP: dict[str, Callable[..., Any]] = {
    "done": task_done,
    "cancel": task_cancel,
    "hand_over": task_hand_over,
    "extend": task_extend,
}

__all__ = [
    "BY_STEP",
    "BY_TASK_STEP",
    "HandedOver",
    "answer_keep",
    "caseload_assign",
    "caseload_balance",
    "caseload_end",
    "caseload_hand_over",
    "clash_settle",
    "gone_settle",
    "level_set",
    "moving_settle",
    "occasion_report",
    "occasion_withdraw",
    "sent_before",
    "task_cancel",
    "task_done",
    "task_extend",
    "task_hand_over",
    "task_open",
    "tasks_escalate",
    "version_of",
    "visit_cancel",
    "visit_correct",
    "visit_not_met",
    "visit_photo_add",
    "visit_plan_for",
    "visit_reassign",
    "visit_record",
    "visit_shift",
    "visits_plan",
]
