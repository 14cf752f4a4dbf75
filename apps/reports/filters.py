"""Filters of monthly reports, for the admin list and the API."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community, Township
from apps.core.filters import FilterSet, visible
from apps.reports.models import MonthlyReport
from apps.reports.workflow import State


class MonthlyReportFilter(FilterSet):
    """By place, month (its first day) and state; `live` leaves out replaced versions."""

    township = django_filters.ModelChoiceFilter(
        field_name="community__township", queryset=visible(Township), label=_("township")
    )
    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))
    month = django_filters.DateFilter(
        label=_("month"),
        input_formats=["%Y-%m", "%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m"),
    )
    state = django_filters.ChoiceFilter(choices=State.choices, label=_("state"))
    live = django_filters.BooleanFilter(method="only_live", label=_("newest version only"))

    class Meta:
        model = MonthlyReport
        fields = ("township", "community", "month", "state")

    def only_live(self, rows: object, name: str, value: bool) -> object:
        return rows.live() if value else rows  # type: ignore[attr-defined]
