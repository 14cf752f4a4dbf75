"""Lists, filing and every step of complaints: the same actions and refusals as the pages."""

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.complaints.actions import BY_STEP, complaint_note, complaint_reveal, complaint_submit
from apps.complaints.api.serializers import (
    ComplaintDetailSerializer,
    ComplaintSerializer,
    FileInput,
    NoteInput,
    ReporterSerializer,
    RevealInput,
    step_input,
)
from apps.complaints.filters import ComplaintFilter
from apps.complaints.models import Complaint, ComplaintStep
from apps.complaints.policies import REQUIRED
from apps.complaints.workflow import STEPS
from apps.core.api import ScopedReadViewSet
from apps.core.decisions import refuse
from apps.core.errors import Refused
from apps.core.lists.api import ExportMixin
from apps.core.photos import photo_response
from apps.core.requests import address_of

EMPTY = {"required", "blank", "null", "empty"}
REFUSAL = OpenApiResponse(OpenApiTypes.OBJECT, description="Refused: {code, message, field}.")


def read(serializer: serializers.Serializer) -> dict[str, Any]:
    """The inputs; a missing one is refused in the same words as on the pages. Raises Refused, ValidationError."""
    if not serializer.is_valid():
        for field, errors in serializer.errors.items():
            if field in REQUIRED and any(getattr(error, "code", "") in EMPTY for error in errors):
                raise Refused(refuse("required", REQUIRED[field], field=field))
        serializer.is_valid(raise_exception=True)
    return serializer.validated_data


def step_view(step: str) -> Callable[..., Response]:
    """POST complaints/<id>/<step>/."""
    inputs = step_input(step)

    def take(self: "ComplaintViewSet", request: Request, pk: str) -> Response:
        complaint = self.get_object()
        given = read(inputs(data=request.data, context=self.get_serializer_context()))
        BY_STEP[step](complaint=complaint, by=request.user, **given)
        return self.shown(complaint.pk)

    take.__name__ = step
    take.__doc__ = f"{STEPS[step].word!s}."
    documented = extend_schema(
        request=inputs,
        responses={200: ComplaintDetailSerializer, 403: REFUSAL, 409: REFUSAL},
        operation_id=f"complaints_{step}",
        summary=step.replace("_", " ").capitalize(),
    )(take)
    return action(detail=True, methods=["post"], url_path=step, url_name=step)(documented)


class ComplaintViewSet(ExportMixin, ScopedReadViewSet):
    """Requests of residents, within the scope of the person who asks."""

    model = Complaint
    queryset = Complaint.objects.none()  # names the model for permissions and the document
    filterset_class = ComplaintFilter
    serializer_class = ComplaintSerializer

    def list_queryset(self, queryset: Any) -> Any:
        rows = queryset.defer("reporter_name", "reporter_phone").select_related("community", "building", "handler")
        if self.action == "list":
            return rows.order_by("-submitted_at", "-pk")
        steps = ComplaintStep.objects.select_related("by", "to_staff").order_by("at", "pk")
        return rows.select_related("filed_by").prefetch_related(Prefetch("steps", queryset=steps), "photos")

    def get_serializer_class(self) -> type[serializers.BaseSerializer]:
        return ComplaintSerializer if self.action == "list" else ComplaintDetailSerializer

    def shown(self, pk: int, code: int = status.HTTP_200_OK) -> Response:
        """The complaint as it is now; by its key, because a step may have taken it out of the person's view."""
        complaint = self.list_queryset(Complaint.objects.filter(pk=pk)).get()
        return Response(ComplaintDetailSerializer(complaint, context=self.get_serializer_context()).data, code)

    @extend_schema(request=FileInput, responses={201: ComplaintDetailSerializer, 200: ComplaintDetailSerializer})
    def create(self, request: Request) -> Response:
        """File a complaint for a resident: 201, or 200 when this client_id was filed before."""
        given = read(FileInput(data=request.data, context=self.get_serializer_context()))
        complaint, new = complaint_submit(filed_by=request.user, **given)
        return self.shown(complaint.pk, status.HTTP_201_CREATED if new else status.HTTP_200_OK)

    @extend_schema(request=NoteInput, responses=ComplaintDetailSerializer)
    @action(detail=True, methods=["post"])
    def note(self, request: Request, pk: str) -> Response:
        """Add a note."""
        complaint = self.get_object()
        given = read(NoteInput(data=request.data, context=self.get_serializer_context()))
        complaint_note(complaint=complaint, by=request.user, **given)
        return self.shown(complaint.pk)

    @extend_schema(request=RevealInput, responses=ReporterSerializer)
    @action(detail=True, methods=["post"])
    def reveal(self, request: Request, pk: str) -> Response:
        """Who reported it, for a reason; each look is logged."""
        complaint = self.get_object()
        reason = str(request.data.get("reason", ""))
        who = complaint_reveal(
            complaint=complaint, by=request.user, reason=reason, address=address_of(request._request)
        )
        return Response(ReporterSerializer(who).data)

    @extend_schema(
        parameters=[OpenApiParameter("photo", OpenApiTypes.INT, OpenApiParameter.PATH)],
        responses={(200, "image/jpeg"): OpenApiTypes.BINARY},
    )
    @action(detail=True, url_path=r"photos/(?P<photo>\d+)", url_name="photo")
    def photo(self, request: Request, pk: str, photo: str) -> FileResponse:
        """One photo, as JPEG."""
        return photo_response(get_object_or_404(self.get_object().photos, pk=photo))

    accept = step_view("accept")
    assign = step_view("assign")
    start = step_view("start")
    resolve = step_view("resolve")
    call_back = step_view("call_back")
    hand_back = step_view("hand_back")
    ask_info = step_view("ask_info")
    give_info = step_view("give_info")
    reopen = step_view("reopen")
    transfer = step_view("transfer")
    reject = step_view("reject")
    merge = step_view("merge")
    contact = step_view("contact")
    set_urgency = step_view("set_urgency")
    extend = step_view("extend")
    grant_extension = step_view("grant_extension")
    refuse_extension = step_view("refuse_extension")
