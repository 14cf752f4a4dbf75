"""The staff's pages of community life: the ledger, balances, buildings side by side, the page of a competition."""

from bench.rows.pages import COUNTY, Page, pages

COMPETITION = "SELECT id FROM neighbourhood_competition ORDER BY id LIMIT 1"

pages(
    "Admin pages of community life, whole county (county administrator)",
    {
        "points ledger": Page("/admin/neighbourhood/pointsentry/", COUNTY),
        "points of households": Page("/admin/neighbourhood/pointsaccount/", COUNTY),
        "points by building": Page("/admin/neighbourhood/pointsaccount/buildings/", COUNTY),
        "competition with its results": Page("/admin/neighbourhood/competition/{}/change/", COUNTY, COMPETITION),
        "activities": Page("/admin/neighbourhood/activity/", COUNTY),
    },
)
pages("API lists of community life (county administrator)", {"points": Page("/api/v1/points-entries/", COUNTY)})
