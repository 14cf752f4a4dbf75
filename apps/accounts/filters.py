"""Filters of staff and of the access log, for admin and API alike."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import AccessKind, AccessLog, FieldDevice, Staff
from apps.accounts.roles import Role
from apps.core.filters import FilterSet, visible

OPEN_OR_CLOSED = (("True", _("open")), ("False", _("closed")))


class StaffFilter(FilterSet):
    """By name, role, area and state."""

    q = django_filters.CharFilter(label=_("name, user name or phone"), method="search")
    role = django_filters.ChoiceFilter(label=_("role"), choices=Role.choices)
    is_active = django_filters.ChoiceFilter(label=_("account"), choices=OPEN_OR_CLOSED)

    class Meta:
        model = Staff
        fields = ("q", "role", "is_active")

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        words = value.split()
        for word in words:
            queryset = queryset.filter(Q(name__icontains=word) | Q(username__icontains=word) | Q(phone__icontains=word))
        return queryset


class AccessLogFilter(FilterSet):
    """Who, what, when, and about what."""

    q = django_filters.CharFilter(label=_("subject, field or reason"), method="search")
    staff = django_filters.ModelChoiceFilter(label=_("who"), queryset=visible(Staff))
    kind = django_filters.MultipleChoiceFilter(label=_("what"), choices=AccessKind.choices)
    at = django_filters.DateFromToRangeFilter(label=_("when"))

    class Meta:
        model = AccessLog
        fields = ("q", "staff", "kind", "at")

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        found: Any = Q(reason__icontains=value) | Q(field__icontains=value) | Q(subject__icontains=value.strip())
        return queryset.filter(found)


class FieldDeviceFilter(FilterSet):
    """Whose phone, and whether it may still hold households."""

    q = django_filters.CharFilter(label=_("phone or name"), method="search")
    staff = django_filters.ModelChoiceFilter(label=_("whose"), queryset=visible(Staff))
    holding = django_filters.BooleanFilter(label=_("may hold households"), method="if_holding")

    class Meta:
        model = FieldDevice
        fields = ("q", "staff", "holding")

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(name__icontains=value.strip()) | Q(staff__name__icontains=value.strip()))

    def if_holding(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        holding = FieldDevice.objects.holding().values("pk")
        return queryset.filter(pk__in=holding) if value else queryset.exclude(pk__in=holding)
