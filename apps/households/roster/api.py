"""Roster imports through the API: upload, look, apply. The same actions as the pages."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from apps.communities.models import Community
from apps.core.api import ScopedReadViewSet
from apps.core.sheets import files
from apps.core.sheets.faults import reason
from apps.households.models import RosterImport
from apps.households.roster.actions import roster_apply, roster_upload


class RosterImportSerializer(serializers.ModelSerializer):
    """An import with its counts. `problem` is a code, empty where there is none."""

    uploaded_by = serializers.CharField(allow_null=True, help_text="Name; null: a script.")

    class Meta:
        model = RosterImport
        fields = (
            "id", "file_name", "state", "uploaded_by", "created_at", "sheet", "as_of", "income_year", "summary",
            "problem", "result", "applied_at",
        )  # fmt: skip
        read_only_fields = fields


class RosterDetailSerializer(RosterImportSerializer):
    """The same with every faulty cell as [sheet row, column heading, reason]."""

    faulty_cells = serializers.SerializerMethodField()

    class Meta(RosterImportSerializer.Meta):
        fields = (*RosterImportSerializer.Meta.fields, "faulty_cells")
        read_only_fields = fields

    def get_faulty_cells(self, roster: RosterImport) -> list[list[Any]]:
        rows = roster.faults.order_by("row", "column").values_list("row", "heading", "code", "params")
        return [[row, heading, reason(code, params)] for row, heading, code, params in rows]


class RosterUploadSerializer(serializers.Serializer):
    """A roster: .xlsx, .xls or .csv."""

    file = serializers.FileField()
    community = serializers.PrimaryKeyRelatedField(
        queryset=Community.objects.none(), required=False, help_text="Only for a roster without that column."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        request = self.context.get("request")
        if request is not None:
            self.fields["community"].queryset = Community.objects.visible_to(request.user)  # type: ignore[attr-defined]


class RosterImportViewSet(ScopedReadViewSet):
    """Imports within scope. Reading a roster takes a moment: ask again until `state` is `previewed`."""

    model = RosterImport
    queryset = RosterImport.objects.none()
    serializer_class = RosterImportSerializer
    parser_classes = (MultiPartParser,)

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("uploaded_by").order_by("-created_at", "-pk")

    def get_serializer_class(self) -> Any:
        return RosterDetailSerializer if self.action == "retrieve" else RosterImportSerializer

    @extend_schema(request=RosterUploadSerializer, responses={201: RosterImportSerializer})
    def create(self, request: Request) -> Response:
        """Upload a roster."""
        given = RosterUploadSerializer(data=request.data, context={"request": request})
        given.is_valid(raise_exception=True)
        upload = given.validated_data["file"]
        if upload.size > files.MOST_BYTES:
            raise files.FileProblem("too_large")
        roster = roster_upload(
            by=request.user, name=upload.name, data=upload.read(), community=given.validated_data.get("community")
        )
        return Response(RosterImportSerializer(roster).data, status=201)

    @extend_schema(request=None, responses=RosterImportSerializer)
    @action(detail=True, methods=["post"])
    def apply(self, request: Request, pk: str) -> Response:
        """Apply the chosen households: new and changed ones without faults, unless somebody chose otherwise."""
        roster = roster_apply(roster=self.get_object(), by=request.user)
        return Response(RosterImportSerializer(roster).data, status=202)
