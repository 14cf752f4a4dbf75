"""Stages of integration: the list, and the pages of whole communities that hang on it."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core.admin import ScopedAdmin
from apps.followups.admin.spans import SpanColumns
from apps.followups.assessing.admin.capitals_page import capitals_page
from apps.followups.assessing.admin.flow_page import flow_page
from apps.followups.assessing.filters import StageFilter
from apps.followups.assessing.household_list import with_stage
from apps.followups.assessing.looks import stage_chip
from apps.followups.models import IntegrationStage
from apps.households.admin.columns import Column, OnHouseholdPage, add_column

PAGES = {"flow": flow_page, "capitals": capitals_page}


@admin.register(IntegrationStage)
class StageAdmin(SpanColumns, OnHouseholdPage, ScopedAdmin):
    """What was decided, with what the evidence spoke for."""

    household_tab = "integration"
    list_display = ("whose", "code", "stage_column", "since", "until", "proposed_column", "decided_by")
    more_columns = ("why", "in_community")
    filterset_class = StageFilter
    ordering = ("-period", "-pk")
    list_before_template = "followups/assessing_list.html"
    list_title = _("Stages of integration")
    empty_title = _("No stage is decided yet")
    empty_text = _(
        "A visit asks how a household settles in; the stage is proposed and decided on the household's page."
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("decided_by", "community")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # decided on the household's page, beside the evidence

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(f"{name}/", self.admin_site.admin_view(self._page(page)), name=f"followups_integrationstage_{name}")
            for name, page in PAGES.items()
        ]
        return own + super().get_urls()

    def _page(self, page: Any) -> Any:
        def view(request: HttpRequest) -> HttpResponse:
            if not self.has_view_permission(request):
                raise PermissionDenied
            return page(request, self.admin_site.each_context(request))

        return view

    @display(description=_("stage of integration"), ordering="stage")
    def stage_column(self, row: IntegrationStage) -> Any:
        return stage_chip(row.stage)

    @display(description=_("proposed from the evidence"), ordering="proposed")
    def proposed_column(self, row: IntegrationStage) -> Any:
        return stage_chip(row.proposed)


add_column(Column("stage", _("stage of integration"), with_stage, lambda household: stage_chip(household.stage_now)))
