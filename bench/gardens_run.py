"""`python -m bench.gardens_run HOUSEHOLDS RUNS [dense]`: rounds of garden plots solved, as JSON.

A process of its own without a database, so that its peak memory is the solver's. With `dense`, a bare scipy solve of
the same instance as a matrix of households × plots runs in turns with it.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np

from apps.gardens.allocation import Constraints, Household, Problem, Run
from apps.gardens.allocation.certificate import faults
from apps.gardens.allocation.compare import figures, first_come, greedy
from apps.gardens.allocation.solve import solve

FLATS, RUN = 125, 20  # households in a building, plots in a row
FIELD_M = 600
WEIGHTS = (10, 10, 10, 13, 20)


def instance(households: int) -> Problem:
    """As many plots as households, in rows over a field around the buildings; the same each time."""
    chance = Random(f"bench {households}")
    buildings, rows = -(-households // FLATS), -(-households // RUN)
    side = FIELD_M * max(1, households // 2_000) ** 0.5
    spot = lambda: (chance.random() * side, chance.random() * side)  # noqa: E731
    homes, ends = [spot() for _one in range(buildings)], [spot() for _one in range(rows)]
    seconds = tuple(tuple(int(abs(a - c) + abs(b - d)) for c, d in ends) for a, b in homes)
    runs = tuple(Run(f"R{at}", tuple(f"R{at}-{plot:02d}" for plot in range(RUN)), at % 5 == 0) for at in range(rows))
    asking = tuple(
        Household(f"H{at:05d}", at // FLATS, chance.choice(WEIGHTS), chance.randrange(10**6), accessible=at % 50 == 7)
        for at in range(households)
    )
    return Problem("bench", Constraints(), tuple(map(str, range(buildings))), runs, seconds, asking)


def dense(asked: Problem) -> np.ndarray:
    """Weighted seconds, households × plots; what is barred costs more than anything."""
    costs = np.array(asked.seconds, dtype=float)[[one.place for one in asked.households]]
    costs *= np.array([[one.weight] for one in asked.households])
    barred = np.outer([one.accessible for one in asked.households], [not run.accessible for run in asked.runs])
    costs[barred] = 1e9
    return np.repeat(costs, RUN, axis=1)


def took(act: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds of wall time and of this process's CPU, and what came of it."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = act()
    return time.perf_counter() - wall, time.process_time() - cpu, found


def main() -> None:
    households, runs, beside = int(sys.argv[1]), int(sys.argv[2]), "dense" in sys.argv[3:]
    asked = instance(households)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = solve(asked)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pairs = []
    for _run in range(runs):
        fresh = replace(asked)  # nothing that the last run has worked out
        mine = took(lambda fresh=fresh: solve(fresh))
        pair = {"wall": mine[0], "cpu": mine[1]}
        if beside:
            from scipy.optimize import linear_sum_assignment

            matrix = dense(asked)
            other = took(lambda matrix=matrix: linear_sum_assignment(matrix))
            pair |= {"scipy wall": other[0], "scipy cpu": other[1]}
            if int(matrix[other[2]].sum()) != found.cost:
                raise RuntimeError("scipy found another optimum")
        pairs.append(pair)
    others = {"first come": first_come(asked), "list order": first_come(asked, list(asked.households))}
    if households <= 5_000:
        others["greedy"] = greedy(asked)
    gaps = {name: figures(asked, other)["cost"] / found.cost - 1 for name, other in others.items()}
    told = {"proven": found.cost == found.bound and not faults(asked, found), "peak_mb": peak / 1024}
    print(json.dumps({"runs": pairs, "gaps": gaps, "before_mb": before / 1024, **told}))


if __name__ == "__main__":
    main()
