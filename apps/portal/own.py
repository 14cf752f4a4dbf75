"""What a household changes on its own pages: the same way in and out for seats, plots and community life."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from apps.core.errors import DomainError
from apps.households.models import Household
from apps.portal import limits
from apps.portal.doorway import door_to, home_of
from apps.portal.pages import go
from apps.portal.places import Place, place_or_404
from apps.portal.visitor import Visitor


def to_the_door(place: Place, name: str) -> HttpResponse:
    """First show which household it is; then on to the page of this name in the URLs."""
    return redirect(door_to(place, reverse(name, args=[place.slug])))


def change_own(
    request: HttpRequest,
    slug: str,
    act: Callable[[Place, Household], None],
    *,
    within: Callable[[Place], AbstractContextManager[Any]],
    shown: Callable[[HttpRequest, Place, Household, DomainError], HttpResponse],
    own_page: str,
) -> HttpResponse:
    """Do `act` for the household that this phone showed, in the scope of `within`, then lead to its own page.

    A refusal is told by `shown`; without a household the door comes first. `own_page` is the page's name in the URLs.
    """
    place, visitor = place_or_404(slug), Visitor.of(request)
    household = home_of(place, visitor)
    if household is None:
        return to_the_door(place, own_page)
    try:
        limits.spend("note", visitor, phone=place.community.phone)
        with within(place):
            act(place, household)
    except DomainError as error:
        return shown(request, place, household, error)
    return go(request, reverse(own_page, args=[slug]))
