"""Models of shuttles."""

from apps.shuttles.models.booking import BoardingTick, Booking, BookingStep
from apps.shuttles.models.fleet import Driver, DriverAbsence, Vehicle, VehicleOutage
from apps.shuttles.models.link import CalendarLink
from apps.shuttles.models.plan import ShuttlePlan
from apps.shuttles.models.standing import StandingBooking
from apps.shuttles.models.timetable import (
    RouteStop,
    Run,
    ServiceException,
    ServicePattern,
    ShuttleRoute,
    ShuttleSeason,
    ShuttleStop,
)
from apps.shuttles.models.trip import Trip, TripStep, TripStop
from apps.shuttles.models.wish import RideWish

__all__ = [
    "BoardingTick",
    "Booking",
    "BookingStep",
    "CalendarLink",
    "Driver",
    "DriverAbsence",
    "RideWish",
    "RouteStop",
    "Run",
    "ServiceException",
    "ServicePattern",
    "ShuttlePlan",
    "ShuttleRoute",
    "ShuttleSeason",
    "ShuttleStop",
    "StandingBooking",
    "Trip",
    "TripStep",
    "TripStop",
    "Vehicle",
    "VehicleOutage",
]
