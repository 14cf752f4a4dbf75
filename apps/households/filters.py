"""Filters of households and members, for admin lists, API and exports."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from apps.communities.filters import buildings_beside
from apps.communities.models import Building, Community
from apps.core import clock
from apps.core.filters import FilterSet, visible
from apps.households.models import Household, LabourAbility, Member, Membership, Occupancy, Presence
from apps.households.models.derived import AtHomeVerdict, SpaceVerdict
from apps.households.search import households_matching, members_matching, searched_in_list
from apps.households.vocabulary import Education, Guarantee, HouseholdClass, Labour, OldHouse, ResidenceStatus, Sex

NOT_COLLECTED = ("none", _("not collected"))
GUARANTEES = [
    ("fail", _("any failed")),
    ("unchecked", _("any unchecked")),
    *((f"fail_{g.value}", format_lazy(_("{name}: failed"), name=g.label)) for g in Guarantee),
]
UNKNOWN = ("unknown", _("not collected"))  # where “none” is a value of its own


class HouseholdFilter(FilterSet):
    """Which households."""

    shown_after: ClassVar[dict[str, str]] = {"building": "community"}

    q = django_filters.CharFilter(method="search", label=_("name, pinyin, 3-2-501, household code, last four digits"))
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


class MemberFilter(FilterSet):
    """Which people."""

    q = django_filters.CharFilter(method="search", label=_("name, pinyin, 3-2-501, household code, last four digits"))
    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))
    sex = django_filters.ChoiceFilter(choices=Sex.choices, label=_("sex"))
    age_from = django_filters.NumberFilter(method="at_least", label=_("age from"), min_value=0, max_value=150)
    age_to = django_filters.NumberFilter(method="at_most", label=_("age to"), min_value=0, max_value=150)
    labour = django_filters.ChoiceFilter(
        choices=[*Labour.choices, UNKNOWN], method="able_to", label=_("labour ability")
    )
    education = django_filters.ChoiceFilter(choices=Education.choices, label=_("education"))
    registered = django_filters.BooleanFilter(method="is_registered", label=_("registered today"))

    class Meta:
        model = Member
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(members_matching(searched_in_list(value)))

    def at_least(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset.filter(birth_date__lte=years_before(int(value)))

    def at_most(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset.filter(birth_date__gt=years_before(int(value) + 1))

    def able_to(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        known = LabourAbility.objects.current().order_by()
        if value == UNKNOWN[0]:
            return queryset.exclude(pk__in=known.values("member"))
        return queryset.filter(pk__in=known.filter(labour=value).values("member"))

    def is_registered(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        today = Q(pk__in=Membership.objects.current().order_by().values("member"))
        return queryset.filter(today if value else ~today)


def years_before(years: int) -> Any:
    """The latest birth date of somebody who is `years` old today; 29 February counts from 1 March."""
    today = clock.today()
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return today.replace(year=today.year - years, day=28)
