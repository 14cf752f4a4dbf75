"""The days of a season that follows the farm calendar, also one that is said in lunar months."""

from datetime import date
from typing import Any

from apps.core import clock
from apps.farmland.seasons import next_span


def with_days(values: dict[str, Any], day: date | None = None) -> dict[str, Any]:
    """The fields of a season: days that are missing are those of its busy season that holds on the day (today) or
    comes next. A busy season of lunar months has other days each year, and a leap month inside belongs to it.
    """
    busy = values.get("busy_season")
    if busy is None or (values.get("first_day") and values.get("last_day")):
        return values
    span = next_span(busy, day or clock.today())
    return {
        **values,
        "first_day": values.get("first_day") or span.first,
        "last_day": values.get("last_day") or span.last,
    }
