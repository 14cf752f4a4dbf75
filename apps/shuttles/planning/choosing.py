"""Which loaded trips together, whole ones only: CP-SAT over columns, with the rest of the day as it is."""

from collections.abc import Iterable, Mapping
from typing import Any

from ortools.sat.python import cp_model

from apps.shuttles.planning.columns import Column
from apps.shuttles.planning.crews import Shift, shifts_with
from apps.shuttles.planning.exact import solver
from apps.shuttles.planning.pricing import out_at
from apps.shuttles.planning.problem import Problem


def choose(problem: Problem, columns: Iterable[Column], now: Mapping[Column, int], limit: float) -> dict[Column, int]:
    """Whole trips from these columns at the least cost, all other trips of now as they are."""
    model, limits = cp_model.CpModel(), problem.limits
    count: dict[Column, Any] = {one: model.new_int_var(0, len(problem.classes[one.kind]), "") for one in columns}
    for one, var in count.items():
        model.add_hint(var, now.get(one, 0))
    kept = {one: number for one, number in now.items() if one not in count}
    trips = count | kept
    worth: list[Any] = [one.fen * var for one, var in count.items()]
    serving: list[list[Any]] = [[] for _group in problem.groups]
    out: dict[tuple[int, int], list[Any]] = {}
    driving: dict[Shift, list[Any]] = {}
    for one, var in trips.items():
        for group, riders in one.load:
            serving[group].append(riders * var)
        for minute in out_at(problem, one.departs, one.loop):
            out.setdefault((one.kind, minute), []).append(var)
        for shift in shifts_with(problem, one.departs, one.loop.minutes):
            driving.setdefault(shift, []).append((one.kind, var))
    for wanted, rows in zip(problem.groups, serving, strict=True):
        short = model.new_int_var(0, wanted.riders, "")
        model.add(sum(rows) + short >= wanted.riders)
        worth.append(problem.prices.short * short)
    for kind, alike in enumerate(problem.classes):
        used = model.new_int_var(0, len(alike), "")
        worth.append(problem.vehicles[alike[0]].fen_per_day * used)
        for (own, _minute), rows in out.items():
            if own == kind:
                model.add(sum(rows) <= used)
    for kinds, able in problem.licences:
        for pairs in driving.values():
            model.add(sum(var for kind, var in pairs if kind in kinds) <= able)
    model.add(sum(one.loop.minutes * var for one, var in trips.items()) <= limits.day * len(problem.drivers))
    model.minimize(sum(worth))
    asked = solver(limit)
    if asked.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return dict(now)
    return kept | {one: number for one, var in count.items() if (number := int(asked.value(var)))}
