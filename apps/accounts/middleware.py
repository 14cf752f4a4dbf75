"""What stands between a logged-in staff member and every page: idle time-out, second factor, one-time password."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from apps.accounts.security import roles_that_need_it
from apps.core import clock
from apps.core.handlers import REFUSAL_HEADER
from apps.core.requests import wants_json

SEEN = "staff_seen"
# In the session: this account had a second factor when it logged in.
NEEDS_CODE = "staff_needs_code"
# In the address of the log-in page: why one is there.
TOLD = "told"

ALWAYS_OPEN = frozenset({"accounts:login", "accounts:logout", "set_language"})


class StaffSessionMiddleware:
    """Ends a session that was idle for STAFF_IDLE_MINUTES, and asks for what log-in left open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            stopped = _stop_idle(request) or _stop_unready(request)
            if stopped is not None:
                return stopped
        return self.get_response(request)


def _stop_idle(request: HttpRequest) -> HttpResponse | None:
    moment = int(clock.now().timestamp())
    if moment - request.session.get(SEEN, moment) > settings.STAFF_IDLE_MINUTES * 60:
        logout(request)
        message = _("You were logged out because nothing was done for %(minutes)s minutes. Please log in again.")
        return _stop(request, "logged_out", message % {"minutes": settings.STAFF_IDLE_MINUTES}, "accounts:login", 401)
    if moment - request.session.get(SEEN, 0) > 60:
        request.session[SEEN] = moment
    return None


def _stop_unready(request: HttpRequest) -> HttpResponse | None:
    staff: Any = request.user
    verified = staff.is_verified()
    if not verified and request.session.get(NEEDS_CODE):
        return _unless_there(
            request, "second_factor_needed", _("Please enter the code of your phone."), "accounts:second-factor-verify"
        )
    if staff.must_change_password:
        message = _("Please choose a password of your own first.")
        return _unless_there(request, "password_change_needed", message, "accounts:password")
    if not verified and staff.role in roles_that_need_it():
        message = _("Please set up the second factor first.")
        return _unless_there(request, "second_factor_needed", message, "accounts:second-factor-set-up")
    return None


def _unless_there(request: HttpRequest, code: str, message: str, where: str) -> HttpResponse | None:
    try:
        name = resolve(request.path_info).view_name
    except Resolver404:
        name = ""
    if name in ALWAYS_OPEN or name == where or request.path_info.startswith((settings.STATIC_URL, "/health/")):
        return None
    return _stop(request, code, message, where, 403)


def _stop(request: HttpRequest, code: str, message: str, where: str, status: int) -> HttpResponse:
    """For people the page that mends it, with the way back; for programs the code and words."""
    response: HttpResponse
    if wants_json(request):
        response = JsonResponse({"code": code, "message": message, "field": ""}, status=status)
    else:
        back = request.get_full_path() if request.method == "GET" else request.path
        query = {"next": back} | ({TOLD: "idle"} if code == "logged_out" else {})
        response = HttpResponseRedirect(f"{reverse(where)}?{urlencode(query)}")
        if request.headers.get("HX-Request"):
            response = HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
    response[REFUSAL_HEADER] = code
    return response
