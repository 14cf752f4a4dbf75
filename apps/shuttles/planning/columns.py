"""Loaded trips worth having: for prices of riders, minutes and buses, the best load of every loop at every departure.

All loops of a departure are priced at once in arrays. Riders out share the first leg and riders back the last; that the
legs between hold them too is seen to when a load is read (`Loads.best`), by leaving behind whom is worth least.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from apps.shuttles.planning.loops import Loop
from apps.shuttles.planning.problem import Problem
from apps.shuttles.planning.rides import Option, options

NEVER = 10**9


@dataclass(frozen=True)
class Column:
    """One loaded trip of a class of vehicles: riders by group, and what all of it costs in fen."""

    departs: int
    loop: Loop
    kind: int
    load: tuple[tuple[int, int], ...]
    fen: int


class Side:
    """The riders of one direction at one departure: for each loop and group what riding costs (NEVER: cannot)."""

    def __init__(self, groups: Sequence[int], fen: np.ndarray) -> None:
        self.groups, self.fen = np.array(groups, dtype=int), fen

    def filled(self, worth: np.ndarray, seats: int, riders: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For each loop the worth of its best load, and the load itself, (loops, groups)."""
        value = np.maximum(worth[self.groups] - self.fen, 0)
        order = np.argsort(-value, axis=1, kind="stable")
        sorted_value = np.take_along_axis(value, order, axis=1)
        wanting = np.where(sorted_value > 0, riders[self.groups][order], 0)
        taken = np.clip(seats - (np.cumsum(wanting, axis=1) - wanting), 0, wanting)
        load = np.zeros_like(taken)
        np.put_along_axis(load, order, taken, axis=1)
        return (taken * sorted_value).sum(axis=1), load


class Loads:
    """All that may ride from one departure."""

    def __init__(self, problem: Problem, departs: int, loops: Sequence[Loop]) -> None:
        self.problem, self.departs, self.loops = problem, departs, loops
        self.ways = [cheapest(options(problem, departs, loop.path, loop.offsets)) for loop in loops]
        found = sorted({group for ways in self.ways for group in ways})
        self.sides = [self._side([one for one in found if problem.groups[one].back == back]) for back in (False, True)]

    def _side(self, groups: list[int]) -> Side:
        place = {group: at for at, group in enumerate(groups)}
        fen = np.full((len(self.loops), len(groups)), NEVER, dtype=np.int64)
        for row, ways in enumerate(self.ways):
            for group, one in ways.items():
                if group in place:
                    fen[row, place[group]] = one.fen
        return Side(groups, fen)

    def priced(self, kind: int, worth: np.ndarray, costs: np.ndarray, riders: np.ndarray) -> tuple[np.ndarray, list]:
        """What each loop would gain over its cost with a bus of a class, and the loads of both directions."""
        bus = self.problem.vehicles[self.problem.classes[kind][0]]
        filled = [side.filled(worth, bus.seats, riders) for side in self.sides]
        return filled[0][0] + filled[1][0] - costs, [load for _gain, load in filled]

    def column(self, row: int, kind: int, loads: list, worth: np.ndarray) -> Column:
        """The load of one loop as a column, fitted to the legs."""
        wanted = {
            int(group): int(riders)
            for side, load in zip(self.sides, loads, strict=True)
            for group, riders in zip(side.groups, load[row], strict=True)
            if riders
        }
        alike = self.problem.classes[kind]
        fitted = _fitted(self.ways[row], wanted, self.problem.vehicles[alike[0]].seats, worth)
        fen = self.problem.fen(alike[0], self.loops[row].metres)
        fen += sum(self.ways[row][group].fen * riders for group, riders in fitted.items())
        return Column(self.departs, self.loops[row], kind, tuple(sorted(fitted.items())), fen)


def cheapest(ways: Sequence[Option]) -> dict[int, Option]:
    """By group the way of a path that costs it least."""
    found: dict[int, Option] = {}
    for one in ways:
        if one.group not in found or one.fen < found[one.group].fen:
            found[one.group] = one
    return found


def _fitted(ways: dict[int, Option], wanted: dict[int, int], seats: int, worth: np.ndarray) -> dict[int, int]:
    """Those who find a seat on every leg, the most worth first."""
    room: dict[int, int] = {}
    fitted = {}
    for group in sorted(wanted, key=lambda one: (ways[one].fen - worth[one], one)):
        legs = range(ways[group].board, ways[group].alight)
        on = min(wanted[group], *(room.get(leg, seats) for leg in legs))
        if on > 0:
            fitted[group] = on
            for leg in legs:
                room[leg] = room.get(leg, seats) - on
    return fitted
