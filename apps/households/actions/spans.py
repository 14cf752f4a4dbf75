"""Facts of a household that exclude each other over time: what is said of a day holds until the next that was said."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from apps.core.periods import since
from apps.households.actions.recording import keep, not_future
from apps.households.models import Household


def hold_from(model: Any, household: Household, start: date, values: Mapping[str, Any]) -> Any:
    """From `start` on this holds, until the next row that is recorded. Said again of the same day, it is corrected.

    What held until then ends on that day; what was recorded of later days stays. Raises InvalidInput `future`.
    """
    not_future(start, "start")
    rows = list(model.objects.select_for_update(of=("self",)).filter(household=household).order_by("period"))
    same = next((row for row in rows if row.started == start), None)
    if same is not None:
        for name, value in values.items():
            setattr(same, name, value)
        keep(same)
        return same
    until = min((row.started for row in rows if row.started > start), default=None)
    before = next((row for row in rows if row.started < start and (row.ended is None or row.ended > start)), None)
    if before is not None:
        until = before.ended
        before.period = since(before.started, start)
        before.save()
    row = model(community_id=household.community_id, household=household, period=since(start, until), **values)
    keep(row)
    return row


def take_back(row: Any) -> None:
    """It never held: what held before goes on to where this one ended. The history keeps the row."""
    first, last = row.started, row.ended
    model = type(row)
    before = model.objects.filter(household=row.household_id, period__endswith=first).order_by("pk").first()
    row.delete()
    if before is not None:
        before.period = since(before.started, last)
        before.save()
