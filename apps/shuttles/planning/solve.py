"""The planner: loaded trips by column generation, fixed one after the other, then pieces of the day planned anew.

A piece is either some hours of the day with many trips tried there (hours.py), or the whole day with a few of the best
columns (choosing.py); all else stays. The evaluator has the last word: what is returned is the better of the plan found
and the greedy one, so no plan is worse than greedy. Nothing depends on the clock or on chance: pieces follow from the
seed, and OR-Tools is asked as exact.py tells.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random
from typing import Any

from apps.shuttles.planning.choosing import choose
from apps.shuttles.planning.columns import Column
from apps.shuttles.planning.duty import staffed
from apps.shuttles.planning.greedy import greedy
from apps.shuttles.planning.hours import Hours, Pattern
from apps.shuttles.planning.judge import Judged, judge
from apps.shuttles.planning.loops import Loop, loops_of
from apps.shuttles.planning.pricing import Generator
from apps.shuttles.planning.problem import Problem, Trip

METHOD = "columns and pieces/2"
ROUNDS = 60
PIECES = 900  # planned anew at effort 1; half as many without anything better are the end
EVERY = 4  # one piece of so many is one of some hours
WIDE, EACH, HOURS_LIMIT = 5, 20, 0.6  # its departures, trips tried at each, and deterministic time
FEW, BEST, FEW_LIMIT = 400, 1200, 0.1  # columns of a piece of the whole day, drawn from so many; deterministic time
STARTED = 0.1  # share of the work that is done when the pieces begin
Plan = Mapping[Any, int]  # of columns, or of patterns


def solve(problem: Problem, effort: float = 1.0, told: Callable[[float], None] = lambda share: None) -> Judged:
    """A plan of the day, never worse than the greedy one by the evaluator; more effort plans more pieces anew.

    `told` hears now and then how much of the work is done, from 0 to 1.
    """
    by_hand = judge(problem, greedy(problem))
    if not (problem.vehicles and problem.drivers and problem.groups):
        return by_hand
    found = _Search(problem, told).run(round(PIECES * effort))
    return min(by_hand, found, key=lambda one: one.figures.weighed_fen)


class _Search:
    """The plan of now as columns, and all columns known."""

    def __init__(self, problem: Problem, told: Callable[[float], None]) -> None:
        self.problem, self.chance, self.told = problem, Random(f"shuttles {problem.seed}"), told
        generator = Generator(problem, loops_of(problem), [])
        generator.generate(ROUNDS)
        ranked = generator.ranked()
        self.best = ranked[:BEST]
        self.hours, self.at = Hours(problem), _at_each(ranked)
        told(STARTED / 3)
        found = []
        for few in (False, True):
            found.append(judge(problem, trips_of(problem, generator.dive(few=few))))
            told(STARTED * (1 + few) / 2)
        self._take(min(found, key=lambda one: one.figures.weighed_fen))

    def run(self, pieces: int) -> Judged:
        """Plan so many pieces anew; what the evaluator finds better goes on."""
        last = 0
        for number in range(pieces):
            self.told(STARTED + (1 - STARTED) * number / pieces)
            if number - last > pieces // 2:
                break
            found = self._few() if number % EVERY else self._some_hours()
            if found is None:
                continue
            judged = judge(self.problem, trips_of(self.problem, found))
            if judged.figures.weighed_fen < self.judged.figures.weighed_fen:
                self._take(judged)
                last = number
        return self.judged

    def _take(self, judged: Judged) -> None:
        """Go on from this plan, with the loads that the evaluator found as columns."""
        self.judged, self.now = judged, Counter(columns_of(self.problem, judged))

    def _some_hours(self) -> Plan | None:
        """What costs less, with any trips of some hours."""
        grid, now = self.problem.grid, Counter[Pattern]()
        for column, number in self.now.items():
            now[pattern_of(column)] += number
        first = self.chance.randrange(-WIDE // 2, max(len(grid) - WIDE // 2, 1 - WIDE // 2))
        times = grid[max(first, 0) : first + WIDE]
        pool = [one for one in now if one.departs in times] + [one for time in times for one in self.at[time]]
        found = self.hours.planned(dict.fromkeys(pool), now, HOURS_LIMIT)
        return found[1] if found is not None and found[0] < self.judged.figures.weighed_fen else None

    def _few(self) -> Plan | None:
        """What costs less, with some of the best columns."""
        drawn = self.chance.sample(self.best, min(FEW, len(self.best)))
        found = choose(self.problem, dict.fromkeys([*drawn, *self.now]), self.now, FEW_LIMIT)
        better = found != self.now and cost_of(self.problem, found) < self.judged.figures.weighed_fen
        return found if better else None


def pattern_of(column: Column) -> Pattern:
    """The trip without its riders."""
    return Pattern(column.departs, column.loop, column.kind)


def _at_each(ranked: Iterable[Column]) -> dict[int, list[Pattern]]:
    """The trips worth trying at each departure, from columns of which the best come first."""
    found: dict[int, dict[Pattern, None]] = defaultdict(dict)
    for column in ranked:
        found[column.departs][pattern_of(column)] = None
    return defaultdict(list, {departs: list(rows)[:EACH] for departs, rows in found.items()})


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
