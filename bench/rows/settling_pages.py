"""How people settle in: the list of stages, their flow between half-years, the five capitals, one household's tab."""

from bench.rows.pages import COUNTY, Page, pages

ASSESSED = "SELECT min(household_id) FROM followups_integrationstage"

pages(
    "Admin pages of settling in, whole county (county administrator)",
    {
        "stages of integration": Page("/admin/followups/integrationstage/?current=true", COUNTY),
        "flow between half-years": Page("/admin/followups/integrationstage/flow/", COUNTY),
        "five capitals of all communities": Page("/admin/followups/integrationstage/capitals/", COUNTY),
        "settling in of one household": Page(
            "/admin/households/household/{}/change/?tab=integration", COUNTY, ASSESSED
        ),
    },
)
