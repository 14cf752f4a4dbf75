"""The way of a complaint through its actions."""

import uuid
from typing import Any

from apps.complaints import actions
from apps.complaints.models import Complaint
from apps.complaints.workflow import State


def test_the_way_from_submission_to_closing(submit: Any, manager: Any, grid_worker: Any) -> None:
    complaint = submit()
    complaint = actions.complaint_accept(complaint=complaint, by=manager)
    complaint = actions.complaint_assign(complaint=complaint, by=manager, handler=grid_worker)
    complaint = actions.complaint_start(complaint=complaint, by=grid_worker)
    complaint = actions.complaint_resolve(complaint=complaint, by=grid_worker, why="换了灯泡")
    complaint = actions.complaint_call_back(complaint=complaint, by=manager, satisfaction="satisfied")
    assert complaint.state == State.CLOSED
    log = complaint.steps.values_list("step", "from_state", "to_state", "by__username")
    assert list(log) == [
        ("submit", "", "submitted", None),
        ("accept", "submitted", "accepted", "manager"),
        ("assign", "accepted", "assigned", "manager"),
        ("start", "assigned", "in_progress", "grid"),
        ("resolve", "in_progress", "resolved", "grid"),
        ("call_back", "resolved", "closed", "manager"),
    ]


def test_the_same_form_sent_twice_is_one_complaint(submit: Any, county: Any) -> None:
    key = uuid.uuid4()
    first = submit(client_id=key)
    again, new = actions.complaint_submit(
        community=county.own, category="noise", channel="phone_page", client_id=str(key)
    )
    assert (again.pk, new) == (first.pk, False)
    assert Complaint.objects.count() == 1
    assert again.category == "damage"
