"""Drawing a zone: rows and columns first, then a tick for each place that has a plot."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.errors import DomainError, InvalidInput
from apps.core.handlers import REFUSAL_HEADER
from apps.gardens.actions import plots_lay, zone_change
from apps.gardens.forms import LayoutForm
from apps.gardens.models import GardenZone

PLACE = re.compile(r"(\d{1,3})-(\d{1,3})")


def layout_page(admin: Any, request: HttpRequest, zone: GardenZone) -> HttpResponse:
    """Ask for the measures, show the places, lay the plots."""
    form = LayoutForm(request.POST or None, initial=LayoutForm.of(zone))
    error = None
    if request.method == "POST" and form.is_valid() and "lay" in request.POST:
        try:
            return _laid(admin, request, zone, form)
        except DomainError as refusal:
            error = refusal
            if refusal.field in form.fields:
                form.add_error(refusal.field, str(refusal.message))
            else:
                messages.error(request, str(refusal.message))
    status = error.status if error else 400 if form.is_bound and form.errors else 200
    response = TemplateResponse(request, "gardens/layout.html", _context(admin, request, zone, form), status=status)
    if error:
        response[REFUSAL_HEADER] = error.code
    return response


def _laid(admin: Any, request: HttpRequest, zone: GardenZone, form: LayoutForm) -> HttpResponse:
    rows, columns = form.cleaned_data["rows"], form.cleaned_data["columns"]
    kept = {_place(value) for value in request.POST.getlist("plot")}
    out = [place for place in _places(rows, columns) if place not in kept]
    if len(out) == rows * columns:
        raise InvalidInput(_("Tick at least one place that has a plot."), code="required")
    zone_change(zone=zone, by=request.user, **form.cleaned_data)
    number = plots_lay(zone=zone, by=request.user, leave_out=out)
    messages.success(request, ngettext("%(n)s plot was drawn.", "%(n)s plots were drawn.", number) % {"n": number})
    return HttpResponseRedirect(admin.url_of(zone))


def _context(admin: Any, request: HttpRequest, zone: GardenZone, form: LayoutForm) -> dict[str, Any]:
    rows, columns = form.size()
    there = set(zone.plots.filter(row__isnull=False).order_by().values_list("row", "column"))
    sent = "lay" in request.POST or "again" in request.POST
    ticked = {_place(value) for value in request.POST.getlist("plot")}
    gaps = bool(there) and not sent
    lines = [
        (row, [(row, column, (row, column) in there, _ticked((row, column), there, ticked, sent, gaps))
               for column in range(1, columns + 1)])
        for row in range(1, rows + 1)
    ]  # fmt: skip
    return {
        **admin.admin_site.each_context(request),
        "title": _("Draw the plots"),
        "crumb": {"url": admin.url_of(zone), "title": zone.name},
        "zone": zone,
        "form": form,
        "columns": range(1, columns + 1),
        "lines": lines,
        "back": admin.url_of(zone),
    }


def _ticked(place: tuple[int, int], there: Any, ticked: Any, sent: bool, gaps: bool) -> bool:
    """A place is ticked until somebody says that nothing lies there; what was left out before stays out."""
    if place in there:
        return True
    return place in ticked if sent else not gaps


def _places(rows: int, columns: int) -> list[tuple[int, int]]:
    return [(row, column) for row in range(1, rows + 1) for column in range(1, columns + 1)]


def _place(value: str) -> tuple[int, int]:
    found = PLACE.fullmatch(value)
    return (int(found[1]), int(found[2])) if found else (0, 0)
