"""One translation of domain errors per face: the API, the pages, the admin."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from rest_framework.response import Response
from rest_framework.views import exception_handler

from apps.core.errors import DomainError


def api_exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Domain errors as {"code", "message", "field"} with their status; the rest as the framework does."""
    if isinstance(exc, DomainError):
        return Response(exc.as_dict(), status=exc.status)
    return exception_handler(exc, context)


class DomainErrorMiddleware:
    """Shows a domain error that a page did not catch: in the admin as a message on the page one came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exc: Exception) -> HttpResponse | None:
        if not isinstance(exc, DomainError):
            return None
        if request.path.startswith("/admin/") and request.method == "POST":
            messages.error(request, str(exc.message))
            return HttpResponseRedirect(request.path)
        return error_page(request, status=exc.status, title=str(exc.message), code=exc.code)


def error_page(request: HttpRequest, *, status: int, title: str, help_text: str = "", code: str = "") -> HttpResponse:
    """A page that says what happened and what to do."""
    context = {"title": title, "help_text": help_text, "code": code, "status": status}
    return render(request, "core/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(
        request,
        status=400,
        title=_("The page could not read what was sent."),
        help_text=_("Please go back and try again."),
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    help_text = _("If you need this for your work, ask the county administrator to give you the area or the role.")
    return error_page(request, status=403, title=_("This is not open to you."), help_text=help_text)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    help_text = _("The address may be mistyped, or the thing belongs to an area that is not yours.")
    return error_page(request, status=404, title=_("There is nothing here."), help_text=help_text)


def server_error(request: HttpRequest) -> HttpResponse:
    help_text = _(
        "Nothing entered before is lost. Please try again in a minute; if it goes on, tell the county administrator."
    )
    return error_page(request, status=500, title=_("Something went wrong on our side."), help_text=help_text)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    help_text = _("Please go back, reload the page and send it again.")
    return error_page(request, status=403, title=_("The page had been open too long."), help_text=help_text)
