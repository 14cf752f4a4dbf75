"""Community life: what is on tomorrow, decisions that fall due, objections that wait, awards to check."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from apps.neighbourhood.models import Activity, Award, CompetitionObjection, Meeting, MeetingDecision
from apps.neighbourhood.rules import DECISION_NOTICE, EVENING_HOUR, number_of
from apps.neighbourhood.workflow import ActivityState, AwardState, MeetingState, ObjectionState
from apps.reminders.causes import Cause, Told, register
from apps.reminders.causes.facilities import keyed, untold
from apps.reminders.models import Message
from apps.reminders.people import People


def _tomorrow(now: datetime, people: People) -> Iterator[Told]:
    """On the evening before: the managers, and those who go from door to door."""
    today = timezone.localdate(now)
    if timezone.localtime(now).hour < number_of(EVENING_HOUR, today):
        return
    day = timezone.make_aware(datetime.combine(today + timedelta(days=1), datetime.min.time()))
    near = {"starts_at__gte": day, "starts_at__lt": day + timedelta(days=1)}
    for noun, rows in (
        ("meeting", Meeting.objects.filter(state=MeetingState.CALLED, **near)),
        ("activity", Activity.objects.filter(state=ActivityState.ANNOUNCED, **near)),
    ):
        for row in untold(rows, f"life_{noun}", "starts_at").iterator(chunk_size=500):
            facts = {"name": str(row), "at": row.starts_at.isoformat(), "venue": row.venue}
            office = reverse(f"admin:neighbourhood_{noun}_change", args=[row.pk])
            field = reverse("portal:field-attendance", args=[noun, row.pk])
            yield _told(row.message_key, people.working(row.community_id), row.community_id, facts, office, field)


def _over(messages: Sequence[Message], now: datetime) -> set[int]:
    """Reminders of what was called off or moved since, or has begun: nobody is told “tomorrow” of these."""
    stands: set[str] = set()
    for noun, rows in (
        ("meeting", Meeting.objects.filter(state=MeetingState.CALLED)),
        ("activity", Activity.objects.filter(state=ActivityState.ANNOUNCED)),
    ):
        named = [int(row.key.split(":")[1]) for row in messages if row.key.startswith(f"life_{noun}:")]
        near = keyed(rows.filter(pk__in=named, starts_at__gt=now), f"life_{noun}", "starts_at")
        stands |= set(near.order_by().values_list("message_key", flat=True))
    return {row.pk for row in messages if row.key not in stands}


def _decisions(now: datetime, people: People) -> Iterator[Told]:
    """Some days before, and once the day is past: who sees to it; without one, the managers."""
    today = timezone.localdate(now)
    soon = today + timedelta(days=number_of(DECISION_NOTICE, today))
    open_rows = MeetingDecision.objects.open().select_related("meeting")
    for noun, rows in (
        ("decision_soon", open_rows.filter(due_on__lte=soon, due_on__gte=today)),
        ("decision_late", open_rows.filter(due_on__lt=today)),
    ):
        for row in untold(rows, noun, "due_on").iterator(chunk_size=500):
            community = row.meeting.community_id
            whom = (row.owner_id,) if row.owner_id else people.managing(community)
            facts = {"name": row.text[:60], "due": row.due_on.isoformat()}
            page = reverse("admin:neighbourhood_meetingdecision_change", args=[row.pk])
            yield _told(row.message_key, whom, community, facts, page)


def _objections(now: datetime, people: People) -> Iterator[Told]:
    """As soon as a household objects: the managers who did not record it."""
    rows = CompetitionObjection.objects.filter(state=ObjectionState.OPEN).select_related("competition")
    for row in untold(rows, "life_objection", "pk").iterator(chunk_size=500):
        whom = tuple(key for key in people.managing(row.community_id) if key != row.recorded_by_id)
        facts = {"name": row.competition.name}
        page = reverse("admin:neighbourhood_competitionobjection_change", args=[row.pk])
        yield _told(row.message_key, whom or tuple(sorted(people.county)), row.community_id, facts, page)


def _awards(now: datetime, people: People) -> Iterator[Told]:
    """Large awards: those who may check them and did not make them."""
    for row in untold(Award.objects.filter(state=AwardState.PROPOSED), "life_award", "pk").iterator(chunk_size=500):
        whom = tuple(key for key in people.managing(row.community_id) if key != row.made_by_id)
        page = reverse("admin:neighbourhood_award_change", args=[row.pk])
        facts = {"points": row.points}
        yield _told(row.message_key, whom or tuple(sorted(people.county)), row.community_id, facts, page)


def _told(key: str, whom: tuple[int, ...], community: int, facts: dict[str, Any], page: str, field: str = "") -> Told:
    return Told(key, whom, community, facts, lambda office: page if office else field)


def _words(facts: dict[str, Any]) -> dict[str, Any]:
    said = dict(facts)
    if at := parse_datetime(facts.get("at", "")):
        said["at"] = date_format(timezone.localtime(at), pgettext("date format", "M j, Y H:i"))
    if due := parse_date(facts.get("due", "")):
        said["due"] = date_format(due, "DATE_FORMAT")
    return said


register(
    Cause(
        "neighbourhood.tomorrow",
        "due",
        "groups",
        _("Tomorrow: %(name)s"),
        _("%(name)s begins at %(at)s, %(venue)s. Please note who comes."),
        _tomorrow,
        _words,
        _over,
    )
)
register(
    Cause(
        "neighbourhood.decision",
        "due",
        "gavel",
        _("To be carried out: %(name)s"),
        _("A meeting decided “%(name)s”, to be done by %(due)s. Please say what came of it."),
        _decisions,
        _words,
    )
)
register(
    Cause(
        "neighbourhood.objection",
        "due",
        "gavel",
        _("Objection to “%(name)s”"),
        _("A household objects to the results of “%(name)s”. Somebody who did not judge decides on it."),
        _objections,
        _words,
    )
)
register(
    Cause(
        "neighbourhood.award",
        "due",
        "stars",
        _("Award of %(points)s points to check"),
        _("An award of %(points)s points waits for somebody else than its maker to check it."),
        _awards,
        _words,
    )
)
