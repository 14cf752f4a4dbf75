"""Who may do what with visits, caseloads and tasks, and why not. Every face asks here.

First whether it is this person's business at all (nothing else is told to strangers), then what can be mended.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.accounts.models import Staff
from apps.accounts.roles import Role
from apps.communities.models import Community
from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.permits import Inputs, covers, given, has_permission, has_role, not_your_role, sees
from apps.core.workflow import Transition, leaves_from
from apps.followups.models import Occasion, Task, Visit, VisitClash
from apps.followups.vocabulary import ClashState
from apps.followups.workflow import DOOR, FIELD, OFFICE, STEPS, TASK_STEPS, TaskState, VisitState
from apps.households.models import Household
from apps.households.policies import still_here

REQUIRED = {
    "why": _("Please write why."),
    "due_on": _("Enter the new day."),
    "worker": _("Choose who is to do it."),
    "owner": _("Choose who is to do it."),
}
OWN_ONLY = _("This is in the hands of a colleague. The community manager can give it to you.")


def may(visit: Visit, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may take the step now. Without `inputs` the step alone is judged (which buttons to show)."""
    asked = STEPS[step]
    return first_refusal(
        (
            lambda: sees(visit, by),
            lambda: has_role(by, asked.roles),
            lambda: given(asked, inputs, REQUIRED),
            lambda: leaves_from(VisitState, visit.state, asked),
            lambda: may_work(inputs["worker"], visit.household) if inputs and "worker" in inputs else ALLOW,
        )
    )


def steps_for(visit: Visit, by: Any) -> list[Transition]:
    """The steps of a visit that `by` may take now; each a button."""
    return [step for name, step in STEPS.items() if may(visit, name, by)]


def may_record(household: Household, by: Any) -> Decision:
    """Whether `by` may record a visit to this household, planned or not."""
    return first_refusal(
        (lambda: sees(household, by), lambda: has_role(by, DOOR), lambda: still_here(household)),
    )


def may_open_task(household: Household, by: Any) -> Decision:
    """Whether `by` may open a task for this household, or say what happened to it."""
    return first_refusal(
        (lambda: sees(household, by), lambda: has_role(by, FIELD), lambda: still_here(household)),
    )


def may_plan(community: Community, by: Any) -> Decision:
    """Whether `by` may plan the visits and caseloads of this community; nobody in particular is the nightly task."""
    if by is None:
        return ALLOW
    return first_refusal((lambda: covers(community, by), lambda: has_role(by, OFFICE)))


def may_assign(household: Household, by: Any) -> Decision:
    """Whether `by` may say who looks after this household."""
    return first_refusal((lambda: sees(household, by), lambda: has_role(by, OFFICE), lambda: still_here(household)))


def may_set_level(household: Household, by: Any) -> Decision:
    """Whether `by` may say how closely this household is followed."""
    return may_assign(household, by)


def may_work(worker: Any, household: Household) -> Decision:
    """Whether somebody can look after this household: active, at work in the field, and their area holds it."""
    if not isinstance(worker, Staff):
        return refuse("required", REQUIRED["worker"], field="worker")
    if not worker.is_active or worker.role not in DOOR:
        said = _("%(name)s does not make visits. Choose a grid worker or the community manager.")
        return refuse("not_a_worker", said % {"name": worker.name}, field="worker")
    if sees(household, worker):
        return ALLOW
    said = _("The area of %(name)s does not hold this household.")
    return refuse("not_their_area", said % {"name": worker.name}, field="worker")


def may_withdraw_occasion(occasion: Occasion, by: Any) -> Decision:
    """Whether `by` may take back what was recorded as having happened."""
    gone = refuse("withdrawn", _("This was taken back already."))
    return first_refusal(
        (lambda: sees(occasion, by), lambda: has_role(by, FIELD), lambda: gone if occasion.withdrawn else ALLOW)
    )


def may_task(task: Task, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may take a step of a task: its owner, or the office."""
    asked = TASK_STEPS[step]
    return first_refusal(
        (
            lambda: sees(task, by),
            lambda: has_role(by, asked.roles),
            lambda: _own(task, by),
            lambda: given(asked, inputs, REQUIRED),
            lambda: leaves_from(TaskState, task.state, asked),
            lambda: may_work(inputs["owner"], task.household) if inputs and "owner" in inputs else ALLOW,
        )
    )


def task_steps_for(task: Task, by: Any) -> list[Transition]:
    """The steps of a task that `by` may take now."""
    return [step for name, step in TASK_STEPS.items() if may_task(task, name, by)]


def _own(task: Task, by: Any) -> Decision:
    if getattr(by, "role", "") != Role.GRID_WORKER or task.owner_id in (None, by.pk):
        return ALLOW
    return not_your_role(OWN_ONLY)


def may_settle(clash: VisitClash, by: Any) -> Decision:
    """Whether `by` may say which of two answers holds: whoever made the visit, or the office."""
    settled = refuse("settled", _("This was settled already."))
    return first_refusal(
        (
            lambda: sees(clash, by),
            lambda: has_permission(by, "followups.change_visitclash"),
            lambda: ALLOW if getattr(by, "role", "") in OFFICE or clash.visit.done_by_id == by.pk else not_your_role(),
            lambda: ALLOW if clash.state == ClashState.OPEN else settled,
        )
    )
