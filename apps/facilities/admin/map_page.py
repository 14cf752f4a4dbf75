"""The facilities of the list on the map, with the table beside it: the same filters, the same rows."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.communities.models import Community
from apps.core.maps import MapCanvas, MapClass, collection, point
from apps.facilities.models import Facility
from apps.facilities.vocabulary import Kind
from apps.facilities.words import KIND_ICONS, state_chip, where
from apps.facilities.workflow import State

MOST = 500  # rows beside the map; a county has some hundred facilities


def show(admin: Any, request: HttpRequest) -> HttpResponse:
    """Map and table of what the list shows, all its pages."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    changelist: Any = admin.get_changelist_instance(request)
    rows = list(changelist.queryset[:MOST])
    query = request.GET.urlencode()
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Facilities on the map"),
        "crumb": {"url": reverse("admin:facilities_facility_changelist"), "title": _("Facilities")},
        "changelist": changelist,
        "rows": [_row(row) for row in rows],
        "left": changelist.result_count - len(rows),
        "unplaced": sum(row.place is None for row in rows),
        "canvas": _canvas(rows),
        "geojson_url": f"{reverse('api:facility-geojson')}?{query}",
    }
    return TemplateResponse(request, "facilities/map.html", context)


def _row(row: Facility) -> dict[str, Any]:
    return {
        "key": row.pk if row.place else "",
        "name": row.name,
        "kind": row.get_kind_display(),
        "icon": KIND_ICONS[Kind(row.kind)],
        "where": where(row),
        "state": state_chip(row),
        "url": _url(row),
    }


def _url(row: Facility) -> str:
    return reverse("admin:facilities_facility_change", args=[row.pk])


def _canvas(rows: list[Facility]) -> MapCanvas:
    features = [
        point(row.pk, row.place[0], row.place[1], row.name, text=row.get_kind_display(), kind=row.state, url=_url(row))
        for row in rows
        if row.place
    ]
    classes = [MapClass(state.value, state.label) for state in (State.OPEN, State.LIMITED, State.PLANNED, State.CLOSED)]
    return MapCanvas(title=_("Facilities by state"), data=collection(features), classes=classes)


def place_canvas(row: Facility | None, near: Community | None) -> MapCanvas:
    """The map of the form, on which a click places the facility; empty, it looks at a community of one's own."""
    here = row.place if row else None
    centre = here[:2] if here else (near.latitude, near.longitude) if near else None
    return MapCanvas(
        title=_("Where it stands"),
        data=collection([]),
        latitude="#id_latitude",
        longitude="#id_longitude",
        datum="#id_datum",
        centre=centre,  # type: ignore[arg-type]
    )
