"""Main pages and API lists: how many queries, how long, and how both grow with the county."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from bench.counting import ASK, TELL
from bench.measure import paired, timed
from bench.registry import Aim, Result, Row, register
from bench.stage import Stage

GROWTH = Aim(1.5, at_most=True)
SHOWN = ("tiny", "small", "county")
FIRST = "SELECT min(id) FROM {}"


@dataclass(frozen=True)
class Page:
    """A page for one visitor; a `{}` in the path is filled with what `query` finds."""

    path: str
    user: str = ""
    query: str = ""

    def at(self, stage: Stage, size: str) -> str:
        """The address; where the page leads on to its first view, that one."""
        path = self.path.format(stage.ask(size, self.query)) if self.query else self.path
        answer = stage.visitor(size, self.user).get(path)
        return urljoin(path, answer.headers["location"]) if answer.status in {301, 302} else path

    def run(self, stage: Stage) -> Result:
        paths = {size: self.at(stage, size) for size in SHOWN}
        queries = {size: self._queries(stage, size, path) for size, path in paths.items()}
        small, county, growth = paired(
            self._timer(stage, "small", paths["small"]), self._timer(stage, "county", paths["county"]), runs=stage.runs
        )
        figures = {"queries": queries["county"], "small ms": small.scaled(1000), "county ms": county.scaled(1000)}
        # A county of one community shows a little more about it; what must not be is that more rows ask more.
        grows = queries["county"] > queries["tiny"] or queries["small"] > queries["tiny"]
        faults = [f"the number of queries grows: {queries}"] if grows else []
        return Result(figures, growth, GROWTH, faults)

    def _queries(self, stage: Stage, size: str, path: str) -> int:
        visitor = stage.visitor(size, self.user)
        visitor.get(path).ok()
        return int(visitor.get(path, **{ASK: "1"}).ok().headers[TELL.lower()])

    def _timer(self, stage: Stage, size: str, path: str) -> Callable[[], float]:
        visitor = stage.visitor(size, self.user)
        return lambda: timed(lambda: visitor.get(path).ok())


def pages(group: str, entries: dict[str, Page]) -> None:
    """Register pages by title."""
    prefix = group.split()[0].lower().removesuffix("'s")
    for title, page in entries.items():
        register(Row(group, f"{prefix}.{title.replace(' ', '_')}", title, page.run))


MANAGER, COUNTY, GRID = "manager", "county", "grid1"

HOUSEHOLD = "SELECT min(id) FROM households_household WHERE left_on IS NULL"
FILE = "/admin/households/household/{}/change/"
PERSON = "SELECT min(member_id) FROM households_employment"
NEIGHBOUR = (
    "SELECT min(home.id) FROM households_household home, communities_community place"
    " WHERE place.id = home.community_id AND place.slug = 'qingchuan' AND home.left_on IS NULL"
)
FACILITY = "SELECT min(facility_id) FROM facilities_facilitydefect"
GARDEN_ROUND = "SELECT min(id) FROM gardens_gardenround WHERE state = 'in_use'"
COMPLAINT = "SELECT min(id) FROM complaints_complaint WHERE state = 'closed'"

pages(
    "Admin pages, whole county (county administrator)",
    {
        "today": Page("/admin/", COUNTY),
        "households": Page("/admin/households/household/", COUNTY),
        "households, a name searched": Page("/admin/households/household/?q=tan", COUNTY),
        "members": Page("/admin/households/member/", COUNTY),
        "people without medical insurance": Page("/admin/households/member/?insurance=no_medical", COUNTY),
        "people able to work": Page("/admin/households/member/?able=true", COUNTY),
        "zero-employment households": Page("/admin/households/household/?work=zero", COUNTY),
        "household": Page("/admin/households/household/{}/change/", COUNTY, HOUSEHOLD),
        "household, its timeline": Page("/admin/households/household/{}/change/?tab=history", COUNTY, HOUSEHOLD),
        "household, people and work": Page("/admin/households/household/{}/change/?tab=members", COUNTY, HOUSEHOLD),
        "person": Page("/admin/households/member/{}/change/", COUNTY, PERSON),
        "household, income and spending": Page(f"{FILE}?tab=income", COUNTY, HOUSEHOLD),
        "household, living": Page(f"{FILE}?tab=living", COUNTY, HOUSEHOLD),
        "household, guarantees": Page(f"{FILE}?tab=guarantees", COUNTY, HOUSEHOLD),
        "household, as of a day": Page(f"{FILE}?tab=asof&day=2024-01-01&known=2025-01-01", COUNTY, HOUSEHOLD),
        "life events": Page("/admin/households/lifeevent/", COUNTY),
        "transfers": Page("/admin/households/transfer/", COUNTY),
        "household, assets and debts": Page(f"{FILE}?tab=belongings", COUNTY, HOUSEHOLD),
        "likely duplicates": Page("/admin/households/likelypair/", COUNTY),
        "consents": Page("/admin/households/consent/", COUNTY),
        "due for erasure": Page("/admin/households/erasure/", COUNTY),
        "household, privacy": Page("/admin/households/household/{}/change/?tab=privacy", COUNTY, HOUSEHOLD),
        "household, who looked": Page("/admin/households/household/{}/change/?tab=looks", COUNTY, HOUSEHOLD),
        "complaints": Page("/admin/complaints/complaint/", COUNTY),
        "complaint": Page("/admin/complaints/complaint/{}/change/", COUNTY, COMPLAINT),
        "fields": Page("/admin/farmland/parcel/", COUNTY),
        "fields beyond the radius": Page("/admin/farmland/parcel/?zone=far", COUNTY),
        "fields on the map": Page("/admin/farmland/parcel/map/", COUNTY),
        "household, fields": Page(f"{FILE}?tab=fields", COUNTY, HOUSEHOLD),
        "facilities": Page("/admin/facilities/facility/", COUNTY),
        "facility": Page("/admin/facilities/facility/{}/change/", COUNTY, FACILITY),
        "facility gaps, matrix": Page("/admin/facilities/facility/gaps/", COUNTY),
        "garden rounds": Page("/admin/gardens/gardenround/", COUNTY),
        "garden round": Page("/admin/gardens/gardenround/{}/change/", COUNTY, GARDEN_ROUND),
        "garden draft beside a lottery": Page(
            "/admin/gardens/gardenround/{}/draft/1/?beside=lottery", COUNTY, GARDEN_ROUND
        ),
        "garden requests": Page("/admin/gardens/gardenrequest/", COUNTY),
        "garden plots": Page("/admin/gardens/gardenplot/", COUNTY),
        "garden plots in use": Page("/admin/gardens/gardentenure/", COUNTY),
        "household, garden": Page(f"{FILE}?tab=garden", COUNTY, HOUSEHOLD),
        "reports": Page("/admin/reports/monthlyreport/", COUNTY),
    },
)
pages(
    "Manager's pages, one community of 500 households in both",
    {
        "today": Page("/admin/", MANAGER),
        "households": Page("/admin/households/household/", MANAGER),
        "complaints": Page("/admin/complaints/complaint/", MANAGER),
    },
)
pages(
    "Phone pages",
    {
        "choose": Page("/"),
        "home": Page("/c/qingchuan/"),
        "what is open": Page("/c/qingchuan/facilities/"),
        "garden plots": Page("/c/qingchuan/garden/"),
        "report form": Page("/c/qingchuan/report/damage/"),
        "grid worker's day": Page("/f/", GRID),
        "household": Page("/f/household/{}/", MANAGER, NEIGHBOUR),
    },
)
pages(
    "API lists (county administrator)",
    {
        "households": Page("/api/v1/households/", COUNTY),
        "members": Page("/api/v1/members/", COUNTY),
        "incomes": Page("/api/v1/incomes/", COUNTY),
        "guarantee checks": Page("/api/v1/guarantee-checks/", COUNTY),
        "debts": Page("/api/v1/debts/", COUNTY),
        "likely duplicates": Page("/api/v1/duplicates/", COUNTY),
        "merges": Page("/api/v1/merges/", COUNTY),
        "consents": Page("/api/v1/consents/", COUNTY),
        "life events": Page("/api/v1/life-events/", COUNTY),
        "transfers": Page("/api/v1/transfers/", COUNTY),
        "complaints": Page("/api/v1/complaints/", COUNTY),
        "fields": Page("/api/v1/parcels/", COUNTY),
        "facilities": Page("/api/v1/facilities/", COUNTY),
        "garden plots": Page("/api/v1/garden-plots/", COUNTY),
        "garden requests": Page("/api/v1/garden-requests/", COUNTY),
        "garden tenures": Page("/api/v1/garden-tenures/", COUNTY),
    },
)
