"""Samples of shuttles for the walk over every address."""

import uuid
from datetime import date
from typing import Any

from apps.core import clock
from apps.core.periods import since
from apps.shuttles.models import (
    BoardingTick,
    BookingStep,
    CalendarLink,
    DriverAbsence,
    ServiceException,
    TripStep,
    VehicleOutage,
)
from tests.harness.walk import Side
from tests.shuttles.factories import (
    BookingFactory,
    DriverFactory,
    PatternFactory,
    PlanFactory,
    RouteFactory,
    RunFactory,
    SeasonFactory,
    StandingFactory,
    StopFactory,
    TripFactory,
    VehicleFactory,
    WishFactory,
)

NEW_YEAR = date(2027, 1, 1)


def objects(side: Side) -> dict[str, Any]:
    community, household, mark = side.community, side["households.household"], side.mark
    here = {"community": community, "note": mark}
    stop, route = StopFactory(**here, name=mark), RouteFactory(**here, name=mark)
    vehicle, driver = VehicleFactory(**here, name=mark), DriverFactory(**here, name=mark)
    season = SeasonFactory(**here, name=mark)
    pattern = PatternFactory(community=community, name=mark)
    run = RunFactory(season=season, route=route, pattern=pattern, vehicle=vehicle, driver=driver, note=mark)
    trip = TripFactory(community=community, route=route, run=run, vehicle=vehicle, driver=driver, name=mark)
    standing = StandingFactory(run=run, household=household, note=mark)
    booking = BookingFactory(trip=trip, household=household, note=mark)
    return {
        "shuttles.shuttlestop": stop,
        "shuttles.shuttleroute": route,
        "shuttles.routestop": route.stops.first(),
        "shuttles.vehicle": vehicle,
        "shuttles.vehicleoutage": VehicleOutage.objects.create(vehicle=vehicle, period=since(NEW_YEAR), why=mark),
        "shuttles.driver": driver,
        "shuttles.driverabsence": DriverAbsence.objects.create(driver=driver, period=since(NEW_YEAR), why=mark),
        "shuttles.shuttleseason": season,
        "shuttles.servicepattern": pattern,
        "shuttles.serviceexception": ServiceException.objects.create(
            pattern=pattern, day=NEW_YEAR, runs=False, why=mark
        ),
        "shuttles.run": run,
        "shuttles.calendarlink": CalendarLink.objects.create(community=community, household=household),
        "shuttles.trip": trip,
        "shuttles.tripstop": trip.stops.first(),
        "shuttles.tripstep": TripStep.objects.create(trip=trip, step="open", why=mark),
        "shuttles.standingbooking": standing,
        "shuttles.booking": booking,
        "shuttles.bookingstep": BookingStep.objects.create(booking=booking, step="book", why=mark),
        "shuttles.boardingtick": BoardingTick.objects.create(
            trip=trip, client_id=uuid.uuid4(), booking=booking, what="board", noted_at=clock.now()
        ),
        "shuttles.ridewish": WishFactory(household=household, stop=stop, text=mark),
        "shuttles.shuttleplan": PlanFactory(season=season, name=mark),
    }


def _of(noun: str, deed: str) -> Any:
    return lambda side: {"object_id": side[f"shuttles.{noun}"].pk, "deed": deed}


ROUTES = {
    "admin:shuttles_shuttlestop_do": _of("shuttlestop", "none"),
    "admin:shuttles_vehicle_do": _of("vehicle", "outage"),
    "admin:shuttles_driver_do": _of("driver", "absence"),
    "admin:shuttles_shuttleseason_do": _of("shuttleseason", "run"),
    "admin:shuttles_servicepattern_do": _of("servicepattern", "exception"),
    "admin:shuttles_shuttleroute_do": _of("shuttleroute", "trip"),
    "admin:shuttles_run_do": _of("run", "end"),
    "admin:shuttles_shuttleplan_progress": lambda side: {"object_id": side["shuttles.shuttleplan"].pk},
    "admin:shuttles_shuttleplan_do": _of("shuttleplan", "adopt"),
    "admin:shuttles_trip_do": _of("trip", "cancel"),
    "admin:shuttles_booking_do": _of("booking", "cancel"),
    "admin:shuttles_standingbooking_do": _of("standingbooking", "end"),
    "admin:shuttles_ridewish_do": _of("ridewish", "withdraw"),
    "shuttles:stop-calendar": lambda side: {"slug": side.community.slug, "code": side["shuttles.shuttlestop"].code},
    "shuttles:household-calendar": lambda side: {
        "slug": side.community.slug, "code": side["shuttles.calendarlink"].code,
    },
    "shuttles:timetable": lambda side: {"pk": side["shuttles.shuttleseason"].pk},
    "shuttles:boarding": lambda side: {"pk": side["shuttles.trip"].pk},
}  # fmt: skip
OPEN = {
    "shuttles:stop-calendar": "departures stand on the board at the stop",
    "shuttles:household-calendar": "who has the secret address reads that one calendar",
}
