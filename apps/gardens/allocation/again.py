"""An allocation computed again after a change: who stays where it was.

Everybody who can stay stays. Only where somebody who is to have a plot finds none that is free, others make room: as
few as can be, and of these choices the cheapest.
"""

from collections import defaultdict

import numpy as np

from apps.gardens.allocation.flow import FORBIDDEN, Supply, cheapest
from apps.gardens.allocation.lottery import ticket
from apps.gardens.allocation.pieces import Group, Piece, needs, supply_of, units_of
from apps.gardens.allocation.problem import Household, Problem
from apps.gardens.allocation.settling import settled

Stay = dict[str, str]


def staying(problem: Problem, served: list[Household]) -> Stay:
    """Household → plot of before, of those who are served and can stay on it: it fits still, and so does their unit."""
    run_of = problem.run_of
    return _whole_units(
        problem,
        served,
        {
            one.code: problem.stay[one.code]
            for one in served
            if one.code in problem.stay
            and not (needs(problem, one) and not problem.runs[run_of[problem.stay[one.code]]].accessible)
        },
    )


def _whole_units(problem: Problem, served: list[Household], held: Stay) -> Stay:
    """Without those whose unit does not sit together any more."""
    spots = {plot: (run, at) for run, row in enumerate(problem.runs) for at, plot in enumerate(row.plots)}
    for unit in units_of(problem, served):
        at = sorted(spots[held[one.code]] for one in unit.members if one.code in held)
        if len(at) < len(unit.members) or at != [(at[0][0], at[0][1] + step) for step in range(len(at))]:
            held = {code: plot for code, plot in held.items() if code not in {one.code for one in unit.members}}
    return held


def fewest_moved(problem: Problem, served: list[Household], held: Stay, pieces: list[Piece]) -> Stay:
    """Those of `held` who stay where as few as can be make room for everybody who is served; units aside."""
    where = {plot: at for at, piece in enumerate(pieces) for plot in piece.plots}
    groups, before = _groups(problem, served, {code: where[plot] for code, plot in held.items()})
    supply = supply_of(problem, groups, pieces, [len(piece.plots) for piece in pieces])
    most = int(np.where(supply.cost < FORBIDDEN, supply.cost, 0).max(initial=0)) + 1
    move = np.where(np.arange(len(pieces)) == before[:, None], 0, most * (len(served) + 1))
    move[before < 0] = 0
    dearer = Supply(np.where(supply.cost < FORBIDDEN, supply.cost + move, FORBIDDEN), supply.sizes, supply.room)
    flow = cheapest(dearer)
    if flow is None:
        return {}

    def draw(row: int, piece: int, bits: int) -> int:
        parts = (groups[row].key, str(before[row]), pieces[piece].name)
        return ticket(problem.seed, "stay", *parts) >> (256 - bits)

    sent = settled(dearer, flow, draw).sent
    stay: Stay = {}
    for row, group in enumerate(groups):
        if before[row] >= 0:
            stay |= {one.code: held[one.code] for one in group.members[: int(sent[row, before[row]])]}
    return _whole_units(problem, served, stay)


def _groups(problem: Problem, served: list[Household], at: dict[str, int]) -> tuple[list[Group], np.ndarray]:
    """Alike households that stand on the same piece, and the piece of each group; -1: on none."""
    alike: dict[tuple[int, int, bool, int], list[Household]] = defaultdict(list)
    for one in problem.in_draw(served):
        alike[one.place, one.weight, needs(problem, one), at.get(one.code, -1)].append(one)
    keys = sorted(alike)
    return [Group(*key[:3], tuple(alike[key])) for key in keys], np.array([key[3] for key in keys], dtype=np.int64)
