"""Roster imports through the API: upload, look, apply. The same actions as the pages."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from apps.core.sheets.api import FaultyCells, SheetImportSerializer, SheetImportViewSet, SheetUploadSerializer
from apps.households.models import RosterImport


class RosterImportSerializer(SheetImportSerializer):
    """An import with its counts. `problem` is a code, empty where there is none."""

    class Meta(SheetImportSerializer.Meta):
        model = RosterImport
        fields = (
            "id", "file_name", "state", "uploaded_by", "created_at", "sheet", "as_of", "income_year", "summary",
            "problem", "result", "applied_at",
        )  # fmt: skip
        read_only_fields = fields


class RosterDetailSerializer(FaultyCells, RosterImportSerializer):
    """The same with every faulty cell as [sheet row, column heading, reason]."""

    class Meta(RosterImportSerializer.Meta):
        fields = (*RosterImportSerializer.Meta.fields, "faulty_cells")
        read_only_fields = fields


class RosterUploadSerializer(SheetUploadSerializer):
    """A roster: .xlsx, .xls or .csv. `answers` may say {"as_of": "2026-10-31", "income_year": "2025"}."""


@extend_schema_view(
    create=extend_schema(
        description="Upload a roster.", request=RosterUploadSerializer, responses={201: RosterImportSerializer}
    ),
    apply=extend_schema(
        description="Apply the chosen households: new and changed without faults, unless somebody chose otherwise.",
        request=None,
        responses=RosterImportSerializer,
    ),
)
class RosterImportViewSet(SheetImportViewSet):
    """Imports within scope. Reading a roster takes a moment: ask again until `state` is `previewed`."""

    model = RosterImport
    register = "roster"
    queryset = RosterImport.objects.none()
    serializer_class = RosterImportSerializer
    detail_class = RosterDetailSerializer
