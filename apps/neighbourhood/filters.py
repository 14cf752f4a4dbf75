"""Filters of community life, for admin lists, API and exports."""

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.communities.filters import OfCommunity
from apps.core import clock
from apps.core.filters import FilterSet, visible
from apps.households.filters import OfHousehold
from apps.neighbourhood import vocabulary as v
from apps.neighbourhood import workflow as w
from apps.neighbourhood.models import (
    Activity,
    Award,
    Competition,
    CompetitionEntry,
    CompetitionObjection,
    Meeting,
    MeetingDecision,
    PointsAccount,
    PointsEntry,
    Redemption,
    ResidentsGroup,
    Reward,
    SignUp,
)
from apps.neighbourhood.rules import FETCH_DAYS, number_of

WHEN = [("coming", _("to come")), ("past", _("past"))]


def _state(states: Any) -> django_filters.MultipleChoiceFilter:
    return django_filters.MultipleChoiceFilter(choices=states.choices, label=_("state"))


def _named(field: str = "name", label: Any = None) -> django_filters.CharFilter:
    words = label or pgettext_lazy("filter", "name")
    return django_filters.CharFilter(field_name=field, lookup_expr="icontains", label=words)


class CompetitionFilter(OfCommunity):
    """Which competitions."""

    q = _named()
    state = _state(w.CompetitionState)
    kind = django_filters.ChoiceFilter(choices=v.CompetitionKind.choices, label=_("kind"))
    days = django_filters.DateFromToRangeFilter(field_name="judged_from", label=_("judged from"))

    class Meta:
        model = Competition
        fields: tuple[str, ...] = ()


class EntryFilter(FilterSet):
    """Which entries: of a competition, by building."""

    q = _named("place_label", pgettext_lazy("competition", "where"))
    competition = django_filters.ModelChoiceFilter(
        queryset=visible(Competition), label=pgettext_lazy("community life", "competition")
    )
    withdrawn = django_filters.BooleanFilter(label=_("taken out"))

    class Meta:
        model = CompetitionEntry
        fields: tuple[str, ...] = ()


class ObjectionFilter(OfHousehold):
    """Which objections."""

    state = _state(w.ObjectionState)
    competition = django_filters.ModelChoiceFilter(
        queryset=visible(Competition), label=pgettext_lazy("community life", "competition")
    )

    class Meta:
        model = CompetitionObjection
        fields: tuple[str, ...] = ()


class AwardFilter(OfHousehold):
    """Which awards."""

    state = _state(w.AwardState)
    cause = django_filters.ChoiceFilter(choices=v.Cause.choices, label=pgettext_lazy("points", "for"))
    days = django_filters.DateFromToRangeFilter(field_name="made_at", label=pgettext_lazy("community life", "made on"))

    class Meta:
        model = Award
        fields: tuple[str, ...] = ()


class AccountFilter(OfHousehold):
    """Whose points."""

    has = django_filters.BooleanFilter(method="has_points", label=_("has points"))

    class Meta:
        model = PointsAccount
        fields: tuple[str, ...] = ()

    def has_points(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        return queryset.filter(balance__gt=0) if value else queryset.filter(balance=0)


class LedgerFilter(OfHousehold):
    """Which lines of the ledger."""

    kind = django_filters.MultipleChoiceFilter(choices=v.EntryKind.choices, label=pgettext_lazy("points", "kind"))
    days = django_filters.DateFromToRangeFilter(field_name="at", label=_("when"))

    class Meta:
        model = PointsEntry
        fields: tuple[str, ...] = ()


class RewardFilter(OfCommunity):
    """Which rewards."""

    q = _named()
    retired = django_filters.BooleanFilter(label=_("no longer given out"))
    empty = django_filters.BooleanFilter(method="is_empty", label=_("none left"))

    class Meta:
        model = Reward
        fields: tuple[str, ...] = ()

    def is_empty(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        return queryset.filter(stock=0) if value else queryset.filter(stock__gt=0)


class RedemptionFilter(OfHousehold):
    """Which redemptions."""

    state = _state(w.RedemptionState)
    reward = django_filters.ModelChoiceFilter(queryset=visible(Reward), label=_("reward"))
    waiting = django_filters.BooleanFilter(method="waits", label=_("not fetched for long"))
    days = django_filters.DateFromToRangeFilter(field_name="asked_at", label=_("asked for on"))

    class Meta:
        model = Redemption
        fields: tuple[str, ...] = ()

    def waits(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        old = Q(state=w.RedemptionState.ASKED, asked_at__lt=clock.now() - timedelta(days=number_of(FETCH_DAYS)))
        return queryset.filter(old) if value else queryset.exclude(old)


class GroupFilter(OfCommunity):
    """Which groups."""

    q = _named()
    kind = django_filters.ChoiceFilter(choices=v.GroupKind.choices, label=_("kind"))
    ended = django_filters.BooleanFilter(
        field_name="ended_on", lookup_expr="isnull", exclude=True, label=pgettext_lazy("community life", "ended")
    )

    class Meta:
        model = ResidentsGroup
        fields: tuple[str, ...] = ()


class MeetingFilter(OfCommunity):
    """Which meetings."""

    q = _named("title")
    state = _state(w.MeetingState)
    group = django_filters.ModelChoiceFilter(queryset=visible(ResidentsGroup), label=_("residents' group"))
    days = django_filters.DateFromToRangeFilter(field_name="starts_at", label=_("begins"))

    class Meta:
        model = Meeting
        fields: tuple[str, ...] = ()


class DecisionFilter(FilterSet):
    """Which decisions."""

    q = _named("text", _("what was decided"))
    state = _state(w.DecisionState)
    overdue = django_filters.BooleanFilter(method="is_overdue", label=_("overdue"))
    mine = django_filters.BooleanFilter(method="is_mine", label=_("for me to see to"))

    class Meta:
        model = MeetingDecision
        fields: tuple[str, ...] = ()

    def is_overdue(self, queryset: Any, name: str, value: bool) -> QuerySet:
        late = Q(state=w.DecisionState.OPEN, due_on__lt=clock.today())
        return queryset.filter(late) if value else queryset.exclude(late)

    def is_mine(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        return queryset.filter(owner=self.request.user.pk) if value and self.request else queryset


class ActivityFilter(OfCommunity):
    """Which activities."""

    q = _named()
    state = _state(w.ActivityState)
    kind = django_filters.ChoiceFilter(choices=v.ActivityKind.choices, label=_("kind"))
    when = django_filters.ChoiceFilter(choices=WHEN, method="by_time", label=_("when"))
    days = django_filters.DateFromToRangeFilter(field_name="starts_at", label=_("begins"))

    class Meta:
        model = Activity
        fields: tuple[str, ...] = ()

    def by_time(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return (
            queryset.filter(ends_at__gte=clock.now()) if value == "coming" else queryset.filter(ends_at__lt=clock.now())
        )


class SignUpFilter(OfHousehold):
    """Which sign-ups."""

    state = _state(w.SignUpState)
    activity = django_filters.ModelChoiceFilter(
        queryset=visible(Activity), label=pgettext_lazy("community life", "activity")
    )

    class Meta:
        model = SignUp
        fields: tuple[str, ...] = ()
