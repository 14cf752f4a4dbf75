"""How competitions, points, meetings and activities look wherever staff see them."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apps.core import clock, ui
from apps.neighbourhood import workflow as w
from apps.neighbourhood.models import Activity, MeetingDecision
from apps.neighbourhood.vocabulary import ActivityKind, CompetitionKind, EntryKind, GroupKind

Look = tuple[str, str]
COMPETITION: Mapping[str, Look] = {
    w.CompetitionState.PLANNED: ("neutral", "edit_calendar"),
    w.CompetitionState.JUDGING: ("wait", "fact_check"),
    w.CompetitionState.PUBLISHED: ("due", "campaign"),
    w.CompetitionState.SETTLED: ("done", "emoji_events"),
    w.CompetitionState.CANCELLED: ("late", "cancel"),
}
OBJECTION: Mapping[str, Look] = {
    w.ObjectionState.OPEN: ("due", "gavel"),
    w.ObjectionState.UPHELD: ("done", "check_circle"),
    w.ObjectionState.REJECTED: ("neutral", "block"),
}
AWARD: Mapping[str, Look] = {
    w.AwardState.PROPOSED: ("due", "how_to_reg"),
    w.AwardState.GRANTED: ("done", "add_circle"),
    w.AwardState.REFUSED: ("neutral", "block"),
    w.AwardState.REVERSED: ("late", "undo"),
}
REDEMPTION: Mapping[str, Look] = {
    w.RedemptionState.ASKED: ("due", "redeem"),
    w.RedemptionState.HANDED_OUT: ("done", "check_circle"),
    w.RedemptionState.REFUSED: ("late", "block"),
    w.RedemptionState.CANCELLED: ("neutral", "undo"),
}
MEETING: Mapping[str, Look] = {
    w.MeetingState.CALLED: ("wait", "campaign"),
    w.MeetingState.HELD: ("done", "groups"),
    w.MeetingState.CANCELLED: ("late", "cancel"),
}
DECISION: Mapping[str, Look] = {
    w.DecisionState.OPEN: ("wait", "pending_actions"),
    w.DecisionState.DONE: ("done", "task_alt"),
    w.DecisionState.DROPPED: ("neutral", "block"),
}
ACTIVITY: Mapping[str, Look] = {
    w.ActivityState.ANNOUNCED: ("wait", "campaign"),
    w.ActivityState.HELD: ("done", "celebration"),
    w.ActivityState.CANCELLED: ("late", "cancel"),
}
SIGN_UP: Mapping[str, Look] = {
    w.SignUpState.SIGNED: ("done", "how_to_reg"),
    w.SignUpState.WITHDRAWN: ("neutral", "undo"),
}
LINE: Mapping[str, str] = {
    EntryKind.AWARD: "done",
    EntryKind.REDEMPTION: "wait",
    EntryKind.RETURNED: "neutral",
    EntryKind.REVERSAL: "late",
    EntryKind.WRITTEN_OFF: "neutral",
}
LOOKS = {
    "competition": COMPETITION, "competitionobjection": OBJECTION, "award": AWARD, "redemption": REDEMPTION,
    "meeting": MEETING, "meetingdecision": DECISION, "activity": ACTIVITY, "signup": SIGN_UP,
}  # fmt: skip
COMPETITION_ICONS: Mapping[str, str] = {
    CompetitionKind.HOMES: "cleaning_services", CompetitionKind.STAIRWAYS: "stairs",
    CompetitionKind.SURROUNDINGS: "yard", CompetitionKind.OTHER: "emoji_events",
}  # fmt: skip
GROUP_ICONS: Mapping[str, str] = {
    GroupKind.MANAGEMENT: "apartment", GroupKind.VOLUNTEERS: "volunteer_activism", GroupKind.MEDIATION: "handshake",
    GroupKind.CUSTOMS: "diversity_3", GroupKind.CULTURE: "music_note", GroupKind.OTHER: "groups",
}  # fmt: skip
ACTIVITY_ICONS: Mapping[str, str] = {
    ActivityKind.CULTURE: "music_note", ActivityKind.SPORT: "sports_handball", ActivityKind.HEALTH: "health_and_safety",
    ActivityKind.LEARNING: "school", ActivityKind.HELPING: "volunteer_activism", ActivityKind.CHILDREN: "child_care",
    ActivityKind.OTHER: "celebration",
}  # fmt: skip


def state_chip(row: Any) -> Any:
    """Where any of these nouns stands; its reason on hover."""
    if isinstance(row, MeetingDecision) and row.due_on is not None and overdue(row):
        return ui.chip("late", _("overdue"), title=ui.exact(row.due_on))
    kind, icon = LOOKS[row._meta.model_name][row.state]
    return ui.chip(kind, row.get_state_display(), icon=icon, title=getattr(row, "why", ""))


def overdue(row: MeetingDecision) -> bool:
    """Open, and its day is over; as DecisionQuerySet.overdue."""
    return row.state == w.DecisionState.OPEN and row.due_on is not None and row.due_on < clock.today()


def times_words(row: Activity) -> str:
    """From when to when: 11月3日 15:00 – 16:00."""
    ends = timezone.localtime(row.ends_at)
    same = timezone.localdate(row.starts_at) == ends.date()
    return f"{ui.exact(row.starts_at)} – {date_format(ends, 'H:i') if same else ui.exact(row.ends_at)}"


def places_words(row: Activity) -> str:
    """Places taken of all; without a limit the number alone."""
    return f"{row.taken} / {row.places}" if row.places is not None else f"{row.taken}"


def signed_points(points: int) -> str:
    """+20, −10."""
    return f"+{points}" if points > 0 else f"−{abs(points)}"
