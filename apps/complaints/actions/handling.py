"""The work on a complaint."""

from typing import Any

from django.db import transaction

from apps.complaints.actions.stepping import RESIDENT, asked, take
from apps.complaints.clocks import call_back_due, end_pause
from apps.complaints.models import Complaint
from apps.complaints.workflow import MOST_HAND_BACKS
from apps.core import clock


@transaction.atomic
def complaint_assign(*, complaint: Complaint, by: Any, handler: Any, why: str = "") -> Complaint:
    """派单: ask somebody to deal with it. After two hand-backs the assignment is final."""
    row = asked(complaint, "assign", by, handler=handler, why=why)
    row.handler = handler
    facts = {"final": True} if row.hand_backs >= MOST_HAND_BACKS else {}
    return take(row, "assign", by, why=why, to_staff=handler, facts=facts)


@transaction.atomic
def complaint_hand_back(*, complaint: Complaint, by: Any, why: str = "") -> Complaint:
    """退单: it is not for this handler. Counted; the manager assigns it again."""
    row = asked(complaint, "hand_back", by, why=why)
    row.handler = None
    row.hand_backs += 1
    row.extensions.undecided().update(decided_at=clock.now())
    return take(row, "hand_back", by, why=why, facts={"count": row.hand_backs})


@transaction.atomic
def complaint_start(*, complaint: Complaint, by: Any, why: str = "") -> Complaint:
    """The handler begins."""
    return take(asked(complaint, "start", by, why=why), "start", by, why=why)


@transaction.atomic
def complaint_contact(*, complaint: Complaint, by: Any, why: str = "") -> Complaint:
    """Somebody has spoken with the resident; the first time stops the clock of first contact."""
    row = asked(complaint, "contact", by, why=why)
    row.contacted_at = row.contacted_at or clock.now()
    return take(row, "contact", by, why=why)


@transaction.atomic
def complaint_ask_info(*, complaint: Complaint, by: Any, why: str = "") -> Complaint:
    """Ask the resident for what is missing; the clock stands still until it comes. Who asks before it was given to
    anybody deals with it."""
    row = asked(complaint, "ask_info", by, why=why)
    now = clock.now()
    row.handler = row.handler or by
    row.contacted_at = row.contacted_at or now
    row.paused_at = now
    return take(row, "ask_info", by, why=why, at=now)


@transaction.atomic
def complaint_give_info(*, complaint: Complaint, by: Any, why: str = "") -> Complaint:
    """What was missing has come (`why` says what); the clock goes on with the time it had left."""
    row = asked(complaint, "give_info", by, why=why)
    now = clock.now()
    end_pause(row, now)
    return take(row, "give_info", by, why=why, at=now)


def info_from_resident(row: Complaint, text: str) -> Complaint:
    """The same, sent by the resident; the caller holds the lock."""
    now = clock.now()
    end_pause(row, now)
    return take(row, "give_info", None, why=text, at=now, public=True, by_label=RESIDENT)


@transaction.atomic
def complaint_resolve(*, complaint: Complaint, by: Any, why: str = "") -> Complaint:
    """Dealt with; `why` says what was done and is read by the resident. The call-back falls due."""
    row = asked(complaint, "resolve", by, why=why)
    now = clock.now()
    row.resolved_by, row.resolved_at = by, now
    row.contacted_at = row.contacted_at or now
    row.call_back_due = call_back_due(now)
    row.extensions.undecided().update(decided_at=now)
    return take(row, "resolve", by, why=why, at=now)
