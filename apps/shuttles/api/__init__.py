"""Shuttles through the REST API."""

from apps.shuttles.api.calendars import CalendarLinkViewSet
from apps.shuttles.api.plans import PlanViewSet
from apps.shuttles.api.register import DriverViewSet, StopViewSet, VehicleViewSet
from apps.shuttles.api.seats import BookingViewSet, StandingViewSet, TripViewSet, WishViewSet
from apps.shuttles.api.timetable import PatternViewSet, RouteViewSet, RunViewSet, SeasonViewSet

VIEWSETS = {
    "shuttle-stops": StopViewSet,
    "vehicles": VehicleViewSet,
    "drivers": DriverViewSet,
    "shuttle-seasons": SeasonViewSet,
    "service-patterns": PatternViewSet,
    "shuttle-routes": RouteViewSet,
    "shuttle-runs": RunViewSet,
    "trips": TripViewSet,
    "bookings": BookingViewSet,
    "standing-bookings": StandingViewSet,
    "ride-wishes": WishViewSet,
    "shuttle-plans": PlanViewSet,
    "shuttle-calendars": CalendarLinkViewSet,
}
