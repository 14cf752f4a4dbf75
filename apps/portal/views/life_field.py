"""The field worker's community life: a judge's marks, and attendance by tapping."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.communities.models import Building
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.masking import mask_name
from apps.core.requests import key_of
from apps.households.models import Household, Occupancy
from apps.neighbourhood.models import (
    Activity,
    Competition,
    CompetitionEntry,
    Criterion,
    Judge,
    Mark,
    Meeting,
    MeetingAttendance,
    SignUp,
)
from apps.neighbourhood.policies.competitions import not_own
from apps.neighbourhood.workflow import ActivityState, CompetitionState, MeetingState
from apps.portal.fieldwork import field_view
from apps.portal.neighbours import visible_or_404
from apps.portal.noting import MARK, NOUNS, judge_of, note_came, note_marks, take
from apps.portal.pages import go
from apps.portal.places import place_or_404
from apps.portal.riding import refused_json
from apps.portal.templatetags.phone import moment
from apps.portal.ticks import now_ms, read_ticks
from apps.portal.views.field import field_page

NEAR = timedelta(days=2)  # so long before and after, attendance is offered
TAPPED = 10  # marks up to this many are tapped, more are typed


def _shown(
    request: HttpRequest, template: str, context: dict[str, Any], error: DomainError | None = None
) -> HttpResponse:
    """A page that the phone keeps: with the moment up to which it knows everything, in milliseconds."""
    moment_of = {"read": now_ms(), "now": clock.now()}
    return field_page(request, template, moment_of | context, tab="today", error=error)


@require_safe
@field_view
def life(request: HttpRequest) -> HttpResponse:
    """What I judge, and the meetings and activities of these days; opening it loads their lists onto the phone."""
    user: Any = request.user
    now = clock.now()
    near = {"starts_at__gte": now - NEAR, "starts_at__lte": now + NEAR}
    judged = Judge.objects.visible_to(user).filter(staff=user.pk, dismissed=False).order_by().values("competition")
    competitions = Competition.objects.visible_to(user).filter(pk__in=judged, state=CompetitionState.JUDGING)
    meetings = Meeting.objects.visible_to(user).filter(**near).exclude(state=MeetingState.CANCELLED)
    activities = Activity.objects.visible_to(user).filter(**near).exclude(state=ActivityState.CANCELLED)
    noted: dict[str, list[Any]] = {
        "meeting": list(meetings.order_by("starts_at", "pk")),
        "activity": list(activities.order_by("starts_at", "pk")),
    }
    groups = [
        {"words": _("You judge"), "cards": [_judging_card(row) for row in competitions.order_by("judged_until", "pk")]},
        {"words": pgettext("field work", "Meetings"), "cards": [_card("meeting", row) for row in noted["meeting"]]},
        {"words": pgettext("field work", "Activities"), "cards": [_card("activity", row) for row in noted["activity"]]},
    ]
    context = {"groups": [group for group in groups if group["cards"]], "lists": _building_lists(user, noted)}
    return _shown(request, "field_life.html", context)


def _judging_card(row: Competition) -> dict[str, str]:
    until = _("you judge, until %(day)s") % {"day": date_format(row.judged_until, "DATE_FORMAT")}
    return {"to": reverse("portal:field-competition", args=[row.pk]), "words": row.name, "sub": until}


def _card(noun: str, row: Meeting | Activity) -> dict[str, str]:
    to = reverse("portal:field-attendance", args=[noun, row.pk])
    return {"to": to, "words": str(row), "sub": f"{moment(row.starts_at)} · {row.venue}"}


def _building_lists(user: Any, noted: dict[str, list[Any]]) -> list[str]:
    """Addresses of the lists of single buildings, so that the phone has them without a signal."""
    rows = [(noun, row) for noun, found in noted.items() for row in found]
    here = Building.objects.visible_to(user).filter(community__in={row.community_id for _noun, row in rows})
    buildings = list(here.order_by("number").values_list("community", "pk"))
    return [
        reverse("portal:field-attendance", args=[noun, row.pk, building])
        for noun, row in rows
        for community, building in buildings
        if community == row.community_id
    ]


@require_POST
@field_view
def sync(request: HttpRequest) -> HttpResponse:
    """What a phone noted, in its order; sent again, everything counts once. 201 with a result for each."""
    try:
        results = take(request.user, read_ticks(request.POST), request.POST.get("now", ""))
    except DomainError as error:
        return refused_json(error)
    return JsonResponse({"read": now_ms(), "results": results}, status=201)


def _judge(competition: Competition, user: Any) -> Judge:
    judge = judge_of(competition, user)
    if judge is None:
        raise Http404
    return judge


@require_safe
@field_view
def competition(request: HttpRequest, pk: int) -> HttpResponse:
    """The doors to mark, by building; which are done."""
    user: Any = request.user
    found = get_object_or_404(Competition.objects.visible_to(user).select_related("community"), pk=pk)
    judge = _judge(found, user)
    criteria = list(found.criteria.order_by("place"))
    given: dict[int, dict[str, int]] = {}
    rows = Mark.objects.filter(judge=judge).order_by().values_list("entry", "criterion", "marks")
    for entry_key, criterion, marks in rows:
        given.setdefault(entry_key, {})[f"{MARK}{criterion}"] = marks
    doors = _doors(found, judge, user, given, len(criteria))
    context = {
        "competition": found,
        "doors": doors,
        "done": sum(door["marked"] for door in doors),
        "open": found.state == CompetitionState.JUDGING,
        "criteria": _taps(criteria, {}),
    }
    return _shown(request, "field_competition.html", context)


def _doors(
    found: Competition, judge: Judge, user: Any, given: dict[int, dict[str, int]], wanted: int
) -> list[dict[str, Any]]:
    """Entries in the order of the doors, with the judge's marks. A door lies perhaps outside the judge's area: its
    building is found without a join."""
    rows = CompetitionEntry.objects.visible_to(user).standing().filter(competition=found)
    houses = place_or_404(found.community.slug).buildings
    return [
        {
            "row": row,
            "house": houses.get(row.building_id, ""),
            "given": json.dumps(given.get(row.pk, {})),
            "marked": len(given.get(row.pk, {})) >= wanted,
            "may": bool(not_own(row, judge)),
        }
        for row in sorted(rows, key=lambda row: (houses[row.building_id].number, row.place_label, row.pk))
    ]


def _taps(criteria: Sequence[Criterion], known: dict[int, int]) -> list[dict[str, Any]]:
    return [
        {"row": one, "given": known.get(one.pk), "taps": range(one.most + 1) if one.most <= TAPPED else []}
        for one in criteria
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@field_view
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One door: a mark for each criterion, by tapping."""
    user: Any = request.user
    rows = CompetitionEntry.objects.visible_to(user).select_related("competition")
    found = get_object_or_404(rows, pk=pk)
    judge, error = _judge(found.competition, user), None
    if request.method == "POST":
        try:
            note_marks(found, judge, user, request.POST)
            return go(request, reverse("portal:field-competition", args=[found.competition_id]))
        except DomainError as refused:
            error = refused
    known = dict(Mark.objects.filter(entry=found, judge=judge).values_list("criterion", "marks"))
    context = {
        "entry": found,
        "criteria": _taps(list(found.competition.criteria.order_by("place")), known),
        "error": str(error.message) if error else "",
    }
    return field_page(request, "field_entry.html", context, tab="today", error=error)


@require_http_methods(["GET", "HEAD", "POST"])
@field_view
def attendance(request: HttpRequest, noun: str, pk: int, building: int = 0) -> HttpResponse:
    """Who came, building by building: one tap a household, more for more people."""
    if noun not in NOUNS:
        raise Http404
    user: Any = request.user
    model, may = NOUNS[noun]
    found, error = get_object_or_404(model.objects.visible_to(user), pk=pk), None
    buildings = list(Building.objects.visible_to(user).filter(community=found.community_id).order_by("number"))
    chosen = building or (buildings[0].pk if buildings else 0)
    if request.method == "POST":
        try:
            household = visible_or_404(request, key_of(request.POST.get("household")) or 0)
            note_came(noun, found, household, user, key_of(request.POST.get("people")) or 0)
            return go(request, f"{reverse('portal:field-attendance', args=[noun, pk, chosen])}#h{household.pk}")
        except DomainError as refused:
            error = refused
    homes = _homes(noun, found, user, chosen)
    context = {
        "noun": noun,
        "found": found,
        "buildings": buildings,
        "chosen": chosen,
        "homes": homes,
        "came_homes": sum(bool(home["came"]) for home in homes),
        "came_people": sum(home["came"] or 0 for home in homes),
        "open": bool(may(found, "attend", user)),
        "error": str(error.message) if error else "",
    }
    return _shown(request, "field_attendance.html", context, error)


def _homes(noun: str, found: Any, user: Any, building: int) -> list[dict[str, Any]]:
    """Households of the building with how many came (None: not noted). The list is kept on phones: surnames only."""
    held = Occupancy.objects.current().filter(dwelling__building=building, dwelling__community=found.community_id)
    rows = Household.objects.visible_to(user).active().filter(pk__in=held.order_by().values("household"))
    homes: list[Any] = list(rows.with_place().with_head().order_by("unit", "room", "pk"))
    if noun == "meeting":
        came = dict(MeetingAttendance.objects.filter(meeting=found).values_list("household", "people"))
        signed: dict[int, int] = {}
    else:
        ups = SignUp.objects.filter(activity=found)
        came = {home: people for home, people in ups.values_list("household", "came") if people is not None}
        signed = dict(ups.filter(state="signed").exclude(channel="door").values_list("household", "people"))
    return [
        {"row": home, "who": mask_name(home.head_name), "came": came.get(home.pk), "signed": signed.get(home.pk)}
        for home in homes
    ]
