"""What the manager decides when a complaint has come in."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.complaints.actions.stepping import asked, take
from apps.complaints.clocks import set_clocks
from apps.complaints.models import Complaint
from apps.complaints.vocabulary import Urgency
from apps.core import clock
from apps.core.errors import InvalidInput


def _set_urgency(complaint: Complaint, urgency: str) -> dict[str, str]:
    """Give it another clock; the due moments follow from its start. Returns the facts for the log."""
    if urgency not in Urgency.values:
        raise InvalidInput(_("Choose the clock."), field="urgency")
    before, complaint.urgency = complaint.urgency, urgency
    if before == urgency:
        return {}
    set_clocks(complaint)
    return {"urgency_before": before, "urgency": urgency}


def _settled(complaint: Complaint) -> None:
    """Over for the community; a request for more time falls away with the work."""
    complaint.closed_at = clock.now()
    complaint.extensions.undecided().update(decided_at=complaint.closed_at)


@transaction.atomic
def complaint_accept(*, complaint: Complaint, by: Any, why: str = "", urgency: str = "") -> Complaint:
    """签收: the community takes it up; `urgency` may give it another clock."""
    row = asked(complaint, "accept", by, why=why)
    row.accepted_at = clock.now()
    facts = _set_urgency(row, urgency) if urgency else {}
    return take(row, "accept", by, why=why, at=row.accepted_at, facts=facts)


@transaction.atomic
def complaint_set_urgency(*, complaint: Complaint, by: Any, urgency: str, why: str = "") -> Complaint:
    """Give it another clock, with a reason; all due moments are computed anew."""
    row = asked(complaint, "set_urgency", by, urgency=urgency, why=why)
    facts = _set_urgency(row, urgency)
    if not facts:
        raise InvalidInput(_("It already has this clock."), code="same_urgency", field="urgency")
    return take(row, "set_urgency", by, why=why, facts=facts)


@transaction.atomic
def complaint_transfer(*, complaint: Complaint, by: Any, why: str = "") -> Complaint:
    """Pass it to the township: beyond the community's powers. The reason is read by the resident."""
    row = asked(complaint, "transfer", by, why=why)
    _settled(row)
    return take(row, "transfer", by, why=why, at=row.closed_at)


@transaction.atomic
def complaint_reject(*, complaint: Complaint, by: Any, why: str = "") -> Complaint:
    """Do not take it up, with a reason that the resident reads."""
    row = asked(complaint, "reject", by, why=why)
    _settled(row)
    return take(row, "reject", by, why=why, at=row.closed_at)


@transaction.atomic
def complaint_merge(*, complaint: Complaint, by: Any, into: Complaint | None, why: str = "") -> Complaint:
    """The same matter was reported before: deal with it there. Its own page then follows that one."""
    row = asked(complaint, "merge", by, into=into, why=why)
    row.merged_into = into
    _settled(row)
    return take(row, "merge", by, why=why, at=row.closed_at, facts={"into": str(into)})
