"""Filters of facilities, their defects and standards, for admin lists, API and exports."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core.filters import FilterSet, visible
from apps.core.text import squash
from apps.facilities.models import Facility, FacilityDefect, FacilityStandard
from apps.facilities.vocabulary import Kind, Severity
from apps.facilities.workflow import DefectState, State

NO_PLACE = Q(latitude__isnull=True) & (Q(building__isnull=True) | Q(building__latitude__isnull=True))


class FacilityFilter(FilterSet):
    """Which facilities."""

    q = django_filters.CharFilter(method="search", label=_("name or where"))
    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))
    shared = django_filters.BooleanFilter(field_name="community", lookup_expr="isnull", label=_("for all communities"))
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label=_("kind"))
    state = django_filters.MultipleChoiceFilter(choices=State.choices, label=_("state"))
    inspection = django_filters.ChoiceFilter(
        choices=[("due", _("due")), ("overdue", _("overdue"))], method="at_inspection", label=_("inspection")
    )
    unstaffed = django_filters.BooleanFilter(method="is_unstaffed", label=_("unstaffed"))
    defects = django_filters.BooleanFilter(method="has_defects", label=_("open defects"))
    lacks = django_filters.ChoiceFilter(
        choices=[("place", _("place")), ("capacity", _("capacity")), ("hours", _("opening hours"))],
        method="is_lacking",
        label=_("not collected"),
    )

    class Meta:
        model = Facility
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        words = squash(value)
        return queryset.filter(Q(name__icontains=words) | Q(address__icontains=words))

    def at_inspection(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.inspection_due() if value == "due" else queryset.inspection_overdue()

    def is_unstaffed(self, queryset: Any, name: str, value: bool) -> QuerySet:
        found = Facility.objects.unstaffed().values("pk")
        return queryset.filter(pk__in=found) if value else queryset.exclude(pk__in=found)

    def has_defects(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        found = FacilityDefect.objects.open().values("facility")
        return queryset.filter(pk__in=found) if value else queryset.exclude(pk__in=found)

    def is_lacking(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        lacking = {"place": NO_PLACE, "capacity": Q(capacity__isnull=True), "hours": Q(hours={})}
        return queryset.filter(lacking[value])


class DefectFilter(FilterSet):
    """Which defects."""

    q = django_filters.CharFilter(method="search", label=_("words or facility"))
    community = django_filters.ModelChoiceFilter(
        field_name="facility__community", queryset=visible(Community), label=_("community")
    )
    facility = django_filters.ModelChoiceFilter(queryset=visible(Facility), label=_("facility"))
    state = django_filters.MultipleChoiceFilter(choices=DefectState.choices, label=_("state"))
    severity = django_filters.ChoiceFilter(choices=Severity.choices, label=_("how bad"))
    open = django_filters.BooleanFilter(method="is_open", label=_("to be mended"))
    overdue = django_filters.BooleanFilter(method="is_overdue", label=_("overdue"))

    class Meta:
        model = FacilityDefect
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        words = squash(value)
        return queryset.filter(Q(text__icontains=words) | Q(facility__name__icontains=words))

    def is_open(self, queryset: Any, name: str, value: bool) -> QuerySet:
        return queryset.open() if value else queryset.exclude(pk__in=FacilityDefect.objects.open().values("pk"))

    def is_overdue(self, queryset: Any, name: str, value: bool) -> QuerySet:
        return queryset.overdue() if value else queryset.exclude(pk__in=FacilityDefect.objects.overdue().values("pk"))


class StandardFilter(FilterSet):
    """Which standards."""

    kind = django_filters.ChoiceFilter(choices=Kind.choices, label=_("kind"))

    class Meta:
        model = FacilityStandard
        fields: tuple[str, ...] = ()
