"""Figures of a month from the registry."""

from datetime import date

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from apps.communities.models import Community
from apps.core import clock
from apps.core.errors import InvalidInput
from apps.core.requests import key_of
from apps.reports.api.permissions import ReportPermissions
from apps.reports.api.serializers import FiguresSerializer
from apps.reports.lines import metric_lines
from apps.reports.models import MonthlyReport
from apps.reports.registry import METRICS
from apps.reports.span import Span


class FigureViewSet(viewsets.GenericViewSet):
    """Every figure of the metric registry, counted now."""

    queryset = MonthlyReport.objects.none()  # names the model for permissions
    permission_classes = (ReportPermissions,)
    serializer_class = FiguresSerializer
    filter_backends = ()
    pagination_class = None

    @extend_schema(
        parameters=[
            OpenApiParameter("community", OpenApiTypes.INT, many=True, description="One or more; all in view if none."),
            OpenApiParameter("month", OpenApiTypes.STR, description="2026-10 or its first day; this month if none."),
        ],
        responses=FiguresSerializer,
    )
    def list(self, request: Request) -> Response:
        """The figures of a month, of all the communities together."""
        month = _month(request.query_params.get("month", ""))
        communities = _communities(request)
        lines = metric_lines(METRICS.values(), communities, Span.month(month))
        shown = {"month": month, "communities": communities, "figures": lines}
        return Response(FiguresSerializer(shown, context=self.get_serializer_context()).data)


def _month(value: str) -> date:
    if not value:
        return clock.month_start(clock.today())
    try:
        return clock.month_start(date.fromisoformat(value if len(value) > 7 else f"{value}-01"))
    except ValueError as error:
        raise InvalidInput(_("Write the month like 2026-10."), field="month") from error


def _communities(request: Request) -> list[Community]:
    """Those asked for, as far as the person sees them; a community out of view is said to be so."""
    visible = Community.objects.visible_to(request.user).order_by("name")
    asked = request.query_params.getlist("community")
    if not asked:
        return list(visible)
    keys = [key for value in asked if (key := key_of(value)) is not None]
    found = list(visible.filter(pk__in=keys))
    if len(found) < len(set(asked)):
        raise InvalidInput(_("This community is not there, or not yours to see."), field="community")
    return found
