"""Units that are to have adjoining plots, with everybody else, case by case; and what none of a case can go below.

A case says of some units on which piece they are, and of alike units from which pieces the rest of them is kept away.
Branching is complete: either one of some alike units stands on a piece, no matter which, or none of them does.

For any prices >= 0 the bound is what each group and each unit pays at least where it may go (cost + price of its
plots), less what all free plots are worth. Prices are in `per`-ths, so that a unit can be weighed plot by plot in whole
numbers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import lcm

import numpy as np

from apps.gardens.allocation.flow import FORBIDDEN, Supply, bound_of
from apps.gardens.allocation.pieces import Unit

FINEST = 60
Chosen = list[tuple[int, int]]  # (class, piece) of each unit
Draw = Callable[[int, int, int], int]  # the number drawn for a class and a piece, of so many bits


@dataclass(frozen=True)
class Case:
    """`fixed`: (class, piece) of units that stand; `banned`: (class, piece) where no other unit of the class may go."""

    fixed: tuple[tuple[int, int], ...] = ()
    banned: frozenset[tuple[int, int]] = frozenset()

    def branch(self, kind: int, piece: int) -> tuple["Case", "Case"]:
        """One unit of the class stands on the piece, or none of those that are left does."""
        return Case((*self.fixed, (kind, piece)), self.banned), Case(self.fixed, self.banned | {(kind, piece)})


@dataclass(frozen=True)
class Packing:
    """Groups (`supply`), and units with what each costs on each piece (`costs`; FORBIDDEN where it cannot go)."""

    supply: Supply
    costs: np.ndarray
    units: tuple[Unit, ...]

    @cached_property
    def classes(self) -> list[list[int]]:
        """Rows of units that are alike: as many plots at the same cost everywhere."""
        alike: dict[tuple[int, bytes], list[int]] = {}
        for row, unit in enumerate(self.units):
            alike.setdefault((len(unit.members), self.costs[row].tobytes()), []).append(row)
        return list(alike.values())

    @cached_property
    def price(self) -> np.ndarray:
        """Classes × pieces: what one unit costs there."""
        return self.costs[[rows[0] for rows in self.classes]]

    @cached_property
    def sizes(self) -> np.ndarray:
        """Plots of a unit, by class."""
        return np.array([len(self.units[rows[0]].members) for rows in self.classes], dtype=np.int64)

    @cached_property
    def per(self) -> int:
        """Into how many parts a price is counted: units of such sizes divide it, or nearly."""
        return min(FINEST, lcm(*(int(size) for size in self.sizes)))

    def room(self, case: Case) -> np.ndarray:
        """Free plots of pieces beside the units that stand."""
        room = self.supply.room.copy()
        for kind, piece in case.fixed:
            room[piece] -= self.sizes[kind]
        return room

    def left(self, case: Case) -> np.ndarray:
        """How many units of each class do not stand yet."""
        counts = np.array([len(rows) for rows in self.classes], dtype=np.int64)
        for kind, _piece in case.fixed:
            counts[kind] -= 1
        return counts

    def open_to(self, case: Case) -> np.ndarray:
        """Classes × pieces: where a unit that does not stand yet may go."""
        allowed = (self.price < FORBIDDEN) & (self.sizes[:, None] <= self.room(case))
        for kind, piece in case.banned:
            allowed[kind, piece] = False
        return allowed

    def valued(self, case: Case, prices: np.ndarray) -> np.ndarray:
        """Classes × pieces: what a unit pays there in per-ths, FORBIDDEN << 8 where it may not go."""
        paid = self.price * self.per + self.sizes[:, None] * prices
        return np.where(self.open_to(case), paid, FORBIDDEN << np.int64(8))

    def bound(self, case: Case, prices: np.ndarray) -> int | None:
        """What no allocation of this case can go below, in per-ths; None: a unit has nowhere to go, there is none."""
        left = self.left(case)
        if (left < 0).any() or (self.room(case) < 0).any():
            return None
        asked = left > 0
        if not self.open_to(case)[asked].any(axis=1).all():
            return None
        units = int((self.valued(case, prices).min(axis=1, initial=FORBIDDEN << np.int64(8)) * left)[asked].sum())
        stand = sum(int(self.price[kind, piece]) for kind, piece in case.fixed) * self.per
        return bound_of(self.fine, prices, self.room(case)) + units + stand

    @cached_property
    def fine(self) -> Supply:
        """The groups, in per-ths."""
        cost = self.supply.cost
        return Supply(np.where(cost < FORBIDDEN, cost * self.per, FORBIDDEN), self.supply.sizes, self.supply.room)

    def loose(self, case: Case) -> Supply:
        """The case with units that may be parted, plot by plot: its cheapest flow gives the best prices."""
        each = np.where(self.open_to(case), self.price * self.per // self.sizes[:, None], FORBIDDEN)
        return Supply(
            np.vstack((self.fine.cost, each)), np.concatenate((self.supply.sizes, self.left(case) * self.sizes)),
            self.room(case),
        )  # fmt: skip

    def upwards(self, bound: int) -> int:
        """The least whole cost that is not below a bound in per-ths."""
        return -(-bound // self.per)


Leaf = list[list[int]]
Tree = Sequence[Sequence[int] | Leaf]


def proven(packing: Packing, prices: np.ndarray, tree: Tree) -> int | None:
    """What the cases prove: the least bound of all of them as a whole cost; None where there is no allocation.

    `tree` lists branches [class, piece, row if it stands there, row if none does] and leaves [[piece, price], …]: how
    their prices differ from the root's. Raises ValueError where it is no tree.
    """
    found: list[int] = []
    todo, seen = [(0, Case())], 0
    while todo:
        row, case = todo.pop()
        seen += 1
        entry: Sequence = tree[row] if tree else []
        if len(entry) == 4 and type(entry[0]) is int:
            kind, piece, stands, none = entry
            if not (row < stands < len(tree) and row < none < len(tree)) or seen > len(tree):
                raise ValueError("the cases are no tree")
            if not (0 <= kind < len(packing.classes) and 0 <= piece < len(prices)):
                raise ValueError("a case of no unit or piece")
            todo += zip((stands, none), case.branch(kind, piece), strict=True)
            continue
        own = prices.copy()
        for piece, price in entry:
            if not 0 <= piece < len(own) or type(price) is not int or price < 0:
                raise ValueError("a price of no piece, or below 0")
            own[piece] = price
        bound = packing.bound(case, own)
        if bound is not None:
            found.append(bound)
    return packing.upwards(min(found)) if found else None
