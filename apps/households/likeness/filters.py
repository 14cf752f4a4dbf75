"""Filters of likely duplicates and of merges, for admin lists and API."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core.filters import FilterSet, visible
from apps.households.models import LikelyHouseholds, LikelyPair, MergeRecord
from apps.households.models.duplicate import Likeness, Merged
from apps.households.models.duplicate_household import HouseholdLikeness


class PairFilter(FilterSet):
    """Why, and where: a pair is of both its communities."""

    community = django_filters.ModelChoiceFilter(queryset=visible(Community), method="inside", label=_("community"))

    def because(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(reasons__contains=[value])

    def inside(self, queryset: QuerySet, name: str, value: Community) -> QuerySet:
        either: Any = Q(first__community=value) | Q(second__community=value)
        return queryset.filter(either)


class LikelyPairFilter(PairFilter):
    """Of people."""

    reason = django_filters.ChoiceFilter(choices=Likeness.choices, method="because", label=_("why"))

    class Meta:
        model = LikelyPair
        fields: tuple[str, ...] = ()


class LikelyHouseholdsFilter(PairFilter):
    """Of households."""

    reason = django_filters.ChoiceFilter(choices=HouseholdLikeness.choices, method="because", label=_("why"))

    class Meta:
        model = LikelyHouseholds
        fields: tuple[str, ...] = ()


class MergeFilter(FilterSet):
    """Of what, standing or undone."""

    kind = django_filters.ChoiceFilter(choices=Merged.choices, label=_("of what"))
    undone = django_filters.BooleanFilter(method="is_undone", label=_("undone"))
    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))

    class Meta:
        model = MergeRecord
        fields: tuple[str, ...] = ()

    def is_undone(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        return queryset.filter(undoing__isnull=not value)
