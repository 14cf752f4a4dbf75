"""The staff's admin: Unfold, with our log-in and only for office roles."""

from typing import Any

from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from unfold.sites import UnfoldAdminSite

from apps.core.requests import address_of
from apps.core.search import Hit, find, refuse_in_address
from apps.core.text import is_id_number

HITS_IN_BOX, HITS_ON_PAGE = 8, 50


class AnjuAdminSite(UnfoldAdminSite):
    """One log-in for all faces; the admin itself asks for an office role."""

    enable_nav_sidebar = True
    empty_value_display = "—"

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_staff)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """All tables somebody may see, computed where it is read: hardly anywhere, as our sidebar lists nouns."""
        return SimpleLazyObject(lambda: super(AnjuAdminSite, self).get_app_list(request, app_label))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect("accounts:home")
        return redirect(f"{reverse('accounts:login')}?{urlencode({'next': request.GET.get('next', '/admin/')})}")

    def app_index(self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None) -> Any:
        """The sidebar lists the nouns; a page of one app's tables says nothing to staff."""
        return redirect("admin:index")

    def search(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """People, rooms, codes and numbers: a short list under the box while typing, or a page of their own.

        What is sure and the only one opens at once. An identity number is looked up only when somebody asks for it
        (by POST, with Enter), because each look is recorded; in an address it is refused.
        """
        text = (request.POST if request.method == "POST" else request.GET).get("q", "")
        if request.method != "POST":
            refuse_in_address(text)
        if request.htmx:  # type: ignore[attr-defined]
            return self._under_the_box(request, text)
        hits = find(request.user, text, limit=HITS_ON_PAGE, address=address_of(request))
        if request.method == "POST" and len(hits) == 1 and hits[0].rank == 0 and hits[0].url:
            return redirect(hits[0].url)
        shown = "" if is_id_number(text) else text
        page = {**self.each_context(request), "title": _("Search"), **_found(shown, hits, asked=bool(text.strip()))}
        return TemplateResponse(request, "admin/search.html", page)

    def _under_the_box(self, request: HttpRequest, text: str) -> TemplateResponse:
        if is_id_number(text):
            return TemplateResponse(request, "anju/search_hits.html", {**_found("", [], asked=True), "identity": True})
        found = _found(text, find(request.user, text, limit=HITS_IN_BOX), asked=bool(text.strip()))
        if len(found["hits"]) == HITS_IN_BOX:
            found["more_url"] = f"{reverse('admin:search')}?{urlencode({'q': text})}"
        return TemplateResponse(request, "anju/search_hits.html", found)

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The same log-out as everywhere (by POST only)."""
        return LogoutView.as_view(next_page=f"{reverse('accounts:login')}?told=out")(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """One's own password has one page, for all faces."""
        return redirect("accounts:password")


def _found(text: str, hits: list[Hit], *, asked: bool) -> dict[str, Any]:
    return {"text": text.strip(), "hits": hits, "asked": asked, "more_url": "", "identity": False}
