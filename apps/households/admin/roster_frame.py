"""What all pages of a roster import share: who may, the frame, steps as POSTs, and workbooks to download."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.households.models import RosterImport
from apps.households.roster import workbook

NAME = "admin:households_rosterimport_"
TEMPLATES = "households/roster/"
VIEW, ADD, CHANGE = (f"households.{verb}_rosterimport" for verb in ("view", "add", "change"))


def require(request: HttpRequest, permission: str) -> Any:
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user


def found(request: HttpRequest, pk: int, permission: str = VIEW) -> RosterImport:
    """The import, if it is within scope; else there is nothing here."""
    user = require(request, permission)
    roster = RosterImport.objects.visible_to(user).filter(pk=pk).select_related("uploaded_by").first()
    if roster is None:
        raise Http404
    return roster


def page(request: HttpRequest, name: str, title: str, **context: Any) -> TemplateResponse:
    shared = {
        **admin.site.each_context(request),
        "title": title,
        "crumb": {"url": reverse(f"{NAME}changelist"), "title": _("Roster import")},
        **context,
    }
    return TemplateResponse(request, f"{TEMPLATES}{name}.html", shared)


def to_import(roster: RosterImport, query: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(f"{NAME}change", args=[roster.pk]) + query)


def step(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A step is a POST. Whoever comes otherwise (also after a refusal) is shown the import's page."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        if request.method == "POST":
            return view(request, pk)
        roster = found(request, pk)
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Refresh": "true"})
        return to_import(roster)

    return guarded


def workbook_response(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=workbook.CONTENT_TYPE)
    response.headers["Content-Disposition"] = _disposition(name)
    return response


def _disposition(name: str) -> str:
    from django.utils.http import content_disposition_header

    return content_disposition_header(True, name) or "attachment"
