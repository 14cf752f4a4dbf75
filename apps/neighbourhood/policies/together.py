"""Who may call meetings, record decisions, announce activities and sign up."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.permits import Inputs, sees
from apps.core.workflow import Transition
from apps.households.models import Household
from apps.households.policies import still_here
from apps.neighbourhood.models import Activity, Meeting, MeetingDecision, SignUp
from apps.neighbourhood.policies.common import open_steps, same_community, step_open
from apps.neighbourhood.workflow import (
    ACTIVITY_STEPS,
    DECISION_STEPS,
    MEETING_STEPS,
    SIGN_UP_WORKFLOW,
    ActivityState,
    DecisionState,
    MeetingState,
    SignUpState,
)

SIGNING_UP = frozenset({"sign_up"})
RESIDENTS = frozenset({"withdraw", "sign_again"})


def may_meeting(meeting: Meeting, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may take a step of a meeting now."""
    return first_refusal(
        (
            lambda: step_open(meeting, MEETING_STEPS[step], by, inputs, MeetingState),
            lambda: begun(meeting) if step == "hold" else ALLOW,
        )
    )


def may_decision(decision: MeetingDecision, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may take a step of a decision now."""
    return step_open(decision, DECISION_STEPS[step], by, inputs, DecisionState)


def may_activity(activity: Activity, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may take a step of an activity now; a resident (None) signs up."""
    return first_refusal(
        (
            lambda: step_open(activity, ACTIVITY_STEPS[step], by, inputs, ActivityState, residents=SIGNING_UP),
            lambda: begun(activity) if step == "hold" else ALLOW,
        )
    )


def begun(row: Meeting | Activity) -> Decision:
    """What has not begun was not held."""
    if row.starts_at <= clock.now():
        return ALLOW
    return refuse("not_begun", _("It has not begun yet."))


def may_sign_up(activity: Activity, household: Household, by: Any, people: int = 1) -> Decision:
    """Whether this household may sign up: by staff, or (None) on its own phone."""
    return first_refusal(
        (
            lambda: may_activity(activity, "sign_up", by),
            lambda: ALLOW if by is None else sees(household, by),
            lambda: same_community(activity.community_id, household),
            lambda: still_here(household),
            lambda: in_time(activity),
            lambda: room_for(activity, people),
        )
    )


def in_time(activity: Activity) -> Decision:
    """Whether one still signs up; asks no query."""
    if clock.now() < (activity.sign_up_until or activity.starts_at):
        return ALLOW
    return refuse("too_late", _("Signing up is over. Who simply comes is noted at the door."))


def room_for(activity: Activity, people: int) -> Decision:
    """Whether so many places are left; asks no query."""
    left = activity.places_left
    if left is None or people <= left:
        return ALLOW
    return refuse("full", _("So many places are not left: %(n)s.") % {"n": left}, field="people")


def may_signed(sign_up: SignUp, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by`, or (None) the household, may withdraw, or sign up again."""
    return first_refusal(
        (
            lambda: step_open(sign_up, SIGN_UP_WORKFLOW.by_name[step], by, inputs, SignUpState, residents=RESIDENTS),
            lambda: _announced(sign_up.activity),
            lambda: in_time(sign_up.activity) if by is None or step == "sign_again" else ALLOW,
            lambda: room_for(sign_up.activity, sign_up.people) if step == "sign_again" else ALLOW,
        )
    )


def _announced(activity: Activity) -> Decision:
    if activity.state == ActivityState.ANNOUNCED:
        return ALLOW
    return refuse("wrong_state", _("This activity is over or was cancelled."))


def meeting_steps_for(meeting: Meeting, by: Any) -> list[Transition]:
    """The steps of a meeting that `by` may take now."""
    return open_steps(MEETING_STEPS, may_meeting, meeting, by)


def decision_steps_for(decision: MeetingDecision, by: Any) -> list[Transition]:
    """The steps of a decision that `by` may take now."""
    return open_steps(DECISION_STEPS, may_decision, decision, by)


def activity_steps_for(activity: Activity, by: Any) -> list[Transition]:
    """The steps of an activity that `by` may take now."""
    return open_steps(ACTIVITY_STEPS, may_activity, activity, by)
