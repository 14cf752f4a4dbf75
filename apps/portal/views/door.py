"""The door: building, room, the end of a telephone number; then on to what the household may say for itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.errors import DomainError
from apps.core.requests import key_of
from apps.portal.doorway import TAIL, rooms_of, show_home
from apps.portal.pages import go, page, safe_next
from apps.portal.places import Place, place_or_404
from apps.portal.visitor import Visitor


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, slug: str) -> HttpResponse:
    """Which home is yours? Building first, then room and number."""
    place = place_or_404(slug)
    if request.method != "POST":
        return _ask(request, place)
    given = request.POST
    try:
        show_home(place, Visitor.of(request), dwelling=given.get("dwelling", ""), tail=given.get("tail", ""))
    except DomainError as error:
        return _ask(request, place, error)
    return go(request, safe_next(request, reverse("portal:home", args=[slug])))


@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Forget which household this phone showed."""
    Visitor.of(request).at_home(0)
    return go(request, reverse("portal:home", args=[place_or_404(slug).slug]))


def _ask(request: HttpRequest, place: Place, error: DomainError | None = None) -> HttpResponse:
    given: Any = request.POST if request.method == "POST" else request.GET
    building = place.buildings.get(key_of(given.get("building")) or 0)
    context = {
        "buildings": place.buildings.values(),
        "building": building,
        "units": rooms_of(place, building.pk) if building else {},
        "chosen": key_of(given.get("dwelling")),
        "next": given.get("next", ""),
        "digits": TAIL,
        "problem": {error.field or "tail": str(error.message)} if error else {},
    }
    return page(request, "door.html", context, place=place, error=error)
