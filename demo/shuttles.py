"""Made-up shuttles: a timetable for each community, weeks of trips behind it, and today's in every state."""

from datetime import timedelta
from decimal import Decimal
from math import cos, pi, radians, sin
from typing import Any

from apps.core import clock
from apps.households.models import Household
from apps.shuttles import actions
from apps.shuttles.actions.laying import trips_lay
from apps.shuttles.models import (
    Booking,
    Driver,
    Run,
    ServicePattern,
    ShuttleRoute,
    ShuttleSeason,
    ShuttleStop,
    Trip,
    Vehicle,
)
from demo.bulk import Shelf
from demo.chance import Chance
from demo.households import Settled
from demo.shuttle_past import Past
from demo.shuttle_plan import (
    DRIVERS,
    EFFORT,
    LINES,
    NEXT_SEASON,
    NEXT_WISHES,
    PATTERNS,
    SEASONS,
    STOPS,
    TIMETABLE,
    VEHICLES,
    WHY_CANCELLED,
    WISHES,
    Line,
)
from demo.staff import Team

METRES_A_DEGREE = 111_195


class Shuttles:
    """The shuttles of one community."""

    def __init__(self, settled: Settled, team: Team, shelf: Shelf, *, seed: str) -> None:
        self.settled, self.team, self.shelf, self.today = settled, team, shelf, clock.today()
        self.community, self.by = settled.community, team.manager
        self.chance = Chance(f"{seed} shuttles {settled.site.slug}")
        homes = [home.household for home in settled.homes if home.present and home.household.left_on is None]
        self.riders: list[Household] = self.chance.sample(homes, min(len(homes), 24))

    @property
    def forgetful(self) -> list[Household]:
        """Who often does not come, and so books through the office."""
        return self.riders[-2:]

    def lay(self, turn: int) -> int:
        """Register, timetable, the past, the coming days and what happens just now; how many trips."""
        self.stops = {code: self._stop(code, *asked) for code, asked in STOPS.items()}
        self.vehicles = [self._vehicle(number, *asked) for number, asked in enumerate(VEHICLES)]
        self.drivers = [self._driver(number, name) for number, name in enumerate(DRIVERS)]
        self.routes = {line.code: self._route(line) for line in LINES}
        self.seasons = {purpose: self._season(purpose, *asked) for purpose, asked in SEASONS.items()}
        runs = self._timetable()
        self.past = Past(self.shelf, self.by, self.riders, self.forgetful, self.chance)
        self.past.tell(runs)
        self._ahead(runs)
        self._now(turn)
        self._wishes()
        if not turn:
            self._plans()
        return Trip.objects.filter(community=self.community).count()

    def _stop(self, code: str, name: str, kind: str, metres: int, turns: float) -> ShuttleStop:
        latitude, longitude, altitude = self.settled.site.place
        north, east = metres * cos(2 * pi * turns), metres * sin(2 * pi * turns)
        return actions.stop_register(
            community=self.community, by=self.by, name=name, code=code, kind=kind, accessible=kind != "field",
            latitude=round(latitude + north / METRES_A_DEGREE, 6),
            longitude=round(longitude + east / METRES_A_DEGREE / cos(radians(latitude)), 6), altitude_m=altitude,
        )  # fmt: skip

    def _vehicle(self, number: int, name: str, seats: int, chairs: int, km: str, day: str) -> Vehicle:
        row = actions.vehicle_register(
            community=self.community, by=self.by, plate=f"鄂Q{self.community.pk % 100:02}{number + 1:03}", name=name,
            seats=seats, wheelchair_places=chairs, cost_per_km_yuan=Decimal(km), cost_per_day_yuan=Decimal(day),
        )  # fmt: skip
        if number == 1:
            first = self.today - timedelta(days=50)
            actions.vehicle_out(vehicle=row, by=self.by, first=first, last=first + timedelta(days=1), why="年检")
        return row

    def _driver(self, number: int, name: str) -> Driver:
        row = actions.driver_register(
            community=self.community, by=self.by, name=name, licence_class="A1" if number < 2 else "C1",
            licence_until=self.today + timedelta(days=(700, 20, 400)[number]), phone=f"154000{number + 1:05}",
            staff=self.team.driver if number == 2 else None,
        )  # fmt: skip
        return row

    def _route(self, line: Line) -> ShuttleRoute:
        calls = [(self.stops[code], minutes, Decimal(km)) for code, minutes, km in line.calls]
        return actions.route_register(
            community=self.community, by=self.by, code=line.code, name=line.name, purpose=line.purpose,
            fare_yuan=Decimal(line.fare), stops=calls,
        )  # fmt: skip

    def _season(self, purpose: str, name: str, first: int, last: int) -> ShuttleSeason:
        first_day, last_day = (self.today + timedelta(days=days) for days in (first, last))
        return actions.season_register(
            community=self.community, by=self.by, name=f"{first_day.year}年{name}", purpose=purpose,
            first_day=first_day, last_day=last_day,
        )  # fmt: skip

    def _timetable(self) -> list[Run]:
        patterns: dict[str, ServicePattern] = {
            name: actions.pattern_register(
                community=self.community,
                by=self.by,
                name=name,
                weekdays=days,
                on_holidays=holidays,
                on_makeup_days=work,
            )
            for name, days, holidays, work in PATTERNS
        }
        return [
            actions.run_add(
                season=self.seasons[self.routes[timed.line].purpose], route=self.routes[timed.line], by=self.by,
                pattern=patterns[timed.pattern], departs_at=timed.departs, vehicle=self.vehicles[timed.crew],
                driver=self.drivers[timed.crew],
            )
            for timed in TIMETABLE
        ]  # fmt: skip

    def _ahead(self, runs: list[Run]) -> None:
        """The coming days: most trips can be booked, one is full, one late, one cancelled, the last are planned."""
        for season in self.seasons.values():
            trips_lay(season=season, by=self.by, until=self.today + timedelta(days=12))
        self._standing(runs[0])
        rows = Trip.objects.filter(community=self.community).ahead(clock.now() + timedelta(hours=4))
        soon = [trip for trip in rows if trip.day <= self.today + timedelta(days=7)]
        self.past.open(soon)
        for trip in soon[:6]:
            self.past.book_ahead(trip, self.chance.sample(self.riders, min(len(self.riders), 4)))
        self.shelf.write()
        fields = [trip for trip in soon if trip.route_id == self.routes["t1"].pk]
        if len(fields) > 3:
            self._full(fields[1])
            self._given_back(fields[2])
            actions.trip_report_late(trip=fields[1], by=self.by, minutes=20, why="等候换车")
            self._seat(fields[3], self.riders[0], 1)
            actions.BY_STEP["cancel"](trip=fields[3], by=self.by, why=self.chance.among(WHY_CANCELLED))

    def _seat(self, trip: Trip, home: Household, riders: int, by: Any = None) -> Booking:
        before = trip.bookings.live().filter(household=home).first()
        if before is not None:  # by a standing booking
            return before
        calls = list(trip.stops.order_by("place").values_list("stop", flat=True))
        channel = "staff" if by or home in self.forgetful else self.chance.pick({"phone": 60, "grid": 25, "staff": 15})
        row, _made = actions.seat_book(
            trip=trip, household=home, by=None if channel == "phone" else self.by, riders=riders, channel=channel,
            from_stop=self.stop_of[calls[0]], to_stop=self.stop_of[calls[-1]],
        )  # fmt: skip
        return row

    @property
    def stop_of(self) -> dict[int, ShuttleStop]:
        """Stops by key."""
        return {stop.pk: stop for stop in self.stops.values()}

    def _full(self, trip: Trip) -> None:
        """More ask than there are seats; one gives seats back, and the next has them."""
        asked = [
            home
            for home in self.riders
            if home not in self.forgetful and not trip.bookings.live().filter(household=home).exists()
        ]
        rows = [self._seat(trip, home, 3) for home in asked[:8]]
        if rows:
            actions.booking_cancel(booking=rows[0], by=self.by, why="家里来客，不去了")

    def _given_back(self, trip: Trip) -> None:
        row = self._seat(trip, self.riders[-1], 2)
        actions.booking_cancel(booking=row, by=None)

    def _standing(self, run: Run) -> None:
        first = self.stops["gate"]
        for home in self.riders[:3]:
            row, _made = actions.standing_add(
                run=run, household=home, by=self.by, from_stop=first, to_stop=self.stops["near"], weekdays=0b0010101
            )
        if len(self.riders) > 2:
            actions.standing_end(standing=row, by=self.by, why="地已流转")

    def _now(self, turn: int) -> None:
        """What the third driver does just now: one trip is over, one boards (or is on the road), two come."""
        now = clock.now().replace(second=0, microsecond=0)
        done = self._extra("t1", now - timedelta(hours=3), 4)
        self._go(done, "begin_boarding", "depart", "finish")
        begun = self._extra("t2", now + timedelta(minutes=(15, -10)[turn % 2]), 5)
        self._go(begun, "begin_boarding", *(("depart",) if turn % 2 else ()))
        self._extra("t1", now + timedelta(hours=2, minutes=30), 2)
        self._extra("t2", now + timedelta(hours=24), 2)

    def _extra(self, line: str, starts_at: Any, booked: int) -> Trip:
        """A trip of its own, outside the timetable; made and booked by the office before it departs."""
        with clock.at(min(clock.now(), starts_at - timedelta(hours=1))):
            trip = actions.trip_add(
                route=self.routes[line], by=self.by, starts_at=starts_at, vehicle=self.vehicles[2],
                driver=self.drivers[2], name="加班车",
            )  # fmt: skip
            actions.BY_STEP["open"](trip=trip, by=self.by)
            for home in self.riders[:booked]:
                self._seat(trip, home, 1, by=self.by)
        return trip

    def _go(self, trip: Trip, *steps: str) -> None:
        """On its way, each step at its time; most of those who booked come."""
        at = {
            "begin_boarding": trip.starts_at - timedelta(minutes=12),
            "depart": trip.starts_at,
            "finish": trip.ends_at,
        }
        for step in steps:
            with clock.at(min(clock.now(), at[step])):
                actions.BY_STEP[step](trip=trip, by=self.by)
                if step == "begin_boarding":
                    for booking in trip.bookings.seated().order_by("pk")[1:]:
                        actions.booking_board(booking=booking, by=self.by)

    def _wishes(self) -> None:
        for number, (code, hour, text) in enumerate(WISHES):
            stop, home = self.stops[code], self.riders[number % len(self.riders)]
            when = {"season": self.seasons[stop.kind]} if number % 2 else {"day": self.today + timedelta(days=3)}
            row, _made = actions.wish_file(
                household=home, by=None, stop=stop, purpose=stop.kind, hour_from=hour, riders=1, text=text,
                channel="phone", **when,
            )  # fmt: skip
            if number == len(WISHES) - 1:
                actions.wish_withdraw(wish=row, by=None)

    def _plans(self) -> None:
        """The next season: its timetable is the plan that was computed; another, with a trip less, stands beside it."""
        season = self._season("field", *NEXT_SEASON)
        for number, (code, hour, riders) in enumerate(NEXT_WISHES):
            actions.wish_file(
                household=self.riders[number % len(self.riders)], by=self.by, stop=self.stops[code], purpose="field",
                hour_from=hour, riders=riders, season=season,
            )  # fmt: skip
        plan = actions.plan_make(season=season, by=self.by, name="按地块和居民意愿测算", start=False)
        actions.plan_compute(plan=plan, effort=EFFORT)
        plan.refresh_from_db()
        actions.plan_edit(plan=plan, by=self.by, drop=[len(plan.table) - 1], name="试试少开一趟")
        actions.plan_adopt(plan=plan, by=self.by)
