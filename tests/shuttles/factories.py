"""Stops, routes, vehicles, drivers, timetables, trips, bookings and wishes."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import factory

from apps.core.periods import since
from apps.shuttles.models import (
    Booking,
    Driver,
    RideWish,
    RouteStop,
    Run,
    ServicePattern,
    ShuttlePlan,
    ShuttleRoute,
    ShuttleSeason,
    ShuttleStop,
    StandingBooking,
    Trip,
    TripStop,
    Vehicle,
)
from tests.communities.factories import CommunityFactory
from tests.households.factories import HouseholdFactory

DAY = date(2026, 12, 1)
SEVEN = datetime(2026, 11, 30, 23, tzinfo=UTC)  # 07:00 on DAY
HOUR = timedelta(hours=1)


class StopFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ShuttleStop

    community: Any = factory.SubFactory(CommunityFactory)
    name = factory.Sequence(lambda n: f"站点{n}")
    code = factory.Sequence(lambda n: f"s{n}")
    latitude, longitude = 30.27, 109.48


class VehicleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Vehicle

    community: Any = factory.SubFactory(CommunityFactory)
    plate = factory.Sequence(lambda n: f"鄂Q{n:05}")
    seats = 18
    cost_per_km_yuan, cost_per_day_yuan = Decimal("2.50"), Decimal("180.00")


class DriverFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Driver

    community: Any = factory.SubFactory(CommunityFactory)
    name = factory.Sequence(lambda n: f"向师傅{n}")
    licence_class = "A1"
    licence_until = date(2030, 1, 1)


class RouteFactory(factory.django.DjangoModelFactory):
    """A route; `calls` are its stops as (stop, minutes, km), by default one of the community and one at the fields."""

    class Meta:
        model = ShuttleRoute
        skip_postgeneration_save = True

    community: Any = factory.SubFactory(CommunityFactory)
    code = factory.Sequence(lambda n: f"r{n}")
    name = factory.Sequence(lambda n: f"田间{n}线")
    purpose = "field"

    @factory.post_generation
    def calls(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        given = extracted or [
            (StopFactory(community=self.community), 0, 0),
            (StopFactory(community=self.community, kind="field"), 60, 18),
        ]
        for place, (stop, minutes, km) in enumerate(given):
            RouteStop.objects.create(route=self, stop=stop, place=place, minutes=minutes, km=km)


class SeasonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ShuttleSeason

    community: Any = factory.SubFactory(CommunityFactory)
    name = factory.Sequence(lambda n: f"第{n}季")
    purpose = "field"
    first_day, last_day = date(2026, 11, 1), date(2027, 1, 31)


class PatternFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ServicePattern

    community: Any = factory.SubFactory(CommunityFactory)
    name = factory.Sequence(lambda n: f"每日{n}")


class RunFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Run

    season: Any = factory.SubFactory(SeasonFactory)
    community = factory.SelfAttribute("season.community")
    route: Any = factory.SubFactory(RouteFactory, community=factory.SelfAttribute("..community"))
    pattern: Any = factory.SubFactory(PatternFactory, community=factory.SelfAttribute("..community"))
    departs_at = 420
    vehicle: Any = factory.SubFactory(VehicleFactory, community=factory.SelfAttribute("..community"))
    driver: Any = factory.SubFactory(DriverFactory, community=factory.SelfAttribute("..community"))


class TripFactory(factory.django.DjangoModelFactory):
    """A trip that can be booked, an hour from 07:00 on DAY, with the stops of its route."""

    class Meta:
        model = Trip
        skip_postgeneration_save = True

    community: Any = factory.SubFactory(CommunityFactory)
    route: Any = factory.SubFactory(RouteFactory, community=factory.SelfAttribute("..community"))
    vehicle: Any = factory.SubFactory(VehicleFactory, community=factory.SelfAttribute("..community"))
    driver: Any = factory.SubFactory(DriverFactory, community=factory.SelfAttribute("..community"))
    state = "open"
    starts_at: Any = SEVEN
    ends_at: Any = factory.LazyAttribute(lambda trip: trip.starts_at + HOUR)
    day: Any = factory.LazyAttribute(lambda trip: (trip.starts_at + 8 * HOUR).date())
    seats = factory.LazyAttribute(lambda trip: trip.vehicle.seats if trip.vehicle else 0)
    wheelchair_places = factory.LazyAttribute(lambda trip: trip.vehicle.wheelchair_places if trip.vehicle else 0)
    fare_yuan = factory.SelfAttribute("route.fare_yuan")

    @factory.post_generation
    def calls(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        for row in self.route.stops.all():
            due = self.starts_at + timedelta(minutes=row.minutes)
            TripStop.objects.create(trip=self, stop=row.stop, place=row.place, due_at=due)


class BookingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Booking

    trip: Any = factory.SubFactory(TripFactory)
    community = factory.SelfAttribute("trip.community")
    household: Any = factory.SubFactory(HouseholdFactory, community=factory.SelfAttribute("..community"))
    from_stop: Any = factory.LazyAttribute(lambda booking: booking.trip.stops.order_by("place").first().stop)
    state = "booked"


class StandingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StandingBooking

    run: Any = factory.SubFactory(RunFactory)
    community = factory.SelfAttribute("run.community")
    household: Any = factory.SubFactory(HouseholdFactory, community=factory.SelfAttribute("..community"))
    from_stop: Any = factory.LazyAttribute(lambda row: row.run.route.stops.order_by("place").first().stop)
    period = factory.LazyFunction(lambda: since(date(2026, 11, 1), date(2027, 2, 1)))


class WishFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RideWish

    household: Any = factory.SubFactory(HouseholdFactory)
    community = factory.SelfAttribute("household.community")
    purpose = "field"
    stop: Any = factory.SubFactory(StopFactory, community=factory.SelfAttribute("..community"))
    day = DAY
    hour_from = 7


class PlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ShuttlePlan

    season: Any = factory.SubFactory(SeasonFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    method = "test"
    inputs: Any = factory.LazyFunction(dict)
    outputs: Any = factory.LazyFunction(dict)
    content_hash = "0" * 64
    state = "ready"
