"""Filters of townships, communities, buildings, dwellings and special days, for admin lists and API."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Building, CalendarDay, Community, Dwelling, Township
from apps.core.filters import FilterSet, visible
from apps.core.requests import key_of
from apps.core.text import squash


class TownshipFilter(FilterSet):
    """Which townships."""

    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label=_("name"))

    class Meta:
        model = Township
        fields: tuple[str, ...] = ()


class CommunityFilter(FilterSet):
    """Which communities."""

    q = django_filters.CharFilter(method="search", label=_("name or web address"))
    township = django_filters.ModelChoiceFilter(queryset=visible(Township), label=_("township"))

    class Meta:
        model = Community
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(name__icontains=squash(value)) | Q(slug__istartswith=squash(value)))


class BuildingFilter(FilterSet):
    """Which buildings."""

    q = django_filters.CharFilter(method="search", label=_("number or name"))
    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))
    has_lift = django_filters.BooleanFilter(label=_("has a lift"))

    class Meta:
        model = Building
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        value = squash(value).removesuffix("栋").strip()
        number = key_of(value)
        return queryset.filter(Q(name__icontains=value) if number is None else Q(number=number))


def buildings_beside(request: Any) -> QuerySet:
    """Buildings within scope; of the community chosen beside them, where one is."""
    buildings = visible(Building)(request).select_related("community")
    community = key_of(request.GET.get("community")) if request is not None else None
    return buildings if community is None else buildings.filter(community=community)


class DwellingFilter(FilterSet):
    """Which dwellings."""

    q = django_filters.CharFilter(method="search", label=_("3-2-501 or room"))
    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))
    building = django_filters.ModelChoiceFilter(queryset=buildings_beside, label=_("building"))
    unit = django_filters.NumberFilter(label=_("unit"), min_value=1, max_value=30)

    class Meta:
        model = Dwelling
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        *above, room = squash(value).upper().replace("—", "-").split("-")
        queryset = queryset.filter(room__startswith=room)
        numbers = [number for part in above if (number := key_of(part.strip())) is not None]
        if len(numbers) != len(above) or len(above) > 2:
            return queryset.none()
        keys = ("building__number", "unit")
        return queryset.filter(**dict(zip(keys, numbers, strict=False)))


class CalendarDayFilter(FilterSet):
    """Which special days."""

    year = django_filters.NumberFilter(field_name="date", lookup_expr="year", label=_("year"), min_value=2000)
    is_workday = django_filters.BooleanFilter(label=_("workday"))

    class Meta:
        model = CalendarDay
        fields: tuple[str, ...] = ()


class OfCommunity(FilterSet):
    """For apps above: rows of a community."""

    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))

    class Meta:
        model = Community
        fields: tuple[str, ...] = ()
