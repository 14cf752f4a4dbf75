"""Units of households on adjoining plots placed together with everybody else, with the proof."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from apps.gardens.allocation.cases import Draw, Packing
from apps.gardens.allocation.flow import Flow, Supply, bound_of, cheapest
from apps.gardens.allocation.lottery import ticket
from apps.gardens.allocation.pieces import Group, Piece, Unit, supply_of, unit_costs
from apps.gardens.allocation.problem import Problem
from apps.gardens.allocation.searching import Search


@dataclass(frozen=True)
class Placed:
    """The piece of each unit, the flow of the others, the whole cost, and the proven bound with prices and cases.

    `searched`: what the integer search proved beyond that, which is checked by searching again.
    """

    units: tuple[int, ...]
    flow: Flow
    supply: Supply
    cost: int
    bound: int
    prices: np.ndarray
    per: int = 1
    cases: tuple[Any, ...] = ()
    searched: int | None = None


def packing_of(problem: Problem, groups: list[Group], units: list[Unit], pieces: list[Piece]) -> Packing:
    """Groups and units over free pieces."""
    supply = supply_of(problem, groups, pieces, [len(piece.plots) for piece in pieces])
    return Packing(supply, unit_costs(problem, units, pieces), tuple(units))


def place(problem: Problem, groups: list[Group], units: list[Unit], pieces: list[Piece]) -> Placed | None:
    """The cheapest places of units together with everybody else; None where no search found room for all."""
    if not units:
        supply = supply_of(problem, groups, pieces, [len(piece.plots) for piece in pieces])
        flow = cheapest(supply)
        if flow is None:
            return None
        return Placed((), flow, supply, flow.cost, bound_of(supply, flow.prices), flow.prices)
    packing = packing_of(problem, groups, units, pieces)
    search = Search(packing, _lots(problem, packing, pieces))
    search.run()
    if search.best is None:
        return None
    best, (bound, prices, tree) = search.best, search.proof()
    searched = max(bound, min(search.searched, best.cost))
    return Placed(search.handed(), best.flow, best.supply, best.cost, bound, prices, packing.per, tuple(tree), searched)


def _lots(problem: Problem, packing: Packing, pieces: list[Piece]) -> Draw:
    """The number drawn for units of a class and a piece, of so many bits."""

    def draw(kind: int, piece: int, bits: int) -> int:
        first = packing.units[packing.classes[kind][0]].members[0].code
        return ticket(problem.seed, "unit", first, pieces[piece].name) >> (256 - bits)

    return draw
