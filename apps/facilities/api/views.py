"""Lists and steps of facilities and defects, gap analysis and GeoJSON: actions and refusals as on the pages."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.roles import OFFICE_ROLES
from apps.core import trail
from apps.core.api import ScopedReadViewSet
from apps.core.api_posts import REFUSAL, Registers, changes, creates, posts, read
from apps.core.lists.api import ExportMixin
from apps.core.maps import collection, point
from apps.core.photos import clean_image, photo_response
from apps.core.requests import address_of
from apps.facilities.actions import (
    BY_DEFECT_STEP,
    BY_STEP,
    defect_report,
    facility_change,
    facility_register,
    inspection_record,
    photos_add,
    staffing_set,
)
from apps.facilities.api.serializers import (
    DefectInput,
    DefectSerializer,
    FacilityDetailSerializer,
    FacilityInput,
    FacilityPhotoSerializer,
    FacilityRegisterInput,
    FacilitySerializer,
    GapSerializer,
    InspectionInput,
    StaffingInput,
    StandardSerializer,
    WhyInput,
    gap_row,
)
from apps.facilities.filters import DefectFilter, FacilityFilter, StandardFilter
from apps.facilities.gaps.asking import GapQuestion
from apps.facilities.models import (
    Facility,
    FacilityDefect,
    FacilityInspection,
    FacilityPhoto,
    FacilityStaffing,
    FacilityStandard,
)
from apps.facilities.workflow import DEFECT_OPEN

GEOJSON = "application/geo+json"


def _step(name: str) -> Callable[..., Response]:
    def act(facility: Facility, user: Any, given: dict[str, Any]) -> None:
        BY_STEP[name](facility=facility, by=user, **given)

    return posts(name, WhyInput, act, FacilityDetailSerializer, f"facilities_{name}")


def _doing(name: str, inputs: Any, does: Callable[..., Any]) -> Callable[..., Response]:
    def act(facility: Facility, user: Any, given: dict[str, Any]) -> None:
        does(facility=facility, by=user, **given)

    return posts(name, inputs, act, FacilityDetailSerializer, f"facilities_{name.replace('-', '_')}")


def _defect_step(name: str) -> Callable[..., Response]:
    def act(defect: FacilityDefect, user: Any, given: dict[str, Any]) -> None:
        BY_DEFECT_STEP[name](defect=defect, by=user, **given)

    return posts(name, WhyInput, act, DefectSerializer, f"facility_defects_{name}")


class FacilityViewSet(Registers, ExportMixin, ScopedReadViewSet):
    """Public facilities within scope, and those that serve all communities."""

    model = Facility
    queryset = Facility.objects.none()
    filterset_class = FacilityFilter
    serializer_class = FacilitySerializer

    def list_queryset(self, queryset: Any) -> Any:
        broken = Count("defects", filter=Q(defects__state__in=DEFECT_OPEN))
        rows = queryset.select_related("community", "building").annotate(defects_n=broken)
        if self.action in ("list", "export", "geojson"):
            return rows.order_by("community", "kind", "name", "pk")
        staffing = FacilityStaffing.objects.order_by("role", "-period")
        made = FacilityInspection.objects.select_related("by").prefetch_related("photos").order_by("-done_on", "-pk")
        return rows.prefetch_related(Prefetch("staffing", queryset=staffing), Prefetch("inspections", queryset=made))

    def get_serializer_class(self) -> Any:
        return FacilitySerializer if self.action in ("list", "export", "geojson") else FacilityDetailSerializer

    create = creates(
        FacilityRegisterInput, lambda user, given: facility_register(by=user, **given), FacilityDetailSerializer,
        "facilities_create",
    )  # fmt: skip
    partial_update = changes(
        FacilityInput, lambda row, user, given: facility_change(facility=row, by=user, **given),
        FacilityDetailSerializer, "facilities_partial_update",
    )  # fmt: skip

    @extend_schema(responses={(200, GEOJSON): OpenApiResponse(OpenApiTypes.OBJECT)}, filters=True)
    @action(detail=False, pagination_class=None)
    def geojson(self, request: Request) -> JsonResponse:
        """The filtered list as GeoJSON (WGS-84) for QGIS, recorded in the access log; what has no place is left out."""
        rows = self.filter_queryset(self.get_queryset())
        features = []
        for row in rows:
            if row.place is not None:
                found = point(row.pk, row.place[0], row.place[1], row.name, kind=row.kind)
                community = row.community.name if row.community else None
                facts = {"name": row.name, "kind": row.kind, "state": row.state, "community": community}
                found["properties"] = {**facts, "capacity": row.capacity, "unit": row.capacity_unit}
                features.append(found)
        about = {"subject": "facilities.facility:list", "field": f"rows:{len(features)}"}
        trail.record(staff=request.user, kind="export", address=address_of(request), **about)
        return JsonResponse(collection(features), content_type=GEOJSON)

    @extend_schema(
        responses=GapSerializer(many=True),
        parameters=[
            OpenApiParameter("community", OpenApiTypes.INT),
            OpenApiParameter("kind", OpenApiTypes.STR),
            OpenApiParameter("status", OpenApiTypes.STR, description="One answer, or gap: any of the four."),
            OpenApiParameter("level", OpenApiTypes.STR, description="community or building."),
            OpenApiParameter("day", OpenApiTypes.DATE),
        ],
    )
    @action(detail=False, filterset_class=None, pagination_class=None)
    def gaps(self, request: Request) -> Response:
        """The gap analysis of the communities within scope, the worst first; the filters of the list in the admin."""
        user: Any = request.user
        if user.role not in OFFICE_ROLES:
            raise PermissionDenied
        rows = [gap_row(row) for row in GapQuestion(request.query_params, user).answer().rows]
        return Response(GapSerializer(rows, many=True).data)

    open = _step("open")
    limit = _step("limit")
    restore = _step("restore")
    close = _step("close")
    staffing = _doing("staffing", StaffingInput, staffing_set)
    inspect = _doing("inspect", InspectionInput, inspection_record)
    report_defect = _doing("report-defect", DefectInput, defect_report)


class DefectViewSet(ExportMixin, ScopedReadViewSet):
    """What is broken."""

    model = FacilityDefect
    queryset = FacilityDefect.objects.none()
    filterset_class = DefectFilter
    serializer_class = DefectSerializer

    def list_queryset(self, queryset: Any) -> Any:
        rows = queryset.select_related("facility__community").prefetch_related("photos")
        return rows.order_by("ended_on", "due_on", "pk")

    start = _defect_step("start")
    fix = _defect_step("fix")
    dismiss = _defect_step("dismiss")
    reopen = _defect_step("reopen")


class FacilityPhotoInput(serializers.Serializer):
    """A photo of a defect or of an inspection: one of the two."""

    defect = serializers.IntegerField(required=False, min_value=1)
    inspection = serializers.IntegerField(required=False, min_value=1)
    photo = serializers.FileField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("defect" in attrs) == ("inspection" in attrs):
            raise serializers.ValidationError({"defect": "Name a defect or an inspection."})
        return attrs


class PhotoViewSet(ScopedReadViewSet):
    """Photos of defects and inspections: sent one by one, served as JPEG to those who see the facility."""

    model = FacilityPhoto
    queryset = FacilityPhoto.objects.none()
    serializer_class = FacilityPhotoSerializer
    parser_classes = (MultiPartParser,)

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.order_by("pk")

    def get_permissions(self) -> Any:
        """Who may add one is the policy's matter."""
        return [IsAuthenticated()] if self.action == "create" else super().get_permissions()

    @extend_schema(request=FacilityPhotoInput, responses={201: FacilityPhotoSerializer, 403: REFUSAL, 409: REFUSAL})
    def create(self, request: Request) -> Response:
        """Add a photo; it is made small, and place and time are taken out of it."""
        given = read(FacilityPhotoInput, request)
        kind = "defect" if "defect" in given else "inspection"
        rows: Any = FacilityDefect.objects if kind == "defect" else FacilityInspection.objects
        shown = get_object_or_404(rows.visible_to(request.user), pk=given[kind])
        (photo,) = photos_add(of=shown, by=request.user, photos=[clean_image(given["photo"])])
        return Response(self.get_serializer(photo).data, status=201)

    @extend_schema(responses={(200, "image/jpeg"): OpenApiTypes.BINARY})
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """One photo, as JPEG."""
        return photo_response(self.get_object())


class StandardViewSet(ScopedReadViewSet):
    """The county's standards."""

    model = FacilityStandard
    queryset = FacilityStandard.objects.none()
    filterset_class = StandardFilter
    serializer_class = StandardSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.order_by("kind", "-valid_from", "pk")
