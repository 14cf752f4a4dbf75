"""Main pages and API lists: how many queries, how long, and how both grow with the county."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.counting import ASK, TELL
from bench.measure import paired, timed
from bench.registry import Aim, Result, Row, register
from bench.stage import Stage

GROWTH = Aim(1.5, at_most=True)
FIRST = "SELECT min(id) FROM {}"


@dataclass(frozen=True)
class Page:
    """A page for one visitor; a `{}` in the path is filled with what `query` finds."""

    path: str
    user: str = ""
    query: str = ""

    def at(self, stage: Stage, size: str) -> str:
        return self.path.format(stage.ask(size, self.query)) if self.query else self.path

    def run(self, stage: Stage) -> Result:
        paths = {size: self.at(stage, size) for size in stage.servers}
        queries = {size: self._queries(stage, size, path) for size, path in paths.items()}
        small, county, growth = paired(
            self._timer(stage, "small", paths["small"]), self._timer(stage, "county", paths["county"]), runs=stage.runs
        )
        figures = {"queries": queries["county"], "small ms": small.scaled(1000), "county ms": county.scaled(1000)}
        faults = [] if len(set(queries.values())) == 1 else [f"the number of queries grows: {queries}"]
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
    for title, page in entries.items():
        register(Row(group, f"{group.split()[0].lower()}.{title.replace(' ', '_')}", title, page.run))


MANAGER, COUNTY, GRID = "manager", "county", "grid1"

pages(
    "Admin pages, whole county (county administrator)",
    {
        "today": Page("/admin/", COUNTY),
        "households": Page("/admin/households/household/", COUNTY),
        "households by search": Page("/admin/households/household/?q=tan", COUNTY),
        "members": Page("/admin/households/member/", COUNTY),
        "complaints": Page("/admin/complaints/complaint/", COUNTY),
        "complaints, late ones": Page("/admin/complaints/complaint/?overdue=true", COUNTY),
    },
)
