"""The driver's phone: whose trips, the boarding list as it stands, and what was ticked without a signal."""

import json
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.roles import Role
from apps.core import clock
from apps.core.errors import DomainError, InvalidInput
from apps.core.requests import key_of
from apps.portal.workers import view_of
from apps.shuttles.actions import BY_STEP, boarding_sync
from apps.shuttles.models import Trip
from apps.shuttles.times import moment
from apps.shuttles.workflow import RUNNING, TripState

MOST_TICKS = 500
# Steps that the driver takes; what a step that arrives twice, or late, finds done already.
PAST = {
    "begin_boarding": (TripState.BOARDING, TripState.UNDER_WAY, TripState.DONE),
    "depart": (TripState.UNDER_WAY, TripState.DONE),
    "finish": (TripState.DONE,),
}
LATE_MINUTES = (10, 20, 30, 45, 60)

driver_view = view_of({Role.DRIVER})  # For drivers.


@dataclass(frozen=True, slots=True)
class Day:
    """A day's trips in words: today, tomorrow."""

    words: str
    rows: list[Trip]


def my_trips(user: Any) -> list[Day]:
    """Trips of today and tomorrow, after those of yesterday that are still on the road."""
    start = moment(clock.today(), 0)
    rows = Trip.objects.visible_to(user).select_related("route", "vehicle").order_by("starts_at", "pk")
    near = rows.filter(starts_at__gte=start, starts_at__lt=start + timedelta(days=2))
    by_day = {day: list(trips) for day, trips in groupby(near, key=lambda trip: timezone.localdate(trip.starts_at))}
    still = list(rows.filter(starts_at__lt=start, starts_at__gte=start - timedelta(days=1), state__in=RUNNING))
    named = ((_("Today"), clock.today()), (_("Tomorrow"), clock.today() + timedelta(days=1)))
    days = [Day(words, by_day.get(day, [])) for words, day in named]
    return [Day(_("Still on the road"), still), *days] if still else days


def read_ticks(data: QueryDict) -> list[dict[str, Any]]:
    """What the page's script sent as JSON, or the one button of a page without scripts. Raises InvalidInput."""
    if "ticks" not in data:
        return [{key: value for key, value in data.items() if key != "csrfmiddlewaretoken"}]
    try:
        found = json.loads(str(data["ticks"]))
    except ValueError:
        found = None
    if not isinstance(found, list) or len(found) > MOST_TICKS or not all(isinstance(each, dict) for each in found):
        raise InvalidInput(_("This list cannot be read. Please load the page again."), code="unreadable")
    return found


def take(trip: Trip, by: Any, ticks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Enter ticks and steps in the order of the taps; one that is refused does not stop those after it.

    Each is answered by {"id", "ok", "code", "message"}.
    """
    return [_answered(trip, by, tick) for tick in ticks]


def _answered(trip: Trip, by: Any, tick: dict[str, Any]) -> dict[str, Any]:
    answer = {"id": str(tick.get("id", "")), "ok": True, "code": "", "message": ""}
    try:
        if tick.get("what") == "step":
            _step(trip, by, tick)
            return answer
        noted = boarding_sync(trip=trip, by=by, ticks=[{"at": clock.now().isoformat(), **tick}])[0]
    except DomainError as error:
        return answer | {"ok": False, "code": error.code, "message": str(error.message)}
    words = noted["message"] or (_("This was refused before.") if noted["code"] else "")
    return answer | {"ok": not noted["code"], "code": noted["code"], "message": words}


def _step(trip: Trip, by: Any, tick: dict[str, Any]) -> None:
    """Take a step of the trip, unless it was taken already: by this phone before, or by the office."""
    name, now = str(tick.get("step", "")), Trip.objects.get(pk=trip.pk)
    if name == "report_late":
        minutes = key_of(tick.get("minutes")) or 0
        if now.late_minutes != minutes:
            BY_STEP[name](trip=now, by=by, minutes=minutes, why=str(tick.get("why", ""))[:200])
    elif name not in PAST:
        raise InvalidInput(_("This step is not the driver's."), code="unknown_step")
    elif now.state not in PAST[name]:
        BY_STEP[name](trip=now, by=by)
