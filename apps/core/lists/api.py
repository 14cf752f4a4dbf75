"""Taking a list along through the API: the same rules, the same log, the same marks as in the admin."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from apps.core.lists.export import XLSX, Column, Export, as_download, list_export, words_of_filter
from apps.core.requests import address_of


class ExportInput(serializers.Serializer):
    """Whether whole values are wanted, and why."""

    whole = serializers.BooleanField(default=False, help_text="Whole values where the list masks them; needs a reason.")
    reason = serializers.CharField(max_length=150, allow_blank=True, default="")


class ExportMixin:
    """Adds POST …/export/ to a list. The query string filters as in the list; the answer is a workbook.

    `reveals` gives whole values of masked columns to those who may reveal.
    """

    reveals: ClassVar[dict[str, Callable[[Any], Any]]] = {}

    @extend_schema(request=ExportInput, responses={(200, XLSX): OpenApiResponse(OpenApiTypes.BINARY)}, filters=True)
    @action(detail=False, methods=["post"], permission_classes=[IsAuthenticated])
    def export(self, request: Request) -> FileResponse:
        """The list as a workbook; recorded in the access log."""
        given = ExportInput(data=request.data)
        given.is_valid(raise_exception=True)
        view: Any = self
        rows = view.filter_queryset(view.get_queryset())
        filterset = view.filterset_class(request.query_params, queryset=rows, request=request)
        title = str(view.model._meta.verbose_name_plural)
        export = Export(view.model, title, rows, self._columns(), words_of_filter(filterset))
        content, _count = list_export(
            by=request.user, export=export, address=address_of(request), **given.validated_data
        )
        return as_download(content, title)

    def _columns(self) -> list[Column]:
        view: Any = self
        fields: dict[str, Any] = view.get_serializer().fields
        return [
            Column(_label(view.model, name, field), _value(field), self.reveals.get(name))
            for name, field in fields.items()
        ]


def _label(model: Any, name: str, field: Any) -> str:
    columns = {column.name: column for column in model._meta.fields}
    return str(columns[name].verbose_name if name in columns else field.label or name)


def _value(field: Any) -> Callable[[Any], Any]:
    words = getattr(field, "choices", None) or {}

    def read(row: Any) -> Any:
        value = field.get_attribute(row)
        if value in (None, ""):
            return None
        shown = field.to_representation(value)
        if isinstance(shown, dict):
            return shown.get("name", "")
        return str(words.get(shown, shown)) if words else shown

    return read
