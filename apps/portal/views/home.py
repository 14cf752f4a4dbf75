"""Choosing the community, its first page, and how one likes to read."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.communities.models import Community
from apps.core import clock
from apps.core.addresses import public_address, qr_svg
from apps.core.requests import key_of
from apps.portal.pages import go, page, safe_next
from apps.portal.places import place_or_404
from apps.portal.residents import reports_of
from apps.portal.riding import beside_the_stop, changes_of
from apps.portal.shell import shell_files, shell_version, worker_files
from apps.portal.visitor import Visitor
from apps.portal.words import TILES


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Which community one lives in; the phone remembers, and ?all=1 shows the list again."""
    visitor = Visitor.of(request)
    if visitor.place and "all" not in request.GET:
        try:
            return redirect("portal:home", slug=place_or_404(visitor.place).slug)
        except Http404:
            visitor.choose("")
    communities = Community.objects.select_related("township").order_by("township__name", "name")
    return page(request, "choose.html", {"communities": communities})


@require_safe
def home(request: HttpRequest, slug: str) -> HttpResponse:
    """Trips that changed today; what is wrong, by icon; the duty telephone; what was reported on this phone."""
    place = place_or_404(slug)
    with beside_the_stop(place):
        changes = changes_of(place.community)
    context = {"tiles": TILES.values(), "news": changes, "reports": reports_of(Visitor.of(request))}
    return page(request, "home.html", context, place=place)


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Elder mode and the size of its letters."""
    Visitor.of(request).read_as(key_of(request.POST.get("elder")) or 0)
    return go(request, safe_next(request))


@require_safe
def notice(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet for the notice board: QR code and three sentences, large, one A4 page."""
    place = place_or_404(slug)
    address = public_address(reverse("portal:home", args=[slug]))
    context = {"qr": qr_svg(address), "address": address, "today": clock.today()}
    return page(request, "notice.html", context, place=place)


@require_safe
@never_cache
def token(request: HttpRequest) -> JsonResponse:
    """A fresh form token, for what was written without a signal and is sent later."""
    return JsonResponse({"token": get_token(request)})


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What shows when there is no signal and the page was never opened before."""
    return page(request, "offline.html")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the forms on the phone. At the root, because that is how far its word goes."""
    files = shell_files()
    known = {"version": shell_version(files), "files": files, "worker_files": worker_files()}
    body = render_to_string("portal/sw.js", known)
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    response["Cache-Control"] = "no-cache"
    return response
