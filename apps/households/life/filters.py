"""Filters of life events and transfers, for admin lists and API."""

import django_filters
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core.filters import FilterSet, visible
from apps.households.models import EventKind, LifeEvent, Transfer
from apps.households.transfers.workflow import State


class LifeEventFilter(FilterSet):
    """Which events."""

    unseen = ("household", "since", "until")

    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))
    kind = django_filters.ChoiceFilter(choices=EventKind.choices, label=_("event"))
    household = django_filters.NumberFilter(label=_("household"))
    happened_on = django_filters.DateFromToRangeFilter(label=_("happened on"))
    since = django_filters.DateFilter(field_name="happened_on", lookup_expr="gte", label=_("since"))
    until = django_filters.DateFilter(field_name="happened_on", lookup_expr="lte", label=_("until"))

    class Meta:
        model = LifeEvent
        fields: tuple[str, ...] = ()


class TransferFilter(FilterSet):
    """Which transfers."""

    state = django_filters.ChoiceFilter(choices=State.choices, label=_("state"))
    to_community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("receiving community"))

    class Meta:
        model = Transfer
        fields: tuple[str, ...] = ()
