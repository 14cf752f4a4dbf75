"""Caseloads: who looks after which household, as a list and by worker."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from apps.core.admin import ScopedAdmin
from apps.followups.admin import workers
from apps.followups.admin.spans import SpanColumns
from apps.followups.filters import CaseloadFilter
from apps.followups.models import Caseload
from apps.households.admin.columns import HouseholdColumns


@admin.register(Caseload)
class CaseloadAdmin(SpanColumns, HouseholdColumns, ScopedAdmin):
    """Households with their worker."""

    list_display = ("whose", "code", "worker", "since", "until", "why")
    more_columns = ("in_community",)
    filterset_class = CaseloadFilter
    ordering = ("-period", "-pk")
    list_before_template = "followups/list_head.html"
    list_title = _("Caseloads")
    empty_title = _("No households are given to workers yet")
    empty_text = _("Let a community's households be spread over its workers: Caseloads, by worker, Balance.")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("worker", "community")

    def get_urls(self) -> list[Any]:
        def own(view: Any) -> Any:
            return self.admin_site.admin_view(lambda request, **keys: view(self, request, **keys))

        name = "followups_caseload_"
        return [
            path("workers/", own(workers.workers_page), name=f"{name}workers"),
            path("balance/<int:community>/", own(workers.balance_page), name=f"{name}balance"),
            path("hand-over/<int:worker>/", own(workers.hand_over_page), name=f"{name}hand_over"),
            *super().get_urls(),
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # by worker, or in the household's file

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Its page is the household's."""
        return self.to_the_household(request, object_id)
