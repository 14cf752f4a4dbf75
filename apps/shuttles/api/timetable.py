"""Seasons, days of service, routes and departures through the REST API."""

from typing import Any

from apps.core.api import ScopedReadViewSet
from apps.core.api_posts import Registers, begins, changes, creates, keyed, posts
from apps.core.errors import InvalidInput
from apps.core.lists.api import ExportMixin
from apps.shuttles.actions import (
    exception_drop,
    exception_set,
    pattern_change,
    pattern_register,
    plan_make,
    route_change,
    route_register,
    run_add,
    run_end,
    season_change,
    season_register,
    standing_add,
    trip_add,
)
from apps.shuttles.actions.laying import trips_lay
from apps.shuttles.api.inputs import (
    DayInput,
    ExceptionInput,
    LayInput,
    OneOffInput,
    PlanInput,
    RunInput,
    StandingInput,
)
from apps.shuttles.api.register import KEYED, Given
from apps.shuttles.api.rows import PatternChange, PatternInput, RouteChange, RouteInput, SeasonChange, SeasonInput
from apps.shuttles.api.serializers import (
    PatternSerializer,
    PlanSerializer,
    RouteSerializer,
    RunSerializer,
    SeasonSerializer,
)
from apps.shuttles.filters import PatternFilter, RouteFilter, RunFilter, SeasonFilter
from apps.shuttles.models import Run, ServicePattern, ShuttleRoute, ShuttleSeason
from apps.shuttles.vocabulary import Channel


class SeasonViewSet(Registers, ExportMixin, ScopedReadViewSet):
    """Seasons, each with a timetable."""

    model = ShuttleSeason
    queryset = ShuttleSeason.objects.none()
    filterset_class = SeasonFilter
    serializer_class = SeasonSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("community", "busy_season").order_by("-first_day", "-pk")

    create = creates(
        SeasonInput, lambda user, given: season_register(by=user, **given), SeasonSerializer, "shuttle_seasons_create"
    )
    partial_update = changes(
        SeasonChange, lambda row, user, given: season_change(season=row, by=user, **given), SeasonSerializer,
        "shuttle_seasons_partial_update",
    )  # fmt: skip

    run = posts(
        "run", RunInput, lambda row, user, given: run_add(season=row, by=user, **keyed(given, user, KEYED)),
        SeasonSerializer, "shuttle_seasons_run",
    )  # fmt: skip
    plan = begins(
        "plan", PlanInput, lambda row, user, given: plan_make(season=row, by=user, **keyed(given, user, KEYED)),
        PlanSerializer, "shuttle_seasons_plan",
    )  # fmt: skip
    lay = posts(
        "lay", LayInput, lambda row, user, given: trips_lay(season=row, by=user, **given), SeasonSerializer,
        "shuttle_seasons_lay",
    )  # fmt: skip


def _drop(row: ServicePattern, user: Any, given: Given) -> None:
    exception = row.exceptions.filter(day=given["day"]).first()
    if exception is None:
        raise InvalidInput(code="unknown", field="day")
    exception_drop(exception=exception, by=user)


class PatternViewSet(Registers, ExportMixin, ScopedReadViewSet):
    """On which days departures run."""

    model = ServicePattern
    queryset = ServicePattern.objects.none()
    filterset_class = PatternFilter
    serializer_class = PatternSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("community").prefetch_related("exceptions").order_by("community", "name", "pk")

    create = creates(
        PatternInput,
        lambda user, given: pattern_register(by=user, **given),
        PatternSerializer,
        "service_patterns_create",
    )
    partial_update = changes(
        PatternChange, lambda row, user, given: pattern_change(pattern=row, by=user, **given), PatternSerializer,
        "service_patterns_partial_update",
    )  # fmt: skip

    exception = posts(
        "exception", ExceptionInput, lambda row, user, given: exception_set(pattern=row, by=user, **given),
        PatternSerializer, "service_patterns_exception",
    )  # fmt: skip
    exception_drop = posts(
        "exception-drop", DayInput, _drop, PatternSerializer, "service_patterns_exception_drop",
    )  # fmt: skip


def _one_off(row: ShuttleRoute, user: Any, given: Given) -> None:
    trip_add(route=row, by=user, **keyed(given, user, KEYED))


class RouteViewSet(Registers, ExportMixin, ScopedReadViewSet):
    """Routes with their stops."""

    model = ShuttleRoute
    queryset = ShuttleRoute.objects.none()
    filterset_class = RouteFilter
    serializer_class = RouteSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("community").prefetch_related("stops__stop").order_by("community", "code", "pk")

    create = creates(
        RouteInput, lambda user, given: route_register(by=user, **given), RouteSerializer, "shuttle_routes_create"
    )
    partial_update = changes(
        RouteChange, lambda row, user, given: route_change(route=row, by=user, **given), RouteSerializer,
        "shuttle_routes_partial_update",
    )  # fmt: skip

    trip = posts("trip", OneOffInput, _one_off, RouteSerializer, "shuttle_routes_trip")


def _stand(row: Run, user: Any, given: Given) -> None:
    standing_add(run=row, by=user, channel=Channel.STAFF, **keyed(given, user, KEYED))


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
