"""Filters of visits, tasks, caseloads, levels, answers and clashes, for admin lists, API and exports."""

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.accounts.models import Staff
from apps.core import clock
from apps.core.filters import visible
from apps.followups.models import Answer, Caseload, Level, Occasion, Task, Visit, VisitClash
from apps.followups.needs import cause_choices
from apps.followups.quality import Fault, faulty
from apps.followups.vocabulary import (
    REPORTED,
    Channel,
    ClashState,
    RiskLevel,
    TaskKind,
    VisitKind,
    VisitPlace,
)
from apps.followups.workflow import TaskState, VisitState
from apps.households.filters import OfHousehold
from apps.instruments.models import Instrument

STANDING = [
    ("open", _("to be done")),
    ("overdue", _("overdue")),
    ("today", pgettext_lazy("visits", "due today")),
    ("week", pgettext_lazy("visits", "due within 7 days")),
    ("month", pgettext_lazy("visits", "due this month")),
    ("shifted", _("put off")),
    ("not_met", _("nobody was met yet")),
    ("late", _("done late")),
]


class VisitFilter(OfHousehold):
    """Which visits."""

    standing = django_filters.ChoiceFilter(choices=STANDING, method="stands", label=_("how it stands"))
    state = django_filters.MultipleChoiceFilter(choices=VisitState.choices, label=_("state"))
    worker = django_filters.ModelChoiceFilter(queryset=visible(Staff), label=_("worker"))
    without_worker = django_filters.BooleanFilter(
        field_name="worker", lookup_expr="isnull", label=_("without a worker")
    )
    kind = django_filters.ChoiceFilter(choices=VisitKind.choices, label=_("kind"))
    cause = django_filters.ChoiceFilter(choices=cause_choices, method="because", label=_("reason"))
    instrument = django_filters.ModelChoiceFilter(
        queryset=lambda request: Instrument.objects.in_use(), method="asks", label=_("questionnaire")
    )
    due = django_filters.DateFromToRangeFilter(field_name="due_on", label=_("due"))
    done = django_filters.DateFromToRangeFilter(field_name="done_on", label=_("done"))
    place = django_filters.ChoiceFilter(choices=VisitPlace.choices, label=_("place"))
    channel = django_filters.ChoiceFilter(choices=Channel.choices, label=pgettext_lazy("visits", "recorded how"))
    done_by = django_filters.ModelChoiceFilter(queryset=visible(Staff), label=_("visited by"))
    moved = django_filters.BooleanFilter(method="was_moved", label=_("was put off"))
    quality = django_filters.ChoiceFilter(choices=Fault.choices, method="of_quality", label=_("quality"))

    class Meta:
        model = Visit
        fields: tuple[str, ...] = ()

    def was_moved(self, queryset: Any, name: str, value: bool) -> QuerySet:
        return queryset.exclude(shift_why="") if value else queryset.filter(shift_why="")

    def stands(self, queryset: Any, name: str, value: str) -> QuerySet:
        today = clock.today()
        found = {
            "open": Q(state=VisitState.DUE),
            "today": Q(state=VisitState.DUE, due_on=today),
            "week": Q(state=VisitState.DUE, due_on__gte=today, due_on__lt=today + timedelta(days=7)),
            "month": Q(due_on__gte=clock.month_start(today), due_on__lt=clock.next_month(today)),
            "shifted": Q(state=VisitState.DUE) & ~Q(shift_why=""),
            "not_met": Q(state=VisitState.DUE, attempts__gt=0),
        }
        if value == "overdue":
            return queryset.overdue()
        if value == "late":
            return queryset.done_late()
        return queryset.filter(found[value])

    def asks(self, queryset: QuerySet, name: str, value: Instrument) -> QuerySet:
        return queryset.filter(instruments__contains=[value.key])

    def of_quality(self, queryset: Any, name: str, value: str) -> QuerySet:
        return faulty(queryset.done(), value)

    def because(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(causes__contains=[value])


class TaskFilter(OfHousehold):
    """Which tasks."""

    state = django_filters.MultipleChoiceFilter(choices=TaskState.choices, label=_("state"))
    overdue = django_filters.BooleanFilter(method="is_overdue", label=pgettext_lazy("visits", "overdue"))
    kind = django_filters.ChoiceFilter(choices=TaskKind.choices, label=_("kind"))
    owner = django_filters.ModelChoiceFilter(queryset=visible(Staff), label=pgettext_lazy("task", "owner"))
    due = django_filters.DateFromToRangeFilter(field_name="due_on", label=_("due"))
    escalated = django_filters.BooleanFilter(
        field_name="escalated_at", lookup_expr="isnull", exclude=True, label=_("the manager was told")
    )
    visit = django_filters.ModelChoiceFilter(queryset=visible(Visit), label=_("visit"))

    unseen = ("household", "visit")

    class Meta:
        model = Task
        fields: tuple[str, ...] = ()

    def is_overdue(self, queryset: Any, name: str, value: bool) -> QuerySet:
        late = queryset.overdue()
        return late if value else queryset.exclude(pk__in=late.order_by().values("pk"))


class CaseloadFilter(OfHousehold):
    """Who looks after which household."""

    worker = django_filters.ModelChoiceFilter(queryset=visible(Staff), label=_("worker"))
    now = django_filters.BooleanFilter(method="is_now", label=pgettext_lazy("caseload", "today"))

    class Meta:
        model = Caseload
        fields: tuple[str, ...] = ()

    def is_now(self, queryset: Any, name: str, value: bool) -> QuerySet:
        return _today(queryset, value)


class LevelFilter(OfHousehold):
    """Which levels of risk."""

    level = django_filters.ChoiceFilter(choices=RiskLevel.choices, label=_("level"))
    now = django_filters.BooleanFilter(method="is_now", label=pgettext_lazy("level", "today"))

    class Meta:
        model = Level
        fields: tuple[str, ...] = ()

    def is_now(self, queryset: Any, name: str, value: bool) -> QuerySet:
        return _today(queryset, value)


class OccasionFilter(OfHousehold):
    """What happened to which households."""

    kind = django_filters.ChoiceFilter(choices=REPORTED, label=_("what happened"))
    happened = django_filters.DateFromToRangeFilter(
        field_name="happened_on", label=pgettext_lazy("occasion", "happened on")
    )
    withdrawn = django_filters.BooleanFilter(label=_("taken back"))

    unseen = ("household",)

    class Meta:
        model = Occasion
        fields: tuple[str, ...] = ()


class AnswerFilter(OfHousehold):
    """Which answers."""

    instrument = django_filters.ModelChoiceFilter(
        field_name="version__instrument", queryset=lambda request: Instrument.objects.all(), label=_("questionnaire")
    )
    answered = django_filters.DateFromToRangeFilter(field_name="answered_on", label=_("answered"))
    worker = django_filters.ModelChoiceFilter(
        field_name="answered_by", queryset=visible(Staff), label=pgettext_lazy("answers", "taken by")
    )
    incomplete = django_filters.BooleanFilter(method="is_incomplete", label=_("answers missing"))
    stands = django_filters.BooleanFilter(
        field_name="replaced_by", lookup_expr="isnull", label=_("not corrected since")
    )
    visit = django_filters.ModelChoiceFilter(queryset=visible(Visit), label=_("visit"))

    unseen = ("household", "visit")

    class Meta:
        model = Answer
        fields: tuple[str, ...] = ()

    def is_incomplete(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        return queryset.exclude(missing=[]) if value else queryset.filter(missing=[])


class ClashFilter(OfHousehold):
    """Which fields two people wrote at once."""

    state = django_filters.MultipleChoiceFilter(choices=ClashState.choices, label=_("state"))
    worker = django_filters.ModelChoiceFilter(field_name="visit__done_by", queryset=visible(Staff), label=_("worker"))
    visit = django_filters.ModelChoiceFilter(queryset=visible(Visit), label=_("visit"))

    unseen = ("household", "visit")

    class Meta:
        model = VisitClash
        fields: tuple[str, ...] = ()


def _today(queryset: Any, value: bool) -> QuerySet:
    """Rows whose period holds today, or those whose does not."""
    today = clock.today()
    return queryset.filter(period__holds_on=today) if value else queryset.exclude(period__holds_on=today)
