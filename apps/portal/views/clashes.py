"""Two answers to the same, of the visit and of the register, side by side; the worker says which holds."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from apps.core.errors import DomainError
from apps.followups.actions import clash_settle
from apps.followups.clash_words import about_words, value_words
from apps.followups.models import VisitClash
from apps.followups.vocabulary import ClashState
from apps.households.models import Household
from apps.households.words import label_of
from apps.portal.fieldwork import field_view
from apps.portal.pages import go
from apps.portal.views.field import field_page

MOST = 50


@require_safe
@field_view
def clashes(request: HttpRequest) -> HttpResponse:
    """Those of my visits that nobody settled."""
    return _list(request)


@require_POST
@field_view
def settle(request: HttpRequest, pk: int, keep: str) -> HttpResponse:
    """The visit's answer goes into the register, or the register stays as it is."""
    if keep not in (ClashState.MINE, ClashState.THEIRS):
        raise Http404
    found = get_object_or_404(VisitClash.objects.visible_to(request.user), pk=pk)
    try:
        clash_settle(clash=found, by=request.user, keep=keep)
    except DomainError as error:
        return _list(request, error, pk)
    return go(request, reverse("portal:visits-clashes"))


@dataclass(frozen=True, slots=True)
class Both:
    """A fact with its two answers in words, and what was refused of it."""

    clash: VisitClash
    home: str
    what: str
    mine: str
    theirs: str
    problem: str


def _list(request: HttpRequest, error: DomainError | None = None, tried: int = 0) -> HttpResponse:
    mine = VisitClash.objects.visible_to(request.user).filter(state=ClashState.OPEN, visit__done_by=request.user)
    rows = list(mine.select_related("visit").order_by("pk")[:MOST])
    keys = {row.household_id for row in rows}
    homes = Household.objects.visible_to(request.user).filter(pk__in=keys).with_place().with_head().in_bulk()
    shown = [_both(row, homes.get(row.household_id), error if row.pk == tried else None) for row in rows]
    context = {"rows": shown}
    return field_page(request, "field_clashes.html", context, tab="visits", error=error)


def _both(row: VisitClash, home: Any, error: DomainError | None) -> Both:
    return Both(
        clash=row,
        home=label_of(home) if home else "",
        what=about_words(row),
        mine=value_words(row.field, row.mine),
        theirs=value_words(row.field, row.theirs),
        problem=str(error.message) if error else "",
    )
