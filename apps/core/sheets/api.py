"""Imports of sheets through the API: upload, look, apply. A register's viewset names its proxy and its register."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api import ScopedReadViewSet
from apps.core.models import SheetImport, StagedImport
from apps.core.sheets import files
from apps.core.sheets.actions import sheet_apply, sheet_upload
from apps.core.sheets.faults import reason
from apps.core.sheets.register import Register, register_of


class SheetImportSerializer(serializers.ModelSerializer):
    """An import with its counts. `problem` is a code, empty where there is none."""

    uploaded_by = serializers.CharField(allow_null=True, help_text="Name; null: a script.")

    class Meta:
        model = SheetImport
        fields = (
            "id", "file_name", "state", "uploaded_by", "created_at", "sheet", "answers", "summary", "problem", "result",
            "applied_at",
        )  # fmt: skip
        read_only_fields = fields


class FaultyCells(serializers.Serializer):
    """Every faulty cell as [sheet row, column heading, reason]."""

    faulty_cells = serializers.SerializerMethodField()

    def get_faulty_cells(self, found: StagedImport) -> list[list[Any]]:
        rows = found.faults.order_by("row", "column").values_list("row", "heading", "code", "params")
        return [[row, heading, reason(code, params)] for row, heading, code, params in rows]


class SheetImportDetailSerializer(FaultyCells, SheetImportSerializer):
    """The same with every faulty cell as [sheet row, column heading, reason]."""

    class Meta(SheetImportSerializer.Meta):
        fields = (*SheetImportSerializer.Meta.fields, "faulty_cells")
        read_only_fields = fields


class SheetUploadSerializer(serializers.Serializer):
    """A list: .xlsx, .xls or .csv. `community` (its key) is only for a list without that column; `answers` is a JSON
    object with answers to the register's questions."""

    file = serializers.FileField()
    community = serializers.IntegerField(required=False, min_value=1)
    answers = serializers.JSONField(required=False)

    def validate_answers(self, value: Any) -> dict[str, str]:
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise serializers.ValidationError('An object of texts is expected, like {"datum": "gcj02"}.')
        return value


class SheetImportViewSet(ScopedReadViewSet):
    """Imports within scope. Reading takes a moment: ask again until `state` is `previewed`."""

    register: ClassVar[str]
    serializer_class: type[serializers.Serializer] = SheetImportSerializer
    detail_class: type[serializers.Serializer] = SheetImportDetailSerializer
    parser_classes = (MultiPartParser,)

    @property
    def of(self) -> Register:
        return register_of(self.register)

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("uploaded_by").order_by("-created_at", "-pk")

    def get_serializer_class(self) -> Any:
        return self.detail_class if self.action == "retrieve" else self.serializer_class

    def answered(self, found: StagedImport, status: int) -> Response:
        """An import as the list shows it."""
        return Response(self.serializer_class(found).data, status=status)

    @extend_schema(request=SheetUploadSerializer, responses={201: SheetImportSerializer})
    def create(self, request: Request) -> Response:
        """Upload a list."""
        given = SheetUploadSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        upload = given.validated_data["file"]
        if upload.size > files.MOST_BYTES:
            raise files.FileProblem("too_large")
        made = sheet_upload(
            register=self.of, by=request.user, name=upload.name, data=upload.read(),
            community=given.validated_data.get("community"), answers=given.validated_data.get("answers"),
        )  # fmt: skip
        return self.answered(made, 201)

    @extend_schema(request=None, responses=SheetImportSerializer)
    @action(detail=True, methods=["post"])
    def apply(self, request: Request, pk: str) -> Response:
        """Apply the chosen entries: new and changed ones without faults, unless somebody chose otherwise."""
        return self.answered(sheet_apply(sheet_import=self.get_object(), by=request.user), 202)
