"""The loops that a bus may drive: from the community over some stops and back, each set of stops in its best order."""

from dataclasses import dataclass
from itertools import combinations, pairwise, permutations

from apps.shuttles.planning.problem import HOME, Problem, Trip

MOST_SETS = 4_000
EACH_SIZE = 60


@dataclass(frozen=True, slots=True, order=True)
class Loop:
    """Calls from the community and back, minutes after leaving, and metres."""

    path: tuple[int, ...]
    offsets: tuple[int, ...]
    metres: int

    @property
    def minutes(self) -> int:
        return self.offsets[-1]

    def at(self, departs: int, vehicle: int = -1, driver: int = -1) -> Trip:
        """A trip of this loop."""
        return Trip(departs, self.path, self.offsets, self.metres, vehicle, driver)


def loop_of(problem: Problem, order: tuple[int, ...]) -> Loop:
    """The loop over these stops in this order."""
    path = (HOME, *order, HOME)
    offsets, metres = [0], 0
    for here, there in pairwise(path):
        offsets.append(offsets[-1] + problem.minutes[here][there])
        metres += problem.metres[here][there]
    return Loop(path, tuple(offsets), metres)


def best_loop(problem: Problem, stops: tuple[int, ...]) -> Loop | None:
    """The quickest order of up to six stops, then the shortest; None where it takes longer than a trip may."""
    orders = (loop_of(problem, order) for order in permutations(sorted(stops)))
    found = min(orders, key=lambda loop: (loop.minutes, loop.metres, loop.path))
    return found if found.minutes <= problem.limits.longest else None


def loops_of(problem: Problem) -> list[Loop]:
    """Loops worth trying: every stop alone, and of each size the sets that save most against their stops alone."""
    wanted = sorted({group.stop for group in problem.groups})
    alone = {stop: loop for stop in wanted if (loop := best_loop(problem, (stop,))) is not None}
    found = list(alone.values())
    for size in range(2, min(problem.limits.calls, len(alone)) + 1):
        found += _of_size(problem, alone, size)
    return found


def _of_size(problem: Problem, alone: dict[int, Loop], size: int) -> list[Loop]:
    """The best of one size, by metres over those of their stops alone. Sets are looked at in order of a quick guess."""
    sets = sorted(combinations(alone, size), key=lambda stops: (_guess(problem, alone, stops), stops))[:MOST_SETS]
    loops = [loop for stops in sets if (loop := best_loop(problem, stops)) is not None]
    share = lambda loop: loop.metres / sum(alone[stop].metres for stop in loop.path[1:-1])  # noqa: E731
    return sorted(loops, key=lambda loop: (share(loop), loop.path))[:EACH_SIZE]


def _guess(problem: Problem, alone: dict[int, Loop], stops: tuple[int, ...]) -> float:
    """The cheapest way on from stop to stop in order of distance from home, over the metres alone."""
    order = sorted(stops, key=lambda stop: (problem.metres[HOME][stop], stop))
    return loop_of(problem, tuple(order)).metres / sum(alone[stop].metres for stop in stops)
