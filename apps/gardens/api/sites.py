"""Zones, plots and lockers through the REST API."""

from typing import Any

from django.db.models import Count, Prefetch, Q
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api import ScopedReadViewSet
from apps.core.api_posts import Registers, changes, creates, one_of, posts
from apps.core.lists.api import ExportMixin
from apps.core.maps import collection, point
from apps.gardens.actions import (
    locker_change,
    locker_give,
    locker_register,
    locker_take_back,
    plot_add,
    plot_change,
    plots_lay,
    zone_change,
    zone_register,
)
from apps.gardens.api.inputs import (
    DayInput,
    GiveInput,
    LayInput,
    LockerChange,
    LockerInput,
    PlotChange,
    PlotInput,
    ZoneChange,
    ZoneInput,
)
from apps.gardens.api.serializers import HoldingSerializer, LockerSerializer, PlotSerializer, ZoneSerializer
from apps.gardens.filters import HoldingFilter, LockerFilter, PlotFilter, ZoneFilter
from apps.gardens.models import GardenPlot, GardenZone, LockerHolding, ToolLocker
from apps.households.models import Household


class ZoneViewSet(Registers, ExportMixin, ScopedReadViewSet):
    """Garden zones."""

    model = GardenZone
    filterset_class = ZoneFilter
    serializer_class = ZoneSerializer

    def list_queryset(self, queryset: Any) -> Any:
        there = Count("plots", filter=Q(plots__retired_on__isnull=True))
        return queryset.select_related("community").annotate(plots_n=there).order_by("community", "code", "pk")

    create = creates(
        ZoneInput, lambda user, given: zone_register(by=user, **given), ZoneSerializer, "garden_zones_create"
    )
    partial_update = changes(
        ZoneChange, lambda zone, user, given: zone_change(zone=zone, by=user, **given), ZoneSerializer,
        "garden_zones_partial_update",
    )  # fmt: skip
    lay = posts(
        "lay", LayInput,
        lambda zone, user, given: plots_lay(zone=zone, by=user, leave_out=[tuple(pair) for pair in given["leave_out"]]),
        ZoneSerializer, "garden_zones_lay",
    )  # fmt: skip


class PlotViewSet(Registers, ExportMixin, ScopedReadViewSet):
    """Garden plots."""

    model = GardenPlot
    filterset_class = PlotFilter
    serializer_class = PlotSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return (
            queryset.with_held().select_related("community", "zone").order_by("zone", "row", "column", "number", "pk")
        )

    create = creates(PlotInput, lambda user, given: plot_add(by=user, **given), PlotSerializer, "garden_plots_create")
    partial_update = changes(
        PlotChange, lambda plot, user, given: plot_change(plot=plot, by=user, **given), PlotSerializer,
        "garden_plots_partial_update",
    )  # fmt: skip

    @extend_schema(responses={200: OpenApiTypes.OBJECT}, filters=True)
    @action(detail=False, pagination_class=None)
    def geojson(self, request: Request) -> Response:
        """The filtered list as GeoJSON (WGS-84) for QGIS; what has no place is left out."""
        features = []
        for row in self.filter_queryset(self.get_queryset()):
            if row.latitude is not None:
                kind = "held" if row.held else "free" if row.is_usable else "unfit"
                features.append(point(row.pk, row.latitude, row.longitude, row.number, kind=kind))
        return Response(collection(features))


class LockerViewSet(Registers, ExportMixin, ScopedReadViewSet):
    """Tool lockers."""

    model = ToolLocker
    filterset_class = LockerFilter
    serializer_class = LockerSerializer

    def list_queryset(self, queryset: Any) -> Any:
        current = LockerHolding.objects.current().select_related("household").order_by("pk")
        rows = queryset.select_related("community", "zone").order_by("community", "number", "pk")
        return rows.prefetch_related(Prefetch("holdings", queryset=current, to_attr="held"))

    create = creates(
        LockerInput, lambda user, given: locker_register(by=user, **given), LockerSerializer, "tool_lockers_create"
    )
    partial_update = changes(
        LockerChange, lambda locker, user, given: locker_change(locker=locker, by=user, **given), LockerSerializer,
        "tool_lockers_partial_update",
    )  # fmt: skip
    give = posts(
        "give", GiveInput,
        lambda locker, user, given: locker_give(
            locker=locker, by=user, household=one_of(Household, user, given["household"], "household"),
            day=given.get("day"),
        ),
        LockerSerializer, "tool_lockers_give",
    )  # fmt: skip


class HoldingViewSet(ScopedReadViewSet):
    """Who has which locker."""

    model = LockerHolding
    filterset_class = HoldingFilter
    serializer_class = HoldingSerializer
    joins = ("household", "locker")
    order = ("locker", "-period", "pk")

    take_back = posts(
        "take-back", DayInput,
        lambda holding, user, given: locker_take_back(holding=holding, by=user, day=given.get("day")),
        HoldingSerializer, "locker_holdings_take_back",
    )  # fmt: skip
