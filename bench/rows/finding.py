"""Search, lists and a household's page: one hundred thousand households against one thousand."""

import json
from collections.abc import Callable
from urllib.parse import quote

from bench.client import Client
from bench.data import LARGE, THOUSAND
from bench.measure import paired, timed
from bench.registry import Aim, Result, Row, register
from bench.rows.pages import COUNTY, HOUSEHOLD, MANAGER
from bench.stage import Stage

GROUP = "Finding: 100,000 households against 1,000"
GROWTH = Aim(1.5, at_most=True)
HOMES = "/admin/households/household/"
SEARCH = "/api/v1/search/?q="
PERSON = (
    "SELECT {} FROM households_member m JOIN households_membership b ON b.member_id = m.id AND b.relation = 'head'"
    " AND upper_inf(b.period) WHERE m.phone <> '' AND m.id_index IS NOT NULL ORDER BY m.id LIMIT 1"
)
ROOM = (
    "SELECT b.number || '-' || d.unit || '-' || d.room FROM households_occupancy o JOIN communities_dwelling d"
    " ON d.id = o.dwelling_id JOIN communities_building b ON b.id = d.building_id ORDER BY o.id LIMIT 1"
)
AT_HOME = (
    "SELECT g.number || '栋 ' || left(m.name, 1) FROM households_member m JOIN households_membership b"
    " ON b.member_id = m.id AND b.relation = 'head' AND upper_inf(b.period) JOIN households_occupancy o"
    " ON o.household_id = b.household_id AND upper_inf(o.period) JOIN communities_dwelling d ON d.id = o.dwelling_id"
    " JOIN communities_building g ON g.id = d.building_id ORDER BY m.id LIMIT 1"
)
# What is typed: a query that finds it in the small county; the large one holds the same a hundred times.
TYPED = {
    "a whole name": PERSON.format("m.name"),
    "a surname": PERSON.format("left(m.name, 1)"),
    "a given name": PERSON.format("right(m.name, 2)"),
    "pinyin": PERSON.format("m.sound"),
    "beginning of pinyin": PERSON.format("left(m.sound, 3)"),
    "initials": PERSON.format("m.initials"),
    "end of a telephone": PERSON.format("right(m.phone, 4)"),
    "a room": ROOM,
    "a household code": "SELECT code FROM households_household ORDER BY id LIMIT 1",
    "a surname and a building": AT_HOME,
}


def compare(stage: Stage, user: str, ask: Callable[[Client], object]) -> Result:
    """The same request at both sizes."""
    small, large, growth = paired(
        *(_timer(stage.visitor(size.name, user), ask) for size in (THOUSAND, LARGE)), runs=stage.runs
    )
    return Result({"1,000 ms": small.scaled(1000), "100,000 ms": large.scaled(1000)}, growth, GROWTH)


def _timer(visitor: Client, ask: Callable[[Client], object]) -> Callable[[], float]:
    return lambda: timed(lambda: ask(visitor))


def page(path: str, user: str = COUNTY) -> Callable[[Stage], Result]:
    return lambda stage: compare(stage, user, lambda visitor: visitor.get(path).ok())


def search(query: str, user: str) -> Callable[[Stage], Result]:
    def run(stage: Stage) -> Result:
        path = SEARCH + quote(str(stage.ask(THOUSAND.name, query)))
        for size in (THOUSAND, LARGE):
            if not json.loads(stage.visitor(size.name, user).get(path).ok().body):
                raise RuntimeError(f"nothing is found by {path} in {size.name}")
        return compare(stage, user, lambda visitor: visitor.get(path).ok())

    return run


def identity(stage: Stage) -> Result:
    """By POST, as it is done; each look writes its entry of the access log."""
    member = stage.ask(THOUSAND.name, PERSON.format("m.id"))
    first = stage.visitor(THOUSAND.name, MANAGER)
    first.get("/admin/").ok()
    shown = first.post(f"/api/v1/members/{member}/reveal/", {"reason": "bench: whole number"},
                       **{"X-CSRFToken": first.cookies.get("csrftoken", "")}).ok()  # fmt: skip
    number = json.loads(shown.body)["id_number"]
    for size in (THOUSAND, LARGE):
        stage.visitor(size.name, MANAGER).get("/admin/").ok()
    return compare(stage, MANAGER, lambda visitor: visitor.post("/admin/search/", {"q": number}).ok(302))


def surname(stage: Stage) -> Result:
    path = f"{HOMES}?q={quote(str(stage.ask(THOUSAND.name, TYPED['a surname'])))}"
    return compare(stage, COUNTY, lambda visitor: visitor.get(path).ok())


def household(stage: Stage) -> Result:
    path = f"/admin/households/household/{stage.ask(THOUSAND.name, HOUSEHOLD)}/change/"
    return compare(stage, COUNTY, lambda visitor: visitor.get(path).ok())


def add(key: str, title: str, run: Callable[[Stage], Result]) -> None:
    register(Row(GROUP, f"finding.{key}", title, run, (THOUSAND, LARGE)))


for _title, _query in TYPED.items():
    add(f"county.{_title.replace(' ', '_')}", f"search: {_title}", search(_query, COUNTY))
add("manager.surname", "search of one community: a surname", search(TYPED["a surname"], MANAGER))
add("manager.initials", "search of one community: initials", search(TYPED["initials"], MANAGER))
add("identity", "search: an identity number", identity)
add("household", "a household's page", household)
add("households", "list of households", page(HOMES))
add("households_q", "list of households, initials searched: some rows, and a page full", page(f"{HOMES}?q=zxm"))
add("households_s", "list of households, a surname searched: a page full in both", surname)
add("members", "list of people", page("/admin/households/member/"))
add("manager.households", "list of one community", page(HOMES, MANAGER))
