"""The p-median as gains: which p of m sites together save most, when each row uses the one that saves it most.

Pure arithmetic over a table of gains (rows × sites, none negative). One site is found by looking at each; more by a
mixed-integer program (OR-Tools with SCIP), with what is known of the optimum even when time runs out.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

SECONDS = 5.0


@dataclass(frozen=True)
class Choice:
    """Chosen sites (columns), what they save, and the most that any choice of so many sites can save."""

    sites: tuple[int, ...]
    saved: float
    bound: float

    @property
    def gap(self) -> float:
        """By which part of the bound the choice may fall short of the best; 0 is proven best."""
        return 0.0 if self.bound <= 0 else max(0.0, (self.bound - self.saved) / self.bound)


def saved_by(gains: np.ndarray, sites: tuple[int, ...] | list[int]) -> float:
    """What a choice of sites saves in all."""
    return float(gains[:, list(sites)].max(axis=1).sum()) if len(sites) and len(gains) else 0.0


def greedy(gains: np.ndarray, p: int) -> Choice:
    """One site after the other, each time the one that adds most. The bound is that of its own guarantee, 1 - 1/e."""
    have, chosen = np.zeros(len(gains)), []
    for _turn in range(min(p, gains.shape[1])):
        added = np.maximum(gains - have[:, None], 0).sum(axis=0)
        best = int(added.argmax())
        if added[best] <= 0:
            break
        chosen.append(best)
        have = np.maximum(have, gains[:, best])
    saved = saved_by(gains, chosen)
    return Choice(tuple(chosen), saved, min(saved / (1 - np.exp(-1)), simple_bound(gains, p)))


def simple_bound(gains: np.ndarray, p: int) -> float:
    """What no choice can exceed: all sites at once, or the p best as if none took a row from another."""
    if not gains.size:
        return 0.0
    each = np.sort(gains.sum(axis=0))[::-1]
    return float(min(gains.max(axis=1).sum(), each[:p].sum()))


def best(gains: np.ndarray, p: int, *, seconds: float = SECONDS) -> Choice:
    """The best p sites, or the best found within the time with the bound that was reached."""
    if p < 1:
        raise ValueError("at least one site")
    start = greedy(gains, p)
    if p == 1 or not gains.size or start.saved <= 0:
        return Choice(start.sites, start.saved, start.saved)
    found = _program(_merged(gains), p, start, seconds)
    saved = saved_by(gains, found.sites)
    chosen, saved = (found.sites, saved) if saved > start.saved else (start.sites, start.saved)
    bound = max(saved, min(found.bound, start.bound))
    # Below what floating point can tell, the choice is the best.
    return Choice(chosen, saved, saved if bound - saved <= 1e-6 * bound else bound)


def _merged(gains: np.ndarray) -> np.ndarray:
    """Rows that differ by a factor only (same home, same place, more journeys) are one row: the same optimum."""
    most = gains.max(axis=1)
    rows, weights = gains[most > 0], most[most > 0]
    shape, where = np.unique(np.round(rows / weights[:, None], 9), axis=0, return_inverse=True)
    total = np.bincount(where.ravel(), weights=weights, minlength=len(shape))
    return shape * total[:, None]


def _program(gains: np.ndarray, p: int, start: Choice, seconds: float) -> Choice:
    """Open p sites; each row takes at most one open site; the most gain in all."""
    from ortools.linear_solver import pywraplp

    solver: Any = pywraplp.Solver.CreateSolver("SCIP")
    count = gains.shape[1]
    opened = [solver.BoolVar(f"y{j}") for j in range(count)]
    solver.Add(solver.Sum(opened) <= p)
    parts, hints = [], {j: float(j in start.sites) for j in range(count)}
    for i, row in enumerate(gains):
        useful = np.flatnonzero(row > 0)
        takes = [solver.NumVar(0, 1, f"x{i}_{j}") for j in useful]
        solver.Add(solver.Sum(takes) <= 1)
        for take, j in zip(takes, useful, strict=True):
            solver.Add(take <= opened[j])
            parts.append(take * float(row[j]))
    solver.Maximize(solver.Sum(parts))
    solver.SetTimeLimit(int(seconds * 1000))
    solver.SetHint(opened, [hints[j] for j in range(count)])
    status = solver.Solve()
    if status not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return start
    value, reached = solver.Objective().Value(), solver.Objective().BestBound()
    sites = tuple(j for j in range(count) if opened[j].solution_value() > 0.5)
    return Choice(sites, value, value if status == pywraplp.Solver.OPTIMAL else reached)
