"""What was done on a phone without a signal, entered item by item: each in its own transaction, each answered.

An item carries the number that the phone gave it; however often it is sent, it counts once. What cannot be read or is
refused does not stop those after it.
"""

import uuid
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.constraints import message_of
from apps.core.errors import DomainError, InvalidInput
from apps.core.requests import key_of
from apps.followups.actions import BY_STEP, BY_TASK_STEP, sent_before, visit_correct, visit_record
from apps.followups.caseloads import workers_for
from apps.followups.models import Answer, Task, Visit, VisitClash
from apps.followups.vocabulary import Channel, ClashState, TaskKind, VisitPlace
from apps.households.models import Household
from apps.households.vocabulary import ResidenceStatus

MOST_ITEMS, MOST_TASKS, LONGEST = 20, 5, 2000
Item = Mapping[str, Any]
Act = Callable[[Item, Household, uuid.UUID, Any], dict[str, Any]]


def take_in(items: list[Any], by: Any) -> list[dict[str, Any]]:
    """Enter what a phone sent, in its order. Each is answered {"id", "result", "code", "message", "clashes"}.

    `result` is done, known (it came before), clash (done, and the register says something else in `clashes` fields) or
    refused.
    """
    return [_answered(item, by) for item in items]


def _answered(item: Any, by: Any) -> dict[str, Any]:
    answer = {"id": str(item.get("id", "")) if isinstance(item, dict) else "", "code": "", "message": "", "clashes": 0}
    try:
        with transaction.atomic():
            return answer | _taken(item, by)
    except DomainError as error:
        return answer | {"result": "refused", "code": error.code, "message": str(error.message)}
    except IntegrityError as error:
        return answer | {"result": "refused", "code": "constraint", "message": message_of(error)}
    except DataError:
        return answer | {"result": "refused", "code": "unreadable", "message": str(_unreadable().message)}


def _taken(item: Any, by: Any) -> dict[str, Any]:
    if not isinstance(item, dict) or str(item.get("what")) not in ACTS:
        raise _unreadable()
    number = _number(item.get("id"))
    household = Household.objects.visible_to(by).filter(pk=key_of(item.get("household"))).first()
    if household is None:
        raise InvalidInput(_("This household is not yours, or no longer. Please load anew."), code="not_in_scope")
    return ACTS[str(item["what"])](item, household, number, by)


def _record(item: Item, household: Household, number: uuid.UUID, by: Any) -> dict[str, Any]:
    visit = _visit(item, household, by) if item.get("visit") else None
    began, ended = _moment(item, "started_at"), _moment(item, "ended_at")
    row, made = visit_record(
        by=by,
        visit=visit,
        household=household,
        client_id=number,
        instruments=_instruments(item.get("instruments")),
        place=_choice(item, "place", VisitPlace.values) or VisitPlace.HOME,
        started_at=min(began, ended) if began and ended else began,
        ended_at=ended,
        note=_text(item, "note"),
        met=_keys(item.get("met")),
        present_status=_choice(item, "present_status", ResidenceStatus.values),
        refused_why=_text(item, "refused_why"),
        tasks=_tasks(item.get("tasks"), by),
        base=_mapping(item.get("base")),
        channel=Channel.PHONE,
    )
    clashes = VisitClash.objects.filter(visit=row, state=ClashState.OPEN).count()
    return {"result": "clash" if clashes else "done" if made else "known", "clashes": clashes, "visit": row.pk}


def _step(name: str, *inputs: str) -> Act:
    """A step of a visit, with what it asks for."""

    def act(item: Item, home: Household, number: uuid.UUID, by: Any) -> dict[str, Any]:
        visit = _visit(item, home, by)
        if sent_before(visit, name, number):
            return {"result": "known"}
        BY_STEP[name](visit=visit, by=by, client_id=number, why=_text(item, "why"), **_inputs(item, inputs, home))
        return {"result": "done"}

    return act


def _task_step(name: str, *inputs: str) -> Act:
    """A step of a task, with what it asks for."""

    def act(item: Item, home: Household, number: uuid.UUID, by: Any) -> dict[str, Any]:
        task = Task.objects.visible_to(by).filter(household=home, pk=key_of(item.get("task"))).first()
        if task is None:
            raise InvalidInput(_("This task is not there any more. Please load anew."), code="not_found")
        if sent_before(task, name, number):
            return {"result": "known"}
        BY_TASK_STEP[name](task=task, by=by, client_id=number, why=_text(item, "why"), **_inputs(item, inputs, home))
        return {"result": "done"}

    return act


def _correct(item: Item, household: Household, number: uuid.UUID, by: Any) -> dict[str, Any]:
    """Answers put right, unless a colleague put them right meanwhile: nothing is overwritten unseen."""
    visit = _visit(item, household, by)
    if sent_before(visit, "correct", number):
        return {"result": "known"}
    filled = _mapping(item.get("instruments"))
    standing = set(Answer.objects.standing().filter(visit=visit).values_list("pk", flat=True))
    if any(key_of(_mapping(each).get("of")) not in standing for each in filled.values()):
        said = _("These answers were corrected by somebody else meanwhile. Load anew, and look at them first.")
        raise InvalidInput(said, code="changed")
    answers = {str(key): _mapping(_mapping(each).get("answers")) for key, each in filled.items()}
    visit_correct(visit=visit, by=by, why=_text(item, "why"), instruments=answers, client_id=number)
    clashes = VisitClash.objects.filter(visit=visit, state=ClashState.OPEN).count()
    return {"result": "clash" if clashes else "done", "clashes": clashes}


def _inputs(item: Item, names: tuple[str, ...], home: Household) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "due_on" in names:
        found["due_on"] = _day(item, "due_on")
    if "owner" in names:
        found["owner"] = workers_for([home.community_id]).filter(pk=key_of(item.get("owner"))).first()
    return found


ACTS: dict[str, Act] = {
    "record": _record,
    "not_met": _step("not_met"),
    "shift": _step("shift", "due_on"),
    "correct": _correct,
    "task_done": _task_step("done"),
    "task_extend": _task_step("extend", "due_on"),
    "task_hand_over": _task_step("hand_over", "owner"),
    "task_cancel": _task_step("cancel"),
}


def visit_of(number: uuid.UUID, by: Any, key: int | None = None) -> Visit | None:
    """The visit that a phone recorded under this number, or (that of this key) corrected, if `by` may see it."""
    rows = Visit.objects.visible_to(by)
    corrected = rows.filter(pk=key, steps__step="correct", steps__by_label=str(number))
    return rows.filter(client_id=number).first() or (corrected.first() if key else None)


def _visit(item: Item, household: Household, by: Any) -> Visit:
    found = Visit.objects.visible_to(by).filter(household=household, pk=key_of(item.get("visit"))).first()
    if found is None:
        raise InvalidInput(_("This visit is not there any more. Please load anew."), code="not_found")
    return found


# Reading: what a phone sends may be old, cut off or made up; nothing of it may stop the others.


def _unreadable(field: str = "") -> InvalidInput:
    return InvalidInput(_("This cannot be read. Please open it, and save it again."), code="unreadable", field=field)


def _number(value: Any) -> uuid.UUID:
    try:
        return uuid.UUID(str(value))
    except ValueError:
        raise _unreadable("id") from None


def _text(item: Item, name: str) -> str:
    value = item.get(name) or ""
    if not isinstance(value, str) or "\0" in value:
        raise _unreadable(name)
    return value[:LONGEST]


def _choice(item: Item, name: str, values: list[str]) -> str:
    value = _text(item, name)
    if value and value not in values:
        raise _unreadable(name)
    return value


def _moment(item: Item, name: str) -> datetime | None:
    """A moment with its zone; one that is still to come, by a phone whose clock runs ahead, is now. Of a clock that
    stands years behind nothing is believed: the visit is kept without the time."""
    try:
        found = parse_datetime(_text(item, name)) if item.get(name) else None
    except ValueError:
        raise _unreadable(name) from None
    if found is None:
        return None
    aware = found if timezone.is_aware(found) else timezone.make_aware(found)
    return clock.believed(aware)


def _day(item: Item, name: str) -> date | None:
    try:
        return parse_date(_text(item, name))
    except ValueError:
        raise _unreadable(name) from None


def _mapping(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _unreadable()
    return value


def _keys(value: Any) -> list[int]:
    keys = [key_of(each) for each in value] if isinstance(value, list) else []
    return [key for key in keys if key is not None]


def _instruments(value: Any) -> dict[str, tuple[str, dict[str, Any]]]:
    """{key: (hash of the version in which it was asked, answers)}."""
    found = {}
    for key, filled in _mapping(value).items():
        given = _mapping(filled)
        found[str(key)] = (_text(given, "version"), _mapping(given.get("answers")))
    return found


def _tasks(value: Any, by: Any) -> list[dict[str, Any]]:
    rows = value if isinstance(value, list) else []
    found = []
    for row in rows[:MOST_TASKS]:
        task = _mapping(row)
        kind = _choice(task, "kind", TaskKind.values) or TaskKind.FOLLOW_UP
        found.append({"kind": kind, "text": _text(task, "text")[:200], "due_on": _day(task, "due_on"), "owner": by})
    return found
