"""Roster imports: the list, and the addresses of the pages of one import (roster_pages.py)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core.admin import ScopedAdmin
from apps.core.requests import key_of
from apps.core.ui import chip, exact, when
from apps.households.admin import roster_pages as pages
from apps.households.models import RosterImport
from apps.households.roster.workflow import State

CHIPS = {
    State.UPLOADED: "wait", State.READ: "due", State.PREVIEWED: "due", State.APPLYING: "wait", State.APPLIED: "done",
    State.FAILED: "late", State.DISCARDED: "neutral",
}  # fmt: skip


@admin.register(RosterImport)
class RosterImportAdmin(ScopedAdmin):
    """The list of imports within scope; an import's own page is its preview."""

    list_display = ("file_name", "state_chip", "households", "people", "faulty", "uploader", "uploaded")
    list_display_links = ("file_name",)
    list_numbers = ("households", "people", "faulty")
    ordering = ("-created_at", "-pk")
    list_title = _("Roster import")
    add_word = _("Upload a roster")
    empty_title = _("No roster has been imported yet")
    empty_text = _("Upload the roster of a community. You look at every difference before it goes into the register.")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("uploaded_by")

    @display(description=_("state"))
    def state_chip(self, roster: RosterImport) -> Any:
        return chip(CHIPS[State(roster.state)], roster.get_state_display())

    @display(description=_("households"))
    def households(self, roster: RosterImport) -> Any:
        return roster.summary.get("households_in_file", "—")

    @display(description=_("people"))
    def people(self, roster: RosterImport) -> Any:
        return roster.summary.get("people_in_file", "—")

    @display(description=_("faulty cells"))
    def faulty(self, roster: RosterImport) -> Any:
        return roster.summary.get("faulty_cells", "—")

    @display(description=_("uploaded by"))
    def uploader(self, roster: RosterImport) -> Any:
        return roster.uploaded_by or _("the county's script")

    @display(description=_("uploaded"), ordering="created_at")
    def uploaded(self, roster: RosterImport) -> Any:
        return f"{when(roster.created_at)} · {exact(roster.created_at)[-5:]}"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        named = [path("template/", wrap(pages.template_view), name="households_rosterimport_template")]
        for name, view in pages.OF_ONE.items():
            named.append(path(f"<int:pk>/{name}/", wrap(view), name=f"households_rosterimport_{name}"))
        return [*named, *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """The upload page."""
        return pages.upload_view(request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of one import: progress, columns, preview or result, by its state."""
        key = key_of(object_id)
        if key is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return pages.roster_view(request, key)
