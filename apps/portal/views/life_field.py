"""The field worker's community life: a judge's marks, and attendance by tapping."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from apps.communities.models import Building
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.requests import key_of
from apps.households.models import Household, Occupancy
from apps.neighbourhood import actions, policies
from apps.neighbourhood.models import (
    Activity,
    Competition,
    CompetitionEntry,
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
from apps.portal.pages import go
from apps.portal.places import place_or_404
from apps.portal.views.field import field_page

NEAR = timedelta(days=2)  # so long before and after, attendance is offered
TAPPED = 10  # marks up to this many are tapped, more are typed


@require_safe
@field_view
def life(request: HttpRequest) -> HttpResponse:
    """What I judge, and the meetings and activities of these days."""
    user: Any = request.user
    now = clock.now()
    near = {"starts_at__gte": now - NEAR, "starts_at__lte": now + NEAR}
    judged = Judge.objects.visible_to(user).filter(staff=user.pk, dismissed=False).order_by().values("competition")
    competitions = Competition.objects.visible_to(user).filter(pk__in=judged, state=CompetitionState.JUDGING)
    meetings = Meeting.objects.visible_to(user).filter(**near).exclude(state=MeetingState.CANCELLED)
    activities = Activity.objects.visible_to(user).filter(**near).exclude(state=ActivityState.CANCELLED)
    context = {
        "competitions": competitions.order_by("judged_until", "pk"),
        "meetings": meetings.order_by("starts_at", "pk"),
        "activities": activities.order_by("starts_at", "pk"),
    }
    return field_page(request, "field_life.html", context, tab="today")


def _judge(competition: Competition, user: Any) -> Judge:
    rows = Judge.objects.filter(competition=competition, staff=user.pk, dismissed=False)
    return get_object_or_404(rows)


@require_safe
@field_view
def competition(request: HttpRequest, pk: int) -> HttpResponse:
    """The doors to mark, by building; which are done."""
    user: Any = request.user
    found = get_object_or_404(Competition.objects.visible_to(user).select_related("community"), pk=pk)
    judge = _judge(found, user)
    wanted = found.criteria.count()
    given: dict[int, int] = {}
    for key in Mark.objects.filter(judge=judge).order_by().values_list("entry", flat=True):
        given[key] = given.get(key, 0) + 1
    # Without a join: the building may lie outside the judge's area. Its number stands on the house.
    rows = CompetitionEntry.objects.visible_to(user).standing().filter(competition=found)
    houses = place_or_404(found.community.slug).buildings
    doors = [
        (row, given.get(row.pk, 0) == wanted, bool(not_own(row, judge)), houses.get(row.building_id, ""))
        for row in sorted(rows, key=lambda row: (houses[row.building_id].number, row.place_label, row.pk))
    ]
    context = {"competition": found, "doors": doors, "done": sum(done for _row, done, _may, _house in doors)}
    return field_page(request, "field_competition.html", context, tab="today")


@require_http_methods(["GET", "HEAD", "POST"])
@field_view
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One door: a mark for each criterion, by tapping."""
    user: Any = request.user
    rows = CompetitionEntry.objects.visible_to(user).select_related("competition")
    found = get_object_or_404(rows, pk=pk)
    judge, error = _judge(found.competition, user), None
    criteria = list(found.competition.criteria.order_by("place"))
    if request.method == "POST":
        try:
            marks = {one.pk: key_of(request.POST.get(f"mark_{one.pk}")) for one in criteria}
            actions.marks_give(entry=found, judge=judge, by=user, marks=marks)
            return go(request, reverse("portal:field-competition", args=[found.competition_id]))
        except DomainError as refused:
            error = refused
    known = dict(Mark.objects.filter(entry=found, judge=judge).values_list("criterion", "marks"))
    context = {
        "entry": found,
        "criteria": [
            {"row": one, "given": known.get(one.pk), "taps": range(one.most + 1) if one.most <= TAPPED else []}
            for one in criteria
        ],
        "error": str(error.message) if error else "",
    }
    return field_page(request, "field_entry.html", context, tab="today", error=error)


NOUNS: dict[str, tuple[Any, Any]] = {
    "meeting": (Meeting, policies.may_meeting),
    "activity": (Activity, policies.may_activity),
}


@require_http_methods(["GET", "HEAD", "POST"])
@field_view
def attendance(request: HttpRequest, noun: str, pk: int) -> HttpResponse:
    """Who came, building by building: one tap a household, more for more people."""
    if noun not in NOUNS:
        raise Http404
    user: Any = request.user
    model, may = NOUNS[noun]
    found, error = get_object_or_404(model.objects.visible_to(user), pk=pk), None
    buildings = list(Building.objects.visible_to(user).filter(community=found.community_id).order_by("number"))
    chosen = key_of(request.GET.get("building")) or (buildings[0].pk if buildings else 0)
    if request.method == "POST":
        try:
            household = visible_or_404(request, key_of(request.POST.get("household")) or 0)
            _note(noun, found, household, user, key_of(request.POST.get("people")) or 0)
            here = reverse("portal:field-attendance", args=[noun, pk])
            return go(request, f"{here}?{urlencode({'building': chosen})}#h{household.pk}")
        except DomainError as refused:
            error = refused
    context = {
        "noun": noun,
        "found": found,
        "buildings": buildings,
        "chosen": chosen,
        "homes": _homes(noun, found, user, chosen),
        "open": bool(may(found, "attend", user)),
        "error": str(error.message) if error else "",
    }
    return field_page(request, "field_attendance.html", context, tab="today", error=error)


def _note(noun: str, found: Any, household: Household, user: Any, people: int) -> None:
    if noun == "meeting":
        actions.attendance_note(meeting=found, household=household, by=user, people=people)
    else:
        actions.sign_up_came(activity=found, household=household, by=user, people=people)


def _homes(noun: str, found: Any, user: Any, building: int) -> list[dict[str, Any]]:
    """Households of the building with how many came (None: not noted)."""
    held = Occupancy.objects.current().filter(dwelling__building=building, dwelling__community=found.community_id)
    rows = Household.objects.visible_to(user).active().filter(pk__in=held.order_by().values("household"))
    homes = list(rows.with_place().with_head().order_by("unit", "room", "pk"))
    if noun == "meeting":
        came = dict(MeetingAttendance.objects.filter(meeting=found).values_list("household", "people"))
        signed: dict[int, int] = {}
    else:
        ups = SignUp.objects.filter(activity=found)
        came = {home: people for home, people in ups.values_list("household", "came") if people is not None}
        signed = dict(ups.filter(state="signed").exclude(channel="door").values_list("household", "people"))
    return [{"row": home, "came": came.get(home.pk), "signed": signed.get(home.pk)} for home in homes]
