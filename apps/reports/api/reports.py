"""Monthly reports: reading, every step, files; the same actions and refusals as the pages."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from apps.communities.models import Community
from apps.core.api import ScopedReadViewSet
from apps.reports.actions import BY_STEP, report_produce, report_write
from apps.reports.api.permissions import ReportPermissions
from apps.reports.api.serializers import (
    CasesSerializer,
    MonthlyReportDetailSerializer,
    MonthlyReportSerializer,
    ProduceInput,
    TextsInput,
    WhyInput,
)
from apps.reports.cases import frozen_cases, live_cases, may_see
from apps.reports.files import FORMATS, report_file
from apps.reports.filters import MonthlyReportFilter
from apps.reports.models import MonthlyReport, ReportFigure
from apps.reports.registry import METRICS
from apps.reports.span import Span

REFUSAL = OpenApiResponse(OpenApiTypes.OBJECT, description="Refused: {code, message, field}.")
FILES = {(200, mime): OpenApiTypes.BINARY for mime, _make in FORMATS.values()}


def step_view(step: str) -> Callable[..., Response]:
    """POST monthly-reports/<id>/<step>/."""

    def take(self: "MonthlyReportViewSet", request: Request, pk: str) -> Response:
        given = read(WhyInput(data=request.data))
        return self.shown(BY_STEP[step](report=self.get_object(), by=request.user, **given))

    take.__name__ = f"take_{step}"
    take.__doc__ = f"{step.capitalize()} the report; returns it, or the new version after correct."
    documented = extend_schema(
        request=WhyInput,
        responses={200: MonthlyReportDetailSerializer, 403: REFUSAL, 409: REFUSAL},
        operation_id=f"monthly_reports_{step}",
    )(take)
    return action(detail=True, methods=["post"], url_path=step, url_name=step)(documented)


def read(serializer: serializers.Serializer) -> dict[str, Any]:
    """The inputs. Raises ValidationError."""
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


class MonthlyReportViewSet(ScopedReadViewSet):
    """Monthly reports within the scope of the person who asks; drafts only for the community's manager."""

    model = MonthlyReport
    queryset = MonthlyReport.objects.none()
    permission_classes = (ReportPermissions,)
    filterset_class = MonthlyReportFilter
    lookup_value_regex = r"\d{1,18}"

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("community__township", "replaces").order_by("-month", "community", "-version")

    def get_serializer_class(self) -> type[serializers.BaseSerializer]:
        return MonthlyReportSerializer if self.action == "list" else MonthlyReportDetailSerializer

    def shown(self, report: MonthlyReport, code: int = status.HTTP_200_OK) -> Response:
        """The report as it is now."""
        fresh = self.list_queryset(MonthlyReport.objects.filter(pk=report.pk)).get()
        return Response(MonthlyReportDetailSerializer(fresh, context=self.get_serializer_context()).data, code)

    @extend_schema(
        request=ProduceInput,
        responses={201: MonthlyReportDetailSerializer, 200: MonthlyReportDetailSerializer, 409: REFUSAL},
    )
    def create(self, request: Request) -> Response:
        """Make the report of a month that is over: 201, or 200 with the one there is."""
        given = read(ProduceInput(data=request.data))
        community = get_object_or_404(Community.objects.visible_to(request.user), pk=given["community"])
        report, new = report_produce(community=community, month=given["month"], by=request.user)
        return self.shown(report, status.HTTP_201_CREATED if new else status.HTTP_200_OK)

    @extend_schema(request=TextsInput, responses={200: MonthlyReportDetailSerializer, 409: REFUSAL})
    def partial_update(self, request: Request, pk: str) -> Response:
        """Write texts of a draft."""
        given = read(TextsInput(data=request.data))
        return self.shown(report_write(report=self.get_object(), by=request.user, **given))

    @extend_schema(
        parameters=[OpenApiParameter("ending", OpenApiTypes.STR, OpenApiParameter.PATH, enum=list(FORMATS))],
        responses=FILES | {409: REFUSAL},
    )
    @action(detail=True, url_path=r"files/(?P<ending>[a-z]+)", url_name="file")
    def file(self, request: Request, pk: str, ending: str) -> HttpResponse:
        """A file of a submitted report: docx, pdf or xlsx."""
        return report_file(self.get_object(), ending, request.user).response()

    @extend_schema(
        parameters=[OpenApiParameter("key", OpenApiTypes.STR, OpenApiParameter.PATH)], responses=CasesSerializer
    )
    @action(detail=True, url_path=r"cases/(?P<key>[a-z0-9_.]+)", url_name="cases")
    def cases(self, request: Request, pk: str, key: str) -> Response:
        """The cases behind a figure: as set down with the report, or counted now while it is a draft."""
        report = self.get_object()
        if report.is_draft:
            metric = METRICS.get(key)
            found = (
                live_cases(metric, [report.community_id], Span.month(report.month), request.user) if metric else None
            )
            model, count = metric.case_model if metric else "", None
        else:
            figure = get_object_or_404(ReportFigure, report=report, key=key)
            found, model, count = frozen_cases(figure, request.user), figure.case_model, len(figure.case_ids)
        if found is None:
            raise Http404
        if not may_see(request.user, model):
            raise PermissionDenied
        ids = list(found.order_by("pk").values_list("pk", flat=True))
        shown = {"model": model, "count": len(ids) if count is None else count, "ids": ids}
        return Response(CasesSerializer(shown).data)

    take_confirm = step_view("confirm")
    take_reopen = step_view("reopen")
    take_submit = step_view("submit")
    take_acknowledge = step_view("acknowledge")
    take_return = step_view("return")
    take_correct = step_view("correct")
