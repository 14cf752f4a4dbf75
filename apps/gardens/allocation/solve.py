"""From a problem to an allocation with its proof.

1. Who keeps its plot has it. 2. Who is served, where plots do not suffice: rank, then lottery (choosing). 3. Households
that ask to be together are placed as units, everybody else as groups of alike households, at the lowest sum of walking
seconds times weight (units, flow). 4. Within a group and a run the lottery hands out plots.

Exact: steps 1 to 3 whenever cost equals bound, which is always so without units; with units the search may end at its
limit, and then the bound says how far from the best it can be. Only whole numbers decide.

Computed again after a change (`Problem.stay`), everybody who can stay stays, and the others are placed at the lowest
cost on what is free. Where that leaves somebody without a plot who is to have one, the fewest who can make room for it
do (again). Only where a unit finds no adjoining plots even so, all may move.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from apps.gardens.allocation.again import Stay, fewest_moved, staying
from apps.gardens.allocation.choosing import choose
from apps.gardens.allocation.flow import Flow
from apps.gardens.allocation.lottery import ticket
from apps.gardens.allocation.pieces import Group, Piece, Unit, groups_of, pieces_of, units_of
from apps.gardens.allocation.problem import Household, Problem
from apps.gardens.allocation.settling import settled
from apps.gardens.allocation.units import Placed, place

METHOD = "min-cost flow; branch and price; CP-SAT"

_Found = tuple[Placed, list[Group], list[Unit], list[str]]


@dataclass(frozen=True)
class Allocation:
    """The result: who has which plot, who waits (in order), and the proof.

    `prices` are those of pieces in their order, in `per`-ths; `cases` tells the proof where units stand (cases.proven).
    `bound` is what these prove; `searched`, never less, what the integer search proved: it is checked by solving again.
    `together` are the units on adjoining plots, `apart` the words of those
    that could not; `stayed` are those whose plot of before was held fast, so that cost and bound are those of the rest.
    """

    plots: dict[str, str]
    waiting: tuple[str, ...]
    cost: int
    bound: int
    prices: tuple[int, ...]
    per: int = 1
    cases: tuple[Any, ...] = ()
    searched: int = 0
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[str, ...] = ()
    stayed: tuple[str, ...] = ()

    @classmethod
    def read(cls, outputs: Mapping[str, Any]) -> Self:
        """From the JSON of a file. Raises KeyError, TypeError."""
        return cls(
            plots=dict(outputs["plots"]), waiting=tuple(outputs["waiting"]), cost=outputs["cost"],
            bound=outputs["bound"], prices=tuple(outputs["prices"]), per=outputs["per"], cases=tuple(outputs["cases"]),
            searched=outputs["searched"], together=tuple(tuple(row) for row in outputs["together"]),
            apart=tuple(outputs["apart"]), stayed=tuple(outputs["stayed"]),
        )  # fmt: skip

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "plots": dict(sorted(self.plots.items())),
            "waiting": list(self.waiting),
            "cost": self.cost,
            "bound": self.bound,
            "prices": list(self.prices),
            "per": self.per,
            "cases": list(self.cases),
            "searched": self.searched,
            "together": [list(unit) for unit in self.together],
            "apart": list(self.apart),
            "stayed": list(self.stayed),
        }


def solve(problem: Problem) -> Allocation:
    """The best allocation under the problem's constraints; the same for the same problem on any machine."""
    kept = {one.code: one.keep for one in problem.households if problem.constraints.keep and one.keep}
    pieces = pieces_of(problem, frozenset(kept.values()))
    open_ones = [one for one in problem.households if one.code not in kept] if kept else list(problem.households)
    free = sum(len(piece.plots) for piece in pieces)
    fit = sum(len(piece.plots) for piece in pieces if piece.accessible)
    served, waiting = choose(problem, open_ones, free, fit)
    for stayed in _held(problem, served, pieces):
        rest = [one for one in served if one.code not in stayed] if stayed else served
        still = pieces_of(problem, frozenset({*kept.values(), *stayed.values()})) if stayed else pieces
        if (found := _place(problem, rest, still, whole=bool(stayed))) is not None:
            return _whole(problem, {**kept, **stayed}, waiting, still, found, sorted(stayed))
    raise RuntimeError("those who are served have no room: choosing and placing disagree")


def _held(problem: Problem, served: list[Household], pieces: list[Piece]) -> Iterator[Stay]:
    """Who stays where it was, the most first: all who can; all but those who must make room; nobody."""
    held = staying(problem, served) if problem.stay else {}
    if held:
        yield held
        fewer = fewest_moved(problem, served, held, pieces)
        if fewer:
            yield fewer
    yield {}


def _whole(
    problem: Problem, fast: dict[str, str], waiting: list[str], pieces: list[Piece], found: _Found, stayed: list[str]
) -> Allocation:
    """The allocation of those held fast and those placed."""
    placed, groups, units, _apart = found
    flow = settled(placed.supply, placed.flow, _draw(problem, groups, pieces), _stayed(problem, groups, pieces))
    plots = {**fast, **_hand_out(problem, groups, units, pieces, placed, flow)}
    fixed = sum(_cost(problem, one, fast[one.code]) for one in problem.households if one.code in fast)
    rows = [tuple(one.code for one in unit.members) for unit in units]
    if stayed:
        fast_ones = [one for one in problem.households if one.code in stayed]
        rows += [tuple(one.code for one in unit.members) for unit in units_of(problem, fast_ones)]
    proven = placed.bound if placed.searched is None else placed.searched
    return Allocation(
        plots, tuple(waiting), placed.cost + fixed, placed.bound + fixed, tuple(placed.prices.tolist()), placed.per,
        placed.cases, proven + fixed, tuple(rows), _words_apart(problem, rows), tuple(stayed),
    )  # fmt: skip


def _place(problem: Problem, served: list[Household], pieces: list[Piece], *, whole: bool) -> _Found | None:
    """Units and groups at the lowest cost; units for which no room is found are taken apart, the smallest first.

    None where there is no room; `whole`: also where a unit would have to be taken apart.
    """
    units = units_of(problem, served)
    apart: list[str] = []
    while True:
        bound_together = {one.code for unit in units for one in unit.members}
        single = [one for one in served if one.code not in bound_together] if units else served
        groups = groups_of(problem, single)
        placed = place(problem, groups, units, pieces)
        if placed is not None:
            return placed, groups, units, apart
        if not units or whole:
            return None
        apart.append(units.pop().word)


def _words_apart(problem: Problem, rows: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The words that several households named and that did not come together."""
    if not problem.constraints.together:
        return ()
    asking = [one for one in problem.households if one.together]
    named, beside = Counter(one.together for one in asking), {code for row in rows for code in row}
    whole = {one.together for one in asking if one.code in beside}
    return tuple(sorted(word for word, many in named.items() if many > 1 and word not in whole))


def _draw(problem: Problem, groups: list[Group], pieces: list[Piece]) -> Any:
    """The number drawn for a group and a piece, of so many bits."""

    def draw(group: int, piece: int, bits: int) -> int:
        return ticket(problem.seed, "tie", groups[group].key, pieces[piece].name) >> (256 - bits)

    return draw


def _stayed(problem: Problem, groups: list[Group], pieces: list[Piece]) -> np.ndarray | None:
    """How many of each group stood on each piece before; None where there was no before."""
    if not problem.stay:
        return None
    where = {plot: at for at, piece in enumerate(pieces) for plot in piece.plots}
    counted = np.zeros((len(groups), len(pieces)), dtype=np.int64)
    for row, group in enumerate(groups):
        for one in group.members:
            at = where.get(problem.stay.get(one.code, ""))
            if at is not None:
                counted[row, at] += 1
    return counted


def _hand_out(
    problem: Problem, groups: list[Group], units: list[Unit], pieces: list[Piece], placed: Placed, flow: Flow
) -> dict[str, str]:
    """Plots to households: within a group the first drawn gets the nearest piece, unless it stays where it was."""
    where = {plot: at for at, piece in enumerate(pieces) for plot in piece.plots} if problem.stay else {}
    on_piece: dict[int, list[str]] = defaultdict(list)
    given: list[dict[int, int]] = [{} for _group in groups]
    for row, at in zip(*(found.tolist() for found in np.nonzero(flow.sent)), strict=True):
        given[row][at] = int(flow.sent[row, at])
    for group, left in zip(groups, given, strict=True):
        moving = [] if problem.stay else list(group.members)
        for one in group.members if problem.stay else ():
            at = where.get(problem.stay.get(one.code, ""), -1)
            if left.get(at, 0):
                left[at] -= 1
                on_piece[at].append(one.code)
            else:
                moving.append(one)
        begun = 0
        for at in sorted(left, key=lambda at: (problem.seconds[group.place][pieces[at].run], at)):
            on_piece[at] += [one.code for one in moving[begun : begun + left[at]]]
            begun += left[at]
    together: dict[int, list[list[str]]] = defaultdict(list)
    for unit, at in zip(units, placed.units, strict=True):
        together[at].append([one.code for one in unit.members])
    found: dict[str, str] = {}
    for at in sorted({*on_piece, *together}):
        found.update(_rows(problem, pieces[at].plots, together[at], on_piece[at]))
    return found


def _rows(problem: Problem, plots: tuple[str, ...], units: list[list[str]], singles: list[str]) -> dict[str, str]:
    """The plots of one piece: everybody stays who can; units get adjoining plots, the others follow as drawn."""
    if not units and not problem.stay:
        return dict(zip(sorted(singles, key=problem.drawn.__getitem__), plots, strict=False))
    found = {code: problem.stay[code] for code in singles if problem.stay.get(code) in plots}
    held = _beside(problem, plots, units, set(found.values()))
    if held is None:
        found, held = {}, _beside(problem, plots, units, set())
    found.update(held or {})
    taken = set(found.values())
    rest = sorted((code for code in singles if code not in found), key=problem.drawn.__getitem__)
    return {**found, **dict(zip(rest, (plot for plot in plots if plot not in taken), strict=False))}


def _beside(problem: Problem, plots: tuple[str, ...], units: list[list[str]], taken: set[str]) -> dict[str, str] | None:
    """Adjoining plots for each unit: its own of before, or the first that are free; None where they are not."""
    found: dict[str, str] = {}
    for unit in sorted(units, key=lambda codes: not _sat(problem, plots, codes)):
        before = [problem.stay.get(code, "") for code in unit]
        if not _sat(problem, plots, unit) or taken & set(before):
            before = _first_gap(plots, len(unit), taken)
        if not before:
            return None
        taken |= set(before)
        found.update(zip(unit, before, strict=True))
    return found


def _sat(problem: Problem, plots: tuple[str, ...], unit: Iterable[str]) -> bool:
    """Whether a unit sat on adjoining plots of this piece before."""
    at = sorted(plots.index(plot) if plot in plots else -len(plots) for plot in (problem.stay.get(c, "") for c in unit))
    return at[0] >= 0 and at == list(range(at[0], at[0] + len(at)))


def _first_gap(plots: tuple[str, ...], size: int, taken: set[str]) -> list[str]:
    for start in range(len(plots) - size + 1):
        row = list(plots[start : start + size])
        if not taken & set(row):
            return row
    return []


def _cost(problem: Problem, one: Household, plot: str) -> int:
    return problem.walk(one, problem.run_of[plot]) * one.weight
