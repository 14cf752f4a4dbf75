"""Imports of a register in the admin: the list, and the addresses of the pages of one import (pages.py).

A register registers a subclass for its model of imports; `register_key` says whose imports they are.
"""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core.admin import ScopedAdmin
from apps.core.models import StagedImport
from apps.core.requests import key_of
from apps.core.sheets.pages import Pages
from apps.core.sheets.register import register_of
from apps.core.sheets.workflow import State
from apps.core.ui import chip, exact, when

CHIPS = {
    State.UPLOADED: "wait", State.READ: "due", State.PREVIEWED: "due", State.APPLYING: "wait", State.APPLIED: "done",
    State.FAILED: "late", State.DISCARDED: "neutral",
}  # fmt: skip


class SheetImportAdmin(ScopedAdmin):
    """The list of imports within scope; an import's own page is its preview."""

    register_key: ClassVar[str]
    list_display = ("file_name", "state_chip", "entries", "faulty", "uploader", "uploaded")
    list_display_links = ("file_name",)
    ordering = ("-created_at", "-pk")
    add_word = _("Upload a list")
    empty_title = _("No list has been imported yet")
    empty_text = _("Upload a list. You look at every difference before it goes into the register.")

    pages_of: ClassVar[type[Pages]] = Pages

    @property
    def pages(self) -> Pages:
        return self.pages_of(register_of(self.register_key))

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("uploaded_by")

    @display(description=_("state"))
    def state_chip(self, found: StagedImport) -> Any:
        return chip(CHIPS[State(found.state)], found.get_state_display())

    @display(description=_("entries"))
    def entries(self, found: StagedImport) -> Any:
        return found.summary.get(f"{register_of(self.register_key).noun}_in_file", "—")

    @display(description=_("faulty cells"))
    def faulty(self, found: StagedImport) -> Any:
        return found.summary.get("faulty_cells", "—")

    @display(description=_("uploaded by"))
    def uploader(self, found: StagedImport) -> Any:
        return found.uploaded_by or _("the county's script")

    @display(description=_("uploaded"), ordering="created_at")
    def uploaded(self, found: StagedImport) -> Any:
        return f"{when(found.created_at)} · {exact(found.created_at)[-5:]}"

    def get_urls(self) -> list[URLPattern]:
        wrap, prefix = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        named = [path("template/", wrap(self.template_view), name=f"{prefix}_template")]
        for name in (*self.pages_of.gets, *self.pages_of.posts):
            named.append(path(f"<int:pk>/{name}/", wrap(self.pages.one(name)), name=f"{prefix}_{name}"))
        return [*named, *super().get_urls()]

    def template_view(self, request: HttpRequest) -> HttpResponse:
        """The empty list to fill in."""
        return self.pages.template(request)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """The upload page."""
        return self.pages.upload(request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of one import: progress, columns, preview or result, by its state."""
        key = key_of(object_id)
        if key is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return self.pages.show(request, key)
