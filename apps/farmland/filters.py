"""Filters of fields, villages, crops and busy seasons, for admin lists, map, API and exports."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.communities.filters import buildings_beside
from apps.communities.models import Building, Community
from apps.core import clock
from apps.core.filters import FilterSet, visible
from apps.core.text import squash
from apps.farmland.burden import busy
from apps.farmland.models import BusySeason, Crop, Parcel, ParcelUse, Village
from apps.farmland.radius import Radius, Zone
from apps.farmland.vocabulary import LandKind, Right, Use
from apps.households.filters import NOT_COLLECTED
from apps.households.models import Household, Occupancy
from apps.households.search import households_matching, searched_in_list

ZONES = [("far", _("beyond the radius on foot")), *Zone.choices, ("none", _("not known"))]


class ParcelFilter(FilterSet):
    """Which fields."""

    shown_after: ClassVar[dict[str, str]] = {"building": "community"}
    unseen: ClassVar[tuple[str, ...]] = ("household",)

    q = django_filters.CharFilter(method="search", label=_("name, 3-2-501, household code, field, village"))
    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))
    building = django_filters.ModelChoiceFilter(queryset=buildings_beside, method="in_building", label=_("building"))
    household = django_filters.ModelChoiceFilter(queryset=visible(Household), label=_("household"))
    zone = django_filters.ChoiceFilter(choices=ZONES, method="in_zone", label=_("way on foot"))
    use = django_filters.ChoiceFilter(choices=[*Use.choices, NOT_COLLECTED], method="used", label=_("use"))
    kind = django_filters.ChoiceFilter(choices=LandKind.choices, label=_("kind of land"))
    crop = django_filters.ModelChoiceFilter(queryset=visible(Crop), label=_("crop"))
    right = django_filters.ChoiceFilter(choices=Right.choices, label=_("right to the land"))
    village = django_filters.ModelChoiceFilter(queryset=visible(Village), label=_("village"))
    placed = django_filters.BooleanFilter(field_name="latitude", lookup_expr="isnull", exclude=True, label=_("placed"))
    busy = django_filters.BooleanFilter(method="in_season", label=_("in a busy season now"))
    minutes_over = django_filters.NumberFilter(
        field_name="reach__walk_minutes", lookup_expr="gt", label=_("minutes on foot over"), min_value=0
    )
    given_up = django_filters.BooleanFilter(
        field_name="given_up_on", lookup_expr="isnull", exclude=True, label=_("given up")
    )

    class Meta:
        model = Parcel
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        words = squash(value)
        own = Q(name__icontains=words) | Q(code__istartswith=words) | Q(village__name__icontains=words)
        homes = Household.objects.filter(households_matching(searched_in_list(value))).order_by().values("pk")
        return queryset.filter(own | Q(household__in=homes))

    def in_building(self, queryset: QuerySet, name: str, value: Building) -> QuerySet:
        held = Occupancy.objects.current().filter(dwelling__building=value)
        return queryset.filter(household__in=held.order_by().values("household"))

    def in_zone(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        rows = queryset.annotate(in_zone=Radius.on().as_sql())
        if value == "none":
            return rows.filter(in_zone__isnull=True)
        if value == "far":
            return rows.filter(in_zone__isnull=False).exclude(in_zone=Zone.FOOT)
        return rows.filter(in_zone=value)

    def used(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        known = ParcelUse.objects.current().order_by()
        if value == "none":
            return queryset.exclude(pk__in=known.values("parcel"))
        return queryset.filter(pk__in=known.filter(use=value).values("parcel"))

    def in_season(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        rows: Any = queryset
        found = busy(Parcel.objects.all(), clock.today()).order_by().values("pk")
        return rows.filter(pk__in=found) if value else rows.exclude(pk__in=found)


class VillageFilter(FilterSet):
    """Which villages."""

    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label=_("village"))
    placed = django_filters.BooleanFilter(field_name="latitude", lookup_expr="isnull", exclude=True, label=_("placed"))

    class Meta:
        model = Village
        fields: tuple[str, ...] = ()


class CropFilter(FilterSet):
    """Which crops."""

    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label=_("crop"))
    retired = django_filters.BooleanFilter(label=_("no longer offered"))

    class Meta:
        model = Crop
        fields: tuple[str, ...] = ()


class BusySeasonFilter(FilterSet):
    """Which seasons."""

    crop = django_filters.ModelChoiceFilter(queryset=visible(Crop), label=_("crop"))
    band = django_filters.ChoiceFilter(choices=BusySeason._meta.get_field("band").choices, label=_("altitude"))

    class Meta:
        model = BusySeason
        fields: tuple[str, ...] = ()
