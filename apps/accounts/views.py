"""Where staff land after logging in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from apps.accounts.roles import Role


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Grid workers to their phone pages, everybody else to the admin."""
    return redirect("/f/" if request.user.role == Role.GRID_WORKER else "admin:index")  # type: ignore[union-attr]
