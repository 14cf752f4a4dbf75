"""What every request of a logged-in staff member goes through: idle time-out, second factor, language."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from apps.core import clock

SEEN = "staff_seen"


class StaffSessionMiddleware:
    """Ends a session that was idle for STAFF_IDLE_MINUTES."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            moment = int(clock.now().timestamp())
            if moment - request.session.get(SEEN, moment) > settings.STAFF_IDLE_MINUTES * 60:
                logout(request)
            elif moment - request.session.get(SEEN, 0) > 60:
                request.session[SEEN] = moment
        return self.get_response(request)
