"""The timetable: seasons, patterns of days with their exceptions, routes, and runs."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core import clock
from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.text import prose
from apps.shuttles.actions.register import asked_row, set_known
from apps.shuttles.calendar.season import with_days
from apps.shuttles.models import (
    RouteStop,
    Run,
    ServiceException,
    ServicePattern,
    ShuttleRoute,
    ShuttleSeason,
    ShuttleStop,
)
from apps.shuttles.policies import may_plan

SEASON_FIELDS = ("name", "purpose", "first_day", "last_day", "busy_season", "note")
PATTERN_FIELDS = ("name", "weekdays", "on_holidays", "on_makeup_days")
ROUTE_FIELDS = ("code", "name", "purpose", "fare_yuan", "closed_on", "note")
RUN_FIELDS = ("route", "pattern", "departs_at", "vehicle", "driver", "accessible", "note")
Call = tuple[ShuttleStop, int, Decimal | float]


@transaction.atomic
def season_register(*, community: Community, by: Any, **values: Any) -> ShuttleSeason:
    """Register a season with its SEASON_FIELDS; without days it has those of its busy season. Raises Refused,
    InvalidInput.
    """
    ensure(may_plan(community, by))
    return set_known(ShuttleSeason(community=community), SEASON_FIELDS, with_days(values))


@transaction.atomic
def season_change(*, season: ShuttleSeason, by: Any, **values: Any) -> ShuttleSeason:
    """Change SEASON_FIELDS; trips that are laid stay as they are."""
    return set_known(asked_row(season, by), SEASON_FIELDS, values)


@transaction.atomic
def pattern_register(*, community: Community, by: Any, **values: Any) -> ServicePattern:
    """Register a pattern of days with its PATTERN_FIELDS."""
    ensure(may_plan(community, by))
    return set_known(ServicePattern(community=community), PATTERN_FIELDS, values)


@transaction.atomic
def pattern_change(*, pattern: ServicePattern, by: Any, **values: Any) -> ServicePattern:
    """Change PATTERN_FIELDS; trips that are laid stay as they are."""
    return set_known(asked_row(pattern, by), PATTERN_FIELDS, values)


@transaction.atomic
def exception_set(*, pattern: ServicePattern, by: Any, day: date, runs: bool, why: str = "") -> ServiceException:
    """On this day the pattern runs, or does not, whatever its days say; said again, the last word counts."""
    row = asked_row(pattern, by)
    known = ServiceException.objects.filter(pattern=row, day=day).first()
    found = known or ServiceException(pattern=row, day=day)
    found.runs, found.why = runs, prose(why)[:120]
    return checked(found)


@transaction.atomic
def exception_drop(*, exception: ServiceException, by: Any) -> None:
    """The day is as the pattern says again."""
    asked_row(exception.pattern, by)
    exception.delete()


@transaction.atomic
def route_register(*, community: Community, by: Any, stops: Sequence[Call], **values: Any) -> ShuttleRoute:
    """Register a route with its ROUTE_FIELDS over (stop, minutes, km) from the first stop on."""
    ensure(may_plan(community, by))
    row: ShuttleRoute = set_known(ShuttleRoute(community=community), ROUTE_FIELDS, values)
    _lay(row, stops)
    return row


@transaction.atomic
def route_change(*, route: ShuttleRoute, by: Any, stops: Sequence[Call] | None = None, **values: Any) -> ShuttleRoute:
    """Change ROUTE_FIELDS, or the way (`stops`); trips that are laid keep theirs."""
    row: ShuttleRoute = set_known(asked_row(route, by), ROUTE_FIELDS, values)
    if stops is not None:
        row.stops.all().delete()
        _lay(row, stops)
    return row


def _lay(route: ShuttleRoute, calls: Sequence[Call]) -> None:
    """The stops of a route in order: later at each, never back."""
    if len(calls) < 2:
        raise InvalidInput(_("A route has at least two stops."), field="stops")
    if {stop.community_id for stop, _minutes, _km in calls} != {route.community_id}:
        raise InvalidInput(_("Choose stops of this community."), field="stops")
    first, *later = calls
    before = (first[1], float(first[2]))
    if before != (0, 0.0):
        raise InvalidInput(_("Minutes and kilometres count from the first stop, which has none."), field="stops")
    for _stop, minutes, km in later:
        if minutes <= before[0] or float(km) < before[1]:
            raise InvalidInput(_("Each stop is reached after the one before it."), field="stops")
        before = (minutes, float(km))
    for place, (stop, minutes, km) in enumerate(calls):
        checked(RouteStop(route=route, stop=stop, place=place, minutes=minutes, km=Decimal(str(km))))


@transaction.atomic
def run_add(*, season: ShuttleSeason, by: Any, **values: Any) -> Run:
    """Add a line to a season's timetable, with its RUN_FIELDS."""
    ensure(may_plan(season.community, by))
    row = Run(season=season, community_id=season.community_id)
    _of_community(season.community_id, values)
    return set_known(row, RUN_FIELDS, values)


@transaction.atomic
def run_change(*, run: Run, by: Any, **values: Any) -> Run:
    """Change RUN_FIELDS; trips that are laid stay as they are."""
    row = asked_row(run, by)
    _of_community(row.community_id, values)
    return set_known(row, RUN_FIELDS, values)


@transaction.atomic
def run_end(*, run: Run, by: Any, day: date | None = None) -> Run:
    """From this day (today) on it does not run; trips that are laid after it are to be cancelled one by one."""
    row = asked_row(run, by)
    row.ended_on = day or clock.today()
    return checked(row)


def _of_community(community: int, values: dict[str, Any]) -> None:
    for name in ("route", "pattern", "vehicle", "driver"):
        if (row := values.get(name)) is not None and row.community_id != community:
            raise InvalidInput(_("Choose one of this community."), field=name)
