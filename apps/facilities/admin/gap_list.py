"""What is behind the numbers of the gap analysis: the list of answers, its workbook, and the people concerned."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.roles import OFFICE_ROLES
from apps.communities.models import Building, Community
from apps.core import ui
from apps.core.lists.export import Export, as_download, list_export, words_of_filter
from apps.core.requests import address_of, key_of
from apps.facilities.admin.gap_map import assumed_words, canvas_of
from apps.facilities.gaps import concerned_on, gather
from apps.facilities.gaps.asking import BUILDING, Answer, Computed, GapQuestion, GapRow, columns, day_of
from apps.facilities.models import Facility
from apps.facilities.vocabulary import Kind
from apps.facilities.words import (
    KIND_ICONS,
    ages_words,
    cell_words,
    shuttle_words,
    state_chip,
    status_chip,
    way_words,
)
from apps.households.models import Household

A_PAGE = 100


def may_look(request: HttpRequest) -> None:
    """The analysis is for the office; field workers see single facilities."""
    user: Any = request.user
    if user.role not in OFFICE_ROLES or not user.has_perm("facilities.view_facility"):
        raise PermissionDenied


def gaps_url(**asked: Any) -> str:
    """The address of the list with a question."""
    return f"{reverse('admin:facilities_facility_gap_list')}?{urlencode({k: v for k, v in asked.items() if v})}"


def people_url(**asked: Any) -> str:
    """The address of the people concerned."""
    return f"{reverse('admin:facilities_facility_gap_people')}?{urlencode({k: v for k, v in asked.items() if v})}"


def gap_list(admin: Any, request: HttpRequest) -> HttpResponseBase:
    """The answers to a question, the worst first; POST takes them along as a workbook."""
    may_look(request)
    question = GapQuestion(request.GET, request.user)
    answer = question.answer()
    if request.method == "POST":
        title = _("Gaps in facilities")
        export = Export(Facility, title, Computed(answer.rows), columns(), words_of_filter_form(question))
        content, _count = list_export(by=request.user, export=export, address=address_of(request))
        return as_download(content, title)
    asked = question.cleaned_data
    page = Paginator(answer.rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Gaps in facilities: list"),
        "crumb": {"url": reverse("admin:facilities_facility_gaps"), "title": _("Gaps in facilities")},
        "question": question,
        "buildings": answer.level == BUILDING,
        "page": page,
        "rows": [_shown(row, request.user, asked["day"]) for row in page],
        "query": urlencode([(k, v) for k, v in request.GET.items() if k != "page"]),
        **_one(request, answer, question),
        "assumed": assumed_words(answer.matrix),
    }
    return TemplateResponse(request, "facilities/gap_list.html", context)


def words_of_filter_form(question: GapQuestion) -> str:
    """The question as people read it, for the workbook's head."""
    return words_of_filter(type("Asked", (), {"form": question}))


def _one(request: HttpRequest, answer: Answer, question: GapQuestion) -> dict[str, Any]:
    """For one community and one kind: its answer, its facilities and the map beside the list."""
    place, kind = question.cleaned_data["community"], question.cleaned_data["kind"]
    nothing = {"community": place, "community_url": "", "cell": None, "own": [], "canvas": None}
    if place is None:
        return nothing
    url = reverse("admin:facilities_facility_gaps_of", args=[place.pk])
    if not kind or kind not in answer.matrix.kinds:
        return {**nothing, "community_url": url}
    cell, standard = answer.matrix.cells[place.pk][kind], answer.matrix.standards.get(kind)
    own = Facility.objects.visible_to(request.user).filter(community=place, kind=kind).select_related("building")
    shown = {
        "chip": status_chip(cell.status),
        "who": ages_words(standard) if standard else "",
        "findings": [finding.words for finding in cell.findings],
        "elsewhere": way_words(cell.alternative),
        "shuttle": shuttle_words(cell, standard),
        "unhoused": cell.unhoused,
    }
    listed = [
        {"name": row.name, "url": reverse("admin:facilities_facility_change", args=[row.pk]), "state": state_chip(row)}
        for row in own.order_by("name", "pk")
    ]
    buildings = [row.building for row in answer.rows if row.building is not None]
    canvas = canvas_of(answer.matrix, place, buildings, Kind(kind), list(own)) if answer.level == BUILDING else None
    return {"community": place, "community_url": url, "cell": shown, "own": listed, "canvas": canvas}


def _shown(row: GapRow, user: Any, day: Any) -> dict[str, Any]:
    cell, way = row.cell, row.cell.worst
    key = {"community": row.community.pk, "building": row.building.pk if row.building else "", "kind": row.kind}
    opens = bool(row.standard) and user.has_perm("households.view_member")
    deeper = gaps_url(community=row.community.pk, kind=row.kind, day=day) if row.building is None else ""
    return {
        "place": row.building or row.community,
        "key": row.building.pk if row.building and row.building.latitude is not None else "",
        "community": row.community,
        "kind": row.kind.label,
        "icon": KIND_ICONS[row.kind],
        "chip": status_chip(cell.status, cell_words(cell)),
        "deeper": deeper,
        "concerned": cell.concerned if row.standard else None,
        "people": people_url(**key, day=day) if opens and cell.concerned else "",
        "far": cell.far,
        "far_people": people_url(**key, far=1, day=day) if opens and cell.far else "",
        "minutes": round(way.minutes) if way else None,
        "to": way.site.name if way else None,
        "ride": round(way.by_shuttle) if way else None,
        "still": cell.far_by_shuttle if cell.far else None,
    }


def people(admin: Any, request: HttpRequest) -> HttpResponseBase:
    """Whom a standard concerns in a community or a building: name, age, dwelling; `far`: those who walk too long."""
    may_look(request)
    user: Any = request.user
    if not user.has_perm("households.view_member"):
        raise PermissionDenied
    question = GapQuestion({name: request.GET.get(name, "") for name in ("community", "kind", "day")}, user)
    question.full_clean()
    key = key_of(request.GET.get("community"))
    place = get_object_or_404(Community.objects.visible_to(user), pk=key)
    kind, day = Kind(question.cleaned_data.get("kind") or Kind.CLINIC), day_of(question)
    found = gather([place.pk], day, with_buildings=True)
    rows = concerned_on(place.pk, found.standards.get(kind), day).filter(
        household__in=Household.objects.visible_to(user).filter(community=place)
    )
    building = Building.objects.visible_to(user).filter(pk=key_of(request.GET.get("building")) or 0).first()
    if building is not None:
        rows = rows.filter(home__dwelling__building=building)
    if request.GET.get("far"):
        far = [pk for pk, cells in found.buildings.items() if cells[kind].far]
        rows = rows.filter(home__dwelling__building__in=far)
    rows = rows.select_related("member", "household").order_by("household__code", "member__name", "pk")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Those concerned: %(kind)s") % {"kind": kind.label},
        "crumb": {"url": gaps_url(community=place.pk, kind=kind), "title": _("Gaps in facilities: list")},
        "place": building or place,
        "community": place,
        "far": bool(request.GET.get("far")),
        "page": page,
        "headers": [_("name"), (_("age"), "num"), _("household code")],
        "rows": [
            {
                "cells": [row.member.name, row.member.age_on(day), row.household.code],
                "url": reverse("admin:households_household_change", args=[row.household_id]),
            }
            for row in page
        ],
        "query": urlencode([(k, v) for k, v in request.GET.items() if k != "page"]),
        "day": ui.exact(day),
    }
    return TemplateResponse(request, "facilities/gap_people.html", context)
