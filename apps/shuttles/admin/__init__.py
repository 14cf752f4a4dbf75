"""The staff's pages of shuttles."""

from apps.shuttles.admin import (  # noqa: F401  they register themselves
    bookings,
    calendar_address,
    drivers,
    household_file,
    patterns,
    plans,
    routes,
    runs,
    seasons,
    standing,
    stops,
    trips,
    vehicles,
    wishes,
)
