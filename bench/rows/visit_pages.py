"""The staff's pages of visits: the list, one visit, the month by worker and day, the supervisor's board."""

from bench.rows.pages import COUNTY, Page, pages

VISIT = "SELECT id FROM followups_visit ORDER BY state DESC, id LIMIT 1"

pages(
    "Admin pages of visits, whole county (county administrator)",
    {
        "visits to be made": Page("/admin/followups/visit/?standing=open", COUNTY),
        "one visit": Page("/admin/followups/visit/{}/change/", COUNTY, VISIT),
        "calendar of a month": Page("/admin/followups/visit/calendar/", COUNTY),
        "supervisor's board": Page("/admin/followups/visit/board/", COUNTY),
    },
)
pages("API lists of visits (county administrator)", {"visits": Page("/api/v1/visits/", COUNTY)})
