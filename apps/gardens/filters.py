"""Filters of gardens, for admin lists, API and exports."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.communities.filters import OfCommunity
from apps.core.filters import visible
from apps.core.text import squash
from apps.gardens.models import (
    GardenOffer,
    GardenPlot,
    GardenRequest,
    GardenRound,
    GardenTenure,
    GardenZone,
    LockerHolding,
    Objection,
    PlotSwap,
    Reclaim,
    ToolLocker,
    WaitlistEntry,
)
from apps.gardens.vocabulary import Channel, Condition, Eligibility, Frailty, Reason, SwapState, WaitState, Water
from apps.gardens.workflow import ObjectionState, OfferState, State, TenureState
from apps.households.filters import NOT_COLLECTED, OfHousehold
from apps.households.models import Household
from apps.households.search import households_matching, searched_in_list


class ZoneFilter(OfCommunity):
    """Which zones."""

    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label=_("name"))
    placed = django_filters.BooleanFilter(field_name="latitude", lookup_expr="isnull", exclude=True, label=_("placed"))
    given_up = django_filters.BooleanFilter(
        field_name="closed_on", lookup_expr="isnull", exclude=True, label=_("given up")
    )

    class Meta:
        model = GardenZone
        fields: tuple[str, ...] = ()


class PlotFilter(OfCommunity):
    """Which plots."""

    q = django_filters.CharFilter(field_name="number", lookup_expr="icontains", label=_("plot number"))
    zone = django_filters.ModelChoiceFilter(queryset=visible(GardenZone), label=_("garden zone"))
    state = django_filters.ChoiceFilter(
        choices=[
            ("free", _("free")),
            ("held", _("has a holder")),
            ("idle", _("lies idle")),
            ("unfit", _("not usable")),
        ],
        method="in_state",
        label=_("state"),
    )
    accessible = django_filters.BooleanFilter(label=_("fit for disabled people"))
    water = django_filters.ChoiceFilter(choices=[*Water.choices, NOT_COLLECTED], method="by_water", label=_("water"))
    condition = django_filters.ChoiceFilter(choices=Condition.choices, label=_("condition"))
    retired = django_filters.BooleanFilter(
        field_name="retired_on", lookup_expr="isnull", exclude=True, label=_("given up")
    )

    class Meta:
        model = GardenPlot
        fields: tuple[str, ...] = ()

    def in_state(self, queryset: Any, name: str, value: str) -> QuerySet:
        if value == "free":
            return queryset.filter(pk__in=GardenPlot.objects.free().order_by().values("pk"))
        if value == "unfit":
            return queryset.exclude(pk__in=GardenPlot.objects.usable().order_by().values("pk"))
        live = GardenTenure.objects.live().filter(plot=OuterRef("pk"))
        return queryset.filter(Exists(live.filter(state=TenureState.IDLE) if value == "idle" else live))

    def by_water(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(water="" if value == "none" else value)


class LockerFilter(OfCommunity):
    """Which lockers."""

    q = django_filters.CharFilter(field_name="number", lookup_expr="icontains", label=_("locker number"))
    zone = django_filters.ModelChoiceFilter(queryset=visible(GardenZone), label=_("garden zone"))
    free = django_filters.BooleanFilter(method="is_free", label=_("free"))
    condition = django_filters.ChoiceFilter(choices=Condition.choices, label=_("condition"))

    class Meta:
        model = ToolLocker
        fields: tuple[str, ...] = ()

    def is_free(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        held = Exists(LockerHolding.objects.current().filter(locker=OuterRef("pk")))
        return queryset.filter(~held, retired_on__isnull=True) if value else queryset.filter(held)


class RoundFilter(OfCommunity):
    """Which rounds."""

    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label=_("name"))
    state = django_filters.MultipleChoiceFilter(choices=State.choices, label=_("state"))

    class Meta:
        model = GardenRound
        fields: tuple[str, ...] = ()


class OfRound(OfHousehold):
    """Rows of households that also hang on a round."""

    round = django_filters.ModelChoiceFilter(queryset=visible(GardenRound), label=_("garden round"))


class RequestFilter(OfRound):
    """Which requests."""

    eligibility = django_filters.MultipleChoiceFilter(choices=Eligibility.choices, label=_("eligibility"))
    reason = django_filters.ChoiceFilter(choices=Reason.choices, label=_("reason"))
    frailty = django_filters.ChoiceFilter(choices=Frailty.choices, label=_("frailty"))
    channel = django_filters.ChoiceFilter(choices=Channel.choices, label=_("registered"))
    wishes = django_filters.ChoiceFilter(
        choices=[("accessible", _("an accessible plot")), ("keep", _("its present plot")), ("together", _("together"))],
        method="wishing",
        label=_("wishes"),
    )

    class Meta:
        model = GardenRequest
        fields: tuple[str, ...] = ()

    def wishing(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        found = {"accessible": Q(needs_accessible=True), "keep": Q(keep_present=True), "together": ~Q(together="")}
        return queryset.filter(found[value])


class OfferFilter(OfRound):
    """Which offers."""

    state = django_filters.MultipleChoiceFilter(choices=OfferState.choices, label=_("state"))
    overdue = django_filters.BooleanFilter(method="is_overdue", label=_("overdue"))

    class Meta:
        model = GardenOffer
        fields: tuple[str, ...] = ()

    def is_overdue(self, queryset: Any, name: str, value: bool) -> QuerySet:
        found = GardenOffer.objects.overdue().order_by().values("pk")
        return queryset.filter(pk__in=found) if value else queryset.exclude(pk__in=found)


class TenureFilter(OfRound):
    """Which tenures."""

    zone = django_filters.ModelChoiceFilter(
        field_name="plot__zone", queryset=visible(GardenZone), label=_("garden zone")
    )
    state = django_filters.MultipleChoiceFilter(choices=TenureState.choices, label=_("state"))
    live = django_filters.BooleanFilter(method="is_live", label=pgettext_lazy("tenure of a plot", "in use or idle"))
    overdue = django_filters.BooleanFilter(method="is_overdue", label=_("idle beyond its day"))
    left = django_filters.BooleanFilter(method="has_left", label=_("of a household that left"))

    class Meta:
        model = GardenTenure
        fields: tuple[str, ...] = ()

    def is_live(self, queryset: Any, name: str, value: bool) -> QuerySet:
        found = GardenTenure.objects.live().order_by().values("pk")
        return queryset.filter(pk__in=found) if value else queryset.exclude(pk__in=found)

    def is_overdue(self, queryset: Any, name: str, value: bool) -> QuerySet:
        found = GardenTenure.objects.cure_overdue().order_by().values("pk")
        return queryset.filter(pk__in=found) if value else queryset.exclude(pk__in=found)

    def has_left(self, queryset: Any, name: str, value: bool) -> QuerySet:
        found = GardenTenure.objects.of_departed().order_by().values("pk")
        return queryset.filter(pk__in=found) if value else queryset.exclude(pk__in=found)


class ObjectionFilter(OfRound):
    """Which objections."""

    state = django_filters.MultipleChoiceFilter(choices=ObjectionState.choices, label=_("state"))

    class Meta:
        model = Objection
        fields: tuple[str, ...] = ()


class WaitlistFilter(OfRound):
    """Who waits."""

    state = django_filters.MultipleChoiceFilter(choices=WaitState.choices, label=_("state"))

    class Meta:
        model = WaitlistEntry
        fields: tuple[str, ...] = ()


class HoldingFilter(OfHousehold):
    """Who has which locker."""

    class Meta:
        model = LockerHolding
        fields: tuple[str, ...] = ()


class SwapFilter(OfHousehold):
    """Which swaps; a household is found on either side."""

    state = django_filters.MultipleChoiceFilter(choices=SwapState.choices, label=_("state"))

    class Meta:
        model = PlotSwap
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        homes = Household.objects.filter(households_matching(searched_in_list(squash(value)))).order_by().values("pk")
        return queryset.filter(Q(household__in=homes) | Q(other_household__in=homes))


class ReclaimFilter(OfHousehold):
    """Which proposals to reclaim."""

    decided = django_filters.BooleanFilter(
        field_name="agreed", lookup_expr="isnull", exclude=True, label=pgettext_lazy("proposal", "decided")
    )

    class Meta:
        model = Reclaim
        fields: tuple[str, ...] = ()
