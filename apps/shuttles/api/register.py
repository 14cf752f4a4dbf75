"""Stops, vehicles and drivers through the REST API."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api import ScopedReadViewSet
from apps.core.api_posts import Registers, changes, creates, keyed, posts
from apps.core.errors import InvalidInput
from apps.core.lists.api import ExportMixin
from apps.core.maps import collection, point
from apps.households.models import Household
from apps.shuttles.actions import (
    driver_absent,
    driver_change,
    driver_register,
    stop_change,
    stop_register,
    unavailability_end,
    vehicle_change,
    vehicle_out,
    vehicle_register,
    wish_file,
)
from apps.shuttles.api.inputs import EndSpanInput, SpanInput, WishInput
from apps.shuttles.api.rows import DriverChange, DriverInput, StopChange, StopInput, VehicleChange, VehicleInput
from apps.shuttles.api.serializers import DriverSerializer, StopSerializer, VehicleSerializer
from apps.shuttles.filters import DriverFilter, StopFilter, VehicleFilter
from apps.shuttles.models import Driver, ServicePattern, ShuttleRoute, ShuttleSeason, ShuttleStop, Vehicle
from apps.shuttles.vocabulary import Channel

Given = dict[str, Any]
KEYED: dict[str, Any] = {
    "route": ShuttleRoute, "pattern": ServicePattern, "vehicle": Vehicle, "driver": Driver, "season": ShuttleSeason,
    "household": Household, "from_stop": ShuttleStop, "to_stop": ShuttleStop,
}  # fmt: skip


def _wish(row: ShuttleStop, user: Any, given: Given) -> None:
    wish_file(stop=row, by=user, channel=Channel.STAFF, **keyed(given, user, KEYED))


def _ends(spans: str) -> Any:
    """Ends one of the row's outages or absences."""

    def act(row: Any, user: Any, given: Given) -> None:
        span = getattr(row, spans).filter(pk=given["span"]).first()
        if span is None:
            raise InvalidInput(code="unknown", field="span")
        unavailability_end(row=span, by=user, last=given["last"])

    return act


class StopViewSet(Registers, ExportMixin, ScopedReadViewSet):
    """Stops of shuttles."""

    model = ShuttleStop
    queryset = ShuttleStop.objects.none()
    filterset_class = StopFilter
    serializer_class = StopSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("community").order_by("community", "code", "pk")

    create = creates(
        StopInput, lambda user, given: stop_register(by=user, **given), StopSerializer, "shuttle_stops_create"
    )
    partial_update = changes(
        StopChange, lambda row, user, given: stop_change(stop=row, by=user, **given), StopSerializer,
        "shuttle_stops_partial_update",
    )  # fmt: skip

    @extend_schema(responses={200: OpenApiTypes.OBJECT}, filters=True)
    @action(detail=False, pagination_class=None)
    def geojson(self, request: Request) -> Response:
        """The filtered list as GeoJSON (WGS-84); what has no place is left out."""
        rows = self.filter_queryset(self.get_queryset()).filter(latitude__isnull=False)
        return Response(collection(point(row.pk, row.latitude, row.longitude, row.name, kind=row.kind) for row in rows))

    wish = posts("wish", WishInput, _wish, StopSerializer, "shuttle_stops_wish")


class VehicleViewSet(Registers, ExportMixin, ScopedReadViewSet):
    """Vehicles."""

    model = Vehicle
    queryset = Vehicle.objects.none()
    filterset_class = VehicleFilter
    serializer_class = VehicleSerializer

    def list_queryset(self, queryset: Any) -> Any:
        rows = queryset.select_related("community").prefetch_related("outages")
        return rows.order_by("community", "plate", "pk")

    create = creates(
        VehicleInput, lambda user, given: vehicle_register(by=user, **given), VehicleSerializer, "vehicles_create"
    )
    partial_update = changes(
        VehicleChange, lambda row, user, given: vehicle_change(vehicle=row, by=user, **given), VehicleSerializer,
        "vehicles_partial_update",
    )  # fmt: skip

    outage = posts(
        "outage", SpanInput, lambda row, user, given: vehicle_out(vehicle=row, by=user, **given), VehicleSerializer,
        "vehicles_outage",
    )  # fmt: skip
    outage_end = posts("outage-end", EndSpanInput, _ends("outages"), VehicleSerializer, "vehicles_outage_end")


class DriverViewSet(Registers, ExportMixin, ScopedReadViewSet):
    """Drivers."""

    model = Driver
    queryset = Driver.objects.none()
    filterset_class = DriverFilter
    serializer_class = DriverSerializer

    def list_queryset(self, queryset: Any) -> Any:
        rows = queryset.select_related("community").prefetch_related("absences")
        return rows.order_by("community", "name", "pk")

    create = creates(
        DriverInput, lambda user, given: driver_register(by=user, **given), DriverSerializer, "drivers_create"
    )
    partial_update = changes(
        DriverChange, lambda row, user, given: driver_change(driver=row, by=user, **given), DriverSerializer,
        "drivers_partial_update",
    )  # fmt: skip

    absence = posts(
        "absence", SpanInput, lambda row, user, given: driver_absent(driver=row, by=user, **given), DriverSerializer,
        "drivers_absence",
    )  # fmt: skip
    absence_end = posts("absence-end", EndSpanInput, _ends("absences"), DriverSerializer, "drivers_absence_end")
