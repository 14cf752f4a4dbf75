"""Proposing, requesting and approving the erasure of households that left long ago."""

from calendar import monthrange
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.accounts.actions import access_record
from apps.accounts.models import AccessKind
from apps.core import clock
from apps.core.errors import InvalidInput, ensure
from apps.core.rowscope import elevated
from apps.core.rules import value_of
from apps.core.text import prose
from apps.households.models import Erasure, Household
from apps.households.models.erasure import WORKFLOW, ErasureState
from apps.households.privacy import erasing
from apps.households.privacy.policies import may
from apps.households.privacy.rules import KEEP_YEARS


def due_before(today: date) -> date:
    """Households that left on or before this day are due, as the rule says."""
    month = today.year * 12 + today.month - 1 - round(12 * float(value_of(KEEP_YEARS.key, today)))
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


@transaction.atomic
def erasures_propose() -> int:
    """List what is due; nothing is erased here, ever. How many were added or proposed again."""
    today = clock.today()
    gone = Household.objects.filter(left_on__lte=due_before(today), erasure__isnull=True).order_by("pk")
    rows = [Erasure(household=row, community_id=row.community_id, due_on=today) for row in gone]
    Erasure.objects.bulk_create(rows)
    again = Erasure.objects.select_for_update(of=("self",)).filter(state=ErasureState.KEPT, keep_until__lte=today)
    kept = list(again.order_by("pk"))
    for row in kept:
        WORKFLOW.move(row, "propose")
        row.save()
    return len(rows) + len(kept)


@transaction.atomic
def erasure_request(*, erasure: Erasure, by: Any, why: str) -> Erasure:
    """Ask for it. Somebody else approves. Raises Refused, InvalidInput (`reason_needed`)."""
    locked = _lock(erasure, "request", by)
    locked.why, locked.requested_by, locked.requested_at = _reason(why), by, clock.now()
    return _move(locked, "request")


@transaction.atomic
def erasure_keep(*, erasure: Erasure, by: Any, why: str, until: date) -> Erasure:
    """Still needed (a lawsuit, an audit): proposed again after `until`. Raises Refused, InvalidInput."""
    locked = _lock(erasure, "keep", by)
    if until <= clock.today():
        raise InvalidInput(_("Choose a day to come."), code="past", field="until")
    locked.why, locked.keep_until, locked.requested_by, locked.requested_at = _reason(why), until, None, None
    return _move(locked, "keep")


@transaction.atomic
def erasure_refuse(*, erasure: Erasure, by: Any, why: str) -> Erasure:
    """Turn a request down; the household stays on the list. Raises Refused, InvalidInput."""
    locked = _lock(erasure, "refuse", by)
    locked.why, locked.requested_by, locked.requested_at = _reason(why), None, None
    return _move(locked, "refuse")


@transaction.atomic
def household_erase(*, erasure: Erasure, by: Any, address: str | None = None) -> Erasure:
    """Approve and erase, at once and for good. What remains: the erasure's row, the household without names, figures.

    Raises Refused: `four_eyes`, `wrong_state`, `came_back`, `import_open`, `not_your_role`, `not_in_scope`.
    """
    household = Household.objects.select_for_update(of=("self",)).get(pk=erasure.household_id)
    locked = _lock(erasure, "erase", by)
    with elevated("rosters and merges that name the household may span communities"):
        counts = erasing.blank(household)
    locked.approved_by, locked.approved_at, locked.counts = by, clock.now(), counts
    _move(locked, "erase")
    access_record(
        staff=by, kind=AccessKind.ERASED, subject=household, field=f"requested_by:{locked.requested_by_id}",
        reason=locked.why, address=address,
    )  # fmt: skip
    return locked


def _lock(erasure: Erasure, step: str, by: Any) -> Erasure:
    locked = Erasure.objects.select_for_update(of=("self",)).select_related("household").get(pk=erasure.pk)
    ensure(may(locked, step, by))
    return locked


def _move(erasure: Erasure, step: str) -> Erasure:
    WORKFLOW.move(erasure, step)
    erasure.save()
    return erasure


def _reason(why: str) -> str:
    words = prose(why)[:200]
    if len(words) < 4:
        raise InvalidInput(_("Write why, in at least four characters."), code="reason_needed", field="why")
    return words
