"""Filters of households and members, for admin lists, API and exports."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from apps.communities.filters import OfCommunity, buildings_beside
from apps.communities.models import Building, Community
from apps.core import clock
from apps.core.filters import FilterSet, visible
from apps.core.text import squash
from apps.households.models import Household, Occupancy, Presence
from apps.households.models.derived import AtHomeVerdict, SpaceVerdict
from apps.households.people.filters import MemberFilter
from apps.households.people.livelihood import WorkState, in_work_state
from apps.households.search import households_matching, searched_in_list
from apps.households.vocabulary import Guarantee, HouseholdClass, OldHouse, ResidenceStatus

NOT_COLLECTED = ("none", _("not collected"))
GUARANTEES = [
    ("fail", _("any failed")),
    ("unchecked", _("any unchecked")),
    *((f"fail_{g.value}", format_lazy(_("{name}: failed"), name=g.label)) for g in Guarantee),
]
WORK_STATES = [
    (WorkState.EMPLOYED.value, _("at least one in work")),
    (WorkState.ZERO.value, _("zero employment")),
    (WorkState.UNKNOWN.value, _("able, work not collected")),
    (WorkState.NOT_ABLE.value, _("nobody able to work")),
]


class HouseholdFilter(FilterSet):
    """Which households."""

    shown_after: ClassVar[dict[str, str]] = {"building": "community"}

    q = django_filters.CharFilter(method="search", label=_("name, pinyin, 3-2-501, household code, last four digits"))
    origin = django_filters.CharFilter("origin_village", "icontains", label=_("origin village (any part)"))
    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))
    building = django_filters.ModelChoiceFilter(queryset=buildings_beside, method="in_building", label=_("building"))
    residence = django_filters.ChoiceFilter(
        choices=[*ResidenceStatus.choices, NOT_COLLECTED], method="living", label=_("residence status")
    )
    kind = django_filters.ChoiceFilter(
        choices=[*HouseholdClass.choices, NOT_COLLECTED], method="of_class", label=_("household class")
    )
    old_house = django_filters.ChoiceFilter(choices=OldHouse.choices, label=_("old house"))
    title_issued = django_filters.BooleanFilter(label=_("title issued"))
    space = django_filters.ChoiceFilter(
        choices=[*SpaceVerdict.choices, NOT_COLLECTED], method="against_norm", label=_("floor area")
    )
    at_home = django_filters.ChoiceFilter(
        choices=[*AtHomeVerdict.choices, NOT_COLLECTED], method="by_8_months", label=_("8-month rule")
    )
    guarantee = django_filters.ChoiceFilter(choices=GUARANTEES, method="of_guarantee", label=_("guarantees"))
    per_capita_below = django_filters.NumberFilter(
        method="poorer_than", label=_("net income per person below (yuan, last year)"), min_value=0
    )
    work = django_filters.ChoiceFilter(choices=WORK_STATES, method="in_work", label=_("employment"))
    left = django_filters.BooleanFilter(field_name="left_on", lookup_expr="isnull", exclude=True, label=_("has left"))

    class Meta:
        model = Household
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(households_matching(searched_in_list(value)))

    def in_building(self, queryset: QuerySet, name: str, value: Building) -> QuerySet:
        held = Occupancy.objects.current().filter(dwelling__building=value)
        return queryset.filter(pk__in=held.order_by().values("household"))

    def living(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        known = Presence.objects.current().order_by()
        if value == "none":
            return queryset.exclude(pk__in=known.values("household"))
        return queryset.filter(pk__in=known.filter(status=value).values("household"))

    def against_norm(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        rows: Any = queryset
        return rows.with_space().filter(space=None if value == "none" else value)

    def by_8_months(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        rows: Any = queryset
        return rows.with_at_home().filter(at_home=None if value == "none" else value)

    def of_guarantee(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        state, _sep, guarantee = value.partition("_")
        wanted = (guarantee,) if guarantee else ()
        rows: Any = queryset
        return rows.failing(*wanted) if state == "fail" else rows.unchecked(*wanted)

    def poorer_than(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        rows: Any = queryset
        return rows.with_per_capita(clock.today().year - 1).filter(per_capita__lt=value)

    def of_class(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(kind="" if value == "none" else value)

    def in_work(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return in_work_state(queryset, WorkState(value))


class OfHousehold(OfCommunity):
    """For apps above: rows of households, found by room, code or name, and narrowed by building."""

    shown_after: ClassVar[dict[str, str]] = {"building": "community"}
    unseen: ClassVar[tuple[str, ...]] = ("household",)

    q = django_filters.CharFilter(method="search", label=_("name, 3-2-501, household code"))
    building = django_filters.ModelChoiceFilter(queryset=buildings_beside, method="in_building", label=_("building"))
    household = django_filters.ModelChoiceFilter(queryset=visible(Household), label=_("household"))

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        homes = Household.objects.filter(households_matching(searched_in_list(squash(value)))).order_by().values("pk")
        return queryset.filter(household__in=homes)

    def in_building(self, queryset: QuerySet, name: str, value: Building) -> QuerySet:
        held = Occupancy.objects.current().filter(dwelling__building=value)
        return queryset.filter(household__in=held.order_by().values("household"))


def add_household_filter(name: str, item: django_filters.Filter) -> None:
    """For apps above: narrow households by what they know of them, in lists, API and exports; once per name."""
    if name in HouseholdFilter.base_filters:
        raise ValueError(f"two filters of households are called {name}")
    HouseholdFilter.base_filters[name] = item


__all__ = ["NOT_COLLECTED", "HouseholdFilter", "MemberFilter", "OfHousehold", "add_household_filter"]
