"""Which loaded trips are worth having, by column generation: a linear program over fractions of trips prices riders."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from ortools.linear_solver import pywraplp

from apps.shuttles.planning.columns import Column, Loads
from apps.shuttles.planning.crews import shifts_of, shifts_with
from apps.shuttles.planning.loops import Loop
from apps.shuttles.planning.problem import Problem

ROUNDS = 40
DIVE_ROUNDS, AT_ONCE, SURE = 1, 6, 0.95  # rounds between fixing, trips fixed at once, and from which fraction on
EACH = 6  # new columns of a departure and class in one round
TINY = 1e-6
LEAST = 1.0  # fen: what gains less is no gain


def out_at(problem: Problem, departs: int, loop: Loop) -> list[int]:
    """The minutes at which buses may leave while this one is out, or stands after it."""
    return [minute for minute in problem.grid if departs <= minute < departs + loop.minutes + problem.limits.turn]


class Prices:
    """The linear program: fractions of trips that serve all riders at the least cost, and what each rider is worth."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.lp = pywraplp.Solver.CreateSolver("GLOP")
        infinite = self.lp.infinity()
        self.groups = [self.lp.Constraint(group.riders, infinite) for group in problem.groups]
        for row in self.groups:
            self._variable(problem.prices.short, [(row, 1)])
        kinds = range(len(problem.classes))
        self.fleet = {(kind, minute): self.lp.Constraint(-infinite, 0) for kind in kinds for minute in problem.grid}
        self.drivers = [
            (kinds, {shift: self.lp.Constraint(-infinite, able) for shift in shifts_of(problem)})
            for kinds, able in problem.licences
        ]
        self.driven = self.lp.Constraint(-infinite, len(problem.drivers) * problem.limits.day)
        self.used = [self._used(kind, alike) for kind, alike in enumerate(problem.classes)]
        self.known: dict[Column, Any] = {}

    def _used(self, kind: int, alike: tuple[int, ...]) -> Any:
        """How many vehicles of a class are used at all on the day."""
        rows = [(self.fleet[kind, minute], -1) for minute in self.problem.grid]
        return self._variable(self.problem.vehicles[alike[0]].fen_per_day, rows, len(alike))

    def _variable(self, fen: float, rows: Iterable[tuple[Any, float]], most: float | None = None) -> Any:
        var = self.lp.NumVar(0, self.lp.infinity() if most is None else most, "")
        self.lp.Objective().SetCoefficient(var, fen)
        for row, times in rows:
            row.SetCoefficient(var, times)
        return var

    def add(self, column: Column) -> bool:
        """Offer a loaded trip; False if it is known."""
        if column in self.known:
            return False
        rows = [(self.groups[group], riders) for group, riders in column.load]
        rows += [(row, times) for row, times in self._busy(column.departs, column.loop, column.kind)]
        self.known[column] = self._variable(column.fen, rows)
        return True

    def _busy(self, departs: int, loop: Loop, kind: int) -> Iterator[tuple[Any, int]]:
        for minute in out_at(self.problem, departs, loop):
            yield self.fleet[kind, minute], 1
        for shift in shifts_with(self.problem, departs, loop.minutes):
            yield from ((rows[shift], 1) for kinds, rows in self.drivers if kind in kinds)
        yield self.driven, loop.minutes

    def solve(self) -> "Duals | None":
        """Solve in fractions, of the trips offered so far, and say what all is worth."""
        if self.lp.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        of = lambda rows: np.array([row.dual_value() for row in rows])  # noqa: E731
        grid = self.problem.grid
        fleet = [of(self.fleet[kind, minute] for minute in grid) for kind in range(len(self.problem.classes))]
        drivers = [(kinds, of(rows.values())) for kinds, rows in self.drivers]
        return Duals(
            of(self.groups),
            fleet,
            drivers,
            self.driven.dual_value(),
            self.lp.Objective().Value(),
            {column: value for column, var in self.known.items() if (value := var.solution_value()) > TINY},
        )


@dataclass(frozen=True)
class Duals:
    """What one more would change, in fen: a rider of a group; a bus at a departure, a driver of a shift; a minute."""

    worth: np.ndarray
    fleet: list[np.ndarray]
    drivers: list[tuple[frozenset[int], np.ndarray]]
    driven: float
    fen: float
    used: dict[Column, float]


class Busy:
    """For the loops at one departure: which departures they keep a bus from, which shifts a driver: (loops, those)."""

    def __init__(self, problem: Problem, departs: int, loops: list[Loop]) -> None:
        self.problem, self.loops = problem, loops
        grid = np.array(problem.grid)
        self.minutes = np.array([loop.minutes for loop in loops])
        self.turn = (grid >= departs) & (grid < departs + self.minutes[:, None] + problem.limits.turn)
        place = {shift: number for number, shift in enumerate(shifts_of(problem))}
        self.driven = np.zeros((len(loops), len(place)))
        for row, loop in enumerate(loops):
            self.driven[row, [place[one] for one in shifts_with(problem, departs, loop.minutes)]] = 1

    def costs(self, kind: int, duals: Duals) -> np.ndarray:
        """What a bus of a class costs on each loop, with what it keeps from others."""
        first = self.problem.classes[kind][0]
        fen = np.array([self.problem.fen(first, loop.metres) for loop in self.loops], dtype=float)
        kept: np.ndarray = self.turn @ duals.fleet[kind] + self.minutes * duals.driven
        for kinds, row in duals.drivers:
            if kind in kinds:
                kept = kept + self.driven @ row
        return fen - kept


class Generator:
    """Columns for the linear program until none is missing; then trips fixed one by one, with columns in between."""

    def __init__(self, problem: Problem, loops: list[Loop], start: Iterable[Column]) -> None:
        self.problem, self.prices = problem, Prices(problem)
        for column in start:
            self.prices.add(column)
        self.loads = [(Loads(problem, departs, loops), Busy(problem, departs, loops)) for departs in problem.grid]
        self.fixed: dict[Column, int] = {}

    def generate(self, rounds: int) -> Duals | None:
        """Add columns that gain at the prices of now; None if the trips that are fixed leave no answer."""
        riders = self._left()
        for _round in range(rounds):
            duals = self.prices.solve()
            if duals is None:
                return None
            found = [column for one, busy in self.loads for column in _new(self.problem, duals, one, busy, riders)]
            if not sum([self.prices.add(column) for column in found]):
                break
        return duals

    def ranked(self) -> list[Column]:
        """The columns known now, those first that cost least beyond what they are worth in the linear program."""
        self.prices.solve()
        gap = {column: round(var.reduced_cost(), 3) for column, var in self.prices.known.items()}
        return sorted(gap, key=lambda column: gap[column])

    def _left(self) -> np.ndarray:
        left = np.array([group.riders for group in self.problem.groups])
        for column, number in self.fixed.items():
            for group, riders in column.load:
                left[group] -= riders * number
        return np.maximum(left, 0)

    def dive(self, *, few: bool) -> dict[Column, int]:
        """Whole trips: what the program uses wholly, then what it uses most. `few`: no more vehicles than it uses."""
        self.fixed = {}
        for var in self.prices.known.values():
            var.SetBounds(0, self.prices.lp.infinity())
        self.prices.solve()
        for var, most in [(var, ceil(var.solution_value() - TINY)) for var in self.prices.used if few]:
            var.SetUb(most)
        while (duals := self.generate(DIVE_ROUNDS)) is not None:
            open_ones = [
                (value - self.fixed.get(column, 0), column)
                for column, value in duals.used.items()
                if value - self.fixed.get(column, 0) > TINY
            ]
            open_ones.sort(key=lambda one: -round(one[0], 6))
            if not open_ones:
                break
            whole = [one for one in open_ones if one[0] > SURE] or open_ones[:1]
            for value, column in whole[:AT_ONCE]:
                self.fixed[column] = self.fixed.get(column, 0) + max(1, int(value + 1 - SURE))
                self.prices.known[column].SetLb(self.fixed[column])
            if self.prices.lp.Solve() != pywraplp.Solver.OPTIMAL:
                for _value, column in whole[:AT_ONCE]:
                    self.fixed[column] = max(0, self.fixed[column] - 1)
                    self.prices.known[column].SetBounds(self.fixed[column], self.fixed[column])
        return {column: number for column, number in self.fixed.items() if number}


def _new(problem: Problem, duals: Duals, loads: Loads, busy: Busy, riders: np.ndarray) -> list[Column]:
    """The columns of a departure that gain most at these prices."""
    found = []
    needy = np.array([group.accessible for group in problem.groups])
    for kind, alike in enumerate(problem.classes):
        worth = duals.worth if problem.vehicles[alike[0]].accessible else np.where(needy, 0, duals.worth)
        gains, filled = loads.priced(kind, worth, busy.costs(kind, duals), riders)
        for row in np.argsort(-gains, kind="stable")[:EACH]:
            if gains[row] > LEAST:
                found.append(loads.column(int(row), kind, filled, worth))
    return found
