"""The best place of units with everybody else: case by case, the most promising first, each priced by a flow.

Where that does not prove the best soon, an integer search goes on from what it found (integer.py). Everything that
decides is the same on any machine: prices are the lowest that prove a flow, and both searches end after so much work,
counted in cells of tables and steps, not in seconds. What they leave open bounds what could still be gained.
"""

from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any

import numpy as np

from apps.gardens.allocation.cases import Case, Chosen, Draw, Packing
from apps.gardens.allocation.flow import FORBIDDEN, Flow, Supply, bound_of, cheapest, priced

MOST_CASES, MOST_CELLS = 120, 2_000_000


@dataclass
class Node:
    """One case: its bound in per-ths, with the prices that prove it, and the branch that was made of it."""

    case: Case
    bound: int
    prices: np.ndarray
    branch: tuple[int, int, int, int] | None = None


@dataclass
class Best:
    """The cheapest allocation so far: (class, piece) of each unit, the flow of everybody else, and the cost."""

    cost: int
    chosen: Chosen
    flow: Flow
    supply: Supply


@dataclass
class Search:
    """Looks for the cheapest place of all units; `best` is None where none was found."""

    packing: Packing
    draw: Draw
    best: Best | None = None
    searched: int = 0
    nodes: list[Node] = field(default_factory=list)
    waiting: list[tuple[int, int]] = field(default_factory=list)

    def run(self) -> None:
        """Go on until everything is proven, or the work is done."""
        rows, columns = self.packing.supply.cost.shape
        cells = (rows + len(self.packing.classes)) * columns
        most = max(20, min(MOST_CASES, MOST_CELLS // max(1, cells)))
        at = self._look(Case())
        while at is not None and len(self.nodes) < most:
            at = self._branch(at)
            if at is None:
                at = self._next()
        if at is not None:
            heappush(self.waiting, (self.nodes[at].bound, at))
        if self.waiting and self.best is not None and self._next_bound() < self.best.cost:
            self._search()

    def _next_bound(self) -> int:
        return self.packing.upwards(min(bound for bound, _row in self.waiting))

    def _search(self) -> None:
        """Go on by integer search over what the root's prices leave open."""
        from apps.gardens.allocation.integer import Core  # takes long to import, and is seldom needed

        assert self.best is not None
        root = self.nodes[0]
        core = Core(self.packing, root.prices, self.best.cost * self.packing.per - root.bound)
        found = core.search(self.best.chosen, self.draw)
        if found is None:
            return
        self.searched = found.bound
        if found.cost <= self.best.cost:
            self._keep(found.chosen, always=True)

    def _next(self) -> int | None:
        """The most promising case that waits."""
        while self.waiting:
            bound, at = heappop(self.waiting)
            if not self._settled(bound):
                return at
        return None

    def _settled(self, bound: int) -> bool:
        """Whether nothing better can come of a case."""
        return self.best is not None and self.packing.upwards(bound) >= self.best.cost

    def _look(self, case: Case) -> int | None:
        """Price a case and try it; its row, None where it is settled."""
        prices = np.zeros(len(self.packing.supply.room), dtype=np.int64)
        bound = self.packing.bound(case, prices)
        if bound is None:
            self.nodes.append(Node(case, int(FORBIDDEN) << 16, prices))
            return None
        prices = priced(self.packing.loose(case))
        at = len(self.nodes)
        self.nodes.append(Node(case, self.packing.bound(case, prices) or 0, prices))
        self._try(case, prices)
        return None if self._settled(self.nodes[at].bound) else at

    def _try(self, case: Case, prices: np.ndarray) -> None:
        """Put every unit where it pays least and there is room, and send everybody else the cheapest way."""
        pack, room = self.packing, self.packing.room(case)
        values, left = pack.valued(case, prices), pack.left(case)
        chosen = list(case.fixed)
        for kind in sorted(range(len(left)), key=lambda kind: (-int(pack.sizes[kind]), kind)):
            for _unit in range(int(left[kind])):
                fits = np.where(room >= pack.sizes[kind], values[kind], FORBIDDEN << np.int64(8))
                least = fits.min()
                if least >= FORBIDDEN << np.int64(8):
                    return
                piece = int(np.argmax(np.where(fits == least, room, -1)))
                room[piece] -= pack.sizes[kind]
                chosen.append((kind, piece))
        cost = sum(int(pack.price[kind, piece]) for kind, piece in chosen)
        if self._settled(cost * pack.per + bound_of(pack.fine, prices, room)):
            return
        self._keep(chosen)

    def _keep(self, chosen: Chosen, *, always: bool = False) -> None:
        """Send everybody else the cheapest way; keep it where it is the best so far."""
        pack = self.packing
        cost = sum(int(pack.price[kind, piece]) for kind, piece in chosen)
        supply = Supply(pack.supply.cost, pack.supply.sizes, pack.room(Case(tuple(chosen))))
        flow = cheapest(supply)
        if flow is not None and (always or self.best is None or cost + flow.cost < self.best.cost):
            self.best = Best(cost + flow.cost, chosen, flow, supply)

    def handed(self) -> tuple[int, ...]:
        """The piece of each unit: of alike units the first drawn stands on the cheapest."""
        assert self.best is not None
        pack = self.packing
        units = [0] * len(pack.units)
        for kind, rows in enumerate(pack.classes):
            spots = sorted((int(pack.price[kind, piece]), piece) for its, piece in self.best.chosen if its == kind)
            for row, (_cost, piece) in zip(rows, spots, strict=True):
                units[row] = piece
        return tuple(units)

    def _branch(self, at: int) -> int | None:
        """Part a case in two; the row of the more promising one, None where both are settled."""
        node = self.nodes[at]
        found = self._choice(node)
        if found is None:
            return None
        rows = [len(self.nodes), 0]
        ours, theirs = node.case.branch(*found)
        first = self._look(ours)
        rows[1] = len(self.nodes)
        second = self._look(theirs)
        node.branch = (*found, *rows)  # type: ignore[assignment]
        going = sorted((self.nodes[row].bound, row) for row in (first, second) if row is not None)
        for bound, row in going[1:]:
            heappush(self.waiting, (bound, row))
        return going[0][1] if going else None

    def _choice(self, node: Node) -> tuple[int, int] | None:
        """The class that has the least reason to stand on one piece rather than another, and that piece."""
        pack = self.packing
        values = pack.valued(node.case, node.prices)
        asked = np.flatnonzero((pack.left(node.case) > 0) & (pack.open_to(node.case).sum(axis=1) > 1))
        if not len(asked):
            return None
        two = np.partition(values[asked], 1, axis=1)[:, :2]
        regret = two[:, 1] - two[:, 0]
        kind = min(zip(regret.tolist(), (-pack.sizes[asked]).tolist(), asked.tolist(), strict=True))[2]
        least, room = values[kind].min(), pack.room(node.case)
        return int(kind), int(np.argmax(np.where(values[kind] == least, room, -1)))

    def proof(self) -> tuple[int, np.ndarray, list[Any]]:
        """The bound as a whole cost, the root's prices, and the tree of cases that proves it (see cases.proven)."""
        assert self.best is not None
        open_ones = [node.bound for node in self.nodes if node.branch is None]
        bound = min(self.best.cost, self.packing.upwards(min(open_ones)))
        root = self.nodes[0]
        tree: list[list[Any]] = []
        todo = [(0, -1, 0)]
        while todo:
            row, above, side = todo.pop()
            node = self.nodes[row]
            if above >= 0:
                tree[above][side] = len(tree)
            if node.branch is None or self.packing.upwards(node.bound) >= bound:
                tree.append(self._leaf(node, root.prices, bound))
                continue
            tree.append([*node.branch])
            todo += [(node.branch[3], len(tree) - 1, 3), (node.branch[2], len(tree) - 1, 2)]
        return bound, root.prices, tree if len(tree) > 1 else []

    def _leaf(self, node: Node, root: np.ndarray, bound: int) -> list[list[int]]:
        """How the prices of a case differ from the root's; not at all where those prove enough."""
        plain = self.packing.bound(node.case, root)
        if plain is None or self.packing.upwards(plain) >= bound:
            return []
        return [[int(at), int(node.prices[at])] for at in np.flatnonzero(node.prices != root)]
