"""The matrix communities × kinds, and the page of one community with its buildings."""

from collections import Counter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.roles import OFFICE_ROLES
from apps.communities.models import Building, Community
from apps.core import ui
from apps.core.maps import MapCanvas, MapClass, collection, point
from apps.facilities.admin.standards import ages_words
from apps.facilities.gaps import GAPS, Matrix, Status, gather
from apps.facilities.gaps.judge import ORDER
from apps.facilities.models import Facility
from apps.facilities.vocabulary import Kind
from apps.facilities.words import KIND_ICONS, STATUS_CHIPS, cell_words, state_chip, status_chip, way_words

NEAR, FAR, OVER = 10, 20, 30  # the classes of the map, in minutes


def matrix(admin: Any, request: HttpRequest) -> HttpResponse:
    """Communities × kinds: a word, an icon and a colour in each cell, which leads to what is behind it."""
    _may_look(request)
    communities = list(Community.objects.visible_to(request.user).order_by("name"))
    found = gather([community.pk for community in communities])
    counted = Counter(cell.status for row in found.cells.values() for cell in row.values())
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Gaps in facilities"),
        "crumb": {"url": reverse("admin:facilities_facility_changelist"), "title": _("Facilities")},
        "kinds": [
            {"key": kind, "label": kind.label, "icon": KIND_ICONS[kind], "gaps": found.gaps(kind)}
            for kind in found.kinds
        ],
        "lines": [_line(community, found) for community in communities],
        "legend": [(status_chip(status), counted[status]) for status in ORDER if counted[status]],
        "standards_url": reverse("admin:facilities_facilitystandard_changelist"),
        "no_standards": not found.standards,
        "assumed": _assumed(found),
    }
    return TemplateResponse(request, "facilities/matrix.html", context)


def community(admin: Any, request: HttpRequest, community: int) -> HttpResponse:
    """One community: by kind what is wrong and the nearest elsewhere, by building how long people walk."""
    _may_look(request)
    place = get_object_or_404(Community.objects.visible_to(request.user), pk=community)
    found = gather([place.pk], with_buildings=True)
    kind = _kind_asked(request, found)
    buildings = list(Building.objects.visible_to(request.user).filter(community=place).order_by("number", "pk"))
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Gaps in facilities: %(name)s") % {"name": place.name},
        "crumb": {"url": reverse("admin:facilities_facility_gaps"), "title": _("Gaps in facilities")},
        "community": place,
        "rows": [_kind_row(found, place, each) for each in found.kinds],
        "kind": kind,
        "cell": found.cells[place.pk].get(kind) if kind else None,
        "own": _own(request, place, kind),
        "buildings": [_building_row(found, building, kind) for building in buildings] if kind else [],
        "canvas": _canvas(found, place, buildings, kind) if kind else None,
        "assumed": _assumed(found),
    }
    return TemplateResponse(request, "facilities/community.html", context)


def _may_look(request: HttpRequest) -> None:
    user: Any = request.user
    if user.role not in OFFICE_ROLES or not user.has_perm("facilities.view_facility"):
        raise PermissionDenied


def _line(community: Community, found: Matrix) -> dict[str, Any]:
    url = reverse("admin:facilities_facility_gaps_of", args=[community.pk])
    cells = []
    for kind in found.kinds:
        cell = found.cells[community.pk][kind]
        colour, icon = STATUS_CHIPS[cell.status]
        title = cell_words(cell) or cell.status.label
        cells.append(
            {
                "url": f"{url}?kind={kind}",
                "icon": icon,
                "colour": colour,
                "word": cell.status.label,
                "title": title,
                "number": cell.far if cell.status in (Status.TOO_FAR, Status.MISSING) and cell.far else "",
            }
        )
    gaps = sum(cell.is_gap for cell in found.cells[community.pk].values())
    return {"name": community.name, "url": url, "cells": cells, "gaps": gaps}


def _kind_asked(request: HttpRequest, found: Matrix) -> Kind | None:
    """The kind that is asked for; otherwise the one with the worst answer."""
    asked = request.GET.get("kind", "")
    if asked in found.kinds:
        return Kind(asked)
    (row,) = found.cells.values() or ({},)
    return min(found.kinds, key=lambda kind: ORDER.index(row[kind].status), default=None)


def _kind_row(found: Matrix, community: Community, kind: Kind) -> dict[str, Any]:
    cell, standard = found.cells[community.pk][kind], found.standards.get(kind)
    way = cell.alternative
    return {
        "kind": kind,
        "label": kind.label,
        "icon": KIND_ICONS[kind],
        "url": f"?kind={kind}",
        "chip": status_chip(cell.status),
        "findings": [finding.words for finding in cell.findings],
        "served": way_words(cell.worst) if cell.served_elsewhere else "",
        "concerned": cell.concerned if standard else "—",
        "who": ages_words(standard) if standard else "",
        "unhoused": cell.unhoused,
        "own": len(cell.own),
        "most": standard.max_minutes if standard else None,
        "elsewhere": way_words(way),
        "shuttle": round(way.by_shuttle) if way and cell.status in GAPS else None,
    }


def _own(request: HttpRequest, community: Community, kind: Kind | None) -> list[dict[str, Any]]:
    rows = Facility.objects.visible_to(request.user).filter(community=community).order_by("kind", "name", "pk")
    if kind:
        rows = rows.filter(kind=kind)
    return [
        {"name": row.name, "url": reverse("admin:facilities_facility_change", args=[row.pk]), "state": state_chip(row)}
        for row in rows
    ]


def _building_row(found: Matrix, building: Building, kind: Kind) -> dict[str, Any]:
    cell = found.buildings[building.pk][kind]
    way = cell.worst
    return {
        "key": building.pk,
        "name": str(building),
        "concerned": cell.concerned,
        "chip": status_chip(cell.status, cell_words(cell)),
        "minutes": round(way.minutes) if way else None,
        "to": way.site.name if way else None,
        "metres": round(way.metres) if way else None,
        "placed": building.latitude is not None,
        "flat": bool(way and way.flat_assumed),
        "shuttle": round(way.by_shuttle) if way and cell.far else None,
    }


def _canvas(found: Matrix, community: Community, buildings: list[Building], kind: Kind) -> MapCanvas:
    features = []
    for building in buildings:
        way = found.buildings[building.pk][kind].worst
        if building.latitude is None or building.longitude is None:
            continue
        text = way_words(way) or _("nobody concerned")
        features.append(
            point(building.pk, building.latitude, building.longitude, str(building), text=text, kind=_class(way))
        )
    for row in Facility.objects.filter(community=community, kind=kind).select_related("building").order_by("pk"):
        if row.place:
            url = reverse("admin:facilities_facility_change", args=[row.pk])
            features.append(point(f"f{row.pk}", row.place[0], row.place[1], row.name, kind="facility", url=url))
    classes = [
        MapClass("near", _("up to %(n)s min") % {"n": NEAR}),
        MapClass("middle", _("up to %(n)s min") % {"n": FAR}),
        MapClass("far", _("up to %(n)s min") % {"n": OVER}),
        MapClass("over", _("over %(n)s min") % {"n": OVER}),
        MapClass("facility", kind.label),
    ]
    centre = (community.latitude, community.longitude) if community.latitude and community.longitude else None
    return MapCanvas(
        title=_("Minutes on foot: %(kind)s") % {"kind": kind.label},
        data=collection(features),
        classes=classes,
        centre=centre,
    )


def _class(way: Any) -> str:
    if way is None:
        return ""
    minutes = round(way.minutes)
    return "near" if minutes <= NEAR else "middle" if minutes <= FAR else "far" if minutes <= OVER else "over"


def _assumed(found: Matrix) -> str:
    facts = {
        "day": ui.exact(found.day),
        "detour": ui.plain(found.assumed.detour),
        "road": ui.plain(found.assumed.road_detour),
        "speed": ui.plain(found.assumed.shuttle_kmh),
        "wait": ui.plain(found.assumed.shuttle_wait),
    }
    words = _(
        "As of %(day)s. Minutes on foot: straight line × %(detour)s, Tobler's function for slopes, one way on average. "
        "Shuttle times are estimates: straight line × %(road)s at %(speed)s km/h and %(wait)s min of waiting."
    )
    return words % facts
