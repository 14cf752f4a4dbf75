"""Log-in and log-out for all faces."""

from datetime import datetime
from typing import Any

from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from apps.accounts.forms import LoginForm
from apps.accounts.lockout import cool_off, locked_until
from apps.accounts.middleware import TOLD
from apps.accounts.roles import Role
from apps.core import clock
from apps.core.handlers import REFUSAL_HEADER

# The field workers' phone pages; they belong to an app above this one.
HOMES: dict[str, str] = {Role.GRID_WORKER: "/f/", Role.DRIVER: "/d/"}  # everybody else works in the admin


class LoginView(auth.LoginView):
    """One log-in for the admin, the phone pages and the API's session."""

    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = self.request.GET.get(TOLD, "")
        return super().get_context_data(**kwargs, told=told if told in {"idle", "out", "password"} else "")


class LogoutView(auth.LogoutView):
    """Ends the session and says so on the log-in page."""

    def get_success_url(self) -> str:
        return f"{super().get_success_url()}?{TOLD}=out"


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Grid workers to their phone pages, everybody else to the admin."""
    return redirect(HOMES.get(request.user.role, "admin:index"))  # type: ignore[union-attr]


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """What django-axes shows to an account that is closed after too many wrong tries."""
    username = str((credentials or {}).get("username", ""))
    until: datetime = locked_until(username) or clock.now() + cool_off()
    page = render(request, "accounts/locked.html", {"until": timezone.localtime(until)}, status=429)
    page["Retry-After"] = str(max(1, int((until - clock.now()).total_seconds())))
    page[REFUSAL_HEADER] = "locked_out"
    return page
