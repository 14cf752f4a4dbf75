"""Where units go: by branch and bound over pieces, each leaf an exact flow of everybody else.

The bound of a branch is the flow's optimum with units split into their members, plus what the units placed so far cost
beyond it at the flow's prices. The search looks at so many leaves at most; when it ends earlier, the answer is proven
to be the best, else the stored bound says how far from it it can be.
"""

from dataclasses import dataclass, replace

import numpy as np

from apps.gardens.allocation.flow import FORBIDDEN, Flow, Supply, bound_of, cheapest
from apps.gardens.allocation.pieces import Group, Piece, Unit, groups_of, supply_of, unit_costs
from apps.gardens.allocation.problem import Household, Problem

MOST_LEAVES, MOST_NODES = 60, 20_000


@dataclass(frozen=True)
class Placed:
    """Units on pieces (by row), the flow of the others, the whole cost, and the proven bound with its prices."""

    units: tuple[int, ...]
    flow: Flow
    supply: Supply
    cost: int
    bound: int
    prices: np.ndarray


def place(problem: Problem, groups: list[Group], units: list[Unit], pieces: list[Piece]) -> Placed | None:
    """The cheapest places of units together with everybody else; None where no search found room for all."""
    room = [len(piece.plots) for piece in pieces]
    supply = supply_of(problem, groups, pieces, room)
    if not units:
        flow = cheapest(supply)
        if flow is None:
            return None
        return Placed((), flow, supply, flow.cost, bound_of(supply, flow.prices), flow.prices)
    everybody: list[Household] = [one for group in groups for one in group.members]
    everybody += [one for unit in units for one in unit.members]
    loose = cheapest(supply_of(problem, groups_of(problem, everybody), pieces, room))
    if loose is None:
        return None
    return _Search(problem, groups, units, pieces, loose.prices).run()


class _Search:
    """Depth first over units, the cheapest piece at the prices first."""

    def __init__(
        self, problem: Problem, groups: list[Group], units: list[Unit], pieces: list[Piece], prices: np.ndarray
    ) -> None:
        self.problem, self.groups, self.units, self.pieces, self.prices = problem, groups, units, pieces, prices
        self.costs = unit_costs(problem, units, pieces)
        sizes = np.array([len(unit.members) for unit in units], dtype=np.int64)
        self.priced = np.where(self.costs < FORBIDDEN, self.costs + sizes[:, None] * prices, FORBIDDEN)
        self.room = [len(piece.plots) for piece in pieces]
        self.supply = supply_of(problem, groups, pieces, self.room)
        least = self.priced.min(axis=1)
        self.extra = self.priced - least[:, None]
        self.bound = bound_of(self.supply, prices) + int(least.sum())
        self.best: Placed | None = None
        self.leaves = self.nodes = 0

    def run(self) -> Placed | None:
        if not (self.priced.min(axis=1) < FORBIDDEN).all():
            return None
        self._go((), 0)
        if self.best is None or self.best.bound == self.best.cost:
            return self.best
        prices = self.best.flow.prices
        sizes = np.array([len(unit.members) for unit in self.units], dtype=np.int64)
        reached = np.where(self.costs < FORBIDDEN, self.costs + sizes[:, None] * prices, FORBIDDEN).min(axis=1)
        other = bound_of(self.supply, prices) + int(reached.sum())
        return replace(self.best, bound=other, prices=prices) if other > self.best.bound else self.best

    def _go(self, chosen: tuple[int, ...], extra: int) -> None:
        self.nodes += 1
        if self._enough(extra):
            return
        if len(chosen) == len(self.units):
            self._leaf(chosen)
            return
        at, size = len(chosen), len(self.units[len(chosen)].members)
        for column in np.argsort(self.extra[at], kind="stable"):
            more = int(self.extra[at, column])
            if more >= FORBIDDEN // 2 or self._enough(extra + more):
                return
            if self.room[column] >= size:
                self.room[column] -= size
                self._go((*chosen, int(column)), extra + more)
                self.room[column] += size

    def _enough(self, extra: int) -> bool:
        """Whether nothing better can come of a branch, or the search has taken long enough."""
        if self.nodes > MOST_NODES or self.leaves >= MOST_LEAVES:
            return True
        return self.best is not None and self.bound + extra >= self.best.cost

    def _leaf(self, chosen: tuple[int, ...]) -> None:
        self.leaves += 1
        supply = Supply(self.supply.cost, self.supply.sizes, np.array(self.room, dtype=np.int64))
        flow = cheapest(supply)
        if flow is None:
            return
        cost = flow.cost + int(sum(self.costs[at, column] for at, column in enumerate(chosen)))
        if self.best is None or cost < self.best.cost:
            self.best = Placed(chosen, flow, supply, cost, self.bound, self.prices)
