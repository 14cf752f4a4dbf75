"""Tasks for households: opened at a visit or by themselves, done, handed over, moved, cancelled."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.actors import person
from apps.core.errors import InvalidInput, ensure
from apps.core.text import prose
from apps.followups.actions.stepping import asked_task, mark, sent_before, take_task
from apps.followups.models import Task, Visit
from apps.followups.policies import may_open_task, may_work
from apps.followups.rules import ESCALATE_DAYS, number_of
from apps.followups.vocabulary import TaskKind
from apps.households.models import Household

USUAL_DAYS = 7  # until when, where nobody says


@transaction.atomic
def task_open(
    *, household: Household, by: Any, text: str, kind: str = TaskKind.FOLLOW_UP, due_on: date | None = None,
    owner: Any = None, visit: Visit | None = None, client_id: uuid.UUID | None = None,
) -> Task:  # fmt: skip
    """Something is to be done for a household; by whoever opens it where nobody else is named.

    Sent again with the same `client_id`, it is the same task; two at once wait for each other. Raises Refused, also
    where the owner's area does not hold the household; InvalidInput without words.
    """
    ensure(may_open_task(household, by))
    if client_id is not None:
        Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
        known = Task.objects.filter(household=household, steps__step="open", steps__by_label=mark(client_id))
        if before := known.first():
            return before
    owner = owner or person(by)
    if owner is not None and owner != by:
        ensure(may_work(owner, household))
    row = Task(
        household=household, community_id=household.community_id, visit=visit, kind=kind, text=prose(text)[:200],
        owner=owner, due_on=due_on or clock.today() + timedelta(days=USUAL_DAYS), opened_by=person(by),
    )  # fmt: skip
    return take_task(row, "open", by, label=mark(client_id))


@transaction.atomic
def task_done(*, task: Task, by: Any, why: str = "", client_id: uuid.UUID | None = None) -> Task:
    """It is done; `why` says how. This and the other steps sent again with the same `client_id` count once."""
    if before := sent_before(task, "done", client_id):
        return before
    row = asked_task(task, "done", by, why=why)
    row.done_on = clock.today()
    return take_task(row, "done", by, why, label=mark(client_id))


@transaction.atomic
def task_cancel(*, task: Task, by: Any, why: str = "", client_id: uuid.UUID | None = None) -> Task:
    """It is not to be done any more."""
    if before := sent_before(task, "cancel", client_id):
        return before
    return take_task(asked_task(task, "cancel", by, why=why), "cancel", by, why, label=mark(client_id))


@transaction.atomic
def task_hand_over(
    *, task: Task, by: Any, owner: Any = None, why: str = "", client_id: uuid.UUID | None = None
) -> Task:
    """Somebody else does it; both are told. Raises Refused where the owner's area does not hold the household."""
    if before := sent_before(task, "hand_over", client_id):
        return before
    row = asked_task(task, "hand_over", by, owner=owner, why=why)
    return task_given(row, by, owner, why, client_id=client_id)


def task_given(row: Task, by: Any, owner: Any, why: str = "", *, client_id: uuid.UUID | None = None) -> Task:
    """The locked task into other hands; `owner` None: to the list of the manager."""
    names = [person.name if person else "—" for person in (row.owner, owner)]
    row.owner, row.escalated_at = owner, None
    return take_task(row, "hand_over", by, said_with(" → ".join(names), why), label=mark(client_id))


@transaction.atomic
def task_extend(
    *, task: Task, by: Any, due_on: date | None = None, why: str = "", client_id: uuid.UUID | None = None
) -> Task:
    """It is due later. Raises InvalidInput for a day that is past."""
    if before := sent_before(task, "extend", client_id):
        return before
    row = asked_task(task, "extend", by, due_on=due_on, why=why)
    said = said_with(f"{row.due_on} → {due_on}", why)
    row.due_on, row.escalated_at = not_past(due_on), None
    return take_task(row, "extend", by, said, label=mark(client_id))


@transaction.atomic
def tasks_escalate() -> int:
    """Note on tasks that are late for longer than the rule allows that the manager is told; how many. Idempotent."""
    late = Task.objects.overdue(clock.today() - timedelta(days=number_of(ESCALATE_DAYS))).filter(escalated_at=None)
    return late.update(escalated_at=clock.now())


def said_with(what: str, why: str) -> str:
    """What a step did, with its reason."""
    return f"{what}: {prose(why)}" if prose(why) else what


def not_past(day: date | None) -> date:
    """A day from today on. Raises InvalidInput `past`."""
    if day is None or day < clock.today():
        raise InvalidInput(_("This day is past. Choose today or a later day."), code="past", field="due_on")
    return day
