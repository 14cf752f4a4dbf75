"""Filters of stages of integration, for the list, the API and exports."""

import django_filters
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.followups.assessing.stages import Stage
from apps.followups.models import IntegrationStage
from apps.households.filters import OfHousehold


class StageFilter(OfHousehold):
    """Which stages."""

    stage = django_filters.ChoiceFilter(choices=Stage.choices, label=_("stage of integration"))
    current = django_filters.BooleanFilter(method="holds", label=_("holds today"))
    fallen_back = django_filters.BooleanFilter(method="fell", label=_("fallen back"))
    differs = django_filters.BooleanFilter(method="other", label=_("decided otherwise than proposed"))

    class Meta:
        model = IntegrationStage
        fields: tuple[str, ...] = ()

    def holds(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        today = clock.today()
        return queryset.filter(period__holds_on=today) if value else queryset.exclude(period__holds_on=today)

    def fell(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        back = IntegrationStage.objects.all().fallen_back().order_by().values("pk")
        return queryset.filter(pk__in=back) if value else queryset.exclude(pk__in=back)

    def other(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        return queryset.exclude(stage=F("proposed")) if value else queryset.filter(stage=F("proposed"))
