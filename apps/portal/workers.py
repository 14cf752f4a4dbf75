"""Who of the staff opens which phone pages."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from apps.accounts.models import FieldDevice

# In the session: the key of the field phone that it runs on.
HELD_BY = "field_device"

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
            if _revoked(request):
                logout(request)
                return redirect_to_login(request.get_full_path())
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "private, no-store"
            return response

        return checked

    return decorate


def _revoked(request: HttpRequest) -> bool:
    """Whether the phone of this session was revoked: whoever holds it opens nothing more."""
    key = request.session.get(HELD_BY)
    return key is not None and FieldDevice.objects.filter(pk=key, revoked_at__isnull=False).exists()
