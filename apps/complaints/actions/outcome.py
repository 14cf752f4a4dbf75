"""What the resident says of it, and how it ends or begins again."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.complaints.actions.stepping import RESIDENT, asked, locked, take
from apps.complaints.clocks import set_clocks
from apps.complaints.models import Complaint
from apps.complaints.policies import may_rate
from apps.complaints.vocabulary import VERDICTS, Satisfaction
from apps.complaints.workflow import REOPENED_BY_CALL_BACK
from apps.core import clock
from apps.core.errors import InvalidInput, ensure


@transaction.atomic
def complaint_call_back(*, complaint: Complaint, by: Any, satisfaction: str, why: str = "") -> Complaint:
    """回访: record what the resident said, by somebody who did not deal with it.

    It closes; but the first time a resident is not satisfied, it is taken up again instead (`why` says what is
    still wrong). Not reached closes as unrated.
    """
    row = asked(complaint, "call_back", by, satisfaction=satisfaction, why=why)
    if satisfaction not in Satisfaction.values:
        raise InvalidInput(_("Choose what the resident said."), field="satisfaction")
    unhappy = satisfaction == Satisfaction.DISSATISFIED
    if unhappy and not why.strip():
        raise InvalidInput(_("Write what the resident is not satisfied with."), code="required", field="why")
    now = clock.now()
    row.satisfaction = satisfaction
    facts = {"satisfaction": satisfaction}
    if unhappy and row.reopenings < REOPENED_BY_CALL_BACK:
        _begin_again(row, now)
        return take(row, "reopen", by, why=why, at=now, facts=facts)
    row.called_back_by, row.closed_at = by, now
    return take(row, "call_back", by, why=why, at=now, facts=facts)


@transaction.atomic
def complaint_rate(*, complaint: Complaint, rating: str) -> Complaint:
    """The resident says how it went, before the call-back; said again, the last word counts.

    It closes nothing. The call-back's verdict stands over it; where nobody was reached, it is the verdict.
    """
    row = locked(complaint)
    ensure(may_rate(row))
    if rating not in VERDICTS:
        raise InvalidInput(_("Choose how it went."), field="rating")
    row.own_rating = rating
    return take(row, "rate", None, public=True, facts={"satisfaction": rating}, by_label=RESIDENT)


@transaction.atomic
def complaint_reopen(*, complaint: Complaint, by: Any, why: str = "") -> Complaint:
    """Take it up again: first contact and resolution get new clocks, and it is assigned anew."""
    row = asked(complaint, "reopen", by, why=why)
    now = clock.now()
    _begin_again(row, now)
    return take(row, "reopen", by, why=why, at=now)


def _begin_again(row: Complaint, now: datetime) -> None:
    row.reopenings += 1
    row.reopened_at = now
    row.clock_shift = timedelta()
    row.own_rating = ""
    row.handler = row.resolved_by = row.called_back_by = None
    row.contacted_at = row.resolved_at = row.closed_at = row.call_back_due = None
    set_clocks(row)
