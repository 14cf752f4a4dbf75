"""Phone pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.communities.models import Community


def home(request: HttpRequest) -> HttpResponse:
    """Choose the community one lives in."""
    return render(request, "portal/choose.html", {"communities": Community.objects.order_by("name")})
