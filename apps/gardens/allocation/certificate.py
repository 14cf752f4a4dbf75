"""The proof of an allocation, checked without solving anything: plain arithmetic over whole numbers.

`faults` says what is wrong; an empty list means that the allocation keeps every constraint, that its figures are right,
and that its bound holds. Where cost equals bound, no allocation with these constraints can be better.
"""

from collections.abc import Iterator

import numpy as np

from apps.gardens.allocation.cases import proven
from apps.gardens.allocation.choosing import choose
from apps.gardens.allocation.pieces import Piece, Unit, groups_of, needs, pieces_of
from apps.gardens.allocation.problem import Household, Problem
from apps.gardens.allocation.solve import Allocation
from apps.gardens.allocation.units import packing_of


def faults(problem: Problem, found: Allocation) -> list[str]:
    """What does not hold of an allocation; empty when all of it does."""
    codes = {one.code: one for one in problem.households}
    run_of = problem.run_of
    strange = [code for code in (*found.plots, *found.waiting) if code not in codes]
    strange += [plot for plot in found.plots.values() if plot not in run_of]
    strange += [code for code in found.stayed if code not in problem.stay or code not in found.plots]
    if strange:
        return [f"not in the inputs: {', '.join(strange[:5])}"]
    return [*_places(problem, found, codes), *_units(problem, found, codes), *_proof(problem, found, codes)]


def _places(problem: Problem, found: Allocation, codes: dict[str, Household]) -> Iterator[str]:
    """Each household once, each plot once, kept plots kept, the right ones served, the needs met."""
    if len(set(found.plots.values())) != len(found.plots):
        yield "a plot is given twice"
    if sorted((*found.plots, *found.waiting)) != sorted(codes):
        yield "a household is missing, or stands twice"
    kept = {one.code: one.keep for one in problem.households if problem.constraints.keep and one.keep}
    if any(found.plots.get(code) != plot for code, plot in kept.items()):
        yield "a household does not keep its plot"
    pieces = pieces_of(problem, frozenset(kept.values()))
    free, fit = (sum(len(piece.plots) for piece in some) for some in (pieces, [p for p in pieces if p.accessible]))
    served, waiting = choose(problem, [one for one in problem.households if one.code not in kept], free, fit)
    if tuple(waiting) != found.waiting or {one.code for one in served} | set(kept) != set(found.plots):
        yield "others are served than the ranks and the lottery say, or the waitlist has another order"
    if any(found.plots.get(code) != problem.stay[code] for code in found.stayed):
        yield "a household does not stay where it is said to"
    run_of = problem.run_of
    for code, plot in found.plots.items():
        if needs(problem, codes[code]) and code not in kept and not problem.runs[run_of[plot]].accessible:
            yield f"{code} needs an accessible plot"


def _units(problem: Problem, found: Allocation, codes: dict[str, Household]) -> Iterator[str]:
    """Units are of one word and on adjoining plots; every word is kept together or named as apart."""
    at = {plot: (run, place) for run, row in enumerate(problem.runs) for place, plot in enumerate(row.plots)}
    words = set(found.apart)
    for unit in found.together:
        if not set(unit) <= set(found.plots) or len({codes[code].together for code in unit}) != 1:
            yield f"no unit: {', '.join(unit)}"
            continue
        words.add(codes[unit[0]].together)
        spots = sorted(at[found.plots[code]] for code in unit)
        if [spot[1] - spots[0][1] for spot in spots] != list(range(len(unit))) or len({spot[0] for spot in spots}) > 1:
            yield f"not adjoining: {', '.join(unit)}"
    asked = [one.together for one in problem.households if one.together and problem.constraints.together]
    if {word for word in asked if asked.count(word) > 1} != words - {word for word in words if asked.count(word) < 2}:
        yield "households that ask to be together are neither together nor named as apart"


def _proof(problem: Problem, found: Allocation, codes: dict[str, Household]) -> Iterator[str]:
    """Cost and bound are what they are said to be, and the bound is below the cost."""
    run_of = problem.run_of
    cost = sum(problem.walk(codes[code], run_of[plot]) * codes[code].weight for code, plot in found.plots.items())
    if cost != found.cost:
        yield f"the cost is {cost}, not {found.cost}"
    kept = {one.code: one.keep for one in problem.households if problem.constraints.keep and one.keep}
    kept |= {code: problem.stay[code] for code in found.stayed}
    pieces = pieces_of(problem, frozenset(kept.values()))
    if len(found.prices) != len(pieces) or any(type(price) is not int or price < 0 for price in found.prices):
        yield "prices: a whole number from 0 for each piece of a run"
        return
    fixed = sum(problem.walk(codes[code], run_of[plot]) * codes[code].weight for code, plot in kept.items())
    try:
        bound = _bound(problem, found, codes, pieces, frozenset(kept))
    except (ValueError, TypeError, IndexError) as error:
        yield f"the cases of the proof cannot be read: {error}"
        return
    if bound is None or found.bound != min(found.cost, fixed + bound):
        yield f"the prices prove a bound of {bound}, not {found.bound}"
    if not found.bound <= found.searched <= found.cost:
        yield "the bounds are not in order, or above the cost"


def _bound(
    problem: Problem, found: Allocation, codes: dict[str, Household], pieces: list[Piece], kept: frozenset[str]
) -> int | None:
    """What the prices and cases prove of those who are not held fast."""
    units = [
        Unit("", tuple(codes[code] for code in row), any(needs(problem, codes[code]) for code in row))
        for row in found.together
        if not set(row) <= kept
    ]
    bound_together = {code for row in found.together for code in row}
    single = [codes[code] for code in found.plots if code not in bound_together and code not in kept]
    packing = packing_of(problem, groups_of(problem, single), units, pieces)
    if packing.per != found.per:
        raise ValueError(f"prices are in {packing.per} parts")
    return proven(packing, np.array(found.prices, dtype=np.int64), found.cases)
