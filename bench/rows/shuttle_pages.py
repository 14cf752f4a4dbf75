"""The staff's pages of shuttles: the list of trips, and the page of one."""

from bench.rows.pages import COUNTY, Page, pages

TRIP = "SELECT id FROM shuttles_trip ORDER BY taken DESC, id LIMIT 1"

pages(
    "Admin pages of shuttles, whole county (county administrator)",
    {
        "trips from today on": Page("/admin/shuttles/trip/?when=coming", COUNTY),
        "trip with most seats taken": Page("/admin/shuttles/trip/{}/change/", COUNTY, TRIP),
        "bookings": Page("/admin/shuttles/booking/", COUNTY),
    },
)
pages("API lists of shuttles (county administrator)", {"trips": Page("/api/v1/trips/", COUNTY)})
