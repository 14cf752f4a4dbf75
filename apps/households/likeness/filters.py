"""Filters of likely duplicates and of merges, for admin lists and API."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core.filters import FilterSet, visible
from apps.households.models import LikelyPair, MergeRecord
from apps.households.models.duplicate import Likeness


class LikelyPairFilter(FilterSet):
    """Why, and where."""

    reason = django_filters.ChoiceFilter(choices=Likeness.choices, method="because", label=_("why"))
    community = django_filters.ModelChoiceFilter(queryset=visible(Community), method="inside", label=_("community"))

    class Meta:
        model = LikelyPair
        fields: tuple[str, ...] = ()

    def because(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(reasons__contains=[value])

    def inside(self, queryset: QuerySet, name: str, value: Community) -> QuerySet:
        either: Any = Q(first__community=value) | Q(second__community=value)
        return queryset.filter(either)


class MergeFilter(FilterSet):
    """Standing or undone."""

    undone = django_filters.BooleanFilter(method="is_undone", label=_("undone"))
    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))

    class Meta:
        model = MergeRecord
        fields: tuple[str, ...] = ()

    def is_undone(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        return queryset.filter(undoing__isnull=not value)
