"""Which loaded trips together, whole ones only: CP-SAT over columns, with the rest of the day as it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from ortools.sat.python import cp_model

from apps.shuttles.planning.columns import Column
from apps.shuttles.planning.crews import Shift, shifts_with
from apps.shuttles.planning.exact import solver
from apps.shuttles.planning.loops import Loop
from apps.shuttles.planning.pricing import out_at
from apps.shuttles.planning.problem import Problem

FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)
Run = tuple[int, Loop, int, Any]  # departs, way, class of vehicles, how often: a number or a variable


def choose(problem: Problem, columns: Iterable[Column], now: Mapping[Column, int], limit: float) -> dict[Column, int]:
    """Whole trips from these columns at the least cost, all other trips of now as they are."""
    model = cp_model.CpModel()
    count: dict[Column, Any] = {one: model.new_int_var(0, len(problem.classes[one.kind]), "") for one in columns}
    for one, var in count.items():
        model.add_hint(var, now.get(one, 0))
    kept = {one: number for one, number in now.items() if one not in count}
    trips = count | kept
    worth: list[Any] = [one.fen * var for one, var in count.items()]
    serving: list[list[Any]] = [[] for _group in problem.groups]
    for one, var in trips.items():
        for group, riders in one.load:
            serving[group].append(riders * var)
    worth += served(problem, model, serving)
    worth += within_means(problem, model, [(one.departs, one.loop, one.kind, var) for one, var in trips.items()])
    model.minimize(sum(worth))
    asked = solver(limit)
    if asked.solve(model) not in FOUND:
        return dict(now)
    return kept | {one: number for one, var in count.items() if (number := int(asked.value(var)))}


def served(problem: Problem, model: Any, serving: Iterable[list[Any]]) -> list[Any]:
    """Whoever is not served is short; what that weighs."""
    worth = []
    for wanted, rows in zip(problem.groups, serving, strict=True):
        short = model.new_int_var(0, wanted.riders, "")
        model.add(sum(rows) + short >= wanted.riders)
        worth.append(problem.prices.short * short)
    return worth


def within_means(problem: Problem, model: Any, runs: Iterable[Run]) -> list[Any]:
    """Vehicles and drivers suffice for all of these; what the days of the vehicles cost."""
    out: dict[tuple[int, int], list[Any]] = defaultdict(list)
    driving: dict[Shift, list[Any]] = defaultdict(list)
    worth, driven = [], []
    for departs, loop, kind, var in runs:
        driven.append(loop.minutes * var)
        for minute in out_at(problem, departs, loop):
            out[kind, minute].append(var)
        for shift in shifts_with(problem, departs, loop.minutes):
            driving[shift].append((kind, var))
    for kind, alike in enumerate(problem.classes):
        used = model.new_int_var(0, len(alike), "")
        worth.append(problem.vehicles[alike[0]].fen_per_day * used)
        for (own, _minute), rows in out.items():
            if own == kind:
                model.add(sum(rows) <= used)
    for kinds, able in problem.licences:
        for pairs in driving.values():
            model.add(sum(var for kind, var in pairs if kind in kinds) <= able)
    model.add(sum(driven) <= problem.limits.day * len(problem.drivers))
    return worth
