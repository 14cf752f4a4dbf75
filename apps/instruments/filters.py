"""Filters of questionnaires and their versions, for admin lists, API and exports."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.filters import FilterSet, visible
from apps.core.text import squash
from apps.instruments.models import Instrument, InstrumentVersion
from apps.instruments.vocabulary import Kind, Subject
from apps.instruments.workflow import VersionState


class InstrumentFilter(FilterSet):
    """Which questionnaires."""

    q = django_filters.CharFilter(method="search", label=pgettext_lazy("questionnaire", "name"))
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label=pgettext_lazy("questionnaire", "about"))
    subject = django_filters.ChoiceFilter(choices=Subject.choices, label=pgettext_lazy("questionnaire", "asks about"))
    retired = django_filters.BooleanFilter(
        field_name="retired_on", lookup_expr="isnull", exclude=True, label=_("out of use")
    )

    class Meta:
        model = Instrument
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        words = squash(value)
        return queryset.filter(Q(name__icontains=words) | Q(name_en__icontains=words) | Q(key__icontains=words))


class VersionFilter(FilterSet):
    """Which versions."""

    instrument = django_filters.ModelChoiceFilter(
        queryset=visible(Instrument), label=pgettext_lazy("survey", "questionnaire")
    )
    key = django_filters.CharFilter(field_name="instrument__key", label=pgettext_lazy("questionnaire", "short name"))
    state = django_filters.ChoiceFilter(choices=VersionState.choices, label=_("state"))
    current = django_filters.BooleanFilter(method="is_current", label=_("in use"))

    class Meta:
        model = InstrumentVersion
        fields: tuple[str, ...] = ()

    def is_current(self, queryset: Any, name: str, value: bool) -> QuerySet:
        newest = InstrumentVersion.objects.current().values("pk")
        return queryset.filter(pk__in=newest) if value else queryset.exclude(pk__in=newest)
