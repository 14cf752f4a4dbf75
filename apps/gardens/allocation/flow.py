"""The cheapest way to send groups of alike households to runs of plots: exact, and proven.

OR-Tools finds an optimum over the arcs that matter; arcs are added until no other could lower the cost. Its prices
prove it: for any prices >= 0, the sum over groups of size × min(cost + price), less price × capacity over runs, is
below the cost of every allocation. All optima are the flows over arcs without slack at the prices, and the lowest
prices are the same for all of them; so another solver, or another version of it, leads to the same answer (settling).
"""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

FORBIDDEN = np.int64(1) << 40
FIRST_ARCS, MORE_ARCS = 16, 16


@dataclass(frozen=True)
class Flow:
    """How many of each group go to each run (groups × runs), the prices of runs, and the cost."""

    sent: np.ndarray
    prices: np.ndarray
    cost: int


@dataclass(frozen=True)
class Supply:
    """What is to be sent: `cost` (groups × runs, FORBIDDEN where it may not go), sizes of groups, plots of runs."""

    cost: np.ndarray
    sizes: np.ndarray
    room: np.ndarray


def cheapest(supply: Supply) -> Flow | None:
    """An optimal flow with its prices, not yet the one that the seed picks; None where not all can be placed."""
    if supply.sizes.sum() > supply.room.sum() or (len(supply.sizes) and not len(supply.room)):
        return None
    flow, left = _routed(supply, *_dear(supply))
    return None if left else flow


def priced(supply: Supply) -> np.ndarray:
    """The lowest prices that prove the cheapest flow; where not all can be placed, prices that prove that."""
    cheap, dear = _dear(supply)
    flow, left = _routed(supply, cheap, dear)
    if not left:
        return flow.prices
    most = int((np.where(supply.cost < FORBIDDEN, supply.cost, 0).max(axis=1, initial=0) * supply.sizes).sum())
    return _routed(supply, cheap, np.int64(max(int(dear), most + 1)))[0].prices


def _routed(supply: Supply, cheap: np.int64, dear: np.int64) -> tuple[Flow, bool]:
    """The cheapest flow where leaving somebody costs `dear` (`cheap` is tried first), and whether somebody is left."""
    groups, runs = supply.cost.shape
    if not groups or not runs:
        return Flow(np.zeros((groups, runs), dtype=np.int64), np.zeros(runs, dtype=np.int64), 0), False
    wanted = _first_arcs(supply)
    while True:
        sent, left = _solve(supply, wanted, cheap)
        if left.any():
            sent, left = _solve(supply, wanted, dear)
        prices, floor = _prices(supply, wanted, sent, left, dear)
        slack = supply.cost + prices - floor[:, None]
        missed = (slack < 0) & ~wanted & (supply.cost < FORBIDDEN)
        if not missed.any():
            return Flow(sent, prices, int((sent * np.where(sent > 0, supply.cost, 0)).sum())), bool(left.any())
        wanted |= _worst(slack, missed)


def bound_of(supply: Supply, prices: np.ndarray, room: np.ndarray | None = None) -> int:
    """What no allocation of these groups can go below, by any prices >= 0; `room` where it is not the supply's."""
    worth = int((prices * (supply.room if room is None else room)).sum())
    if not len(supply.sizes):
        return -worth
    reached = np.where(supply.cost < FORBIDDEN, supply.cost + prices, FORBIDDEN).min(axis=1, initial=FORBIDDEN)
    return int((reached * supply.sizes).sum()) - worth


def _first_arcs(supply: Supply) -> np.ndarray:
    """The nearest runs of each group, and the nearest groups of each run."""
    groups, runs = supply.cost.shape
    wanted = np.zeros((groups, runs), dtype=bool)
    few = min(FIRST_ARCS, runs)
    near = np.argpartition(supply.cost, few - 1, axis=1)[:, :few]
    wanted[np.arange(groups)[:, None], near] = True
    few = min(FIRST_ARCS, groups)
    near = np.argpartition(supply.cost, few - 1, axis=0)[:few]
    wanted[near, np.arange(runs)] = True
    return wanted & (supply.cost < FORBIDDEN)


def _worst(slack: np.ndarray, missed: np.ndarray) -> np.ndarray:
    """Of the arcs that were missed, those of each group that would lower the cost most."""
    few = min(MORE_ARCS, slack.shape[1])
    ranked = np.where(missed, slack, FORBIDDEN)
    worst = np.argpartition(ranked, few - 1, axis=1)[:, :few]
    chosen = np.zeros_like(missed)
    chosen[np.arange(len(slack))[:, None], worst] = True
    return chosen & missed


def _solve(supply: Supply, wanted: np.ndarray, dear: np.int64) -> tuple[np.ndarray, np.ndarray]:
    """An optimum over these arcs, and how many of each group found no plot over them."""
    groups, runs = supply.cost.shape
    solver, sink = SimpleMinCostFlow(), groups + runs
    rows, columns = np.nonzero(wanted)
    most = np.minimum(supply.sizes[rows], supply.room[columns])
    arcs = solver.add_arcs_with_capacity_and_unit_cost(rows, groups + columns, most, supply.cost[rows, columns])
    solver.add_arcs_with_capacity_and_unit_cost(
        groups + np.arange(runs), np.full(runs, sink), supply.room, np.zeros(runs, dtype=np.int64)
    )
    none = solver.add_arcs_with_capacity_and_unit_cost(
        np.arange(groups), np.full(groups, sink), supply.sizes, np.full(groups, dear)
    )
    solver.set_nodes_supplies(
        np.arange(sink + 1), np.concatenate((supply.sizes, np.zeros(runs, np.int64), [-supply.sizes.sum()]))
    )
    if (status := solver.solve()) != solver.OPTIMAL:
        raise RuntimeError(f"the flow could not be solved: {status}")
    sent = np.zeros((groups, runs), dtype=np.int64)
    sent[rows, columns] = solver.flows(arcs)
    return sent, solver.flows(none)


def _dear(supply: Supply) -> tuple[np.int64, np.int64]:
    """What it costs to leave somebody: more than any plot (quick, and mostly enough), and more than any way round over
    other groups and runs, so that nobody is left while there is one.
    """
    most = int(np.where(supply.cost < FORBIDDEN, supply.cost, 0).max(initial=0)) + 1
    return np.int64(most), np.int64(most * (sum(supply.cost.shape) + 1))


def _prices(
    supply: Supply, wanted: np.ndarray, sent: np.ndarray, left: np.ndarray, dear: np.int64
) -> tuple[np.ndarray, np.ndarray]:
    """The lowest prices of runs that prove the flow over these arcs, and what each group pays at least.

    Prices rise until none of a group stands on a run that is dearer for it than another: longest ways from price 0 in
    the graph of what could be exchanged. The lowest prices are one and the same for every optimum.
    """
    groups, runs = supply.cost.shape
    rows, columns = np.nonzero(wanted)
    costs = supply.cost[rows, columns]
    by_run = np.argsort(columns, kind="stable")
    to_run, starts = np.unique(columns[by_run], return_index=True)
    used_rows, used_columns = np.nonzero(sent)
    used_costs = supply.cost[used_rows, used_columns]
    base = np.where(left > 0, dear, np.int64(-1))
    prices = np.zeros(runs, dtype=np.int64)
    for _round in range(groups + runs + 2):
        floor = base.copy()
        np.maximum.at(floor, used_rows, used_costs + prices[used_columns])
        asked = (floor[rows] - costs)[by_run]
        higher = prices.copy()
        higher[to_run] = np.maximum(higher[to_run], np.maximum.reduceat(asked, starts))
        if (higher == prices).all():
            return prices, floor
        prices = higher
    raise RuntimeError("the prices do not settle: the flow is not the cheapest")
