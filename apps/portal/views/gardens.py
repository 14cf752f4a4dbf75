"""Garden plots on the resident's phone: the board, and what one's own household asked for and got."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.errors import DomainError, InvalidInput
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
from apps.portal.doorway import home_of
from apps.portal.own import change_own, to_the_door
from apps.portal.pages import page
from apps.portal.places import Place, place_or_404
from apps.portal.visitor import Visitor

OWN_PAGE = "portal:garden-mine"
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


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """What my household asked for and got; register its need."""
    if request.method == "POST":
        return _change(request, slug, _need)
    place = place_or_404(slug)
    household = home_of(place, Visitor.of(request))
    return _mine(request, place, household) if household else to_the_door(place, OWN_PAGE)


def _change(request: HttpRequest, slug: str, act: Callable[[HttpRequest, Place, Household], None]) -> HttpResponse:
    return change_own(request, slug, partial(act, request), within=_beside, shown=_mine, own_page=OWN_PAGE)


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
    return _change(request, slug, _object)


def _object(request: HttpRequest, place: Place, household: Household) -> None:
    said = [request.POST.get("reason", "")[:80], request.POST.get("text", "")[:400]]
    round = _rounds(place, State.PUBLICITY).first()
    if round is None:
        raise InvalidInput(_("The time for objections is over. Please ask the office."), code="not_open")
    objection_submit(round=round, household=household, text="；".join(part for part in said if part.strip()))


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
    return page(request, "garden_mine.html", context, place=place, error=error)


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
