"""Facilities on the phone: what is open and when for residents; inspections and defects for field workers."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from apps.communities.calendar import WorkingCalendar
from apps.communities.models import Community
from apps.core import clock, ui
from apps.core.errors import DomainError
from apps.core.forms import raise_first
from apps.core.geo import distance_m
from apps.core.geo.walking import walk_minutes
from apps.core.photos import photo_response, too_large
from apps.core.requests import key_of
from apps.core.rowscope import elevated
from apps.core.rules import value_of
from apps.core.scope import communities
from apps.facilities.actions import defect_report, inspection_record
from apps.facilities.forms import DefectForm, InspectionForm
from apps.facilities.models import Facility, FacilityPhoto
from apps.facilities.policies import may
from apps.facilities.rules import DETOUR
from apps.facilities.words import hours_line, opening
from apps.facilities.workflow import SERVING
from apps.portal.fieldwork import field_view
from apps.portal.pages import go, page
from apps.portal.places import place_or_404
from apps.portal.uploads import dropped_files, limit_photos
from apps.portal.views.field import field_page

NEAR_M = 8_000  # what serves all communities is shown where it is this near, or where no place is known


@require_safe
def places(request: HttpRequest, slug: str) -> HttpResponse:
    """What is open near me and when, the community's own first, with the telephone where there is one."""
    place = place_or_404(slug)
    with elevated("what is open stands for everybody to read", communities(place.community.pk)):
        rows = Facility.objects.filter(state__in=SERVING).select_related("building").order_by("kind", "name", "pk")
        found = list(rows)
    building = place.buildings.get(key_of(request.GET.get("building")) or 0)
    home, holiday = building or place.community, _holiday()
    own = [row for row in found if row.community_id == place.community.pk]
    shared = [row for row in found if row.community_id is None and _near(place.community, row)]
    context = {
        "own": _entries(own, home, holiday),
        "shared": _entries(shared, home, holiday),
        "buildings": [each for each in place.buildings.values() if each.latitude is not None],
        "building": building,
    }
    return page(request, "facilities.html", context, place=place)


def _entries(rows: list[Facility], home: Any, holiday: bool) -> list[dict[str, Any]]:
    """What is shown of each, the nearest to home first; what has no place comes last."""
    lines = [
        {"row": row, "open": shown_opening(row, holiday), "hours": hours_line(row), "minutes": _minutes(home, row)}
        for row in rows
    ]
    return sorted(lines, key=lambda line: (line["minutes"] is None, line["minutes"] or 0))


def _minutes(home: Any, row: Facility) -> int | None:
    """Minutes on foot from a building or the middle of the community, at least one; None where a place is not known."""
    if row.place is None or home.latitude is None or home.longitude is None:
        return None
    high = row.place[2]
    climb = None if high is None or home.altitude_m is None else high - home.altitude_m
    metres = distance_m(home.latitude, home.longitude, row.place[0], row.place[1])
    return max(1, round(walk_minutes(metres, climb, float(value_of(DETOUR.key)))))


ICONS = {
    "open": "check-circle",
    "closed": "clock",
    "holiday": "clock",
    "unknown": "question-mark-circle",
    "not_serving": "minus-circle",
}


def shown_opening(row: Facility, holiday: bool) -> dict[str, Any]:
    """Open now or not: the chip's kind, icon and words."""
    found = opening(row, holiday=holiday)
    return {"kind": "flat" if found.kind == "neutral" else found.kind, "icon": ICONS[found.key], "words": found.words}


def _holiday() -> bool:
    return WorkingCalendar.load().is_public_holiday(clock.today())


def _near(community: Community, row: Facility) -> bool:
    if row.place is None or community.latitude is None or community.longitude is None:
        return True
    return distance_m(community.latitude, community.longitude, row.place[0], row.place[1]) <= NEAR_M


@require_safe
@field_view
def field_list(request: HttpRequest) -> HttpResponse:
    """The facilities of my communities, those to be inspected first."""
    rows = Facility.objects.visible_to(request.user).filter(community__isnull=False).select_related("community")
    found = sorted(rows.order_by("name", "pk"), key=lambda row: (row.inspection_due is None, row.inspection_due))
    context = {"rows": [_line(row) for row in found]}
    return field_page(request, "field_facilities.html", context, tab="today")


def _line(row: Facility) -> dict[str, Any]:
    due = row.inspection_due
    kind = "late" if due and due < clock.today() else "due" if due == clock.today() else "flat"
    return {"row": row, "due": ui.when(due) if due else "", "kind": kind}


@require_safe
@field_view
def field_one(request: HttpRequest, pk: int) -> HttpResponse:
    """One facility: what is broken, record an inspection, report a defect."""
    return _one(request, pk)


@csrf_exempt  # only so that the limit on photos stands before the form is read; `_take` is protected
def field_take(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Record an inspection, or report a defect, with photos."""
    limit_photos(request)
    return _take(request, pk, what)


@csrf_protect
@require_POST
@field_view
def _take(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    facility = get_object_or_404(Facility.objects.visible_to(request.user), pk=key_of(pk))
    kinds: dict[str, tuple[Any, Any]] = {
        "defect": (DefectForm, defect_report),
        "inspection": (InspectionForm, inspection_record),
    }
    if what not in kinds:
        raise Http404
    form_class, action = kinds[what]
    form = form_class(request.POST, request.FILES)
    try:
        for size in dropped_files(request):
            raise too_large(size)
        raise_first(form)
        action(facility=facility, by=request.user, **form.cleaned_data, **_once(request, what))
    except DomainError as error:
        return _one(request, pk, error=error, **{what: form})
    return go(request, reverse("portal:field-facility", args=[pk]))


def _once(request: HttpRequest, what: str) -> dict[str, Any]:
    """The form's own number, so that a defect sent twice over a weak signal is one."""
    try:
        return {"client_id": uuid.UUID(request.POST.get("client_id", ""))} if what == "defect" else {}
    except ValueError:
        return {}


def _one(request: HttpRequest, pk: int, *, error: DomainError | None = None, **sent: Any) -> HttpResponse:
    user: Any = request.user
    rows = Facility.objects.visible_to(user).select_related("community", "building")
    facility = get_object_or_404(rows, pk=pk)
    forms = {"defect": sent.get("defect", DefectForm()), "inspection": sent.get("inspection", InspectionForm())}
    if not forms["inspection"].is_bound:
        forms["inspection"].initial = {"done_on": clock.today()}
    context = {
        "facility": facility,
        "hours": hours_line(facility),
        "open": shown_opening(facility, _holiday()),
        "due": _line(facility),
        "defects": list(facility.defects.open().prefetch_related("photos").order_by("due_on", "pk")),
        "defect_form": forms["defect"] if may(facility, "report_defect", user) else None,
        "inspection_form": forms["inspection"] if may(facility, "inspect", user) else None,
        "client_id": uuid.uuid4(),
        "error": error,
    }
    return field_page(request, "field_facility.html", context, tab="today", error=error)


@require_safe
@field_view
def field_photo(request: HttpRequest, pk: int) -> Any:
    """A photo, for those who see its facility."""
    return photo_response(get_object_or_404(FacilityPhoto.objects.visible_to(request.user), pk=pk))
