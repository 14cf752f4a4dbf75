"""What all steps share: lock and ask, then move, save and log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from apps.complaints.models import Complaint, ComplaintStep
from apps.complaints.policies import may
from apps.complaints.workflow import TOLD, WHY_IS_PUBLIC, WORKFLOW
from apps.core import clock
from apps.core.errors import ensure
from apps.core.events import emit

RESIDENT = "resident"


def locked(complaint: Complaint) -> Complaint:
    """The row as it is now, held until the transaction ends; who reported it stays encrypted and is never rewritten."""
    rows = Complaint.objects.select_for_update(of=("self",)).defer("reporter_name", "reporter_phone")
    return rows.get(pk=complaint.pk)


def asked(complaint: Complaint, step: str, by: Any, **inputs: Any) -> Complaint:
    """The locked row, after the policy has allowed the step. Raises Refused."""
    row = locked(complaint)
    ensure(may(row, step, by, inputs))
    return row


def take(
    complaint: Complaint,
    step: str,
    by: Any,
    *,
    why: str = "",
    at: datetime | None = None,
    to_staff: Any = None,
    public: bool | None = None,
    facts: Mapping[str, Any] | None = None,
    by_label: str = "",
) -> Complaint:
    """Move along the step where it moves, save the row, append the log row, and tell listeners after commit."""
    source, target = complaint.state, complaint.state
    if TOLD[step].target:
        source, target = WORKFLOW.move(complaint, step)
    complaint.save()
    row = ComplaintStep.objects.create(
        complaint=complaint,
        community_id=complaint.community_id,
        step=step,
        from_state=source,
        to_state=target,
        by=by,
        by_label=by_label,
        why=why.strip(),
        at=at or clock.now(),
        to_staff=to_staff,
        public=step in WHY_IS_PUBLIC if public is None else public,
        facts=dict(facts or {}),
    )
    emit(f"complaint.{step}", complaint_id=complaint.pk, step_id=row.pk)
    return complaint
