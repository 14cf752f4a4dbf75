"""Some hours of the day planned anew: which trips run there, while the riders of the whole day are seated anew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ortools.sat.python import cp_model

from apps.shuttles.planning.choosing import FOUND, served, within_means
from apps.shuttles.planning.columns import cheapest
from apps.shuttles.planning.exact import solver
from apps.shuttles.planning.loops import Loop
from apps.shuttles.planning.problem import Problem
from apps.shuttles.planning.rides import Option, options


class Pattern(NamedTuple):
    """A trip without its riders."""

    departs: int
    loop: Loop
    kind: int


class Hours:
    """Asks CP-SAT piece by piece; what a way and a departure offer to whom is worked out once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._ways: dict[tuple[int, Loop], dict[int, Option]] = {}

    def planned(
        self, pool: Iterable[Pattern], now: Mapping[Pattern, int], limit: float
    ) -> tuple[int, dict[Pattern, int]] | None:
        """The least cost of the day with any trips of the pool, all others of now as they are, and its trips."""
        model, classes = cp_model.CpModel(), self.problem.classes
        count = {one: model.new_int_var(0, len(classes[one.kind]), "") for one in pool}
        for one, var in count.items():
            model.add_hint(var, now.get(one, 0))
        kept = {one: number for one, number in now.items() if one not in count}
        trips: dict[Pattern, Any] = kept | count
        worth = [self.problem.fen(classes[one.kind][0], one.loop.metres) * var for one, var in trips.items()]
        worth += self._seated(model, trips)
        worth += within_means(self.problem, model, [(*one, var) for one, var in trips.items()])
        model.minimize(sum(worth))
        asked = solver(limit)
        if asked.solve(model) not in FOUND:
            return None
        chosen = {one: number for one, var in count.items() if (number := int(asked.value(var)))}
        return round(asked.objective_value), kept | chosen

    def _seated(self, model: Any, trips: Mapping[Pattern, Any]) -> list[Any]:
        """Riders find seats on every leg; what their minutes weigh, and who is short."""
        together: dict[tuple[int, Loop], list[tuple[int, Any]]] = defaultdict(list)
        for one, var in trips.items():
            together[one.departs, one.loop].append((one.kind, var))
        serving: list[list[Any]] = [[] for _group in self.problem.groups]
        worth = []
        for (departs, loop), runs in together.items():
            ways = self._ways_of(departs, loop)
            riders = self._riders(model, ways, runs)
            for group, var in riders.items():
                serving[group].append(var)
                worth.append(ways[group].fen * var)
            self._on_legs(model, ways, riders, runs)
        return worth + served(self.problem, model, serving)

    def _riders(self, model: Any, ways: Mapping[int, Option], runs: list[tuple[int, Any]]) -> dict[int, Any]:
        """How many of each group ride; nobody where nothing runs (said for each group, so that fractions help less)."""
        found, number = {}, sum(var for _kind, var in runs)
        for group in ways:
            most = self.problem.groups[group].riders
            found[group] = model.new_int_var(0, most, "")
            if not isinstance(number, int):
                model.add(found[group] <= most * number)
        return found

    def _on_legs(
        self, model: Any, ways: Mapping[int, Option], riders: Mapping[int, Any], runs: list[tuple[int, Any]]
    ) -> None:
        """Seats of all buses that run, on each leg; for those in a wheelchair of those buses that take them."""
        buses = [(self.problem.vehicles[self.problem.classes[kind][0]], var) for kind, var in runs]
        seats = sum(bus.seats * var for bus, var in buses)
        lifts = sum(bus.seats * var for bus, var in buses if bus.accessible)
        for leg in {ways[group].board for group in ways} | {ways[group].alight - 1 for group in ways}:
            on = {group: var for group, var in riders.items() if ways[group].board <= leg < ways[group].alight}
            model.add(sum(on.values()) <= seats)
            needy = [var for group, var in on.items() if self.problem.groups[group].accessible]
            if needy:
                model.add(sum(needy) <= lifts)

    def _ways_of(self, departs: int, loop: Loop) -> dict[int, Option]:
        key = departs, loop
        if key not in self._ways:
            self._ways[key] = cheapest(options(self.problem, departs, loop.path, loop.offsets))
        return self._ways[key]
