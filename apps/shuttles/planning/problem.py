"""What a day of shuttles is planned from: plain data, whole numbers, no names of people. The inputs kept with a plan.

Units: minutes, metres, fen (0.01 yuan). Stop 0 is the stop in the community where every bus begins and ends.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import Any, Self

FORMAT = "anju-shuttles/1"
HOME = 0
Table = tuple[tuple[int, ...], ...]


class BadProblem(ValueError):
    """Inputs that are not whole; the text says what."""


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Riders who want the same: from the community to a stop in an hour of the day (0–23), or `back` from it.

    `accessible` riders need a vehicle with places for wheelchairs or without steps. `walked` is the sum of the minutes
    that they walk to and from the two stops; no plan changes it, every comparison shows it.
    """

    stop: int
    hour: int
    back: bool
    riders: int
    accessible: bool = False
    walked: int = 0


@dataclass(frozen=True, slots=True)
class Vehicle:
    """One vehicle of the fleet: seats for passengers, and what it costs by the kilometre and by the day of use."""

    key: str
    seats: int
    fen_per_km: int
    fen_per_day: int
    accessible: bool = False


@dataclass(frozen=True, slots=True)
class Prices:
    """What the planner weighs against kilometres and days of vehicles, in fen."""

    short: int = 20_000  # one rider left without a seat
    walk: int = 30  # one minute on foot to another stop than one's own
    wait: int = 10  # one minute earlier or later than wished


@dataclass(frozen=True, slots=True)
class Limits:
    """What a timetable must keep, in minutes.

    A rider goes at most `shift` before or after the hour wished for, and walks at most `walk` to another stop. Buses
    leave every `grid` minutes from `first` to `last` and stand `turn` after each trip. Drivers pause `pause` after each
    trip, drive at most `on_end` without a pause and `day` a day; their day, from first to last trip, is at most `duty`.
    Trips last at most `longest` and call at most at `calls` stops.
    """

    shift: int = 60
    walk: int = 15
    grid: int = 30
    first: int = 300
    last: int = 1260
    turn: int = 10
    pause: int = 20
    on_end: int = 240
    day: int = 480
    duty: int = 840
    longest: int = 120
    calls: int = 4


@dataclass(frozen=True, slots=True, order=True)
class Trip:
    """A vehicle leaves at `departs` and calls at the stops of `path`, `offsets` minutes later; `driver` from 0.

    `path` of the planner's own trips begins and ends at 0. -1 as vehicle or driver: nobody is named.
    """

    departs: int
    path: tuple[int, ...]
    offsets: tuple[int, ...]
    metres: int
    vehicle: int = -1
    driver: int = -1

    @property
    def ends(self) -> int:
        return self.departs + self.offsets[-1]


@dataclass(frozen=True)
class Problem:
    """One day. `minutes` and `metres` are by road between stops, `walk` minutes on foot between them.

    `drivers` holds for each the seats for passengers of the largest vehicle that the licence allows.
    """

    stops: tuple[str, ...]
    minutes: Table
    metres: Table
    walk: Table
    groups: tuple[Group, ...]
    vehicles: tuple[Vehicle, ...]
    drivers: tuple[int, ...]
    prices: Prices = Prices()
    limits: Limits = Limits()
    seed: str = ""

    def __post_init__(self) -> None:
        count = len(self.stops)
        for name in ("minutes", "metres", "walk"):
            table = getattr(self, name)
            if len(table) != count or any(len(row) != count for row in table):
                raise BadProblem(f"{name}: one row and one column a stop")
        for group in self.groups:
            if not (0 < group.stop < count and 0 <= group.hour <= 23 and group.riders > 0):
                raise BadProblem(f"no such group: {group}")
        if any(vehicle.seats < 1 for vehicle in self.vehicles):
            raise BadProblem("a vehicle without seats")
        if self.limits.grid < 1 or self.limits.on_end < self.limits.longest:
            raise BadProblem("limits: a grid of 1 or more, and no trip longer than one may drive on end")

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Self:
        """From JSON. Raises BadProblem."""
        try:
            if given["format"] != FORMAT:
                raise BadProblem(f"format: only {FORMAT} is known")
            tables = {name: tuple(map(tuple, given[name])) for name in ("minutes", "metres", "walk")}
            return cls(
                stops=tuple(given["stops"]),
                groups=tuple(Group(**row) for row in given["groups"]),
                vehicles=tuple(Vehicle(**row) for row in given["vehicles"]),
                drivers=tuple(given["drivers"]),
                prices=Prices(**given["prices"]),
                limits=Limits(**given["limits"]),
                seed=given["seed"],
                **tables,
            )
        except (KeyError, TypeError) as error:
            raise BadProblem(f"this is no problem of shuttles: {error}") from error

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        plain = {one.name: getattr(self, one.name) for one in fields(self)}
        for name in ("groups", "vehicles"):
            plain[name] = [asdict(row) for row in plain[name]]
        for name in ("minutes", "metres", "walk"):
            plain[name] = [list(row) for row in plain[name]]
        return plain | {
            "format": FORMAT,
            "stops": list(self.stops),
            "drivers": list(self.drivers),
            "prices": asdict(self.prices),
            "limits": asdict(self.limits),
        }

    @cached_property
    def grid(self) -> tuple[int, ...]:
        """Minutes of the day at which buses may leave."""
        return tuple(range(self.limits.first, self.limits.last + 1, self.limits.grid))

    @cached_property
    def classes(self) -> tuple[tuple[int, ...], ...]:
        """Vehicles that are alike, by number; the smallest seats first."""
        alike: dict[tuple[int, ...], list[int]] = {}
        for number, one in enumerate(self.vehicles):
            alike.setdefault((one.seats, one.fen_per_km, one.fen_per_day, one.accessible), []).append(number)
        return tuple(tuple(alike[kind]) for kind in sorted(alike))

    @cached_property
    def licences(self) -> tuple[tuple[frozenset[int], int], ...]:
        """For each size of vehicle: the classes of that size and over, and how many drivers may drive them."""
        sizes = [self.vehicles[alike[0]].seats for alike in self.classes]
        able = {size: sum(one >= size for one in self.drivers) for size in sizes}
        return tuple(
            (frozenset(kind for kind, seats in enumerate(sizes) if seats >= size), able[size]) for size in sorted(able)
        )

    @cached_property
    def wanted(self) -> dict[tuple[bool, int], tuple[int, ...]]:
        """Groups (by number) that may ride by way of a stop: their own, or another within the walk. By (back, stop)."""
        found: dict[tuple[bool, int], list[int]] = {}
        for number, group in enumerate(self.groups):
            for stop in range(1, len(self.stops)):
                if stop == group.stop or self.walk[group.stop][stop] <= self.limits.walk:
                    found.setdefault((group.back, stop), []).append(number)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def most_seats(self) -> int:
        return max((one.seats for one in self.vehicles), default=0)

    def off_wish(self, hour: int, minute: int) -> int:
        """Minutes that a departure lies before or after the hour wished for; 0 within it."""
        return max(60 * hour - minute, minute - (60 * hour + 59), 0)

    def fen(self, vehicle: int, metres: int) -> int:
        """What a trip of so many metres costs; rounded up."""
        return -(-self.vehicles[vehicle].fen_per_km * metres // 1000)
