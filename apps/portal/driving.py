"""The driver's phone: whose trips, the boarding list as it stands, and what was ticked without a signal."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.roles import Role
from apps.core import clock
from apps.core.decisions import refuse
from apps.core.errors import InvalidInput, Refused
from apps.core.requests import key_of
from apps.portal.ticks import take_each
from apps.portal.workers import view_of
from apps.shuttles.actions import BY_STEP, boarding_sync
from apps.shuttles.models import Trip
from apps.shuttles.times import moment
from apps.shuttles.workflow import RUNNING, TripState

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


def take(trip: Trip, by: Any, ticks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Enter ticks and steps, and answer each."""
    return take_each(ticks, lambda tick: _enter(trip, by, tick))


def _enter(trip: Trip, by: Any, tick: dict[str, Any]) -> None:
    """Raises DomainError where it is refused, or was before."""
    if tick.get("what") == "step":
        _step(trip, by, tick)
        return
    noted = boarding_sync(trip=trip, by=by, ticks=[{"at": clock.now().isoformat(), **tick}])[0]
    if noted["code"]:
        raise Refused(refuse(noted["code"], noted["message"] or _("This was refused before.")))


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
