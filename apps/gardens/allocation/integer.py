"""The places of units by integer search (OR-Tools CP-SAT), over what the prices leave open; ties fall by lot.

A group or unit that pays more somewhere than could still be gained is not there in any best allocation: reduced costs
thin the arcs out, mostly to a few for each. One worker, one seed, and a limit in the solver's own count of work, not in
seconds, make the search the same on any machine.
"""

from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from apps.gardens.allocation.cases import Case, Chosen, Draw, Packing
from apps.gardens.allocation.flow import FORBIDDEN

MOST_WORK, LOT_WORK = 2.0, 0.5
LOT_BITS = 20
Variables = dict[tuple[int, int], cp_model.IntVar]


@dataclass(frozen=True)
class Found:
    """(class, piece) of every unit, the cost of the whole, and what the search proved that no other goes below."""

    chosen: Chosen
    cost: int
    bound: int


class Core:
    """The integer problem: how many of each group and class stand on each piece."""

    def __init__(self, packing: Packing, prices: np.ndarray, gain: int) -> None:
        """Only arcs over which at most `gain` (in per-ths) is lost at the prices."""
        self.packing, self.model = packing, cp_model.CpModel()
        groups = np.where(packing.fine.cost < FORBIDDEN, packing.fine.cost + prices, FORBIDDEN << np.int64(8))
        units = packing.valued(Case(), prices)
        counts = packing.left(Case())
        self.groups = self._variables(groups, gain, packing.supply.sizes)
        self.units = self._variables(units, gain, counts)
        self._each(self.groups, packing.supply.sizes)
        self._each(self.units, counts)
        self._rooms()
        self.cost = _sum(self.groups, packing.supply.cost) + _sum(self.units, packing.price)

    def _variables(self, paid: np.ndarray, gain: int, most: np.ndarray) -> Variables:
        near = paid - paid.min(axis=1, initial=FORBIDDEN << np.int64(8))[:, None] <= gain
        near &= paid < FORBIDDEN
        pairs = zip(*(found.tolist() for found in np.nonzero(near)), strict=True)
        return {(row, at): self.model.new_int_var(0, int(most[row]), "") for row, at in pairs}

    def _each(self, variables: Variables, counts: np.ndarray) -> None:
        """Everybody stands somewhere."""
        rows = _of(variables, 0)
        for row, count in enumerate(counts.tolist()):
            self.model.add(sum(rows.get(row, [])) == count)

    def _rooms(self) -> None:
        """No piece holds more than it has."""
        groups, units = _of(self.groups, 1), _sized(self.units, self.packing.sizes)
        for at, room in enumerate(self.packing.supply.room.tolist()):
            self.model.add(sum(groups.get(at, [])) + sum(units.get(at, [])) <= room)

    def search(self, chosen: Chosen, draw: Draw) -> Found | None:
        """The best that the search finds from here on; None where it finds nothing as good."""
        self._hint(chosen)
        self.model.minimize(self.cost)
        solver = _solver(MOST_WORK)
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        cost, bound = round(solver.objective_value), round(solver.best_objective_bound)
        found = self._read(solver)
        if status == cp_model.OPTIMAL:
            found = self._by_lot(cost, found, draw)
        return Found(found, cost, bound)

    def _by_lot(self, cost: int, found: Chosen, draw: Draw) -> Chosen:
        """Of all best ones that with the lowest drawn numbers."""
        self.model.add(self.cost <= cost)
        self._hint(found)
        self.model.minimize(sum(draw(*key, LOT_BITS) * variable for key, variable in self.units.items()))
        solver = _solver(LOT_WORK)
        if solver.solve(self.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return self._read(solver)
        return found

    def _hint(self, chosen: Chosen) -> None:
        self.model.clear_hints()
        for key, variable in self.units.items():
            self.model.add_hint(variable, chosen.count(key))

    def _read(self, solver: cp_model.CpSolver) -> Chosen:
        return [key for key, variable in self.units.items() for _unit in range(solver.value(variable))]


def _solver(work: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = work
    return solver


def _of(variables: Variables, side: int) -> dict[int, list[cp_model.IntVar]]:
    """The variables by their row (0) or their piece (1)."""
    found: dict[int, list[cp_model.IntVar]] = {}
    for key, variable in variables.items():
        found.setdefault(key[side], []).append(variable)
    return found


def _sized(variables: Variables, sizes: np.ndarray) -> dict[int, list]:
    """Plots taken on each piece, by the variables of units."""
    found: dict[int, list] = {}
    for (row, at), variable in variables.items():
        found.setdefault(at, []).append(int(sizes[row]) * variable)
    return found


def _sum(variables: Variables, costs: np.ndarray) -> cp_model.LinearExpr:
    keys = list(variables)
    return cp_model.LinearExpr.weighted_sum([variables[key] for key in keys], [int(costs[key]) for key in keys])
