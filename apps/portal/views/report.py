"""Reporting something: one form in three steps, sent once."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from apps.complaints.models import Complaint
from apps.complaints.photos import PHOTOS_EACH
from apps.core.errors import TooMany
from apps.core.handlers import REFUSAL_HEADER, error_page
from apps.core.requests import wants_json
from apps.portal import limits
from apps.portal.codes import show_code
from apps.portal.drafts import TEXT_MAX, Draft
from apps.portal.filing import Photos, already_filed, file_report, has_photos, read_photos
from apps.portal.pages import go, page
from apps.portal.places import Place, place_or_404
from apps.portal.uploads import limit_photos
from apps.portal.visitor import Visitor
from apps.portal.words import SPOTS, TILES, Tile

MAX_BODY = 160 * 2**20


@csrf_exempt  # only so that the limit on photos stands before the form is read; `_report` is protected
def report(request: HttpRequest, slug: str, category: str) -> HttpResponse:
    """The form, and what it sends."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY:
        return error_page(
            request,
            status=413,
            title=_("What was sent is far too large."),
            help_text=_("Please go back and choose smaller photos."),
        )
    limit_photos(request)
    return _report(request, slug, category)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _report(request: HttpRequest, slug: str, category: str) -> HttpResponse:
    place, tile = place_or_404(slug), tile_or_404(category)
    if request.method != "POST":
        return form_page(request, place, tile, Draft())
    draft = Draft.read(request.POST, place, has_photos=has_photos(request))
    try:
        photos = checked_photos(request, draft, place)
        if not draft.errors:
            limits.spend("report", Visitor.of(request), phone=place.community.phone)
    except TooMany as error:
        before = already_filed(draft)
        return sent(request, before) if before else refused(request, place, tile, draft, Photos(), error)
    if draft.errors:
        return refused(request, place, tile, draft, photos)
    complaint = file_report(draft=draft, tile=tile, place=place, photos=photos, visitor=Visitor.of(request))
    return sent(request, complaint)


def tile_or_404(category: str) -> Tile:
    tile = TILES.get(category)
    if tile is None:
        raise Http404("no such category")
    return tile


def checked_photos(request: HttpRequest, draft: Draft, place: Place) -> Photos:
    """The photos of a form; what is wrong with them goes into the draft's errors, the good ones are kept."""
    if not draft.has_photos:
        return Photos()
    photos = read_photos(request, Visitor.of(request), phone=place.community.phone)
    if photos.problems:
        draft.errors["photos"] = [str(problem.message) for problem in photos.problems]
    if draft.errors and not wants_json(request):
        photos.keep()
    return photos


def form_page(
    request: HttpRequest, place: Place, tile: Tile, draft: Draft, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The form with what was typed so far."""
    return page(request, "report.html", form_context(place, tile, draft) | more, place=place, status=status)


def form_context(place: Place, tile: Tile, draft: Draft) -> dict[str, Any]:
    """What the three steps show."""
    return {
        "tile": tile,
        "draft": draft,
        "buildings": place.buildings.values(),
        "units": range(1, place.most_units + 1),
        "spots": [(key, SPOTS[key]) for key in tile.spots],
        "phrases": list(enumerate(tile.phrases)),
        "text_max": TEXT_MAX,
        "photos_each": PHOTOS_EACH,
        "problem": "",
        "kept": [],
        "household_search": False,
        "wizard_home": reverse("portal:home", args=[place.slug]),
    }


def refused(
    request: HttpRequest,
    place: Place,
    tile: Tile,
    draft: Draft,
    photos: Photos,
    error: TooMany | None = None,
    **more: Any,
) -> HttpResponse:
    """The form again, nothing lost, with what is to be done; for the script as JSON."""
    status = error.status if error else 422
    problem = str(error.message) if error else ""
    if wants_json(request):
        body = {"errors": draft.errors, "message": problem, "step": draft.open_step}
        return JsonResponse(body, status=status, headers=_retry(error))
    answer = form_page(request, place, tile, draft, status=status, problem=problem, kept=photos.tickets, **more)
    for name, value in _retry(error).items():
        answer[name] = value
    return answer


def sent(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """On to the page with the number; this phone remembers it."""
    visitor = Visitor.of(request)
    visitor.ensure_device()
    visitor.add(complaint.tracking)
    address = reverse("portal:follow", args=[show_code(complaint.tracking)])
    if wants_json(request):
        body = {"url": address, "code": show_code(complaint.tracking)}
        return visitor.remember(request, JsonResponse(body, status=201))
    return go(request, address)


def _retry(error: TooMany | None) -> dict[str, str]:
    if error is None:
        return {}
    return {"Retry-After": str(getattr(error, "retry_after", 60)), REFUSAL_HEADER: error.code}
