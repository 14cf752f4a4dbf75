"""The matrix communities × kinds, and the page of one community with its kinds; every number leads to its list."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.communities.models import Community
from apps.facilities.admin.gap_list import gaps_url, may_look, people_url
from apps.facilities.admin.gap_map import assumed_words
from apps.facilities.gaps import Matrix, Status, gather
from apps.facilities.gaps.asking import COMMUNITY, GAP
from apps.facilities.gaps.judge import ORDER
from apps.facilities.vocabulary import Kind
from apps.facilities.words import (
    KIND_ICONS,
    STATUS_CHIPS,
    ages_words,
    cell_words,
    shuttle_words,
    status_chip,
    way_words,
)


def matrix(admin: Any, request: HttpRequest) -> HttpResponse:
    """Communities × kinds: a word, an icon and a colour in each cell, which leads to what is behind it."""
    may_look(request)
    communities = list(Community.objects.visible_to(request.user).order_by("name"))
    found = gather([community.pk for community in communities])
    counted = Counter(cell.status for row in found.cells.values() for cell in row.values())
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Gaps in facilities"),
        "crumb": {"url": reverse("admin:facilities_facility_changelist"), "title": _("Facilities")},
        "kinds": [
            {
                "key": kind,
                "label": kind.label,
                "icon": KIND_ICONS[kind],
                "gaps": found.gaps(kind),
                "url": gaps_url(kind=kind, status=GAP, level=COMMUNITY),
            }
            for kind in found.kinds
        ],
        "lines": [_line(community, found) for community in communities],
        "legend": [
            (status_chip(status), counted[status], gaps_url(status=status, level=COMMUNITY))
            for status in ORDER
            if counted[status]
        ],
        "standards_url": reverse("admin:facilities_facilitystandard_changelist"),
        "no_standards": not found.standards,
        "assumed": assumed_words(found),
    }
    return TemplateResponse(request, "facilities/matrix.html", context)


def community(admin: Any, request: HttpRequest, community: int) -> HttpResponse:
    """One community: by kind what is wrong, the nearest elsewhere, what a shuttle would change."""
    may_look(request)
    place = get_object_or_404(Community.objects.visible_to(request.user), pk=community)
    found = gather([place.pk])
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Gaps in facilities: %(name)s") % {"name": place.name},
        "crumb": {"url": reverse("admin:facilities_facility_gaps"), "title": _("Gaps in facilities")},
        "rows": [_kind_row(found, place, each, request.user) for each in found.kinds],
        "assumed": assumed_words(found),
    }
    return TemplateResponse(request, "facilities/community.html", context)


def _line(community: Community, found: Matrix) -> dict[str, Any]:
    url = reverse("admin:facilities_facility_gaps_of", args=[community.pk])
    cells = []
    for kind in found.kinds:
        cell = found.cells[community.pk][kind]
        colour, icon = STATUS_CHIPS[cell.status]
        title = cell_words(cell) or cell.status.label
        cells.append(
            {
                "url": gaps_url(community=community.pk, kind=kind),
                "icon": icon,
                "colour": colour,
                "word": cell.status.label,
                "title": title,
                "number": cell.far if cell.status in (Status.TOO_FAR, Status.MISSING) and cell.far else "",
            }
        )
    gaps = sum(cell.is_gap for cell in found.cells[community.pk].values())
    return {
        "name": community.name,
        "url": url,
        "cells": cells,
        "gaps": gaps,
        "gaps_url": gaps_url(community=community.pk, status=GAP, level=COMMUNITY),
    }


def _kind_row(found: Matrix, community: Community, kind: Kind, user: Any) -> dict[str, Any]:
    cell, standard = found.cells[community.pk][kind], found.standards.get(kind)
    way, opens = cell.alternative, bool(standard) and user.has_perm("households.view_member")
    return {
        "label": kind.label,
        "icon": KIND_ICONS[kind],
        "url": gaps_url(community=community.pk, kind=kind),
        "chip": status_chip(cell.status),
        "findings": [finding.words for finding in cell.findings],
        "served": way_words(cell.worst) if cell.served_elsewhere else "",
        "concerned": cell.concerned if standard else "—",
        "who": ages_words(standard) if standard else "",
        "unhoused": cell.unhoused,
        "own": len(cell.own),
        "own_url": f"{reverse('admin:facilities_facility_changelist')}?community={community.pk}&kind={kind}",
        "people": people_url(community=community.pk, kind=kind) if opens and cell.concerned else "",
        "elsewhere": way_words(way),
        "shuttle": shuttle_words(cell, standard),
    }
