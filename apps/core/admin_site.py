"""The staff's admin: Unfold, with our log-in and only for office roles."""

from typing import Any

from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from unfold.sites import UnfoldAdminSite

from apps.core.search import find

HITS_IN_BOX, HITS_ON_PAGE = 8, 50


class AnjuAdminSite(UnfoldAdminSite):
    """One log-in for all faces; the admin itself asks for an office role."""

    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_staff)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect("accounts:home")
        return redirect(f"{reverse('accounts:login')}?{urlencode({'next': request.GET.get('next', '/admin/')})}")

    def search(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """People, rooms, codes and numbers: a short list under the box while typing, or a page of their own."""
        text = request.GET.get("q", "")
        in_box = bool(request.htmx)  # type: ignore[attr-defined]
        hits = find(request.user, text, limit=HITS_IN_BOX if in_box else HITS_ON_PAGE)
        found = {"text": text.strip(), "hits": hits, "more_url": ""}
        if in_box:
            if len(hits) == HITS_IN_BOX:
                found["more_url"] = f"{reverse('admin:search')}?{urlencode({'q': text})}"
            return TemplateResponse(request, "anju/search_hits.html", found)
        return TemplateResponse(
            request, "admin/search.html", {**self.each_context(request), "title": _("Search"), **found}
        )

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The same log-out as everywhere (by POST only)."""
        return LogoutView.as_view(next_page=f"{reverse('accounts:login')}?told=out")(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """One's own password has one page, for all faces."""
        return redirect("accounts:password")
