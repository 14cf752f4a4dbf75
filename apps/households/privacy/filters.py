"""Filters of consents, bank accounts and erasures, for admin lists and API."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core.filters import FilterSet, visible
from apps.households.models import AccountUse, BankAccount, Consent, Erasure
from apps.households.models.consent import ConsentState, Purpose
from apps.households.models.erasure import ErasureState


class ConsentFilter(FilterSet):
    """For what, how it stands, where."""

    unseen = ("household",)

    state = django_filters.ChoiceFilter(choices=ConsentState.choices, method="standing", label=_("state"))
    purpose = django_filters.ChoiceFilter(choices=Purpose.choices, label=_("for"))
    household = django_filters.NumberFilter(label=_("household"))
    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))

    class Meta:
        model = Consent
        fields: tuple[str, ...] = ()

    def standing(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.in_state(value)


class BankAccountFilter(FilterSet):
    """What for, and whether it is in use."""

    use = django_filters.ChoiceFilter(choices=AccountUse.choices, label=_("used for"))
    closed = django_filters.BooleanFilter(field_name="closed_on", lookup_expr="isnull", exclude=True, label=_("closed"))
    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))

    class Meta:
        model = BankAccount
        fields: tuple[str, ...] = ()


class ErasureFilter(FilterSet):
    """How far, and where."""

    state = django_filters.ChoiceFilter(choices=ErasureState.choices, label=_("state"))
    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))

    class Meta:
        model = Erasure
        fields: tuple[str, ...] = ()
