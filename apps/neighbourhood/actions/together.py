"""Groups of residents, and meetings with attendance and decisions."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core import clock
from apps.core.actors import person
from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.periods import since
from apps.core.permits import sees
from apps.core.text import prose
from apps.households.models import Household, Member
from apps.neighbourhood.actions.stepping import (
    MEETING,
    asked,
    begun,
    change,
    ensure_people,
    later_word,
    locked,
    logged,
    moved,
    noted_at,
    take,
)
from apps.neighbourhood.models import GroupMember, Meeting, MeetingAttendance, MeetingDecision, ResidentsGroup
from apps.neighbourhood.policies import may_decision, may_plan
from apps.neighbourhood.policies.common import same_community
from apps.neighbourhood.vocabulary import GroupRole
from apps.neighbourhood.workflow import DECISION_WORKFLOW

GROUP_FIELDS = ("name", "kind", "building", "purpose", "founded_on")
MEETING_FIELDS = ("title", "group", "venue", "starts_at", "agenda")
DECISION_FIELDS = ("text", "ayes", "noes", "abstained", "owner", "due_on")


@transaction.atomic
def group_found(*, community: Community, by: Any, **values: Any) -> ResidentsGroup:
    """Register a group with GROUP_FIELDS. Raises Refused, InvalidInput."""
    ensure(may_plan(community, by))
    return checked(change(ResidentsGroup(community=community), {"founded_on": clock.today(), **values}, GROUP_FIELDS))


@transaction.atomic
def group_change(*, group: ResidentsGroup, by: Any, **values: Any) -> ResidentsGroup:
    """Change GROUP_FIELDS."""
    row = locked(group)
    ensure(may_plan(row.community, by))
    return checked(change(row, values, GROUP_FIELDS))


@transaction.atomic
def group_end(*, group: ResidentsGroup, by: Any, why: str = "", on: date | None = None) -> ResidentsGroup:
    """The group is no more, and nobody belongs to it from that day on."""
    row = locked(group)
    ensure(may_plan(row.community, by))
    if row.ended_on is not None:
        raise InvalidInput(_("This group has ended already."))
    if not prose(why):
        raise InvalidInput(_("Please write why."), code="required", field="why")
    row.ended_on, row.why = on or clock.today(), prose(why)[:200]
    for member in row.members.current():
        end_membership(member, row.ended_on)
    return checked(row)


@transaction.atomic
def group_join(
    *, group: ResidentsGroup, member: Member, by: Any, role: str = GroupRole.MEMBER, on: date | None = None
) -> GroupMember:
    """A person joins, or takes another role: the role before ends on that day. Raises Refused, InvalidInput."""
    row = locked(group)
    ensure(may_plan(row.community, by))
    if row.ended_on is not None:
        raise InvalidInput(_("This group has ended already."))
    if member.community_id != row.community_id:
        raise InvalidInput(_("This person belongs to another community."), field="member")
    day = on or clock.today()
    before = row.members.filter(member=member, period__holds_on=day).first()
    if before is not None and before.role == role:
        raise InvalidInput(_("This person belongs to the group at that time already."), field="member")
    if before is not None:
        end_membership(before, day)
    return checked(
        GroupMember(group=row, member=member, community_id=row.community_id, role=role, period=since(day)),
        exclude=("period",),
    )


@transaction.atomic
def group_leave(*, membership: GroupMember, by: Any, on: date | None = None) -> None:
    """A person leaves the group."""
    ensure(may_plan(membership.community, by))
    end_membership(membership, on or clock.today())


def end_membership(row: GroupMember, day: date) -> None:
    """To before the day; who joined on it was never in."""
    if row.period.lower >= day:
        row.delete()
        return
    row.period = since(row.period.lower, day)
    checked(row, exclude=("period",))


@transaction.atomic
def meeting_call(
    *, community: Community, by: Any, title: str, starts_at: datetime, venue: str, agenda: str, **values: Any
) -> Meeting:
    """Call a meeting, of a group or of all. Raises Refused, InvalidInput."""
    ensure(may_plan(community, by))
    facts = {"title": title, "starts_at": starts_at, "venue": venue, "agenda": agenda, **values}
    return begun(MEETING, change(Meeting(community=community), facts, MEETING_FIELDS), by)


@transaction.atomic
def meeting_change(*, meeting: Meeting, by: Any, why: str = "", **values: Any) -> Meeting:
    """Change MEETING_FIELDS of a meeting that was not held yet."""
    return take(MEETING, change(asked(MEETING, meeting, "change", by), values, MEETING_FIELDS), "change", by, why)


@transaction.atomic
def meeting_hold(*, meeting: Meeting, by: Any, why: str = "", minutes: str = "") -> Meeting:
    """It was held."""
    row = asked(MEETING, meeting, "hold", by)
    row.minutes = minutes.strip()[:5_000] or row.minutes
    return take(MEETING, row, "hold", by, why)


@transaction.atomic
def meeting_cancel(*, meeting: Meeting, by: Any, why: str = "") -> Meeting:
    """It does not take place; who was to come is told why."""
    row = asked(MEETING, meeting, "cancel", by, why=why)
    row.why = prose(why)[:200]
    return take(MEETING, row, "cancel", by, why)


@transaction.atomic
def meeting_minute(*, meeting: Meeting, by: Any, minutes: str = "") -> Meeting:
    """Write the minutes, or write them again: the earlier ones stay in the log."""
    row = asked(MEETING, meeting, "minute", by, minutes=minutes)
    before, row.minutes = row.minutes, minutes.strip()[:5_000]
    return take(MEETING, row, "minute", by, before)


@transaction.atomic
def attendance_note(
    *, meeting: Meeting, household: Household, by: Any, people: int = 1, at: datetime | None = None
) -> MeetingAttendance:  # fmt: skip
    """So many of a household came; 0: nobody, after all. The latest word counts. Raises Refused, InvalidInput.

    `at`: when it was noted, on a phone without a signal; sent again, or after a later word, it changes nothing.
    """
    row = asked(MEETING, meeting, "attend", by)
    ensure(sees(household, by))
    ensure(same_community(row.community_id, household))
    ensure_people(people)
    found = MeetingAttendance.objects.filter(meeting=row, household=household).first()
    if found is not None and later_word(found.noted_at, at):
        return found
    found = found or MeetingAttendance(meeting=row, household=household, community_id=row.community_id)
    found.people, found.noted_by, found.noted_at = people, person(by), noted_at(at)
    noted: MeetingAttendance = checked(found, exclude=("noted_by",))
    emit("meeting.attend", key=row.pk, household=household.pk)
    return noted


@transaction.atomic
def meeting_others(*, meeting: Meeting, by: Any, others: int) -> Meeting:
    """So many came who belong to no household on the register."""
    row = asked(MEETING, meeting, "attend", by)
    row.others = others
    return take(MEETING, row, "attend", by, str(others))


@transaction.atomic
def decision_record(*, meeting: Meeting, by: Any, text: str = "", **values: Any) -> MeetingDecision:
    """What the meeting decided, with DECISION_FIELDS. Raises Refused, InvalidInput."""
    row = asked(MEETING, meeting, "decide", by, text=text)
    decision: MeetingDecision = checked(change(MeetingDecision(meeting=row), {"text": text, **values}, DECISION_FIELDS))
    logged(MEETING, row, "decide", by, row.state, "", text)
    return decision


def _asked(decision: MeetingDecision, step: str, by: Any, why: str = "") -> MeetingDecision:
    row: MeetingDecision = locked(decision)
    ensure(may_decision(row, step, by, {"why": why}))
    return row


@transaction.atomic
def decision_change(*, decision: MeetingDecision, by: Any, **values: Any) -> MeetingDecision:
    """Change who sees to it, until when, and the votes."""
    row = change(_asked(decision, "change", by), values, DECISION_FIELDS)
    emit("meeting_decision.change", key=row.pk)
    return checked(row)


@transaction.atomic
def decision_finish(*, decision: MeetingDecision, by: Any, why: str = "") -> MeetingDecision:
    """It was carried out; `why` says what came of it."""
    return _closed(_asked(decision, "finish", by, why), "finish", by, why)


@transaction.atomic
def decision_drop(*, decision: MeetingDecision, by: Any, why: str = "") -> MeetingDecision:
    """It is not carried out, for a reason."""
    return _closed(_asked(decision, "drop", by, why), "drop", by, why)


def _closed(row: MeetingDecision, step: str, by: Any, why: str) -> MeetingDecision:
    said = {"outcome": prose(why)[:300], "settled_by": person(by), "settled_at": clock.now()}
    return moved(DECISION_WORKFLOW, row, step, "meeting_decision", **said)
