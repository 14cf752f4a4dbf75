"""Visits and tasks: the evening before, when they are late, and when a household changes hands.

A worker is told once a day how many there are, not once for each; the manager of what stays undone.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.followups.models import Caseload, Task, Visit
from apps.followups.rules import ESCALATE_DAYS, EVENING_HOUR, number_of
from apps.reminders.causes import Cause, Told, register
from apps.reminders.people import People

MORNING = 7  # o'clock, from which the day's visits are told of
IN_THE_FIELD = "/f/visits/"
VISITS, TASKS = "admin:followups_visit_changelist", "admin:followups_task_changelist"


def _list(name: str, query: str = "") -> Any:
    return lambda office: f"{reverse(name)}{query}" if office else IN_THE_FIELD


def _counted(rows: Any, whose: str) -> Any:
    """(worker, community, number) of rows that are in somebody's hands."""
    mine = rows.filter(**{f"{whose}__isnull": False, f"{whose}__is_active": True}).order_by()
    return mine.values_list(whose, "community").annotate(n=Count("pk")).order_by(whose, "community")


def _each(key: str, rows: Any, whose: str, day: date, page: Any) -> Iterator[Told]:
    for worker, community, number in _counted(rows, whose):
        yield Told(f"{key}:{worker}:{community}:{day}", (worker,), community, {"n": number}, page)


def _tomorrow(now: datetime, people: People) -> Iterator[Told]:
    """From the hour of the rule on, what is due tomorrow."""
    today = timezone.localdate(now)
    if timezone.localtime(now).hour >= number_of(EVENING_HOUR, today):
        due = Visit.objects.open().filter(due_on=today + timedelta(days=1))
        yield from _each("visits_eve", due, "worker", today, _list(VISITS))


def _today(now: datetime, people: People) -> Iterator[Told]:
    """In the morning, what is due today."""
    today = timezone.localdate(now)
    if MORNING <= timezone.localtime(now).hour < number_of(EVENING_HOUR, today):
        yield from _each("visits_day", Visit.objects.open().filter(due_on=today), "worker", today, _list(VISITS))


def _late(now: datetime, people: People) -> Iterator[Told]:
    """Once a week, what is late: said each day it would be read no more."""
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    if timezone.localtime(now).hour >= MORNING:
        yield from _each("visits_late", Visit.objects.overdue(today), "worker", monday, _list(VISITS))


def _visits_escalated(now: datetime, people: People) -> Iterator[Told]:
    yield from _escalated("visits_undone", Visit.objects.all(), people, now, VISITS)


def _tasks_escalated(now: datetime, people: People) -> Iterator[Told]:
    """Those that the nightly task has noted as told (tasks_escalate)."""
    yield from _escalated("tasks_undone", Task.objects.filter(escalated_at__isnull=False), people, now, TASKS)


def _escalated(key: str, rows: Any, people: People, now: datetime, page: str) -> Iterator[Told]:
    """To the managers of each community, once a week: what has been late for longer than the rule allows."""
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    late = rows.overdue(today - timedelta(days=number_of(ESCALATE_DAYS, today))).order_by()
    for community, number in late.values_list("community").annotate(n=Count("pk")).order_by("community"):
        yield Told(f"{key}:{community}:{monday}", people.managing(community), community, {"n": number}, _list(page))


def _tasks_due(now: datetime, people: People) -> Iterator[Told]:
    """What is to be done for a household by tomorrow, or is late: each task once for each day it was due on."""
    today = timezone.localdate(now)
    due = Task.objects.open().filter(due_on__lte=today + timedelta(days=1), owner__is_active=True)
    for pk, owner, community, day in due.order_by("pk").values_list("pk", "owner", "community", "due_on"):
        yield Told(f"task_due:{pk}:{owner}:{day}", (owner,), community, {}, _task(pk))


def _task(pk: int) -> Any:
    return lambda office: reverse("admin:followups_task_change", args=[pk]) if office else IN_THE_FIELD


def _handed_over(now: datetime, people: People) -> Iterator[Told]:
    """Both sides, of households that changed hands today: one message for each pair of workers."""
    today = timezone.localdate(now)
    before = Caseload.objects.filter(household=OuterRef("household"), period__endswith=today)
    rows = Caseload.objects.filter(period__startswith=today).annotate(before=Subquery(before.values("worker")[:1]))
    grouped = rows.order_by().values_list("before", "worker", "community", "worker__name")
    for old, new, community, name, number, last in grouped.annotate(n=Count("pk"), last=Max("pk")):
        whom = tuple(key for key in (old, new) if key is not None)
        yield Told(f"handed:{old}:{new}:{community}:{last}", whom, community, {"n": number, "to": name}, _list(VISITS))


def _words(facts: dict[str, Any]) -> dict[str, Any]:
    return {**facts, **({"n": f"{facts['n']:,}"} if "n" in facts else {})}


def _cause(key: str, kind: str, icon: str, title: Any, body: Any, find: Any) -> None:
    register(Cause(f"followups.{key}", kind, icon, title, body, find, _words))


_cause(
    "tomorrow", "due", "calendar_month", _("Visits due tomorrow: %(n)s"),
    _("Download your caseload while you have a signal, and call before you go."), _tomorrow,
)  # fmt: skip
_cause(
    "today", "due", "today", _("Visits due today: %(n)s"), _("They stand by building, with a button to call."), _today
)
_cause(
    "late", "late", "schedule", _("Late visits: %(n)s"),
    _("Make them this week, or move them to another day and say why."), _late,
)  # fmt: skip
_cause(
    "visits_undone", "late", "assignment_late", _("Visits late for days: %(n)s"),
    _("Speak with the workers, or give the visits to somebody else."), _visits_escalated,
)  # fmt: skip
_cause(
    "tasks_undone", "late", "assignment_late", _("Tasks for households late for days: %(n)s"),
    _("Speak with whoever owns them, or hand them over."), _tasks_escalated,
)  # fmt: skip
_cause(
    "task_due", "due", "task_alt", _("A task for a household is due"),
    _("Note it as done, or move it to a later day and say why."), _tasks_due,
)  # fmt: skip
_cause(
    "handed_over", "wait", "swap_horiz", _("Households that %(to)s looks after from today: %(n)s"),
    _("Their open visits and tasks went along. Please tell each other what they should not have to tell twice."),
    _handed_over,
)  # fmt: skip
