"""How a phone page is answered: one shell for all of them, cookies written back."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from apps.core.errors import DomainError
from apps.core.handlers import REFUSAL_HEADER
from apps.portal.places import Place
from apps.portal.visitor import ELDER_SIZES, Visitor


class SeeOther(HttpResponseRedirect):
    """303: after a POST, read the page with GET, so that reloading sends nothing twice."""

    status_code = 303


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    place: Place | None = None,
    status: int = 200,
    error: DomainError | None = None,
) -> HttpResponse:
    """A page of the shell. Gives the phone its number, and never lets a shared cache keep what it says.

    With an `error` it answers with that refusal's status, and its code in the header.
    """
    visitor = Visitor.of(request)
    visitor.ensure_device()
    if place is not None:
        visitor.choose(place.slug)
    shell = {
        "visitor": visitor,
        "elder": visitor.elder,
        "elder_sizes": ELDER_SIZES,
        "place": place,
        "community": place.community if place else None,
        "here": request.get_full_path(),
    }
    response = render(request, f"portal/{template}", shell | (context or {}), status=error.status if error else status)
    if error:
        response[REFUSAL_HEADER] = error.code
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return visitor.remember(request, response)


def go(request: HttpRequest, address: str) -> HttpResponse:
    """On to another page after a POST."""
    return Visitor.of(request).remember(request, SeeOther(address))


def safe_next(request: HttpRequest, otherwise: str = "/") -> str:
    """Where the person was; only within this site."""
    wanted = request.POST.get("next", "") or otherwise
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else otherwise
