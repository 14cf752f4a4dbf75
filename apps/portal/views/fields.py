"""A household's fields on the field worker's phone: how far they lie, and one form to say who works one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST, require_safe

from apps.core import clock
from apps.core.errors import DomainError
from apps.farmland.actions import parcel_use_record
from apps.farmland.burdened import far_words, fields_of, has_two_homes, two_homes_words
from apps.farmland.models import Parcel
from apps.farmland.policies import may_mark
from apps.farmland.radius import Zone
from apps.farmland.vocabulary import Use
from apps.farmland.words import metres_words, minutes_words, why_unknown
from apps.households.words import title_of
from apps.portal.fieldwork import field_view
from apps.portal.neighbours import visible_or_404
from apps.portal.pages import go
from apps.portal.views.field import field_page


@require_safe
@field_view
def fields(request: HttpRequest, pk: int) -> HttpResponse:
    """The fields of one household, the farthest first."""
    return _page(request, visible_or_404(request, pk))


def _page(request: HttpRequest, household: Any, *, error: DomainError | None = None, tried: int = 0) -> HttpResponse:
    found = fields_of(household, request.user)
    rows = sorted(found.rows, key=lambda row: -(_minutes(row) or 0))
    said = ""
    if found.far:
        said = two_homes_words(found) if has_two_homes(household) else far_words(found.far)
    context = {
        "household": household,
        "heading": title_of(household),
        "said": said,
        "rows": [_row(row, row.pk in found.busy, request.user) for row in rows],
        "uses": Use.choices,
        "today": clock.today().isoformat(),
        "error": str(error.message) if error else "",
        "tried": tried,
    }
    return field_page(request, "field_fields.html", context, tab="find", error=error)


def _minutes(row: Any) -> float | None:
    reach = getattr(row, "reach", None)
    return reach.walk_minutes if reach else None


def _row(row: Any, busy: bool, user: Any) -> dict[str, Any]:
    reach = getattr(row, "reach", None)
    return {
        "pk": row.pk,
        "name": str(row),
        "mu": row.mu,
        "crop": str(row.crop) if row.crop_id else "",
        "use": Use(row.use).label if row.use else "",
        "minutes": minutes_words(_minutes(row)),
        "level": bool(reach and reach.flat_assumed),
        "way": metres_words(reach.walk_m if reach else None),
        "why": why_unknown(row),
        "far": row.zone not in (None, Zone.FOOT),
        "busy": busy,
        "may": bool(may_mark(row, user)),
    }


@require_POST
@field_view
def use(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who works a field from a day on; refused in the same words as in the office."""
    parcel = get_object_or_404(Parcel.objects.visible_to(request.user).select_related("household"), pk=pk)
    try:
        day = parse_date(request.POST.get("start", ""))
    except ValueError:
        day = None
    try:
        parcel_use_record(parcel=parcel, by=request.user, use=request.POST.get("use", ""), start=day or clock.today())
    except DomainError as error:
        return _page(request, visible_or_404(request, parcel.household_id), error=error, tried=parcel.pk)
    return go(request, reverse("portal:field-fields", args=[parcel.household_id]))
