"""What a field worker noted in community life, also on a phone without a signal: who came, and a judge's marks.

Nothing counts twice: each note carries when it was made, and the latest word about a door stands, so that one which is
sent again, or late, changes nothing.
"""

from datetime import datetime, timedelta
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.errors import DomainError, InvalidInput
from apps.core.requests import key_of
from apps.households.models import Household
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
from apps.portal.ticks import take_each

NOUNS: dict[str, tuple[Any, Any]] = {
    "meeting": (Meeting, policies.may_meeting),
    "activity": (Activity, policies.may_activity),
}
MARK = "mark_"
TRUSTED = timedelta(minutes=2)  # a phone's clock may differ by so much and is still believed


def note_came(noun: str, found: Any, household: Household, user: Any, people: int, at: datetime | None = None) -> None:
    """So many of a household came to a meeting or an activity. Raises DomainError."""
    if noun == "meeting":
        actions.attendance_note(meeting=found, household=household, by=user, people=people, at=at)
    else:
        actions.sign_up_came(activity=found, household=household, by=user, people=people, at=at)


def judge_of(competition: Competition, user: Any) -> Judge | None:
    """The judge that this person is there."""
    return Judge.objects.filter(competition=competition, staff=user.pk, dismissed=False).first()


def note_marks(entry: CompetitionEntry, judge: Judge, user: Any, data: Any, at: datetime | None = None) -> None:
    """A judge's marks as a form sends them: mark_<criterion>. Raises DomainError."""
    criteria = entry.competition.criteria.order_by("place").values_list("pk", flat=True)
    marks = {key: key_of(str(data.get(f"{MARK}{key}", ""))) for key in criteria}
    actions.marks_give(entry=entry, judge=judge, by=user, marks=marks, at=at)


def take(user: Any, ticks: list[dict[str, Any]], phone_says: str) -> list[dict[str, Any]]:
    """Enter what a phone noted, and answer each.

    `phone_says`: the phone's clock while sending, against which a wrong clock is put right.
    """
    shift = _shift(phone_says)
    return take_each(ticks, lambda tick: _enter(user, tick, shift))


def _shift(phone_says: str) -> timedelta:
    """What to add to the phone's times; whole minutes, so that what is sent again keeps its time."""
    moment = _moment(phone_says)
    ahead = clock.now() - moment if moment else timedelta()
    return timedelta() if abs(ahead) < TRUSTED else timedelta(minutes=round(ahead.total_seconds() / 60))


def _moment(text: Any) -> datetime | None:
    try:
        found = parse_datetime(str(text))
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def _enter(user: Any, tick: dict[str, Any], shift: timedelta) -> None:
    at = _moment(tick.get("at"))
    if at is None or tick.get("what") not in ("came", "marks"):
        raise InvalidInput(_("This note cannot be read. Please note it again."), code="unreadable")
    if str(tick.get("by")) != str(user.pk):
        raise InvalidInput(_("Somebody else noted this on this phone and has to log in to send it."), code="not_yours")
    note = _came if tick["what"] == "came" else _marks
    note(user, tick, _righted(at, shift))


def _righted(at: datetime, shift: timedelta) -> datetime:
    """When it was noted by our clock. Raises InvalidInput for a time that no clock shows."""
    try:
        return at + shift
    except OverflowError:
        raise InvalidInput(_("This note cannot be read. Please note it again."), code="unreadable") from None


def _came(user: Any, tick: dict[str, Any], at: datetime) -> None:
    noun = str(tick.get("noun"))
    model, _may = NOUNS.get(noun, NOUNS["meeting"])
    found = model.objects.visible_to(user).filter(pk=key_of(tick.get("of")) or 0).first()
    household = Household.objects.visible_to(user).filter(pk=key_of(tick.get("household")) or 0).first()
    people = key_of(str(tick.get("people", "")))
    if noun not in NOUNS or found is None or household is None or people is None:
        raise _gone()
    try:
        note_came(noun, found, household, user, people, at)
    except DomainError:
        if not _came_known(noun, found, household, at):
            raise


def _came_known(noun: str, found: Any, household: Household, at: datetime) -> bool:
    """This word, or a later one, is on record: it was sent before it was too late for it."""
    if noun == "meeting":
        return MeetingAttendance.objects.filter(meeting=found, household=household, noted_at__gte=at).exists()
    return SignUp.objects.filter(activity=found, household=household, came_noted_at__gte=at).exists()


def _marks(user: Any, tick: dict[str, Any], at: datetime) -> None:
    rows = CompetitionEntry.objects.visible_to(user).select_related("competition")
    entry = rows.filter(pk=key_of(tick.get("entry")) or 0).first()
    judge = judge_of(entry.competition, user) if entry is not None else None
    if entry is None or judge is None:
        raise _gone()
    try:
        note_marks(entry, judge, user, tick, at)
    except DomainError:
        if not Mark.objects.filter(entry=entry, judge=judge, given_at__gte=at).exists():
            raise


def _gone() -> InvalidInput:
    return InvalidInput(_("This is not in your area any more, so it could not be noted."), code="unknown")
