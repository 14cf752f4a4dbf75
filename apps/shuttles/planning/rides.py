"""Who can ride a trip: for a path at a time, the groups, the legs that each sits on, and what it costs them."""

from collections.abc import Iterator
from typing import NamedTuple

from apps.shuttles.planning.problem import HOME, Problem


class Option(NamedTuple):
    """A group may ride from one call of a path to another (legs `board` to `alight` - 1), `walk` and `wait` minutes."""

    group: int
    board: int
    alight: int
    walk: int
    wait: int
    fen: int


def options(problem: Problem, departs: int, path: tuple[int, ...], offsets: tuple[int, ...]) -> list[Option]:
    """Every way in which groups may ride this path at this time."""
    found = []
    for back, stop, board, alight in _hops(path):
        for number in problem.wanted.get((back, stop), ()):
            group = problem.groups[number]
            wait = problem.off_wish(group.hour, departs + offsets[board])
            if wait > problem.limits.shift:
                continue
            walk = 0 if stop == group.stop else problem.walk[group.stop][stop]
            fen = walk * problem.prices.walk + wait * problem.prices.wait
            found.append(Option(number, board, alight, walk, wait, fen))
    return found


def _hops(path: tuple[int, ...]) -> Iterator[tuple[bool, int, int, int]]:
    """(back, stop, board, alight): out from the last call at home before a stop, back to the first one after it."""
    for place, stop in enumerate(path):
        if stop == HOME:
            continue
        before = [call for call in range(place) if path[call] == HOME]
        after = [call for call in range(place + 1, len(path)) if path[call] == HOME]
        if before:
            yield False, stop, before[-1], place
        if after:
            yield True, stop, place, after[0]
