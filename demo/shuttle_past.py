"""Made-up trips of the past weeks and seats of the coming days: written at once, as the actions would leave them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from apps.core import clock
from apps.households.models import Household
from apps.shuttles.models import Booking, BookingStep, Run, Trip, TripStep, TripStop
from apps.shuttles.times import moment
from demo.bulk import Shelf
from demo.chance import Chance

WEEKS = 4
TAKEN = {"boarded": 90, "cancelled": 10}
FORGETFUL = {"boarded": 45, "no_show": 45, "cancelled": 10}
WAY = (("open", "planned", "open"), ("begin_boarding", "open", "boarding"), ("depart", "boarding", "under_way"),
       ("finish", "under_way", "done"))  # fmt: skip


@dataclass
class Past:
    """What one community's shuttles did in the past weeks.

    `riders` are the households that use them; the `forgetful` often do not come. `in_use`: vehicle and day.
    """

    shelf: Shelf
    by: Any
    riders: list[Household]
    forgetful: list[Household]
    chance: Chance
    in_use: set[tuple[int, date]] = field(default_factory=set)

    def tell(self, runs: list[Run]) -> int:
        """A trip for each run and day on which it ran; how many."""
        made = 0
        for ago in range(7 * WEEKS, 0, -1):
            day = clock.today() - timedelta(days=ago)
            for run in runs:
                if run.season.first_day <= day and run.pattern.weekdays >> day.weekday() & 1:
                    self._trip(run, day)
                    made += 1
        self.shelf.write()
        return made

    def _trip(self, run: Run, day: date) -> None:
        calls = list(run.route.stops.all())
        start = moment(day, run.departs_at)
        vehicle: Any = run.vehicle
        by_day = Decimal() if (vehicle.pk, day) in self.in_use else vehicle.cost_per_day_yuan
        self.in_use.add((vehicle.pk, day))
        trip = self.shelf.add(
            Trip(
                community_id=run.community_id, route=run.route, run=run, day=day, starts_at=start, vehicle=vehicle,
                ends_at=start + timedelta(minutes=calls[-1].minutes), driver=run.driver, state="done",
                seats=vehicle.seats, wheelchair_places=vehicle.wheelchair_places, fare_yuan=run.route.fare_yuan,
                km=calls[-1].km, day_cost_yuan=by_day,
                cost_yuan=round(calls[-1].km * vehicle.cost_per_km_yuan + by_day, 2),
                walk_ons=self.chance.pick({0: 70, 1: 20, 2: 10}), created_at=start - timedelta(days=9),
            )
        )  # fmt: skip
        for call in calls:
            due = start + timedelta(minutes=call.minutes)
            self.shelf.add(TripStop(trip=trip, stop_id=call.stop_id, place=call.place, due_at=due))
        for (step, source, target), before in zip(WAY, (7 * 1440, 12, 0, -calls[-1].minutes), strict=True):
            at = start - timedelta(minutes=before)
            self.shelf.add(TripStep(trip=trip, step=step, from_state=source, to_state=target, by=self.by, at=at))
        self._bookings(trip, calls, start)

    def _bookings(self, trip: Trip, calls: list[Any], start: datetime) -> None:
        room = trip.seats - trip.walk_ons
        for home in self.chance.sample(self.riders, min(len(self.riders), self.chance.randint(3, 9))):
            riders, became = (
                self.chance.pick({1: 60, 2: 30, 3: 10}),
                self.chance.pick(FORGETFUL if home in self.forgetful else TAKEN),
            )
            if riders > room:
                break
            room -= riders
            booked = start - timedelta(hours=self.chance.randint(9, 60))
            row = self._booked(trip, home, riders, [call.stop_id for call in calls], booked, became)
            self._step(row, _step_to(became), "booked", became, _told(became, start, booked))

    def _booked(
        self, trip: Trip, home: Household, riders: int, stops: list[int], at: datetime, state: str = "booked"
    ) -> Booking:
        row: Booking = self.shelf.add(
            Booking(
                trip=trip, community_id=trip.community_id, household=home, state=state, riders=riders,
                from_stop_id=stops[self.chance.randint(0, 1)], to_stop_id=stops[-1],
                channel=self.chance.pick({"phone": 55, "grid": 25, "staff": 20}), booked_at=at, created_at=at,
                fare_yuan=trip.fare_yuan * riders,
            )
        )  # fmt: skip
        self._step(row, "book", "", "booked", at)
        return row

    def _step(self, row: Booking, step: str, source: str, target: str, at: datetime) -> None:
        self.shelf.add(BookingStep(booking=row, step=step, from_state=source, to_state=target, by=self.by, at=at))

    def open(self, trips: list[Trip]) -> None:
        """Seats of trips that are laid can be booked from now on."""
        now = clock.now()
        Trip.objects.filter(pk__in=[trip.pk for trip in trips]).update(state="open", updated_at=now)
        for trip in trips:
            self.shelf.add(
                TripStep(trip=trip, step="open", from_state="planned", to_state="open", by=self.by, at=now)
            )  # fmt: skip

    def book_ahead(self, trip: Trip, homes: list[Household]) -> None:
        """Seats of a trip to come while there are any, for those who have none by a standing booking."""
        stops = list(trip.stops.order_by("place").values_list("stop", flat=True))
        seated = dict(trip.bookings.live().values_list("household", "riders"))
        room = trip.seats - sum(seated.values())
        for home in homes:
            riders = self.chance.pick({1: 50, 2: 35, 3: 15})
            if home.pk not in seated and home not in self.forgetful and riders <= room:
                room -= riders
                self._booked(trip, home, riders, stops, clock.now())


def _step_to(state: str) -> str:
    return {"boarded": "board", "no_show": "miss", "cancelled": "cancel"}[state]


def _told(state: str, start: datetime, booked: datetime) -> datetime:
    return booked + timedelta(hours=3) if state == "cancelled" else start
