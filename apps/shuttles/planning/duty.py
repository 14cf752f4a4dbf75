"""Vehicles and drivers for trips: nobody in two places, and rest for those who drive.

A driver pauses after every trip, so driving on end is never longer than one trip. `faults` judges any timetable,
today's too, by the rules themselves (rest.py).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from apps.shuttles import rest
from apps.shuttles.planning.crews import NOBODY, crewed
from apps.shuttles.planning.problem import HOME, Problem, Trip


def back_home(problem: Problem, trip: Trip) -> tuple[int, int]:
    """Minutes and metres that the empty bus needs before and after the trip, from and to the community."""
    first, last = trip.path[0], trip.path[-1]
    return (
        problem.minutes[HOME][first] + problem.minutes[last][HOME],
        problem.metres[HOME][first] + problem.metres[last][HOME],
    )


@dataclass
class Roster:
    """Who drives what, trip by trip in order of departure."""

    problem: Problem
    free_vehicle: dict[int, int] = field(default_factory=dict)
    free_driver: dict[int, int] = field(default_factory=dict)
    since: dict[int, int] = field(default_factory=dict)
    driven: Counter[int] = field(default_factory=Counter)

    def vehicle_of(self, kind: Sequence[int], departs: int) -> int | None:
        """A free vehicle among those that are alike: the one in use today that stands shortest before a fresh one."""
        free = [one for one in kind if self.free_vehicle.get(one, -1) <= departs]
        return max(free, key=lambda one: (self.free_vehicle.get(one, -1), -one), default=None)

    def driver_of(self, trip: Trip, seats: int) -> int | None:
        """A free driver whose licence and hours allow it: on duty before fresh, the smallest licence, driven least."""
        limits = self.problem.limits
        free = [
            one
            for one, licence in enumerate(self.problem.drivers)
            if licence >= seats
            and self.free_driver.get(one, -1) <= trip.departs
            and self.driven[one] + trip.offsets[-1] <= limits.day
            and trip.ends - self.since.get(one, trip.departs) <= limits.duty
        ]
        drivers = self.problem.drivers
        rank = lambda one: (one not in self.since, drivers[one], self.driven[one], one)  # noqa: E731
        return min(free, key=rank, default=None)

    def take(self, trip: Trip, kind: Sequence[int]) -> Trip | None:
        """The trip with vehicle and driver, who are then busy; None where none is free."""
        vehicle = self.vehicle_of(kind, trip.departs)
        found = None if vehicle is None else self.drive(replace(trip, vehicle=vehicle))
        if vehicle is None or found is None or found.driver < 0:
            return None
        self.free_vehicle[vehicle] = trip.ends + self.problem.limits.turn
        return found

    def place(self, trip: Trip, kind: Sequence[int]) -> Trip | None:
        """The trip with a vehicle, which is then busy; None where none is free."""
        vehicle = self.vehicle_of(kind, trip.departs)
        if vehicle is None:
            return None
        self.free_vehicle[vehicle] = trip.ends + self.problem.limits.turn
        return replace(trip, vehicle=vehicle)

    def drive(self, trip: Trip) -> Trip:
        """The trip, whose vehicle is known, with a driver, who is then busy; -1 where none is free."""
        driver = self.driver_of(trip, self.problem.vehicles[trip.vehicle].seats)
        if driver is None:
            return replace(trip, driver=-1)
        self.free_driver[driver] = trip.ends + self.problem.limits.pause
        self.since.setdefault(driver, trip.departs)
        self.driven[driver] += trip.offsets[-1]
        return replace(trip, driver=driver)


def staffed(problem: Problem, trips: Iterable[tuple[Trip, int]]) -> list[Trip]:
    """Trips, each given with its class of vehicles, with vehicles and drivers named; without those that lack either."""
    roster = Roster(problem)
    placed = (roster.place(trip, problem.classes[kind]) for trip, kind in sorted(trips))
    return [trip for trip in crewed(problem, [trip for trip in placed if trip is not None]) if trip.driver != NOBODY]


def faults(problem: Problem, trips: Sequence[Trip]) -> list[tuple[str, int]]:
    """What breaks the rules of vehicles and drivers that are named: (rule, vehicle or driver)."""
    found = []
    for name in ("vehicle", "driver"):
        for who in sorted({getattr(trip, name) for trip in trips} - {-1}):
            own = sorted(trip for trip in trips if getattr(trip, name) == who)
            pairs = pairwise(own)
            if any(later.departs < earlier.ends for earlier, later in pairs):
                found.append((f"{name} in two places", who))
            if name == "driver":
                limits = problem.limits
                allowed = rest.Limits(limits.day, rest.WEEK, limits.on_end, limits.pause, rest.DAY - limits.duty)
                drives = [(trip.departs, trip.ends) for trip in own]
                found += [(breach.limit, who) for breach in rest.breaches(drives, allowed)]
    return found
