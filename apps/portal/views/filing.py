"""代办: a field worker writes down at the door what a neighbour says."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from apps.communities.models import Community
from apps.core.addresses import public_address, qr_svg
from apps.core.errors import Refused
from apps.core.requests import wants_json
from apps.core.search import refuse_in_address
from apps.households.words import label_of
from apps.portal.codes import show_code
from apps.portal.drafts import Draft
from apps.portal.fieldwork import field_view, may_see_place, own_part
from apps.portal.filing import Photos, file_report, has_photos
from apps.portal.neighbours import households_like, visible_household
from apps.portal.pages import go
from apps.portal.places import Place, place_or_404
from apps.portal.uploads import limit_photos
from apps.portal.views.field import field_page, visible_or_404
from apps.portal.views.report import checked_photos, form_context, tile_or_404
from apps.portal.visitor import Visitor
from apps.portal.words import TILES, Tile


@require_safe
@field_view
def choose(request: HttpRequest) -> HttpResponse:
    """Where, if one works in several communities, and what it is about."""
    communities = list(Community.objects.visible_to(request.user).order_by("name"))
    wanted = request.GET.get("c", communities[0].slug if len(communities) == 1 else "")
    chosen = next((each for each in communities if each.slug == wanted), None)
    household = visible_household(request.user, chosen, request.GET.get("household", "")) if chosen else None
    context = {
        "communities": communities,
        "chosen": chosen,
        "tiles": TILES.values(),
        "household": household,
        "household_label": label_of(household) if household else "",
    }
    return field_page(request, "field_file.html", context, tab="file")


@csrf_exempt  # only so that the limit on photos stands before the form is read; `_report` is protected
def report(request: HttpRequest, slug: str, category: str) -> HttpResponse:
    """The three steps, filled in for a neighbour."""
    limit_photos(request)
    return _report(request, slug, category)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
@field_view
def _report(request: HttpRequest, slug: str, category: str) -> HttpResponse:
    place, tile = place_or_404(slug), tile_or_404(category)
    if not may_see_place(request.user, place):
        raise Http404("not in scope")
    place = own_part(request.user, place)
    if request.method != "POST":
        return _form(request, place, tile, Draft())
    draft = Draft.read(request.POST, place, has_photos=has_photos(request))
    if "find" in request.POST:
        draft.errors.clear()
        return _form(request, place, tile, draft)
    return _file(request, place, tile, draft)


def _file(request: HttpRequest, place: Place, tile: Tile, draft: Draft) -> HttpResponse:
    household = visible_household(request.user, place.community, request.POST.get("household", ""))
    if household is not None:
        draft.errors.pop("building", None)
        _take_place(draft, household, place)
    photos = checked_photos(request, draft, place)
    if not draft.errors:
        try:
            complaint = file_report(
                draft=draft,
                tile=tile,
                place=place,
                photos=photos,
                visitor=Visitor.of(request),
                by=request.user,
                household=household,
            )
            return _filed(request, complaint)
        except Refused as error:
            draft.errors["building"] = str(error.message)
    if wants_json(request):
        return JsonResponse({"errors": draft.errors, "message": "", "step": draft.open_step}, status=422)
    return _form(request, place, tile, draft, status=422, photos=photos)


def _take_place(draft: Draft, household: Any, place: Place) -> None:
    """The household's own building and unit, where none was chosen."""
    if draft.building is not None or household.building_number is None:
        return
    draft.building = next((b for b in place.buildings.values() if b.number == household.building_number), None)
    draft.unit = household.unit if draft.building else None


def _filed(request: HttpRequest, complaint: Any) -> HttpResponse:
    address = reverse("portal:field-filed", args=[complaint.pk])
    if wants_json(request):
        return JsonResponse({"url": address, "code": show_code(complaint.tracking)}, status=201)
    return go(request, address)


def _form(
    request: HttpRequest, place: Place, tile: Tile, draft: Draft, *, status: int = 200, photos: Photos | None = None
) -> HttpResponse:
    query, chosen = request.POST.get("household_q", "").strip(), request.POST.get("household", "")
    found = households_like(request.user, place.community, query) if query else []
    if request.method != "POST":  # come from a household's page
        given = visible_household(request.user, place.community, request.GET.get("household", ""))
        found, chosen = ([given], str(given.pk)) if given else ([], "")
    context = form_context(place, tile, draft) | {
        "place": place,
        "community": place.community,
        "kept": photos.tickets if photos else [],
        "household_search": True,
        "household_q": query,
        "households": [(each.pk, label_of(each)) for each in found],
        "household_chosen": chosen,
        "wizard_home": reverse("portal:field-file"),
    }
    return field_page(request, "field_report.html", context, tab="file", status=status)


@require_safe
@field_view
def households(request: HttpRequest, slug: str) -> JsonResponse:
    """Households of this community that fit what was typed, for the form's script."""
    place = place_or_404(slug)
    if not may_see_place(request.user, place):
        raise Http404("not in scope")
    text = request.GET.get("q", "").strip()
    refuse_in_address(text)
    found = households_like(request.user, place.community, text)
    rows = [{"id": each.pk, "label": label_of(each)} for each in found]
    return JsonResponse({"households": rows, "message": "" if rows else _("Nobody found. Try the room, like 3-2-501.")})


@require_safe
@field_view
def filed(request: HttpRequest, pk: int) -> HttpResponse:
    """The number, large, with a code the neighbour can take a picture of."""
    found = visible_or_404(request, pk)
    address = public_address(reverse("portal:follow", args=[show_code(found.tracking)]))
    context = {"complaint": found, "code": show_code(found.tracking), "qr": qr_svg(address)}
    return field_page(request, "field_filed.html", context, tab="file")
