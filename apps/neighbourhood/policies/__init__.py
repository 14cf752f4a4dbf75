"""Who may do what in community life, and why not. Every face asks here.

First whether it is this person's business at all (nothing else is told to strangers), then what can be mended. `by` is
None where a resident acts on the phone.
"""

from apps.neighbourhood.policies.competitions import (
    may,
    may_mark,
    may_object,
    may_objection,
    may_plan,
    objection_steps_for,
    steps_for,
)
from apps.neighbourhood.policies.points import (
    award_steps_for,
    may_award,
    may_award_step,
    may_redeem,
    may_redemption,
    may_write_off,
    redemption_steps_for,
)
from apps.neighbourhood.policies.together import (
    activity_steps_for,
    decision_steps_for,
    in_time,
    may_activity,
    may_decision,
    may_meeting,
    may_sign_up,
    may_signed,
    meeting_steps_for,
)

__all__ = [
    "activity_steps_for",
    "award_steps_for",
    "decision_steps_for",
    "in_time",
    "may",
    "may_activity",
    "may_award",
    "may_award_step",
    "may_decision",
    "may_mark",
    "may_meeting",
    "may_object",
    "may_objection",
    "may_plan",
    "may_redeem",
    "may_redemption",
    "may_sign_up",
    "may_signed",
    "may_write_off",
    "meeting_steps_for",
    "objection_steps_for",
    "redemption_steps_for",
    "steps_for",
]
