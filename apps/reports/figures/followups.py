"""Figures about visits to households: due, done, late, moved; and the tasks that came of them."""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.followups.models import Task, Visit, VisitStep
from apps.followups.workflow import TaskState, VisitState
from apps.reports.figures.counting import counts_by_community
from apps.reports.registry import Figure, Kind, Metric, Row, Section, count, rate, register
from apps.reports.span import Span

GROUP = pgettext_lazy("group of figures", "Visits")
VISITS, TASKS = pgettext_lazy("unit", "visits"), pgettext_lazy("unit", "tasks")
Rows = Callable[[Collection[int], Span], Any]


def visits(communities: Collection[int], span: Span) -> Any:
    """Visits of the communities that were not cancelled."""
    return Visit.objects.filter(community__in=communities).exclude(state=VisitState.CANCELLED)


def visit_filters(span: Span) -> dict[str, Q]:
    """What each count of visits means."""
    due, done = Q(due_on__gte=span.start, due_on__lt=span.end), Q(done_on__gte=span.start, done_on__lt=span.end)
    shifted = VisitStep.objects.filter(step="shift", at__gte=span.start_at, at__lt=span.end_at).order_by()
    return {
        "any": Q(),
        "due": due,
        "done": Q(state=VisitState.DONE) & done,
        "done_of_due": due & Q(state=VisitState.DONE),
        "late": Q(due_on__lt=span.as_at) & (Q(state=VisitState.DUE) | Q(done_on__gt=span.as_at)),
        "shifted": due & ~Q(shift_why="") | Q(pk__in=shifted.values("visit")),
    }


def visit_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """All counts of visits, in one query."""
    return counts_by_community(visits(communities, span), visit_filters(span))


def visit_cases(key: str) -> Rows:
    """The visits that a count counts."""
    return lambda communities, span: visits(communities, span).filter(visit_filters(span)[key])


def tasks(communities: Collection[int], span: Span) -> QuerySet:
    """Tasks that are open and past their day."""
    return Task.objects.filter(community__in=communities, state=TaskState.OPEN, due_on__lt=span.as_at)


def task_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Tasks late now, and whether any was ever opened."""
    rows = Task.objects.filter(community__in=communities)
    return counts_by_community(rows, {"any": Q(), "late": Q(state=TaskState.OPEN, due_on__lt=span.as_at)})


def _figure(
    key: str, name: Any, definition: Any, kind: Kind, read: Callable[[Row], Figure], unit: Any = VISITS,
    cases: str = "",
) -> None:  # fmt: skip
    register(
        Metric(
            key=f"visits.{key}", name=name, unit=unit, definition=definition, section=Section.INTEGRATION, group=GROUP,
            kind=kind, counts=visit_counts, read=read, cases=visit_cases(cases or key), case_model="followups.visit",
        )
    )  # fmt: skip


_figure(
    "due", _("visits due"), _("Visits whose day, after all shifts, lies within the time; cancelled ones left out."),
    Kind.FLOW, lambda row: count(row, "due", known="any"),
)  # fmt: skip
_figure(
    "done", _("visits done"), _("Visits made within the time, whenever they were due, unplanned ones too."),
    Kind.FLOW, lambda row: count(row, "done", known="any"),
)  # fmt: skip
_figure(
    "done_rate", _("of the visits due, done"),
    _("Of the visits whose day lies within the time, those that are made by now."),
    Kind.RATE, lambda row: rate(row, "done_of_due", "due", known="any"), unit="%", cases="done_of_due",
)  # fmt: skip
_figure(
    "late", _("visits late"), _("Visits whose day was past on the last day and that were not made by then."),
    Kind.STOCK, lambda row: count(row, "late", known="any"),
)  # fmt: skip
_figure(
    "shifted", _("visits moved to another day"),
    _(
        "Visits due within the time on another day than the rule says (busy season, day off, at the old house), and "
        "those that somebody moved within it. They are not missed."
    ),
    Kind.FLOW, lambda row: count(row, "shifted", known="any"),
)  # fmt: skip
register(
    Metric(
        key="visits.tasks_late", name=_("tasks late"), unit=TASKS,
        definition=_("Tasks from visits that are open and whose day was past on the last day, as recorded now."),
        section=Section.INTEGRATION, group=GROUP, kind=Kind.STOCK, counts=task_counts,
        read=lambda row: count(row, "late", known="any"), cases=tasks, case_model="followups.task", in_report=False,
    )
)  # fmt: skip
