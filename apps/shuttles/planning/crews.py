"""Drivers for trips whose vehicles are known, and how many drivers a timetable needs at least.

A `Shift` is a set of trips of which one driver can drive one only: those out at a minute (or pausing after it), and
those together with trips that end too late for whoever was out so early. Where no shift holds more trips than there are
drivers, a driver is nearly always found for each; `crewed` finds them by a simple rule and mends what that leaves.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from apps.shuttles.planning.problem import Limits, Problem, Trip

NOBODY = -1


class Shift(NamedTuple):
    """Trips out at minute `early`; with `late`, also those out then that end after the day of whoever was out early."""

    early: int
    late: int | None = None


@lru_cache(maxsize=32)
def _shifts(grid: tuple[int, ...], limits: Limits) -> tuple[Shift, ...]:
    at = [Shift(minute) for minute in grid]
    over = limits.duty - limits.longest
    return (*at, *(Shift(early, late) for early in grid for late in grid if late > early + over))


def shifts_of(problem: Problem) -> tuple[Shift, ...]:
    """All shifts of a day."""
    return _shifts(problem.grid, problem.limits)


@lru_cache(maxsize=20_000)
def _with(grid: tuple[int, ...], limits: Limits, departs: int, minutes: int) -> tuple[Shift, ...]:
    ends = departs + minutes
    out = {minute for minute in grid if departs <= minute < ends + limits.pause}
    return tuple(
        one for one in _shifts(grid, limits) if one.early in out or (one.late in out and ends > one.early + limits.duty)
    )


def shifts_with(problem: Problem, departs: int, minutes: int) -> tuple[Shift, ...]:
    """The shifts that a trip belongs to, by when it departs and how long it takes."""
    return _with(problem.grid, problem.limits, departs, minutes)


class Crew:
    """What each driver drives so far."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.own = problem, defaultdict[int, list[Trip]](list)

    def able(self, driver: int, trip: Trip, besides: Trip | None = None) -> bool:
        """Whether a driver may and can drive this too, instead of one of their own."""
        limits = self.problem.limits
        if self.problem.drivers[driver] < self.problem.vehicles[trip.vehicle].seats:
            return False
        trips = sorted([trip, *(one for one in self.own[driver] if one is not besides)])
        return (
            sum(one.offsets[-1] for one in trips) <= limits.day
            and max(one.ends for one in trips) - trips[0].departs <= limits.duty
            and all(later.departs >= earlier.ends + limits.pause for earlier, later in pairwise(trips))
        )

    def first(self, trip: Trip) -> int:
        """A driver for it: on duty before fresh, the smallest licence, whose day ends first; NOBODY if none is free."""
        drivers = self.problem.drivers
        rank = lambda one: (not self.own[one], drivers[one], self.own[one][0].departs if self.own[one] else 0, one)  # noqa: E731
        free = [one for one in range(len(drivers)) if self.able(one, trip)]
        return min(free, key=rank, default=NOBODY)

    def instead(self, trip: Trip) -> int:
        """A driver who can if somebody else takes one of their trips, which is then done; NOBODY if there is none."""
        every = range(len(self.problem.drivers))
        for driver in every:
            for other in list(self.own[driver]):
                if not self.able(driver, trip, besides=other):
                    continue
                taker = next((one for one in every if one != driver and self.able(one, other)), NOBODY)
                if taker != NOBODY:
                    self.own[driver].remove(other)
                    self.own[taker].append(other)
                    return driver
        return NOBODY

    def take(self, trip: Trip, driver: int) -> None:
        self.own[driver].append(trip)


def crewed(problem: Problem, trips: Sequence[Trip]) -> list[Trip]:
    """The trips with drivers, in order; NOBODY where none is found."""
    crew, left = Crew(problem), []
    for trip in sorted(trips):
        found = crew.first(trip)
        if found == NOBODY:
            left.append(trip)
        else:
            crew.take(trip, found)
    for trip in left:
        crew.take(trip, crew.instead(trip))
    return sorted(replace(trip, driver=driver) for driver, own in crew.own.items() for trip in own)
