"""The timetable of a season as people read it: one board for each route and day type, stops down, departures across."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from apps.core.periods import lasting
from apps.shuttles.models import Run, ServicePattern, ShuttleRoute, ShuttleSeason
from apps.shuttles.times import clock_words


@dataclass(frozen=True, slots=True)
class Board:
    """The runs of a route on days of one type, in order; `lines` holds each stop with its time in every run."""

    route: ShuttleRoute
    pattern: ServicePattern
    runs: list[Run]
    lines: list[tuple[Any, list[str]]]


def boards_of(season: ShuttleSeason) -> list[Board]:
    """The boards of a season by day type, then route; runs that have ended are left out. Three queries."""
    runs = season.runs.filter(lasting("ended_on", season.ahead_from)).select_related(
        "route", "pattern", "vehicle", "driver"
    )
    rows = runs.prefetch_related("route__stops__stop").order_by(
        "pattern__name", "pattern", "route__code", "route", "departs_at", "pk"
    )
    return [_board(list(found)) for _key, found in groupby(rows, key=lambda run: (run.pattern_id, run.route_id))]


def _board(runs: list[Run]) -> Board:
    route = runs[0].route
    stops = sorted(route.stops.all(), key=lambda one: one.place)
    lines = [(one.stop, [clock_words(run.departs_at + one.minutes) for run in runs]) for one in stops]
    return Board(route, runs[0].pattern, runs, lines)


def by_pattern(boards: Iterable[Board]) -> list[tuple[ServicePattern, list[Board]]]:
    """The boards of each day type together."""
    return [(found[0].pattern, found) for _key, group in groupby(boards, key=lambda one: one.pattern.pk)
            if (found := list(group))]  # fmt: skip
