"""What is allocated to whom before it is solved: kept plots, pieces of runs, groups of alike households, units."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from apps.gardens.allocation.flow import FORBIDDEN, Supply
from apps.gardens.allocation.problem import Household, Problem


@dataclass(frozen=True, slots=True)
class Piece:
    """Adjoining plots of a run that are free: kept plots part a run into pieces."""

    name: str
    run: int
    plots: tuple[str, ...]
    accessible: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Households that are alike for the solver: same building, same weight, same need. Members as drawn."""

    place: int
    weight: int
    accessible: bool
    members: tuple[Household, ...]

    @property
    def key(self) -> str:
        return f"{self.place}/{self.weight}/{int(self.accessible)}"


@dataclass(frozen=True, slots=True)
class Unit:
    """Households that are to have adjoining plots. Members as drawn."""

    word: str
    members: tuple[Household, ...]
    accessible: bool


def pieces_of(problem: Problem, kept: frozenset[str]) -> list[Piece]:
    """The free pieces of all runs, in order."""
    found = []
    for at, run in enumerate(problem.runs):
        for part, row in enumerate(_parted(run.plots, kept), start=1):
            found.append(Piece(f"{run.run}.{part}", at, row, run.accessible))
    return found


def _parted(plots: tuple[str, ...], kept: frozenset[str]) -> list[tuple[str, ...]]:
    """The plots that are not kept, those that adjoin together."""
    if kept.isdisjoint(plots):
        return [plots] if plots else []
    return [tuple(row) for held, row in groupby(plots, key=kept.__contains__) if not held]


def groups_of(problem: Problem, households: list[Household]) -> list[Group]:
    """Alike households together, in order of building, weight and need."""
    alike: dict[tuple[int, int, bool], list[Household]] = defaultdict(list)
    asked = problem.constraints.accessible
    for one in households:
        alike[one.place, one.weight, asked and one.accessible].append(one)
    return [Group(*key, tuple(problem.in_draw(alike[key]))) for key in sorted(alike)]


def units_of(problem: Problem, households: list[Household]) -> list[Unit]:
    """Those who named the same word, at least two of them: the largest first, then as drawn."""
    if not problem.constraints.together:
        return []
    named: dict[str, list[Household]] = defaultdict(list)
    for one in problem.in_draw([one for one in households if one.together]):
        named[one.together].append(one)
    units = [
        Unit(word, tuple(members), any(needs(problem, one) for one in members))
        for word, members in named.items()
        if len(members) > 1
    ]
    return sorted(units, key=lambda unit: (-len(unit.members), problem.drawn[unit.members[0].code]))


def needs(problem: Problem, one: Household) -> bool:
    """Whether the household can only have an accessible plot, under these constraints."""
    return problem.constraints.accessible and one.accessible


def supply_of(problem: Problem, groups: list[Group], pieces: list[Piece], room: list[int]) -> Supply:
    """The groups' costs to pieces with so much room."""
    seconds = seconds_of(problem)[:, [piece.run for piece in pieces]] if pieces else np.zeros((len(problem.places), 0))
    places = [group.place for group in groups]
    weights = np.array([group.weight for group in groups], dtype=np.int64)
    cost = seconds[places].astype(np.int64) * weights[:, None] if groups else np.zeros((0, len(pieces)), np.int64)
    barred = np.array([group.accessible for group in groups], dtype=bool)
    unfit = np.array([not piece.accessible for piece in pieces], dtype=bool)
    cost[np.outer(barred, unfit)] = FORBIDDEN
    sizes = np.array([len(group.members) for group in groups], dtype=np.int64)
    return Supply(cost, sizes, np.array(room, dtype=np.int64))


def unit_costs(problem: Problem, units: list[Unit], pieces: list[Piece]) -> np.ndarray:
    """What each unit costs on each piece (units × pieces): the sum over its members; FORBIDDEN where it cannot go."""
    seconds = seconds_of(problem)
    costs = np.zeros((len(units), len(pieces)), dtype=np.int64)
    runs = [piece.run for piece in pieces]
    for at, unit in enumerate(units):
        for one in unit.members:
            costs[at] += seconds[one.place, runs] * one.weight
        for column, piece in enumerate(pieces):
            if len(piece.plots) < len(unit.members) or (unit.accessible and not piece.accessible):
                costs[at, column] = FORBIDDEN
    return costs


def seconds_of(problem: Problem) -> np.ndarray:
    """The matrix of walking seconds, places × runs."""
    return np.array(problem.seconds, dtype=np.int64).reshape(len(problem.places), len(problem.runs))
