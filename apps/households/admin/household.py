"""Households: the list, and the file of one household."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core.admin import ScopedAdmin
from apps.core.ui import missing
from apps.households.admin.file_page import file_page
from apps.households.filters import HouseholdFilter
from apps.households.models import Household
from apps.households.residence import residence_chip


@admin.register(Household)
class HouseholdAdmin(ScopedAdmin):
    """The list of households within scope."""

    list_display = ("code", "head", "place", "kind_word", "people", "living", "in_community")
    ordering = ("code", "pk")
    filterset_class = HouseholdFilter
    list_title = _("Households")
    empty_title = _("No households yet")
    empty_text = _("Import the roster of the community, or add households one by one.")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).select_related("community")
        return rows.with_place().with_head().with_size().with_residence()

    @display(description=_("head"))
    def head(self, household: Any) -> Any:
        return household.head_name or missing()

    @display(description=_("room"))
    def place(self, household: Any) -> Any:
        return household.place_label or missing(_("no dwelling"))

    @display(description=_("household class"), ordering="kind")
    def kind_word(self, household: Any) -> Any:
        return household.get_kind_display() or missing()

    @display(description=_("people"))
    def people(self, household: Any) -> Any:
        return household.size or 0

    @display(description=_("residence status"))
    def living(self, household: Any) -> Any:
        return residence_chip(household.residence)

    @display(description=_("community"))
    def in_community(self, household: Any) -> Any:
        return household.community.name

    def get_urls(self) -> list[URLPattern]:
        edit = self.admin_site.admin_view(self.edit_view)
        return [path("<path:object_id>/edit/", edit, name="households_household_edit"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The file of the household; its register is corrected on a page of its own."""
        household = self.get_object(request, object_id)
        if household is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, household):
            raise PermissionDenied
        return file_page(request, household, self.admin_site.each_context(request))

    def edit_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The plain form over the register."""
        return self.changeform_view(request, object_id, "", {"show_history": False})
