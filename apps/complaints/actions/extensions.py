"""More time: asked for by the handler, decided by a manager who did not ask."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.complaints.actions.stepping import asked, take
from apps.complaints.clocks import clocks_on, shift_clock
from apps.complaints.models import Complaint, ComplaintExtension
from apps.complaints.models.extension import MOST_DAYS
from apps.core import clock
from apps.core.errors import InvalidInput


@transaction.atomic
def complaint_extend(*, complaint: Complaint, by: Any, days: int, why: str = "") -> Complaint:
    """Ask for so many more days (working days, unless the clock runs around the clock)."""
    row = asked(complaint, "extend", by, days=days, why=why)
    if not 1 <= int(days) <= MOST_DAYS:
        raise InvalidInput(_("More time is between 1 and 60 days."), field="days")
    ComplaintExtension.objects.create(
        complaint=row, community_id=row.community_id, days=int(days), why=why.strip(), asked_by=by
    )
    return take(row, "extend", by, why=why, facts={"days": int(days)})


def _decide(row: Complaint, by: Any, *, granted: bool) -> ComplaintExtension:
    extension = row.extensions.undecided().get()
    extension.decided_by, extension.decided_at, extension.granted = by, clock.now(), granted
    extension.save()
    return extension


@transaction.atomic
def complaint_grant_extension(*, complaint: Complaint, by: Any, why: str = "") -> Complaint:
    """Grant the time that was asked for; the resolution moves on."""
    row = asked(complaint, "grant_extension", by, why=why)
    days = _decide(row, by, granted=True).days
    shift_clock(row, clocks_on(timezone.localdate(row.clock_start)).days(row.urgency, days))
    return take(row, "grant_extension", by, why=why, facts={"days": days})


@transaction.atomic
def complaint_refuse_extension(*, complaint: Complaint, by: Any, why: str = "") -> Complaint:
    """Do not grant it; the clock stays."""
    row = asked(complaint, "refuse_extension", by, why=why)
    days = _decide(row, by, granted=False).days
    return take(row, "refuse_extension", by, why=why, facts={"days": days})
