"""Sessions that a slow request cannot end.

Logging in and choosing a password give the session a new key. A request that left the browser a moment earlier (an
icon, a figure that refreshes itself) still carries the old key; Django answers it by deleting the cookie, and with it
the new session that the browser has just been given.
"""

from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


class SessionMiddleware(DjangoSessionMiddleware):
    """Deletes the cookie only when this very request ended its session, as logging out does."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        session = request.session
        if session.modified or not session.is_empty():
            return super().process_response(request, response)
        if session.accessed:
            patch_vary_headers(response, ("Cookie",))
        return response
