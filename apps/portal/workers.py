"""Who of the staff opens which phone pages."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def view_of(roles: Collection[str]) -> Callable[[View], View]:
    """For staff of these roles who are logged in; nothing of the page stays in a cache but what it keeps itself."""

    def decorate(view: View) -> View:
        @wraps(view)
        @login_required
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            user: Any = request.user
            if user.role not in roles:
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "private, no-store"
            return response

        return checked

    return decorate
