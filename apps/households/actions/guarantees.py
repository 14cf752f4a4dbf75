"""Checks of the two assurances, three guarantees and drinking water."""

from datetime import date
from functools import partial
from typing import Any

from django.db import transaction

from apps.core import clock
from apps.core.text import prose
from apps.households.actions.recording import keep, locked, not_future
from apps.households.models import GuaranteeCheck, Household
from apps.households.policies import may_tell


@transaction.atomic
def guarantee_check(
    *, household: Household, by: Any, guarantee: str, result: str, grade: str = "", checked_on: date | None = None,
    note: str = "",
) -> GuaranteeCheck:  # fmt: skip
    """What a check found, on its day. Earlier checks stay; the newest counts. `grade` (A–D) is for housing only."""
    home = locked(household, by, decision=partial(may_tell, noun="guaranteecheck"))
    checked_on = checked_on or clock.today()
    not_future(checked_on, "checked_on")
    row = GuaranteeCheck(
        household=home,
        community_id=home.community_id,
        guarantee=guarantee,
        result=result,
        grade=grade,
        checked_on=checked_on,
        note=prose(note),
    )
    keep(row)
    return row


@transaction.atomic
def guarantee_withdraw(*, check: GuaranteeCheck, by: Any) -> GuaranteeCheck:
    """A check that was entered by mistake counts no more; the one before it does again."""
    locked(check.household, by)
    row = GuaranteeCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
    row.withdrawn = True
    keep(row)
    return row
