"""Where a household really lives, from a day on."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.errors import InvalidInput
from apps.core.periods import since
from apps.core.text import squash
from apps.households.actions.recording import keep, locked
from apps.households.models import Household, Presence


@transaction.atomic
def presence_record(
    *, household: Household, by: Any, status: str, start: date, place: str = "", reason: str = "",
    months_at_home: int | None = None,
) -> Presence:  # fmt: skip
    """From `start` on the household lives so. What held before ends that day; said of the same day, it is corrected.

    `reason` says why there are two homes or why they moved back, `months_at_home` (0–12 a year) only of two homes.
    Raises Refused (`not_your_role`, `not_in_scope`, `has_left`) and InvalidInput for a day to come (`future`), or one
    before the last record (`too_early`): the past is corrected under “Edit”, where it stands in order.
    """
    household = locked(household, by)
    if start > clock.today():
        raise InvalidInput(
            _("This day is still to come. Enter the day from which it holds."), code="future", field="start"
        )
    last = Presence.objects.filter(household=household).order_by("period").last()
    if last is not None and last.started == start:
        last.status, last.place, last.reason, last.months_at_home = status, squash(place), reason, months_at_home
        keep(last)
        return last
    if last is not None and last.started is not None:
        if start < last.started or (last.ended is not None and start < last.ended):
            said = _("Something is recorded for a later day already. Enter a later day, or correct it under “Edit”.")
            raise InvalidInput(said, code="too_early", field="start")
        if last.ended is None:
            last.period = since(last.started, start)
            last.save()
    row = Presence(
        community_id=household.community_id,
        household=household,
        status=status,
        place=squash(place),
        reason=reason,
        months_at_home=months_at_home,
        period=since(start),
    )
    keep(row)
    return row
