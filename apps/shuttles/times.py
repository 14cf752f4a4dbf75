"""Times of a service day, which may pass midnight: a run of 23:40 arrives at minute 1510 of its day, 01:10 of the next.

Minutes count from local midnight at the beginning of the service day (Asia/Shanghai, which keeps one time all year).
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.shuttles.models import Run, ShuttleStop, Trip

DAY = 1440


def moment(day: date, minutes: int) -> datetime:
    """The aware moment so many minutes into a service day."""
    return datetime.combine(day, time(), timezone.get_default_timezone()) + timedelta(minutes=minutes)


def minute_of(day: date, at: datetime) -> int:
    """Minutes of a service day at a moment; beyond 1440 on the day after, negative on the day before."""
    return round((at - moment(day, 0)).total_seconds() / 60)


def clock_words(minutes: int) -> str:
    """A minute of the day as people say it: 07:05, next day 01:10."""
    words = f"{minutes % DAY // 60:02}:{minutes % 60:02}"
    return _("next day %(time)s") % {"time": words} if minutes >= DAY else words


def run_times(run: Run) -> list[tuple[ShuttleStop, int]]:
    """The stops of a run with their minute of the service day, in order."""
    stops = run.route.stops.select_related("stop").order_by("place")
    return [(row.stop, run.departs_at + row.minutes) for row in stops]


def boarding_and_leaving(calls: Iterable[tuple[int, Any]]) -> tuple[dict[int, Any], dict[int, Any]]:
    """Of (stop, call) in the order of the way: by stop the call at which people get on, and that at which they get off.
    A loop calls at one stop twice: on at the first, off at the last.
    """
    rows = list(calls)
    return dict(reversed(rows)), dict(rows)


def stop_times(run_or_trip: Any, day: date | None = None) -> list[tuple[ShuttleStop, datetime]]:
    """The stops in order, each with its moment: a trip's own, or a run's on a day."""
    if isinstance(run_or_trip, Trip):
        return [(row.stop, row.due_at) for row in run_or_trip.stops.select_related("stop").order_by("place")]
    if day is None:
        raise TypeError("a run has times on a day only")
    return [(stop, moment(day, minute)) for stop, minute in run_times(run_or_trip)]
