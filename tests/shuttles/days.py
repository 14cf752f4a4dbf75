"""Small days of shuttles to plan, without a database."""

from random import Random
from typing import Any

from apps.shuttles.planning import Group, Limits, Problem, Vehicle

KMH = 25


def day(*groups: Group, stops: int = 4, buses: tuple[int, ...] = (20, 20), seed: str = "t", **more: Any) -> Problem:
    """Stops on a line 3 km apart, the community at its end."""
    metres = tuple(tuple(3_000 * abs(a - b) for b in range(stops + 1)) for a in range(stops + 1))
    minutes = tuple(tuple(-(-60 * one // (1000 * KMH)) for one in row) for row in metres)
    walk = tuple(tuple(one * 60 // 4_000 for one in row) for row in metres)
    given = {
        "stops": ("小区", *(f"田{n}" for n in range(1, stops + 1))),
        "vehicles": tuple(Vehicle(f"B{n}", seats, 300, 20_000, n == 0) for n, seats in enumerate(buses)),
        "drivers": tuple(50 for _bus in buses),
    }
    return Problem(minutes=minutes, metres=metres, walk=walk, groups=groups, seed=seed, **(given | more))


def busy_day(seed: int, groups: int = 14, **more: Any) -> Problem:
    """Many small groups out in the morning and back later."""
    chance = Random(seed)
    rows = {}
    for _group in range(groups):
        back = chance.random() < 0.5
        hour = chance.randrange(10, 18) if back else chance.randrange(6, 9)
        rows[chance.randrange(1, 5), hour, back] = chance.randrange(1, 16)
    return day(*(Group(*key, riders) for key, riders in sorted(rows.items())), seed=str(seed), **more)


SHORT_DAY = Limits(first=360, last=720, calls=2)
