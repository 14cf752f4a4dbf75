"""Between the register and the planner: the problem of a season's usual day, and the timetable that runs today."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from django.utils.translation import gettext_lazy as _

from apps.core.errors import InvalidInput
from apps.core.geo.rides import places_of
from apps.core.geo.sphere import distances_m
from apps.core.geo.walking import walks_minutes
from apps.core.periods import lasting
from apps.core.rules import value_of
from apps.facilities.rules import ROAD_DETOUR
from apps.farmland.rules import DETOUR
from apps.farmland.whatif_rules import SHUTTLE_KMH
from apps.shuttles import plan_rules as rules
from apps.shuttles.calendar.days import has_weekday
from apps.shuttles.demand import PLACE, demand_of, wishes_of
from apps.shuttles.models import Driver, RouteStop, Run, ServicePattern, ShuttleSeason, ShuttleStop
from apps.shuttles.models import Vehicle as Bus
from apps.shuttles.planning import Problem, Trip, Vehicle
from apps.shuttles.planning.duty import Roster
from apps.shuttles.planning.problem import HOME
from apps.shuttles.vocabulary import LICENSED_SEATS, LicenceClass, StopKind

FAR = 10_000  # minutes on foot: nobody walks


def gather(season: ShuttleSeason, pattern: ServicePattern | None = None) -> dict[str, Any]:
    """The inputs of a plan as the register stands now: the problem, and what its numbers mean; of a day on which
    `pattern` runs, or of any. Raises InvalidInput.
    """
    home, stops = _stops(season)
    every = [home, *stops]
    weekday = _weekday(season, pattern)
    demand = demand_of(season, home, stops, weekday)
    minutes, metres = _roads(season, every)
    buses = list(_there(season, Bus.objects, "retired_on").exclude(outages__period__holds_on=season.first_day))
    drivers = list(_drivers(season))
    problem = Problem(
        stops=tuple(stop.name for stop in every),
        minutes=minutes,
        metres=metres,
        walk=_on_foot(every),
        groups=demand.groups(),
        vehicles=tuple(_vehicle(bus) for bus in buses),
        drivers=tuple(LICENSED_SEATS[LicenceClass(driver.licence_class)] - 1 for driver in drivers),
        prices=rules.prices(),
        limits=rules.limits(season.first_day),
        seed=f"{season.pk}",
    )
    keys = {"stops": [stop.pk for stop in every], "vehicles": [bus.pk for bus in buses]}
    return problem.as_dict() | {
        "keys": keys | {"drivers": [driver.pk for driver in drivers]},
        "title": {"community": season.community.name, "season": season.name},
        "notes": demand.notes,
        "names": [driver.name for driver in drivers],
        "weekday": weekday,
        "pattern": pattern.pk if pattern else None,
    }


def _there(season: ShuttleSeason, rows: Any, gone: str) -> Any:
    """Of the community, and not gone on the first day of the season."""
    return rows.filter(lasting(gone, season.first_day), community=season.community_id).order_by("pk")


def _stops(season: ShuttleSeason) -> tuple[ShuttleStop, list[ShuttleStop]]:
    """The stop where buses begin, and those where this season goes, all placed."""
    open_ones = _there(season, ShuttleStop.objects, "closed_on")
    placed = open_ones.filter(latitude__isnull=False, longitude__isnull=False)
    home = placed.filter(kind=StopKind.COMMUNITY).first()
    stops = list(placed.filter(kind=season.purpose))
    if home is None or not stops:
        words = _(
            "A plan needs a stop in the community and at least one stop where this season goes, both with a place."
        )
        raise InvalidInput(words, code="no_stops")
    return home, stops


def _drivers(season: ShuttleSeason) -> Any:
    rows = _there(season, Driver.objects, "left_on").filter(licence_until__gte=season.first_day)
    return rows.exclude(absences__period__holds_on=season.first_day)


def _vehicle(bus: Bus) -> Vehicle:
    by_km, by_day = bus.cost_per_km_yuan, bus.cost_per_day_yuan
    return Vehicle(
        key=bus.plate,
        seats=bus.seats,
        fen_per_km=rules.fen(rules.KM_YUAN) if by_km is None else int(100 * by_km),
        fen_per_day=rules.fen(rules.DAY_YUAN) if by_day is None else int(100 * by_day),
        accessible=bus.accessible,
    )


def _straight(stops: Sequence[ShuttleStop]) -> tuple[np.ndarray, np.ndarray]:
    """Metres as the crow flies and metres up, stops × stops."""
    places = places_of(tuple(getattr(stop, name) for name in PLACE) for stop in stops)
    metres = distances_m(places[:, [0]], places[:, [1]], places[:, 0], places[:, 1])
    return metres, places[:, 2] - places[:, [2]]


def _on_foot(stops: Sequence[ShuttleStop]) -> tuple[tuple[int, ...], ...]:
    found = np.ceil(np.minimum(walks_minutes(*_straight(stops), float(value_of(DETOUR.key))), FAR))
    return tuple(tuple(int(one) for one in row) for row in found)


def _roads(season: ShuttleSeason, stops: Sequence[ShuttleStop]) -> tuple[Any, Any]:
    """Whole minutes and metres by road: as routes say for neighbouring stops, otherwise by the dated assumptions."""
    metres = _straight(stops)[0] * float(value_of(ROAD_DETOUR.key))
    minutes = np.maximum(np.ceil(metres / 1000 / float(value_of(SHUTTLE_KMH.key)) * 60), 1)
    row_of = {stop.pk: row for row, stop in enumerate(stops)}
    routes = RouteStop.objects.filter(route__community=season.community_id).order_by("route", "place")
    calls = list(routes.values_list("route_id", "stop_id", "minutes", "km"))
    for (route, here, since, far), (same, there, until, on) in pairwise(calls):
        if route == same and here != there and here in row_of and there in row_of:
            for pair in ((row_of[here], row_of[there]), (row_of[there], row_of[here])):
                minutes[pair], metres[pair] = until - since, 1000 * float(on - far) or metres[pair]
    np.fill_diagonal(minutes, 0)
    whole = lambda table: tuple(tuple(int(one) for one in row) for row in np.rint(table))  # noqa: E731
    return whole(minutes), whole(metres)


def _runs(season: ShuttleSeason) -> list[Run]:
    """The timetable of the season as it stands: what runs on a day that is to come."""
    rows = season.runs.filter(lasting("ended_on", season.ahead_from))
    return list(rows.select_related("pattern").prefetch_related("route__stops__stop").order_by("departs_at", "pk"))


def _weekday(season: ShuttleSeason, pattern: ServicePattern | None) -> int:
    """The day of the week (0 is Monday) that the plan is for, of those of the pattern if one is asked for: on which
    most runs run, and then most wish to ride.
    """
    bits = [run.pattern.weekdays for run in _runs(season)]
    wishes = list(wishes_of(season).filter(day__isnull=True).values_list("weekdays", "riders"))

    def weight(day: int) -> tuple[int, int, int]:
        riders = sum(riders for days, riders in wishes if has_weekday(days, day))
        return sum(has_weekday(one, day) for one in bits), riders, -day

    return max((day for day in range(7) if pattern is None or has_weekday(pattern.weekdays, day)), key=weight)


def timetable_of(season: ShuttleSeason, inputs: dict[str, Any]) -> list[Trip]:
    """Today's runs on the plan's day of the week as trips of the problem. Runs without a vehicle take a free one."""
    problem, keys = Problem.read(inputs), inputs["keys"]
    runs = [run for run in _runs(season) if has_weekday(run.pattern.weekdays, inputs["weekday"])]
    trips = [trip for run in runs if (trip := _as_trip(problem, keys, run)) is not None]
    roster, found = Roster(problem), []
    for trip in sorted(trips):
        if trip.vehicle >= 0:
            roster.free_vehicle[trip.vehicle] = trip.ends
            found.append(trip)
            continue
        every = tuple(range(len(problem.vehicles)))
        vehicle = roster.vehicle_of(sorted(every, key=lambda one: -problem.vehicles[one].seats), trip.departs)
        if vehicle is not None:
            roster.free_vehicle[vehicle] = trip.ends
            found.append(replace(trip, vehicle=vehicle))
    return found


def _as_trip(problem: Problem, keys: dict[str, list[int]], run: Run) -> Trip | None:
    """A run over the stops that the problem knows; all in the community count as home. None with fewer than two."""
    rows = sorted(run.route.stops.all(), key=lambda row: row.place)
    known = [(row, number) for row in rows if (number := _number(keys, row.stop)) is not None]
    if len(known) < 2:
        return None
    first = known[0][0]
    return Trip(
        departs=run.departs_at + first.minutes,
        path=tuple(number for _row, number in known),
        offsets=tuple(row.minutes - first.minutes for row, _number in known),
        metres=round(1000 * float(known[-1][0].km - first.km)) or _metres(problem, [number for _row, number in known]),
        vehicle=_at(keys["vehicles"], run.vehicle_id),
        driver=_at(keys["drivers"], run.driver_id),
    )


def _metres(problem: Problem, path: Sequence[int]) -> int:
    return sum(problem.metres[here][there] for here, there in pairwise(path))


def _number(keys: dict[str, list[int]], stop: ShuttleStop) -> int | None:
    if stop.kind == StopKind.COMMUNITY:
        return HOME
    return keys["stops"].index(stop.pk) if stop.pk in keys["stops"] else None


def _at(keys: list[int], key: int | None) -> int:
    return keys.index(key) if key in keys else -1
