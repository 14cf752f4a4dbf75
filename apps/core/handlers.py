"""One translation of domain errors per face: the API, the pages, the admin."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from apps.core.errors import DomainError

REFUSAL_HEADER = "X-Refusal"
UNREADABLE = gettext_lazy("The page could not read what was sent.")
log = logging.getLogger(__name__)

# The framework's own refusals, in the codes that policies use.
API_CODES = {
    "permission_denied": "not_your_role",
    "throttled": "too_many",
    "parse_error": "invalid",
    "not_found": "not_found",
    "not_authenticated": "not_authenticated",
}


def api_exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Every refusal as {"code", "message", "field"} with its status; faulty fields also one by one under "errors"."""
    if isinstance(exc, DomainError):
        set_rollback()
        return Response(exc.as_dict(), status=exc.status)
    if cannot_be_held(context.get("request"), exc):
        set_rollback()
        return Response({"code": "invalid", "message": str(UNREADABLE), "field": ""}, status=400)
    response = exception_handler(exc, context)
    if response is None:
        return None
    if isinstance(exc, ValidationError):
        response.data = _faulty_fields(response.data)
    else:
        code = exc.get_codes() if isinstance(exc, APIException) else "not_found" if isinstance(exc, Http404) else ""
        code = code if isinstance(code, str) and code else "permission_denied"
        response.data = {
            "code": API_CODES.get(code, code),
            "message": str(response.data.get("detail", "")),
            "field": "",
        }
    return response


def cannot_be_held(request: Any, exc: Exception) -> bool:
    """Whether a column cannot hold what was sent: a sign that is none, a number or day beyond all measure.

    What is only read was asked for in an address, where nothing but such a sign can be the sender's.
    """
    if request is None or not isinstance(exc, DataError | UnicodeEncodeError | OverflowError):
        return False
    if request.method in ("GET", "HEAD", "OPTIONS") and "%00" not in request.get_full_path():
        return False
    log.warning("value_cannot_be_held", exc_info=exc)
    return True


def _faulty_fields(data: Any) -> dict[str, Any]:
    errors = data if isinstance(data, dict) else {"": data}
    field, found = next(iter(errors.items()))
    message = found[0] if isinstance(found, list) and found else found
    return {"code": "invalid", "message": str(message), "field": str(field), "errors": errors}


class DomainErrorMiddleware:
    """Shows a domain error that a page did not catch: in the admin as a message on the page one came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exc: Exception) -> HttpResponse | None:
        if cannot_be_held(request, exc):
            return bad_request(request)
        if not isinstance(exc, DomainError):
            return None
        if request.path.startswith("/admin/") and request.method == "POST":
            messages.error(request, str(exc.message), extra_tags=exc.code)
            return HttpResponseRedirect(request.path)
        return error_page(request, status=exc.status, title=str(exc.message), code=exc.code)


def error_page(request: HttpRequest, *, status: int, title: str, help_text: str = "", code: str = "") -> HttpResponse:
    """A page that says what happened and what to do."""
    context = {"title": title, "help_text": help_text, "code": code, "status": status}
    response = render(request, "core/error.html", context, status=status)
    if code:
        response[REFUSAL_HEADER] = code  # for a page's script: the same code as in the API
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(
        request,
        status=400,
        title=str(UNREADABLE),
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
