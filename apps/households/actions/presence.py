"""Where a household really lives, from a day on."""

from datetime import date
from functools import partial
from typing import Any

from django.db import transaction

from apps.core.text import squash
from apps.households.actions.recording import locked
from apps.households.actions.spans import hold_from
from apps.households.models import Household, Presence
from apps.households.policies import may_tell


@transaction.atomic
def presence_record(
    *, household: Household, by: Any, status: str, start: date, place: str = "", reason: str = "",
    months_at_home: int | None = None,
) -> Presence:  # fmt: skip
    """From `start` on the household lives so, until the next day of which something is recorded.

    What held before ends that day; said of the same day, it is corrected.

    `reason` says why there are two homes or why they moved back, `months_at_home` (0–12 a year) only of two homes.
    Raises Refused (`not_your_role`, `not_in_scope`, `has_left`) and InvalidInput for a day to come (`future`).
    """
    home = locked(household, by, decision=partial(may_tell, noun="presence"))
    values = {"status": status, "place": squash(place), "reason": reason, "months_at_home": months_at_home}
    return hold_from(Presence, home, start, values)
