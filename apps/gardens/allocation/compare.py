"""An allocation beside what else could have been done: first come first served, and a plain lottery.

All figures are whole: seconds on foot one way, and the Gini coefficient of the walks in thousandths (0: all alike).
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from apps.gardens.allocation.lottery import ticket
from apps.gardens.allocation.pieces import needs, seconds_of
from apps.gardens.allocation.problem import Household, Problem

OTHERS = ("first_come", "lottery")


def first_come(problem: Problem, order: list[Household] | None = None) -> dict[str, str]:
    """Whoever registered first takes the nearest plot that is free and that it can have."""
    order = order or sorted(problem.households, key=lambda one: (one.order, one.code))
    seconds = seconds_of(problem)
    left = [list(reversed(run.plots)) for run in problem.runs]
    room = np.array([len(plots) for plots in left], dtype=np.int64)
    fit = np.array([run.accessible for run in problem.runs], dtype=bool)
    far, found = np.int64(1) << 40, {}
    for one in order:
        open_ones = room > 0
        if needs(problem, one):
            open_ones = open_ones & fit
        if not open_ones.any():
            continue
        at = int(np.argmin(np.where(open_ones, seconds[one.place], far)))
        found[one.code] = left[at].pop()
        room[at] -= 1
    return found


def plain_lottery(problem: Problem) -> dict[str, str]:
    """Numbered plots drawn by lot: the plot as drawn to the household as drawn; who needs one fit draws from those."""
    plots = [(plot, run.accessible) for run in problem.runs for plot in run.plots]
    plots.sort(key=lambda pair: (ticket(problem.seed, "plot", pair[0]), pair[0]))
    codes = problem.in_draw(problem.households)
    fit = [plot for plot, accessible in plots if accessible]
    fussy = [one.code for one in codes if needs(problem, one)]
    found = dict(zip(fussy, fit, strict=False))
    taken = set(found.values())
    rest = [plot for plot, _accessible in plots if plot not in taken]
    open_ones = [one for one in codes if not needs(problem, one)]
    found.update((one.code, plot) for one, plot in zip(open_ones, rest, strict=False))
    return found


def greedy(problem: Problem) -> dict[str, str]:
    """The cheapest pair of household and plot again and again: what looks like the best and is not."""
    seconds, run_order = seconds_of(problem), np.arange(len(problem.runs))
    weights = np.array([one.weight for one in problem.households], dtype=np.int64)
    costs = seconds[[one.place for one in problem.households]] * weights[:, None]
    left = [list(reversed(run.plots)) for run in problem.runs]
    found: dict[str, str] = {}
    for flat in np.argsort(costs, axis=None, kind="stable"):
        row, at = divmod(int(flat), len(run_order))
        one = problem.households[row]
        barred = needs(problem, one) and not problem.runs[at].accessible
        if one.code not in found and left[at] and not barred:
            found[one.code] = left[at].pop()
    return found


def figures(problem: Problem, plots: Mapping[str, str]) -> dict[str, int]:
    """What there is to say of an allocation: served, waiting, total, median, worst, Gini, weighted total."""
    run_of = problem.run_of
    walks = sorted(problem.walk(one, run_of[plots[one.code]]) for one in problem.households if one.code in plots)
    weighted = sum(
        problem.walk(one, run_of[plots[one.code]]) * one.weight for one in problem.households if one.code in plots
    )
    count = len(walks)
    return {
        "served": count,
        "waiting": len(problem.households) - count,
        "total_s": sum(walks),
        "median_s": (walks[(count - 1) // 2] + walks[count // 2]) // 2 if count else 0,
        "worst_s": walks[-1] if count else 0,
        "gini_permille": gini(walks),
        "cost": weighted,
    }


def gini(walks: list[int]) -> int:
    """The Gini coefficient of sorted walks in thousandths, rounded down: the mean difference over twice the mean."""
    count, total = len(walks), sum(walks)
    if not total:
        return 0
    assert all(first <= second for first, second in pairwise(walks))
    spread = sum((2 * place - count - 1) * walk for place, walk in enumerate(walks, start=1))
    return 1000 * spread // (count * total)


def gains(problem: Problem, ours: Mapping[str, str], other: Mapping[str, str]) -> dict[str, int]:
    """Who walks less and who more than in another allocation, by how much, and who has a plot in one of them only."""
    run_of = problem.run_of
    counted = dict.fromkeys(("nearer", "same", "farther", "nearer_s", "farther_s", "gained", "lost"), 0)
    for one in problem.households:
        mine, theirs = ours.get(one.code), other.get(one.code)
        if mine is None or theirs is None:
            counted["gained"] += mine is not None
            counted["lost"] += theirs is not None
            continue
        saved = problem.walk(one, run_of[theirs]) - problem.walk(one, run_of[mine])
        counted["nearer" if saved > 0 else "farther" if saved < 0 else "same"] += 1
        if saved:
            counted["nearer_s" if saved > 0 else "farther_s"] += abs(saved)
    return counted


def comparison(problem: Problem, plots: Mapping[str, str]) -> dict[str, Any]:
    """All figures of an allocation and of the two others, for JSON."""
    others = {"first_come": first_come(problem), "lottery": plain_lottery(problem)}
    return {
        "ours": figures(problem, plots),
        **{name: figures(problem, other) for name, other in others.items()},
        "against": {name: gains(problem, plots, other) for name, other in others.items()},
    }
