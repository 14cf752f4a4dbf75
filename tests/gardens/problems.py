"""Made-up allocation problems, the same for the same number."""

from random import Random

from apps.gardens.allocation import Constraints, Household, Problem, Run


def problem(
    number: int, *, households: int, plots: int, buildings: int = 4, run: int = 5, frail: float = 0.1,
    words: int = 0, keep: int = 0, seed: str = "",
) -> Problem:  # fmt: skip
    """Buildings and runs at random places of a field, walks by the streets between them."""
    chance = Random(number)
    homes = [(chance.randrange(400), chance.randrange(400)) for _ in range(buildings)]
    runs, spots, left = [], [], plots
    while left > 0:
        size = min(left, chance.randint(1, run))
        at = len(runs)
        runs.append(Run(f"R{at}", tuple(f"P{at}-{place}" for place in range(size)), chance.random() < 0.4))
        spots.append((chance.randrange(400), chance.randrange(400)))
        left -= size
    seconds = tuple(tuple(abs(home[0] - spot[0]) + abs(home[1] - spot[1]) for spot in spots) for home in homes)
    every = [plot for row in runs for plot in row.plots]
    held = iter(chance.sample(every, min(keep, len(every))))
    asking = tuple(
        Household(
            code=f"H{at:05d}", place=chance.randrange(buildings), weight=chance.choice((10, 10, 13, 20)), order=at,
            waited=chance.randrange(2), accessible=chance.random() < frail,
            together=f"w{at // 2}" if at < 2 * words else "", keep=next(held, "") if at >= households - keep else "",
        )
        for at in range(households)
    )  # fmt: skip
    places = tuple(str(at) for at in range(buildings))
    return Problem(seed or f"seed {number}", Constraints(), places, tuple(runs), seconds, asking)
