"""Risk levels: their list. One is set in the household's file."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core.admin import ScopedAdmin
from apps.followups.admin.spans import SpanColumns
from apps.followups.filters import LevelFilter
from apps.followups.looks import level_chip
from apps.followups.models import Level
from apps.households.admin.columns import HouseholdColumns


@admin.register(Level)
class LevelAdmin(SpanColumns, HouseholdColumns, ScopedAdmin):
    """How closely households are followed."""

    list_display = ("whose", "code", "level_column", "why", "since", "until", "set_by")
    more_columns = ("in_community",)
    filterset_class = LevelFilter
    ordering = ("-period", "-pk")
    list_title = _("Risk levels")
    empty_title = _("No risk levels yet")
    empty_text = _("How closely a household is followed is set in its file; visits then come more often.")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("set_by", "community")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # in the household's file

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Its page is the household's."""
        return self.to_the_household(request, object_id)

    @display(description=_("risk level"), ordering="level")
    def level_column(self, row: Level) -> Any:
        return level_chip(row)

    def export_level_column(self, row: Level) -> str:
        return row.get_level_display()
