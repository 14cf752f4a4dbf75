"""Which of all optima counts: the one that the seed picks, over the arcs that have no slack at the prices.

Most of these arcs leave no choice and are settled by going from ends inwards; the few that are left form rings, or end
at pieces with room to spare, and there the lowest drawn numbers decide.
"""

from collections import defaultdict
from collections.abc import Callable

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from apps.gardens.allocation.flow import FORBIDDEN, Flow, Supply

COST_BITS, MOST_BITS = 60, 38
Draw = Callable[[int, int, int], int]


def settled(supply: Supply, flow: Flow, draw: Draw, stayed: np.ndarray | None = None) -> Flow:
    """The one optimum that the seed picks: the fewest leave where they stayed, then the lowest drawn numbers.

    `draw(group, run, bits)` is the number drawn for an arc; `stayed` (groups × runs) how many were there before.
    """
    groups, runs = supply.cost.shape
    if not groups:
        return flow
    priced = np.where(supply.cost < FORBIDDEN, supply.cost + flow.prices, FORBIDDEN)
    rows, columns = np.nonzero((priced == priced.min(axis=1)[:, None]) & (supply.cost < FORBIDDEN))
    # Runs with a price are full in every optimum.
    full = flow.prices > 0
    sure = np.array(_forced(supply, full, rows.tolist(), columns.tolist()), dtype=np.int64)
    known = sure >= 0
    sent = np.zeros_like(flow.sent)
    sent[rows[known], columns[known]] = sure[known]
    if not known.all():
        left = Supply(supply.cost, supply.sizes - sent.sum(axis=1), supply.room - sent.sum(axis=0))
        total = int(supply.sizes.sum())
        bits = min(MOST_BITS, COST_BITS - total.bit_length() - (groups + runs + 2).bit_length() - 1)
        rows, columns = rows[~known], columns[~known]
        numbers = np.array([draw(g, r, bits) for g, r in zip(rows.tolist(), columns.tolist(), strict=True)], np.int64)
        before = np.zeros(len(rows), dtype=np.int64) if stayed is None else stayed[rows, columns]
        away = np.int64(total) << np.int64(bits) if before.any() else np.int64(0)
        sent[rows, columns] = _drawn(left, full, rows, columns, numbers, before, away)
    return Flow(sent, flow.prices, flow.cost)


def _forced(supply: Supply, full: np.ndarray, rows: list[int], columns: list[int]) -> list[int]:
    """What flows over each arc in every optimum, -1 where there is a choice.

    A group with one arc left sends all it has over it, and a full run with one arc left takes all it lacks from it.
    """
    groups = len(supply.sizes)
    left = [*supply.sizes.tolist(), *supply.room.tolist()]
    must = [True] * groups + full.tolist()
    arcs_of: dict[int, set[int]] = defaultdict(set)
    for arc, (row, column) in enumerate(zip(rows, columns, strict=True)):
        arcs_of[row].add(arc)
        arcs_of[groups + column].add(arc)
    sure = [-1] * len(rows)
    ready = [node for node, arcs in arcs_of.items() if must[node] and len(arcs) == 1]
    while ready:
        node = ready.pop()
        for arc in list(arcs_of[node]):
            if len(arcs_of[node]) > 1 and left[node]:
                break
            sure[arc] = left[node]
            other = rows[arc] if node >= groups else groups + columns[arc]
            left[other] -= left[node]
            left[node] = 0
            arcs_of[node].remove(arc)
            arcs_of[other].remove(arc)
            if must[other] and (len(arcs_of[other]) == 1 or not left[other]):
                ready.append(other)
    return sure


def _drawn(
    left: Supply, full: np.ndarray, rows: np.ndarray, columns: np.ndarray, numbers: np.ndarray, before: np.ndarray,
    away: np.int64,
) -> np.ndarray:  # fmt: skip
    """What flows over the arcs with a choice: `away` is what it costs to leave one of the `before` who stood there."""
    groups, runs = len(left.sizes), len(left.room)
    solver, sink = SimpleMinCostFlow(), groups + runs
    most = np.minimum(left.sizes[rows], left.room[columns])
    arcs = solver.add_arcs_with_capacity_and_unit_cost(rows, groups + columns, most, numbers + away)
    kept = solver.add_arcs_with_capacity_and_unit_cost(rows, groups + columns, np.minimum(before, most), numbers)
    free = np.flatnonzero(~full)
    solver.add_arcs_with_capacity_and_unit_cost(
        groups + free, np.full(len(free), sink), left.room[free], np.zeros(len(free), dtype=np.int64)
    )
    rest = int(left.sizes.sum()) - int(left.room[full].sum())
    needs = np.concatenate((left.sizes, np.where(full, -left.room, 0), [-rest]))
    solver.set_nodes_supplies(np.arange(sink + 1), needs)
    if (status := solver.solve()) != solver.OPTIMAL:
        raise RuntimeError(f"no flow over the arcs without slack: {status}")
    return np.asarray(solver.flows(arcs) + solver.flows(kept))
