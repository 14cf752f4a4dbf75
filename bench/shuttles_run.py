"""`python -m bench.shuttles_run REQUESTS`: a day of shuttles planned, as JSON. A process without a database."""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

from apps.shuttles.planning import Group, Problem, Vehicle
from apps.shuttles.planning.bound import least_trips
from apps.shuttles.planning.greedy import greedy
from apps.shuttles.planning.judge import Judged, judge
from apps.shuttles.planning.solve import solve

STOPS, VALLEYS = 12, 4
KMH = 25
OUT, BACK = {5: 2, 6: 5, 7: 5, 8: 2, 9: 1, 13: 2, 14: 1}, {10: 1, 11: 4, 12: 2, 16: 2, 17: 5, 18: 4}


def instance(requests: int, seed: str = "bench") -> Problem:
    """So many requests of one to three riders, out and back, over 12 stops in four valleys; the same each time."""
    chance = Random(f"{seed} {requests}")
    places = [(0.0, 0.0)]
    for stop in range(STOPS):
        valley, far = stop % VALLEYS, 3_000 + 2_500 * (stop // VALLEYS) + chance.randrange(1_000)
        aside = chance.randrange(-900, 900)
        x, y = ((far, aside), (-far, aside), (aside, far), (aside, -far))[valley]
        places.append((x, y))
    straight = [[((a - c) ** 2 + (b - d) ** 2) ** 0.5 for c, d in places] for a, b in places]
    metres = tuple(tuple(round(1.6 * far) for far in row) for row in straight)
    minutes = tuple(tuple(-(-60 * far // (1000 * KMH)) for far in row) for row in metres)
    walk = tuple(tuple(round(1.4 * far / 70) for far in row) for row in straight)
    asked: Counter[tuple[int, int, bool, bool]] = Counter()
    weights = [1 + chance.randrange(6) for _stop in range(STOPS)]
    for _request in range(requests):
        stop = chance.choices(range(1, STOPS + 1), weights)[0]
        riders, lift = chance.choice((1, 1, 1, 2, 2, 3)), chance.random() < 0.03
        asked[stop, chance.choices(list(OUT), list(OUT.values()))[0], False, lift] += riders
        asked[stop, chance.choices(list(BACK), list(BACK.values()))[0], True, lift] += riders
    groups = tuple(Group(stop, hour, back, riders, lift) for (stop, hour, back, lift), riders in sorted(asked.items()))
    buses = 3 if requests <= 200 else 9
    fleet = [Vehicle(f"B{at}", 30, 320, 26_000, at % 2 == 0) for at in range(buses)]
    fleet += [Vehicle(f"M{at}", 14, 220, 16_000) for at in range(buses)]
    return Problem(
        ("community", *(f"S{at}" for at in range(1, STOPS + 1))), minutes, metres, walk, groups, tuple(fleet),
        drivers=(30,) * (buses + 2) + (18,) * (buses + 2), seed=seed,
    )  # fmt: skip


def measured(act: Callable[[], Judged]) -> dict[str, Any]:
    """Figures, broken rules, and seconds of this process's CPU."""
    start = time.process_time()
    found = act()
    return found.figures.as_dict() | {"cpu": time.process_time() - start, "faults": len(found.faults)}


def main() -> None:
    asked = instance(int(sys.argv[1]))
    found = {
        "greedy": measured(lambda: judge(asked, greedy(asked))),
        "plan": measured(lambda: solve(asked)),
        "longer": measured(lambda: solve(asked, effort=10)),
    }
    print(json.dumps(found | {"least_trips": least_trips(asked)}))


if __name__ == "__main__":
    main()
