"""The one evaluator: who rides what in a timetable, and what it comes to. Of ours, of greedy plans, of today's."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ortools.sat.python import cp_model

from apps.shuttles.planning.duty import back_home, faults
from apps.shuttles.planning.exact import solver
from apps.shuttles.planning.problem import Problem, Trip
from apps.shuttles.planning.rides import Option, options

LIMIT = 2.0


@dataclass(frozen=True)
class Figures:
    """What a timetable comes to on a day.

    `walked` and `waited` are minutes of all riders together; `cost_fen` is kilometres and vehicles, `weighed_fen` adds
    what the planner weighs: riders short, and minutes walked and waited beyond what every plan asks.
    """

    trips: int
    vehicles: int
    metres: int
    riders: int
    short: int
    walked: int
    waited: int
    cost_fen: int
    weighed_fen: int

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


@dataclass(frozen=True)
class Judged:
    """A timetable with its riders, (option, riders) by trip; figures; broken rules of vehicles and drivers."""

    trips: tuple[Trip, ...]
    loads: tuple[tuple[tuple[Option, int], ...], ...]
    figures: Figures
    faults: tuple[tuple[str, int], ...]


def judge(problem: Problem, trips: Sequence[Trip]) -> Judged:
    """Seat the riders as cheaply as these trips allow, and add up. Every trip has a vehicle."""
    timetable = tuple(sorted(trips))
    ways = [options(problem, trip.departs, trip.path, trip.offsets) for trip in timetable]
    ways = [_boardable(problem, trip, row) for trip, row in zip(timetable, ways, strict=True)]
    loads = _seated(problem, timetable, ways)
    return Judged(timetable, loads, _figures(problem, timetable, loads), tuple(faults(problem, timetable)))


def _boardable(problem: Problem, trip: Trip, ways: list[Option]) -> list[Option]:
    if problem.vehicles[trip.vehicle].accessible:
        return ways
    return [one for one in ways if not problem.groups[one.group].accessible]


def _seated(
    problem: Problem, trips: tuple[Trip, ...], ways: list[list[Option]]
) -> tuple[tuple[tuple[Option, int], ...], ...]:
    """How many of each group ride which trip: the cheapest seating."""
    model, chosen = cp_model.CpModel(), []
    of_group: dict[int, list[Any]] = defaultdict(list)
    worth = []
    for trip, row in zip(trips, ways, strict=True):
        seats = problem.vehicles[trip.vehicle].seats
        own = [model.new_int_var(0, min(seats, problem.groups[one.group].riders), "") for one in row]
        chosen.append(own)
        for leg in range(len(trip.path) - 1):
            on = [var for one, var in zip(row, own, strict=True) if one.board <= leg < one.alight]
            if on:
                model.add(sum(on) <= seats)
        for one, var in zip(row, own, strict=True):
            of_group[one.group].append(var)
            worth.append((problem.prices.short - one.fen) * var)
    for group, rows in of_group.items():
        model.add(sum(rows) <= problem.groups[group].riders)
    model.maximize(sum(worth))
    asked = solver(LIMIT)
    if asked.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return tuple(() for _trip in trips)
    counted = [
        [(one, int(asked.value(var))) for one, var in zip(*rows, strict=True)]
        for rows in zip(ways, chosen, strict=True)
    ]
    return tuple(tuple((one, number) for one, number in row if number) for row in counted)


def _figures(problem: Problem, trips: tuple[Trip, ...], loads: Any) -> Figures:
    metres = [trip.metres + back_home(problem, trip)[1] for trip in trips]
    used = {trip.vehicle for trip in trips}
    cost = sum(problem.fen(trip.vehicle, far) for trip, far in zip(trips, metres, strict=True))
    cost += sum(problem.vehicles[one].fen_per_day for one in used)
    rides = [ride for row in loads for ride in row]
    seated = sum(number for _one, number in rides)
    everybody = sum(group.riders for group in problem.groups)
    weighed = sum(one.fen * number for one, number in rides) + (everybody - seated) * problem.prices.short
    return Figures(
        trips=len(trips),
        vehicles=len(used),
        metres=sum(metres),
        riders=everybody,
        short=everybody - seated,
        walked=sum(one.walk * number for one, number in rides) + sum(group.walked for group in problem.groups),
        waited=sum(one.wait * number for one, number in rides),
        cost_fen=cost,
        weighed_fen=cost + weighed,
    )
