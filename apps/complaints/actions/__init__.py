"""What can be done to a complaint: the only writers of it. One verb each.

Every action is atomic: it locks the row, asks the policy (errors.Refused), changes, appends the step, and tells
listeners after the commit (`complaint.<step>` with `complaint_id` and `step_id`). It returns the fresh complaint.
"""

from collections.abc import Callable
from typing import Any

from apps.complaints.actions.extensions import (
    complaint_extend,
    complaint_grant_extension,
    complaint_refuse_extension,
)
from apps.complaints.actions.handling import (
    complaint_ask_info,
    complaint_assign,
    complaint_contact,
    complaint_give_info,
    complaint_hand_back,
    complaint_resolve,
    complaint_start,
)
from apps.complaints.actions.intake import (
    complaint_accept,
    complaint_merge,
    complaint_reject,
    complaint_set_urgency,
    complaint_transfer,
)
from apps.complaints.actions.notes import complaint_note, complaint_reveal
from apps.complaints.actions.outcome import complaint_call_back, complaint_rate, complaint_reopen
from apps.complaints.actions.submit import complaint_submit

# Step name → action; the faces call steps by name.
BY_STEP: dict[str, Callable[..., Any]] = {
    "accept": complaint_accept,
    "assign": complaint_assign,
    "start": complaint_start,
    "resolve": complaint_resolve,
    "call_back": complaint_call_back,
    "hand_back": complaint_hand_back,
    "ask_info": complaint_ask_info,
    "give_info": complaint_give_info,
    "reopen": complaint_reopen,
    "transfer": complaint_transfer,
    "reject": complaint_reject,
    "merge": complaint_merge,
    "contact": complaint_contact,
    "set_urgency": complaint_set_urgency,
    "extend": complaint_extend,
    "grant_extension": complaint_grant_extension,
    "refuse_extension": complaint_refuse_extension,
}

__all__ = [
    "BY_STEP",
    "complaint_accept",
    "complaint_ask_info",
    "complaint_assign",
    "complaint_call_back",
    "complaint_contact",
    "complaint_extend",
    "complaint_give_info",
    "complaint_grant_extension",
    "complaint_hand_back",
    "complaint_merge",
    "complaint_note",
    "complaint_rate",
    "complaint_refuse_extension",
    "complaint_reject",
    "complaint_reopen",
    "complaint_resolve",
    "complaint_reveal",
    "complaint_set_urgency",
    "complaint_start",
    "complaint_submit",
    "complaint_transfer",
]
