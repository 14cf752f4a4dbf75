"""The resident's community life: activities to sign up for, results by building, the points of one's household."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.errors import DomainError, InvalidInput
from apps.core.requests import key_of
from apps.households.models import Household
from apps.neighbourhood import actions, policies
from apps.neighbourhood.ledger import balance_of
from apps.neighbourhood.models import Activity, Competition, CompetitionObjection, Redemption, Reward, SignUp
from apps.neighbourhood.results import by_building, honoured, most_of
from apps.neighbourhood.vocabulary import Channel
from apps.neighbourhood.workflow import TOLD
from apps.portal import limits
from apps.portal.doorway import door_to, home_of
from apps.portal.own import change_own, to_the_door
from apps.portal.pages import go, page
from apps.portal.places import Place, place_or_404
from apps.portal.riding import client_id
from apps.portal.together import (
    activities_of,
    door_of,
    left_words,
    lines,
    meetings_of,
    on_the_board,
    results_of,
    rewards_of,
    signed_of,
    to_fetch,
)
from apps.portal.visitor import Visitor

PEOPLE = range(1, 7)


@require_safe
def life(request: HttpRequest, slug: str) -> HttpResponse:
    """What is on: activities, meetings, results."""
    place = place_or_404(slug)
    with on_the_board(place):
        context = {
            "activities": [(row, left_words(row)) for row in activities_of(place.community)],
            "meetings": meetings_of(place.community),
            "results": results_of(place.community),
        }
    return page(request, "life.html", context, place=place)


@require_http_methods(["GET", "HEAD", "POST"])
def activity(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One activity; sign up."""
    place, visitor = place_or_404(slug), Visitor.of(request)
    household = home_of(place, visitor)
    with on_the_board(place):
        found = get_object_or_404(Activity, community=place.community, pk=pk)
    error = None
    if request.method == "POST":
        try:
            home = _spend(place, visitor, household)
            with on_the_board(place):
                people = key_of(request.POST.get("people")) or 1
                actions.sign_up(
                    activity=found, household=home, by=None, people=people, client_id=client_id(request.POST),
                    channel=Channel.PHONE,
                )  # fmt: skip
            return go(request, reverse("portal:life-activity", args=[slug, pk]))
        except DomainError as refused:
            error = refused
    with on_the_board(place):
        context = _activity(place, found, household)
    return _shown(request, "life_activity.html", context, place, error)


def _activity(place: Place, found: Activity, household: Household | None) -> dict[str, Any]:
    signed = SignUp.objects.filter(activity=found, household=household, state="signed").first() if household else None
    decision = policies.may_sign_up(found, household, None) if household and signed is None else None
    return {
        "activity": found,
        "left": left_words(found),
        "open": bool(policies.may_activity(found, "sign_up", None)) and bool(policies.in_time(found)),
        "home": household is not None,
        "signed": signed,
        "withdraw": signed is not None and bool(policies.may_signed(signed, "withdraw", None)),
        "refusal": str(decision.message) if decision is not None and not decision else "",
        "people": PEOPLE,
        "door": door_to(place, reverse("portal:life-activity", args=[place.slug, found.pk])),
        "client_id": uuid.uuid4(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def competition(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Results by building and the homes on the first places; object while one may."""
    place, visitor = place_or_404(slug), Visitor.of(request)
    household = home_of(place, visitor)
    with on_the_board(place):
        found = get_object_or_404(Competition, community=place.community, pk=pk, state__in=TOLD)
    error = None
    if request.method == "POST":
        try:
            home = _spend(place, visitor, household)
            with on_the_board(place):
                actions.objection_record(
                    competition=found, household=home, by=None, text=request.POST.get("text", ""),
                    channel=Channel.PHONE,
                )  # fmt: skip
            return go(request, reverse("portal:life-competition", args=[slug, pk]))
        except DomainError as refused:
            error = refused
    with on_the_board(place):
        context = _competition(place, found, household) | {"typed": request.POST.get("text", "")}
    return _shown(request, "life_competition.html", context, place, error)


def _competition(place: Place, found: Competition, household: Household | None) -> dict[str, Any]:
    mine = CompetitionObjection.objects.filter(competition=found, household=household) if household else []
    own = found.entries.standing().filter(household=household).first() if household else None
    return {
        "competition": found,
        "most": most_of(found),
        "buildings": by_building(found),
        "honoured": honoured(found),
        "home": household is not None,
        "own": own,
        "objections": list(mine),
        "open": bool(policies.may(found, "object", None)),
        "door": door_to(place, reverse("portal:life-competition", args=[place.slug, found.pk])),
    }


@require_safe
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """The points of my household, what they are good for, and what we signed up for."""
    place = place_or_404(slug)
    household = home_of(place, Visitor.of(request))
    return _mine(request, place, household) if household else to_the_door(place, "portal:life-mine")


def _mine(request: HttpRequest, place: Place, household: Household, error: DomainError | None = None) -> HttpResponse:
    with on_the_board(place):
        balance = balance_of(household)
        context = {
            "household": household,
            "door": door_of(household),
            "balance": balance,
            "lines": lines(household),
            "rewards": [(row, balance >= row.points and row.stock > 0) for row in rewards_of(place.community)],
            "fetch": to_fetch(household),
            "signed": signed_of(household),
            "client_id": uuid.uuid4(),
        }
    return _shown(request, "life_mine.html", context, place, error)


@require_POST
def change(request: HttpRequest, slug: str, pk: int, what: str) -> HttpResponse:
    """Redeem, give a redemption up, withdraw a sign-up."""
    if what not in CHANGES:
        raise Http404

    def act(_place: Place, household: Household) -> None:
        CHANGES[what](household, pk, request)

    return change_own(request, slug, act, within=on_the_board, shown=_mine, own_page="portal:life-mine")


def _redeem(household: Household, pk: int, request: HttpRequest) -> None:
    reward = get_object_or_404(Reward, community=household.community_id, pk=pk)
    actions.redemption_ask(
        household=household, reward=reward, by=None, client_id=client_id(request.POST), channel=Channel.PHONE
    )


def _give_up(household: Household, pk: int, request: HttpRequest) -> None:
    actions.redemption_cancel(redemption=get_object_or_404(Redemption, household=household, pk=pk), by=None)


def _withdraw(household: Household, pk: int, request: HttpRequest) -> None:
    actions.sign_up_withdraw(sign_up=get_object_or_404(SignUp, household=household, pk=pk), by=None)


CHANGES = {"redeem": _redeem, "give-up": _give_up, "withdraw": _withdraw}


def _spend(place: Place, visitor: Visitor, household: Household | None) -> Household:
    """Count the sending against the phone's limits; the household that it showed. Raises DomainError."""
    limits.spend("note", visitor, phone=place.community.phone)
    if household is None:
        raise InvalidInput(_("Please show once more which home is yours, then send again."), code="wrong_door")
    return household


def _shown(
    request: HttpRequest, template: str, context: dict[str, Any], place: Place, error: DomainError | None
) -> HttpResponse:
    told = context | {"error": str(error.message) if error else ""}
    return page(request, template, told, place=place, error=error)
