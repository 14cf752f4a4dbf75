"""Stops, fleet and timetables through the REST API."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api import ScopedReadViewSet
from apps.core.api_posts import one_of, posts
from apps.core.lists.api import ExportMixin
from apps.core.maps import collection, point
from apps.households.models import Household
from apps.shuttles.actions import (
    driver_absent,
    exception_set,
    plan_make,
    run_add,
    run_end,
    standing_add,
    trip_add,
    vehicle_out,
    wish_file,
)
from apps.shuttles.actions.laying import trips_lay
from apps.shuttles.api.inputs import (
    DayInput,
    ExceptionInput,
    LayInput,
    OneOffInput,
    PlanInput,
    RunInput,
    SpanInput,
    StandingInput,
    WishInput,
)
from apps.shuttles.api.serializers import (
    DriverSerializer,
    PatternSerializer,
    RouteSerializer,
    RunSerializer,
    SeasonSerializer,
    StopSerializer,
    VehicleSerializer,
)
from apps.shuttles.filters import (
    DriverFilter,
    PatternFilter,
    RouteFilter,
    RunFilter,
    SeasonFilter,
    StopFilter,
    VehicleFilter,
)
from apps.shuttles.models import Driver, Run, ServicePattern, ShuttleRoute, ShuttleSeason, ShuttleStop, Vehicle
from apps.shuttles.vocabulary import Channel

Given = dict[str, Any]
KEYED: dict[str, Any] = {
    "route": ShuttleRoute, "pattern": ServicePattern, "vehicle": Vehicle, "driver": Driver, "season": ShuttleSeason,
    "household": Household, "from_stop": ShuttleStop, "to_stop": ShuttleStop,
}  # fmt: skip


def keyed(given: Given, user: Any) -> Given:
    """What was sent, with rows in place of their keys. Raises InvalidInput at the field of a key that is not there."""
    found = {name: one_of(model, user, given[name], name) for name, model in KEYED.items() if given.get(name)}
    return given | found


def _wish(row: ShuttleStop, user: Any, given: Given) -> None:
    wish_file(stop=row, by=user, channel=Channel.STAFF, **keyed(given, user))


class StopViewSet(ExportMixin, ScopedReadViewSet):
    """Stops of shuttles."""

    model = ShuttleStop
    queryset = ShuttleStop.objects.none()
    filterset_class = StopFilter
    serializer_class = StopSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("community").order_by("community", "code", "pk")

    @extend_schema(responses={200: OpenApiTypes.OBJECT}, filters=True)
    @action(detail=False, pagination_class=None)
    def geojson(self, request: Request) -> Response:
        """The filtered list as GeoJSON (WGS-84); what has no place is left out."""
        rows = self.filter_queryset(self.get_queryset()).filter(latitude__isnull=False)
        return Response(collection(point(row.pk, row.latitude, row.longitude, row.name, kind=row.kind) for row in rows))

    wish = posts("wish", WishInput, _wish, StopSerializer, "shuttle_stops_wish")


class VehicleViewSet(ExportMixin, ScopedReadViewSet):
    """Vehicles."""

    model = Vehicle
    queryset = Vehicle.objects.none()
    filterset_class = VehicleFilter
    serializer_class = VehicleSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("community").order_by("community", "plate", "pk")

    outage = posts(
        "outage", SpanInput, lambda row, user, given: vehicle_out(vehicle=row, by=user, **given), VehicleSerializer,
        "vehicles_outage",
    )  # fmt: skip


class DriverViewSet(ExportMixin, ScopedReadViewSet):
    """Drivers."""

    model = Driver
    queryset = Driver.objects.none()
    filterset_class = DriverFilter
    serializer_class = DriverSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("community").order_by("community", "name", "pk")

    absence = posts(
        "absence", SpanInput, lambda row, user, given: driver_absent(driver=row, by=user, **given), DriverSerializer,
        "drivers_absence",
    )  # fmt: skip


class SeasonViewSet(ExportMixin, ScopedReadViewSet):
    """Seasons, each with a timetable."""

    model = ShuttleSeason
    queryset = ShuttleSeason.objects.none()
    filterset_class = SeasonFilter
    serializer_class = SeasonSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("community", "busy_season").order_by("-first_day", "-pk")

    run = posts(
        "run", RunInput, lambda row, user, given: run_add(season=row, by=user, **keyed(given, user)), SeasonSerializer,
        "shuttle_seasons_run",
    )  # fmt: skip
    plan = posts(
        "plan", PlanInput, lambda row, user, given: plan_make(season=row, by=user, **given), SeasonSerializer,
        "shuttle_seasons_plan",
    )  # fmt: skip
    lay = posts(
        "lay", LayInput, lambda row, user, given: trips_lay(season=row, by=user, **given), SeasonSerializer,
        "shuttle_seasons_lay",
    )  # fmt: skip


class PatternViewSet(ExportMixin, ScopedReadViewSet):
    """On which days departures run."""

    model = ServicePattern
    queryset = ServicePattern.objects.none()
    filterset_class = PatternFilter
    serializer_class = PatternSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("community").prefetch_related("exceptions").order_by("community", "name", "pk")

    exception = posts(
        "exception", ExceptionInput, lambda row, user, given: exception_set(pattern=row, by=user, **given),
        PatternSerializer, "service_patterns_exception",
    )  # fmt: skip


def _one_off(row: ShuttleRoute, user: Any, given: Given) -> None:
    trip_add(route=row, by=user, **keyed(given, user))


class RouteViewSet(ExportMixin, ScopedReadViewSet):
    """Routes with their stops."""

    model = ShuttleRoute
    queryset = ShuttleRoute.objects.none()
    filterset_class = RouteFilter
    serializer_class = RouteSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("community").prefetch_related("stops__stop").order_by("community", "code", "pk")

    trip = posts("trip", OneOffInput, _one_off, RouteSerializer, "shuttle_routes_trip")


def _stand(row: Run, user: Any, given: Given) -> None:
    standing_add(run=row, by=user, channel=Channel.STAFF, **keyed(given, user))


class RunViewSet(ExportMixin, ScopedReadViewSet):
    """Departures of timetables."""

    model = Run
    queryset = Run.objects.none()
    filterset_class = RunFilter
    serializer_class = RunSerializer

    def list_queryset(self, queryset: Any) -> Any:
        rows = queryset.select_related("season", "route", "pattern", "vehicle", "driver")
        return rows.order_by("season", "departs_at", "pk")

    end = posts(
        "end", DayInput, lambda row, user, given: run_end(run=row, by=user, **given), RunSerializer, "shuttle_runs_end"
    )
    standing = posts("standing", StandingInput, _stand, RunSerializer, "shuttle_runs_standing")
