"""The page of one facility, and what is sent from it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core import clock, ui
from apps.core.errors import DomainError
from apps.core.forms import raise_first
from apps.core.handlers import REFUSAL_HEADER
from apps.core.maps import MapCanvas, MapClass, collection, point
from apps.core.photos import photo_response
from apps.core.requests import key_of
from apps.facilities.actions import BY_STEP, defect_report, inspection_record, staffing_set
from apps.facilities.forms import DefectForm, InspectionForm, StaffingForm, WhyForm
from apps.facilities.models import Facility
from apps.facilities.policies import defect_steps_for, may, steps_for
from apps.facilities.vocabulary import Kind
from apps.facilities.words import (
    KIND_ICONS,
    capacity_words,
    defect_chip,
    hours_line,
    inspection_chip,
    open_chip,
    result_chip,
    severity_chip,
    state_chip,
    where,
)
from apps.facilities.workflow import STEPS, State

SHOWN = 20
STEP_ICONS = {"open": "play_circle", "limit": "error", "restore": "check_circle", "close": "block"}
WHAT: dict[str, tuple[Any, Any, str]] = {
    "staffing": (StaffingForm, staffing_set, "staff"),
    "inspection": (InspectionForm, inspection_record, "inspect"),
    "defect": (DefectForm, defect_report, "report_defect"),
}


def find(admin: Any, request: HttpRequest, object_id: str) -> Facility:
    """The facility within scope."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    if key_of(object_id) is None:
        raise Http404
    found: Facility = get_object_or_404(admin.get_queryset(request), pk=object_id)
    return found


def back(facility: Facility) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:facilities_facility_change", args=[facility.pk]))


def detail(
    admin: Any, request: HttpRequest, object_id: str, *, error: DomainError | None = None, **sent: Any
) -> HttpResponse:
    """The page; after a refusal with the form as it was sent, and the refusal's code for scripts and tests."""
    facility = find(admin, request, object_id)
    context = {**admin.admin_site.each_context(request), **_context(facility, request.user, sent)}
    response = TemplateResponse(request, "facilities/page.html", context, status=error.status if error else 200)
    if error:
        response[REFUSAL_HEADER] = error.code
    return response


def step(admin: Any, request: HttpRequest, object_id: str, step: str) -> HttpResponse:
    """Open, limit, restore, close."""
    facility = find(admin, request, object_id)
    if step not in BY_STEP:
        raise Http404
    if request.method != "POST":
        return back(facility)
    try:
        BY_STEP[step](facility=facility, by=request.user, why=request.POST.get("why", ""))
    except DomainError as error:
        messages.error(request, str(error.message))
        return detail(admin, request, object_id, error=error, step=step)
    messages.success(request, _("Done: %(step)s") % {"step": STEPS[step].word})
    return back(facility)


def take(admin: Any, request: HttpRequest, object_id: str, what: str) -> HttpResponse:
    """Record staffing, an inspection or a defect."""
    facility = find(admin, request, object_id)
    if request.method != "POST":
        return back(facility)
    form_class, action, step_name = WHAT[what]
    form = form_class(request.POST, request.FILES)
    try:
        raise_first(form)
        action(facility=facility, by=request.user, **form.cleaned_data)
    except DomainError as error:
        if error.field in form.fields and not form.has_error(error.field):
            form.add_error(error.field, str(error.message))
        messages.error(request, str(error.message))
        return detail(admin, request, object_id, error=error, **{what: form})
    messages.success(request, _("Done: %(step)s") % {"step": STEPS[step_name].word})
    return back(facility)


def photo(admin: Any, request: HttpRequest, object_id: str, photo: int) -> HttpResponseBase:
    """One photo of a defect or an inspection, within scope."""
    return photo_response(get_object_or_404(find(admin, request, object_id).photos, pk=photo))


def _context(facility: Facility, user: Any, sent: dict[str, Any]) -> dict[str, Any]:
    today = clock.today()
    staffing = list(facility.staffing.at(today).order_by("role"))
    defects = list(
        facility.defects.select_related("reported_by")
        .prefetch_related("photos")
        .order_by("ended_on", "-reported_at", "-pk")[:SHOWN]
    )
    for defect in defects:
        defect.facility = facility
    known = {"done_on": today, "day": today}
    return {
        "title": facility.name,
        "crumb": {"url": reverse("admin:facilities_facility_changelist"), "title": _("Facilities")},
        "facility": facility,
        "icon": KIND_ICONS[Kind(facility.kind)],
        "state": state_chip(facility),
        "now": open_chip(facility),
        "facts": _facts(facility),
        "steps": [
            {
                "name": step.name,
                "word": step.word,
                "icon": STEP_ICONS[step.name],
                "needs_why": bool(step.requires),
                "form": WhyForm(auto_id=f"{step.name}_%s"),
                "open": sent.get("step") == step.name,
            }
            for step in steps_for(facility, user)
        ],
        "may_change": may(facility, "change", user).allowed,
        "staffing": [[row.get_role_display(), row.need, row.in_post, _stand(row)] for row in staffing],
        "staffing_headers": [_("role"), (_("needed"), "num"), (_("in post"), "num"), ""],
        "staffing_form": sent.get("staffing", StaffingForm(initial=known)) if may(facility, "staff", user) else None,
        "inspections": [
            {"row": row, "day": ui.exact(row.done_on), "result": result_chip(row)}
            for row in facility.inspections.select_related("by").prefetch_related("photos")[:SHOWN]
        ],
        "inspection_form": sent.get("inspection", InspectionForm(initial=known))
        if may(facility, "inspect", user)
        else None,
        "due": inspection_chip(facility),
        "defects": [
            {
                "row": row,
                "chip": defect_chip(row),
                "bad": severity_chip(row),
                "late": row.is_overdue,
                "due": ui.when(row.due_on),
                "steps": defect_steps_for(row, user),
            }
            for row in defects
        ],
        "defect_form": sent.get("defect", DefectForm()) if may(facility, "report_defect", user) else None,
        "entries": _story(facility),
        "canvas": _canvas(facility),
    }


def _stand(row: Any) -> Any:
    if row.in_post is None:
        return ui.missing()
    short = row.need - row.in_post
    return (
        ui.chip("due", _("%(n)s missing") % {"n": short}, icon="person_off")
        if short > 0
        else ui.chip("done", _("full"))
    )


def _facts(facility: Facility) -> list[tuple[Any, Any]]:
    place = facility.place
    rows = [
        (pgettext("facility", "where"), where(facility)),
        (_("telephone"), facility.phone or None),
        (_("capacity"), capacity_words(facility)),
        (_("opening hours"), hours_line(facility)),
        (_("inspection due"), inspection_chip(facility)),
        (_("place (WGS-84)"), f"{place[0]:.5f}, {place[1]:.5f}" if place else None),
    ]
    return [*rows, (_("note"), facility.note)] if facility.note else rows


def _story(facility: Facility) -> list[dict[str, Any]]:
    found = []
    words: dict[str, Any] = {"register": _("Registered"), **{name: step.word for name, step in STEPS.items()}}
    for row in facility.steps.select_related("by").order_by("-at", "-pk")[:SHOWN]:
        state = f" → {State(row.to_state).label}" if row.to_state else ""
        text = f"{words.get(row.step, row.step)}{state}"
        note = " · ".join(part for part in (str(row.by or ""), row.why) if part)
        found.append({"when": ui.when(row.at), "exact": ui.exact(row.at), "text": text, "note": note})
    return found


def _canvas(facility: Facility) -> MapCanvas | None:
    if facility.place is None:
        return None
    latitude, longitude, _altitude = facility.place
    features = [point(facility.pk, latitude, longitude, facility.name, kind=facility.kind)]
    label = facility.get_kind_display()
    return MapCanvas(title=facility.name, data=collection(features), classes=[MapClass(facility.kind, label)])
