"""Minutes from door to door by the real timetable: on foot to a stop, wait, ride, and on foot from the stop.

It answers the one seam of timetables (core.geo.rides), so that ways to fields and gaps of facilities know the shuttles.
The wait is a dated rule of farmland, the same that is assumed where no timetable runs; how far people walk to and from
a stop is one of planning.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.geo.rides import Timetable, add_timetable, places_of
from apps.core.geo.sphere import distances_m
from apps.core.geo.walking import walks_minutes
from apps.core.periods import lasting
from apps.core.rules import value_of
from apps.farmland.rules import DETOUR
from apps.farmland.whatif_rules import SHUTTLE_WAIT
from apps.shuttles.calendar.service import ServiceDays
from apps.shuttles.models import RouteStop, Run
from apps.shuttles.plan_rules import WALK_FROM_STOP
from apps.shuttles.times import clock_words


@dataclass(frozen=True)
class Network:
    """The rides of a day: stops (n, 3), and from stop to stop the quickest minutes (inf: none) and first departure.

    `detour` lengthens ways on foot to and from stops; nobody walks longer than `farthest`, in minutes.
    """

    names: list[str]
    places: np.ndarray
    detour: float
    farthest: float
    rides: np.ndarray
    first: np.ndarray

    def on_foot(self, ends: np.ndarray) -> np.ndarray:
        """Minutes between places (…, 3) and every stop, (…, stops); inf where it is farther than people walk."""
        metres = distances_m(ends[..., [0]], ends[..., [1]], self.places[:, 0], self.places[:, 1])
        found = walks_minutes(metres, self.places[:, 2] - ends[..., [2]], self.detour)
        return np.where(found <= self.farthest, found, np.inf)

    def minutes(self, places: np.ndarray, goals: np.ndarray) -> np.ndarray:
        """Door to door, NaN where no run serves both ends; places and goals broadcast."""
        to, after = self.on_foot(places), self.on_foot(goals)
        found = np.full(np.broadcast_shapes(places.shape, goals.shape)[:-1], np.inf)
        for stop in range(len(self.names)):  # one stop of arrival at a time keeps the memory at that of the answer
            before = (to + self.rides[:, stop]).min(axis=-1)
            found = np.minimum(found, before + after[..., stop])
        return np.where(np.isfinite(found), found, np.nan)

    def note(self, place: np.ndarray, goal: np.ndarray) -> str:
        """From which stop, and when the first bus of the day leaves there."""
        whole = self.on_foot(place)[:, None] + self.rides + self.on_foot(goal)[None, :]
        here, there = np.unravel_index(int(whole.argmin()), whole.shape)
        words = {"time": clock_words(int(self.first[here, there])), "stop": self.names[here]}
        return _("first at %(time)s from %(stop)s") % words


def network_of(day: date) -> Network | None:
    """The runs of a day within the scope; None where nothing runs."""
    runs = Run.objects.filter(
        lasting("ended_on", day),
        lasting("route__closed_on", day),
        season__first_day__lte=day,
        season__last_day__gte=day,
    )
    rows = list(runs.select_related("season", "pattern", "route").order_by("departs_at", "pk"))
    if not rows:
        return None
    days = ServiceDays.of(run.pattern_id for run in rows)
    return _network([run for run in rows if days.of_run(run, day, day)])


def _network(runs: list[Run]) -> Network | None:
    calls: dict[int, list[RouteStop]] = {}
    placed = RouteStop.objects.filter(route__in={run.route_id for run in runs}, stop__latitude__isnull=False)
    for row in placed.select_related("stop").order_by("route", "place"):
        calls.setdefault(row.route_id, []).append(row)
    stops = list({row.stop_id: row.stop for own in calls.values() for row in own}.values())
    if not stops:
        return None
    at = {stop.pk: number for number, stop in enumerate(stops)}
    minutes = np.full((len(stops), len(stops)), np.inf)
    first = np.full(minutes.shape, np.inf)
    for run in runs:  # the earliest first
        own = calls.get(run.route_id, [])
        for place, here in enumerate(own):
            for there in own[place + 1 :]:
                pair = at[here.stop_id], at[there.stop_id]
                minutes[pair] = min(minutes[pair], there.minutes - here.minutes)
                first[pair] = min(first[pair], run.departs_at + here.minutes)
    np.fill_diagonal(minutes, np.inf)
    places = places_of((stop.latitude, stop.longitude, stop.altitude_m) for stop in stops)
    detour, farthest, wait = (float(value_of(rule.key)) for rule in (DETOUR, WALK_FROM_STOP, SHUTTLE_WAIT))
    return Network([stop.name for stop in stops], places, detour, farthest, minutes + wait, first)


SHUTTLE: Any = add_timetable(
    Timetable("shuttle", gettext_lazy("by shuttle"), "directions_bus", network_of)
)  # fmt: skip
