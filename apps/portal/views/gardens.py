"""Garden plots on the resident's phone: the board, and what one's own household asked for and got."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.errors import DomainError, InvalidInput
from apps.core.handlers import REFUSAL_HEADER
from apps.core.rowscope import elevated
from apps.core.scope import communities
from apps.gardens.actions import need_submit, objection_submit
from apps.gardens.models import GardenOffer, GardenRequest, GardenRound, GardenTenure, Objection
from apps.gardens.papers import public_rows
from apps.gardens.telling import result_of
from apps.gardens.together import shared_word
from apps.gardens.words import refusal_words
from apps.gardens.workflow import State
from apps.households.models import Household
from apps.portal import limits
from apps.portal.doorway import home_of
from apps.portal.pages import go, page
from apps.portal.places import Place, place_or_404
from apps.portal.visitor import Visitor

ON_BOARD = (State.PUBLICITY, State.SIGNING, State.IN_USE)


def _beside(place: Place) -> Any:
    return elevated("what hangs on the board, and what a household asks for itself", communities(place.community.pk))


def _rounds(place: Place, *states: str) -> Any:
    rows = GardenRound.objects.filter(community=place.community, state__in=states)
    return rows.select_related("community", "published").order_by("-created_at", "-pk")


@require_safe
def garden(request: HttpRequest, slug: str) -> HttpResponse:
    """What is going on: needs are registered, or the list as it hangs on the board."""
    place = place_or_404(slug)
    with _beside(place):
        opened = _rounds(place, State.REGISTERING).first()
        shown = _rounds(place, *ON_BOARD).first()
        given, waiting = public_rows(shown) if shown else ([], [])
    typed = request.GET.get("code", "").strip().upper()[:20]
    found = [row for row in (*given, *waiting) if typed and row.code.upper() == typed]
    context = {"opened": opened, "shown": shown, "given": given, "waiting": waiting, "typed": typed, "found": found}
    return page(request, "garden.html", context, place=place)


def _at_the_door(request: HttpRequest, place: Place) -> HttpResponse:
    here = reverse("portal:garden-mine", args=[place.slug])
    return redirect(f"{reverse('portal:door', args=[place.slug])}?{urlencode({'next': here})}")


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """What my household asked for and got; register its need."""
    place, visitor = place_or_404(slug), Visitor.of(request)
    household = home_of(place, visitor)
    if household is None:
        return _at_the_door(request, place)
    if request.method != "POST":
        return _mine(request, place, household)
    try:
        limits.spend("note", visitor, phone=place.community.phone)
        with _beside(place):
            _need(request, place, household)
    except DomainError as error:
        return _mine(request, place, household, error)
    return go(request, reverse("portal:garden-mine", args=[slug]))


def _need(request: HttpRequest, place: Place, household: Household) -> None:
    round = _rounds(place, State.REGISTERING).first()
    if round is None:
        raise InvalidInput(_("Needs are not registered at present. The board says when they are."), code="not_open")
    wishes: dict[str, Any] = {name: request.POST.get(name) == "1" for name in ("needs_accessible", "keep_present")}
    wishes["together"] = shared_word(request.POST.get("together", "")[:40], door_of_home(household))
    need_submit(round=round, household=household, client_id=client_id_of(request), **wishes)


def door_of_home(household: Household) -> str:
    """3-2-501, as it stands on the door; "" without a dwelling. The caller has the scope."""
    return Household.objects.with_place().get(pk=household.pk).place_label


def client_id_of(request: HttpRequest) -> uuid.UUID:
    """What tells one sent form from the next."""
    try:
        return uuid.UUID(request.POST.get("client_id", ""))
    except ValueError:
        return uuid.uuid4()


@require_POST
def objects(request: HttpRequest, slug: str) -> HttpResponse:
    """My household sees the list otherwise."""
    place, visitor = place_or_404(slug), Visitor.of(request)
    household = home_of(place, visitor)
    if household is None:
        return _at_the_door(request, place)
    said = [request.POST.get("reason", "")[:80], request.POST.get("text", "")[:400]]
    try:
        limits.spend("note", visitor, phone=place.community.phone)
        with _beside(place):
            round = _rounds(place, State.PUBLICITY).first()
            if round is None:
                raise InvalidInput(_("The time for objections is over. Please ask the office."), code="not_open")
            objection_submit(round=round, household=household, text="；".join(part for part in said if part.strip()))
    except DomainError as error:
        return _mine(request, place, household, error)
    return go(request, reverse("portal:garden-mine", args=[slug]))


def _mine(request: HttpRequest, place: Place, household: Household, error: DomainError | None = None) -> HttpResponse:
    with _beside(place):
        context = {
            "household": household,
            "opened": _rounds(place, State.REGISTERING).first(),
            "rounds": [_told(one, household) for one in _rounds(place, *State.values)[:3]],
            "tenure": _tenure(household),
            "client_id": uuid.uuid4(),
            "typed_together": request.POST.get("together", "")[:20],
            "error": error,
            "reasons": (_("The walk is too long"), _("We need an accessible plot"), _("Something about us is wrong")),
        }
    response = page(request, "garden_mine.html", context, place=place, status=error.status if error else 200)
    if error:
        response[REFUSAL_HEADER] = error.code
    return response


def _tenure(household: Household) -> GardenTenure | None:
    rows = GardenTenure.objects.live().filter(household=household).select_related("plot__zone")
    return rows.order_by("-period").first()


def _told(round: GardenRound, household: Household) -> dict[str, Any]:
    """What a household may know of itself in a round."""
    asked = GardenRequest.objects.filter(round=round, household=household).first()
    offer = GardenOffer.objects.filter(round=round, household=household).select_related("plot").order_by("-pk").first()
    objections = Objection.objects.filter(round=round, household=household).order_by("-recorded_at", "-pk")
    return {
        "round": round,
        "request": asked,
        "refusal": refusal_words(asked) if asked else "",
        "result": result_of(round, household),
        "offer": offer,
        "objections": list(objections),
        "may_object": round.state == State.PUBLICITY,
    }
