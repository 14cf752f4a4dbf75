"""The rules of the gap analysis, without a database."""

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from apps.facilities.gaps.judge import GAPS, Block, Case, Cell, Site, Status, Way, judge

SHOP = Site(1, "老街卫生室", 7, capacity=10, in_post=2)
NOTHING = dict.fromkeys(
    ("residents_from", "people_per_facility", "places_per_100", "min_capacity", "people_per_staff", "max_minutes")
)


def standard(**asked: Any) -> Any:
    return SimpleNamespace(**{**NOTHING, **asked})


def way(minutes: float, site: Site = SHOP) -> Way:
    return Way(site, minutes, minutes * 70)


def case(*blocks: Block, own: Any = (), residents: int = 1500, **more: Any) -> Case:
    return Case(residents, blocks, own, exists=more.pop("exists", True), **more)


def statuses(cell: Cell) -> list[Status]:
    return [finding.status for finding in cell.findings]


def test_without_a_standard_nothing_is_a_gap_but_empty_posts() -> None:
    assert judge(None, case(Block(1, 90))).status == Status.NO_STANDARD
    assert judge(None, case(own=[Site(1, "甲", 7, short=2)])).status == Status.UNSTAFFED


def test_missing_where_the_standard_asks_for_one_and_the_nearest_is_too_far() -> None:
    cell = judge(standard(max_minutes=15), case(Block(1, 90, way(40), way(40))))
    assert cell.status == Status.MISSING
    assert statuses(cell) == [Status.MISSING, Status.TOO_FAR]
    assert (cell.far, cell.required) == (90, 1)
    assert cell.alternative is not None
    assert cell.alternative.minutes == 40


def test_one_of_another_community_within_reach_serves_too() -> None:
    cell = judge(standard(max_minutes=15), case(Block(1, 90, way(12), way(12))))
    assert cell.status == Status.FINE
    assert cell.served_elsewhere


def test_a_small_community_needs_none_of_its_own_but_may_be_too_far() -> None:
    asked = standard(residents_from=1000, max_minutes=30)
    assert judge(asked, case(Block(1, 20, way(50)), residents=300)).status == Status.TOO_FAR
    assert judge(asked, case(Block(1, 20, way(20)), residents=300)).status == Status.FINE
    assert judge(standard(residents_from=1000), case(Block(1, 20), residents=300)).status == Status.NOT_NEEDED


def test_too_few_and_too_small() -> None:
    asked = standard(people_per_facility=100, places_per_100=50, min_capacity=20)
    cell = judge(asked, case(Block(1, 150), own=[Site(1, "甲", 7, capacity=10)]))
    assert statuses(cell) == [Status.TOO_SMALL] * 3


def test_staff_by_those_concerned() -> None:
    asked = standard(people_per_staff=50)
    assert judge(asked, case(Block(1, 101), own=[SHOP])).status == Status.UNSTAFFED
    assert judge(asked, case(Block(1, 100), own=[SHOP])).status == Status.FINE
    assert judge(asked, case(Block(1, 100), own=[Site(1, "甲", 7)])).status == Status.NOT_COLLECTED


def test_what_is_not_collected_is_no_gap() -> None:
    far, unplaced = Block(1, 90, way(40)), Block(1, 90, placed=False)
    asked = standard(max_minutes=15)
    assert judge(asked, case(unplaced, own=[SHOP])).status == Status.NOT_COLLECTED
    assert judge(asked, case(far, own=[SHOP], hidden=True)).status == Status.NOT_COLLECTED
    assert judge(asked, case(unplaced, exists=False)).status == Status.MISSING, "there is none to walk to"
    assert judge(standard(places_per_100=10), case(far, own=[Site(1, "甲", 7)])).status == Status.NOT_COLLECTED
    assert judge(asked, case(Block(1, 0), own=(), unknown_age=4)).status == Status.NOT_COLLECTED


def test_people_in_no_known_building_are_counted_beside() -> None:
    cell = judge(standard(max_minutes=15), case(Block(1, 90, way(5)), Block(None, 9, placed=False), own=[SHOP]))
    assert (cell.status, cell.unhoused, cell.concerned) == (Status.FINE, 9, 99)
    nobody_else = judge(standard(max_minutes=15), case(Block(None, 9, placed=False), own=[SHOP]))
    assert nobody_else.status == Status.NOT_COLLECTED


def test_a_capacity_that_is_enough_without_the_unknown_one_is_enough() -> None:
    own = [Site(1, "甲", 7, capacity=90), Site(2, "乙", 7)]
    assert judge(standard(places_per_100=50), case(Block(1, 100), own=own)).status == Status.FINE


sites = st.builds(
    Site,
    pk=st.integers(1, 9),
    name=st.just("甲"),
    community_id=st.just(7),
    capacity=st.none() | st.integers(0, 300),
    short=st.integers(0, 3),
    in_post=st.none() | st.integers(0, 30),
)
blocks = st.builds(
    Block,
    building=st.integers(1, 9),
    concerned=st.integers(0, 400),
    nearest=st.none() | st.floats(0, 300).map(way),
    placed=st.booleans(),
)
some = st.none() | st.integers(1, 400)
standards = st.builds(
    standard,
    residents_from=some,
    people_per_facility=some,
    places_per_100=some,
    min_capacity=some,
    people_per_staff=some,
    max_minutes=some,
)
cases = st.builds(
    Case,
    residents=st.integers(0, 5000),
    blocks=st.lists(blocks, max_size=5),
    own=st.lists(sites, max_size=3),
    unknown_age=st.integers(0, 5),
    exists=st.booleans(),
    hidden=st.booleans(),
)


@given(standards, cases)
def test_the_status_is_the_worst_finding(asked: Any, given_case: Case) -> None:
    cell = judge(asked, given_case)
    if cell.findings:
        assert cell.status == cell.findings[0].status
    assert cell.far <= cell.concerned
    assert cell.is_gap == (cell.status in GAPS)


@given(standards, cases)
def test_a_nearer_facility_never_makes_it_worse(asked: Any, given_case: Case) -> None:
    near = [Block(b.building, b.concerned, way(0.0), placed=True) for b in given_case.blocks]
    better = Case(given_case.residents, near, given_case.own, given_case.unknown_age, True)
    assert judge(asked, better).far == 0
    assert Status.TOO_FAR not in statuses(judge(asked, better))


@given(standards, cases)
def test_without_any_capacity_nothing_is_called_too_small_for_it(asked: Any, given_case: Case) -> None:
    own = [Site(s.pk, s.name, s.community_id, None, s.short, s.in_post) for s in given_case.own]
    unknown = Case(given_case.residents, given_case.blocks, own, 0, given_case.exists, given_case.hidden)
    asked.people_per_facility = None
    assert Status.TOO_SMALL not in statuses(judge(asked, unknown))


@given(standards, cases)
def test_places_that_nobody_knows_are_never_far(asked: Any, given_case: Case) -> None:
    lost = [Block(b.building, b.concerned, placed=False) for b in given_case.blocks]
    cell = judge(asked, Case(given_case.residents, lost, given_case.own, 0, exists=True))
    assert cell.far == 0
