"""The planner: loaded trips by column generation, fixed one after the other, then pieces of the day planned anew.

A piece is either some hours of the day with every column of theirs, or the whole day with a few of the best columns;
all else stays. The evaluator has the last word: what is returned is the better of the plan found and the greedy one, so
no plan is worse than greedy. Nothing depends on the clock or on chance: pieces follow from the seed, and OR-Tools is
asked as exact.py tells.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from random import Random

from apps.shuttles.planning.choosing import choose
from apps.shuttles.planning.columns import Column
from apps.shuttles.planning.duty import staffed
from apps.shuttles.planning.greedy import greedy
from apps.shuttles.planning.judge import Judged, judge
from apps.shuttles.planning.loops import Loop, loops_of
from apps.shuttles.planning.pricing import Generator
from apps.shuttles.planning.problem import Problem, Trip

METHOD = "columns and pieces/1"
ROUNDS = 60
PIECES = 300  # planned anew at effort 1; half as many without anything better are the end
WIDE = 6  # departures in a piece of some hours
FEW, BEST = 400, 1200  # columns in a piece of the whole day, drawn from so many of the best
LIMIT = 0.1  # deterministic time for a piece
Plan = Mapping[Column, int]


def solve(problem: Problem, effort: float = 1.0, told: Callable[[float], None] = lambda share: None) -> Judged:
    """A plan of the day, never worse than the greedy one by the evaluator; more effort plans more pieces anew.

    `told` hears now and then how much of the work is done, from 0 to 1.
    """
    by_hand = judge(problem, greedy(problem))
    if not (problem.vehicles and problem.drivers and problem.groups):
        return by_hand
    found = _Search(problem).run(round(PIECES * effort))
    return min(by_hand, found, key=lambda one: one.figures.weighed_fen)


class _Search:
    """The plan of now as columns, and all columns known."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.chance = problem, Random(f"shuttles {problem.seed}")
        generator = Generator(problem, loops_of(problem), [])
        generator.generate(ROUNDS)
        self.best = generator.ranked()[:BEST]
        dives = [trips_of(problem, generator.dive(few=few)) for few in (False, True)]
        self.columns = list(generator.prices.known)
        self._take(min((judge(problem, trips) for trips in dives), key=lambda one: one.figures.weighed_fen))

    def run(self, pieces: int) -> Judged:
        """Plan so many pieces anew; what is better by its columns goes on as the evaluator seats its riders."""
        last = 0
        for number in range(pieces):
            if number - last > pieces // 2:
                break
            offered = self._hours() if number % 2 else self._few()
            found = choose(self.problem, offered, self.now, LIMIT)
            if found != self.now and cost_of(self.problem, found) < self.judged.figures.weighed_fen:
                self._take(judge(self.problem, trips_of(self.problem, found)))
                last = number
        return self.judged

    def _take(self, judged: Judged) -> None:
        """Go on from this plan, with the loads that the evaluator found as columns."""
        self.judged, self.now = judged, Counter(columns_of(self.problem, judged))
        self.columns = list(dict.fromkeys([*self.columns, *self.now]))

    def _hours(self) -> list[Column]:
        grid = self.problem.grid
        first = self.chance.randrange(-WIDE // 2, max(len(grid) - WIDE // 2, 1 - WIDE // 2))
        times = set(grid[max(first, 0) : first + WIDE])
        return [column for column in self.columns if column.departs in times]

    def _few(self) -> list[Column]:
        drawn = self.chance.sample(self.best, min(FEW, len(self.best)))
        return list(dict.fromkeys([*drawn, *self.now]))


def trips_of(problem: Problem, plan: Plan) -> list[Trip]:
    """The trips of a plan with vehicles and drivers."""
    rows = [(one.loop.at(one.departs), one.kind) for one, number in plan.items() for _bus in range(number)]
    return staffed(problem, rows)


def columns_of(problem: Problem, judged: Judged) -> Iterator[Column]:
    """The trips of a judged plan with their loads."""
    for trip, load in zip(judged.trips, judged.loads, strict=True):
        aboard: Counter[int] = Counter()
        for one, riders in load:
            aboard[one.group] += riders
        fen = problem.fen(trip.vehicle, trip.metres) + sum(one.fen * riders for one, riders in load)
        loop = Loop(trip.path, trip.offsets, trip.metres)
        yield Column(trip.departs, loop, _kind(problem, trip), tuple(sorted(aboard.items())), fen)


def cost_of(problem: Problem, plan: Plan) -> int:
    """What the evaluator says of a plan at most: it may seat riders better. Trips without a driver do not run."""
    trips = trips_of(problem, plan)
    there = Counter((trip.departs, trip.path, _kind(problem, trip)) for trip in trips)
    cost = sum(problem.vehicles[one].fen_per_day for one in {trip.vehicle for trip in trips})
    served: Counter[int] = Counter()
    for column, number in plan.items():
        runs = min(number, there[column.departs, column.loop.path, column.kind])
        there[column.departs, column.loop.path, column.kind] -= runs
        cost += column.fen * runs
        for group, riders in column.load:
            served[group] += riders * runs
    short = sum(max(0, group.riders - served[number]) for number, group in enumerate(problem.groups))
    return cost + short * problem.prices.short


def _kind(problem: Problem, trip: Trip) -> int:
    return next(kind for kind, alike in enumerate(problem.classes) if trip.vehicle in alike)
