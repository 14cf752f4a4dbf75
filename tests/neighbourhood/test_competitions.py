"""Judging without one's own, results without a last, objections with other eyes, points for the first places."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.core.errors import InvalidInput, Refused
from apps.neighbourhood import actions
from apps.neighbourhood.ledger import balance_of
from apps.neighbourhood.models import Award, CompetitionEntry
from apps.neighbourhood.results import by_building, honoured, ranked
from tests.households.factories import OccupancyFactory
from tests.neighbourhood.factories import ActivityFactory

pytestmark = pytest.mark.usefixtures("during")
DAYS = {"judged_from": date(2026, 12, 1), "judged_until": date(2026, 12, 5)}


@pytest.fixture
def homes(county: Any) -> list[Any]:
    """Three households, two in the first building and one in the second."""
    rows = [
        OccupancyFactory(dwelling__building=building, dwelling__community=county.own)
        for building in (county.building, county.building, county.other_building)
    ]
    return [row.household for row in rows]


@pytest.fixture
def judging(county: Any, community_manager: Any, homes: list[Any]) -> Any:
    """All are entered; the manager judges, and a resident of the first household."""
    row = actions.competition_plan(
        community=county.own, by=community_manager, name="清洁家庭", criteria=[("厨房", 10), ("厕所", 10)],
        prizes=[60, 20], **DAYS,
    )  # fmt: skip
    assert actions.competition_enter_all(competition=row, by=community_manager) == 3
    actions.judge_appoint(competition=row, by=community_manager, staff=community_manager)
    actions.judge_appoint(competition=row, by=community_manager, household=homes[0], name="谭建国")
    return actions.competition_begin_judging(competition=row, by=community_manager)


def entry_of(row: Any, home: Any) -> CompetitionEntry:
    found: CompetitionEntry = row.entries.get(household=home)
    return found


def mark(row: Any, by: Any, sums: dict[Any, int]) -> None:
    """The manager's marks: half of each sum for each criterion."""
    judge = row.judges.get(staff=by)
    for home, total in sums.items():
        marks = {one.pk: total // 2 for one in row.criteria.all()}
        actions.marks_give(entry=entry_of(row, home), judge=judge, by=by, marks=marks)


@pytest.fixture
def published(judging: Any, homes: list[Any], community_manager: Any) -> Any:
    mark(judging, community_manager, {homes[0]: 18, homes[1]: 12, homes[2]: 16})
    return actions.competition_publish(competition=judging, by=community_manager)


def test_nobody_marks_the_own_household(judging: Any, homes: list[Any], grid_worker: Any) -> None:
    resident = judging.judges.get(staff=None)
    marks = {one.pk: 9 for one in judging.criteria.all()}
    with pytest.raises(Refused) as refused:
        actions.marks_give(entry=entry_of(judging, homes[0]), judge=resident, by=grid_worker, marks=marks)
    assert refused.value.code == "own_household"
    assert len(actions.marks_give(entry=entry_of(judging, homes[1]), judge=resident, by=grid_worker, marks=marks)) == 2
    with pytest.raises(Refused) as refused:
        actions.marks_give(
            entry=entry_of(judging, homes[1]),
            judge=judging.judges.get(staff__isnull=False),
            by=grid_worker,
            marks=marks,
        )
    assert refused.value.code == "not_your_marks"


def test_nobody_marks_the_own_building(county: Any, community_manager: Any, grid_worker: Any) -> None:
    row = actions.competition_plan(
        community=county.own, by=community_manager, name="楼道", unit="building", criteria=[("堆物", 10)], **DAYS
    )  # fmt: skip
    actions.competition_enter_all(competition=row, by=community_manager)
    judge = actions.judge_appoint(competition=row, by=community_manager, staff=grid_worker)
    actions.competition_begin_judging(competition=row, by=community_manager)
    marks = {row.criteria.get().pk: 7}
    own, other = (row.entries.get(building=building) for building in (county.building, county.other_building))
    with pytest.raises(Refused) as refused:
        actions.marks_give(entry=own, judge=judge, by=grid_worker, marks=marks)
    assert refused.value.code == "own_building"
    actions.marks_give(entry=other, judge=judge, by=grid_worker, marks=marks)  # of a building that is not his area
    with pytest.raises(InvalidInput):
        actions.marks_give(entry=other, judge=judge, by=grid_worker, marks={row.criteria.get().pk: 11})


def test_results_by_building(published: Any, county: Any, homes: list[Any]) -> None:
    rows = by_building(published)
    assert [(row.building.number, row.mean, row.entries, row.rank) for row in rows] == [
        (2, Decimal("16.00"), 1, 1), (1, Decimal("15.00"), 2, 2),
    ]  # fmt: skip
    assert rows[0].criteria == (Decimal("8.00"), Decimal("8.00"))
    assert [entry.household for entry in honoured(published)] == [homes[0], homes[2]]  # two prizes: nobody is last
    assert published.objections_until == date(2026, 12, 7)  # five days end on a Sunday


def test_an_objection_has_other_eyes(
    published: Any, homes: list[Any], community_manager: Any, county_admin: Any, grid_worker: Any
) -> None:
    said = actions.objection_record(competition=published, household=homes[1], by=None, text="当天家里装修")
    with pytest.raises(Refused) as refused:
        actions.objection_uphold(objection=said, by=community_manager, why="属实", remedy="score", score=20)
    assert refused.value.code == "judged_it"
    with pytest.raises(InvalidInput):
        actions.objection_uphold(objection=said, by=county_admin, why="属实", remedy="score", score=21)
    actions.objection_uphold(objection=said, by=county_admin, why="属实", remedy="score", score=20)
    assert [entry.household for entry in honoured(published)] == [homes[1], homes[0]]
    own = actions.objection_record(competition=published, household=homes[0], by=county_admin, text="分数算错")
    with pytest.raises(Refused) as refused:
        actions.objection_reject(objection=own, by=county_admin, why="没有错")
    assert refused.value.code == "four_eyes"


def test_a_competition_that_is_given_up_closes_each_objection(
    published: Any, homes: list[Any], county_admin: Any
) -> None:
    said = {"competition": published, "text": "分数算错"}
    theirs = actions.objection_record(household=homes[1], by=None, **said)
    own = actions.objection_record(household=homes[0], by=county_admin, **said)
    actions.competition_cancel(competition=published, by=county_admin, why="不再评比")
    for row, by in ((own, None), (theirs, county_admin)):  # nobody decides on what he recorded himself
        row.refresh_from_db()
        assert (row.state, row.decided_by) == ("rejected", by)


def test_the_first_places_get_their_points(
    published: Any, homes: list[Any], community_manager: Any, county_admin: Any
) -> None:
    with pytest.raises(Refused) as refused:
        actions.competition_settle(competition=published, by=community_manager)
    assert refused.value.code == "objections_running"
    with time_machine.travel("2026-12-08T02:00:00Z", tick=False):
        with pytest.raises(Refused) as refused:
            actions.objection_record(competition=published, household=homes[1], by=None, text="太晚了")
        assert refused.value.code == "too_late"
        actions.competition_settle(competition=published, by=community_manager)
    assert [balance_of(home) for home in homes] == [0, 0, 20]
    large = Award.objects.get(household=homes[0])  # 60 points: somebody else looks at them
    assert (large.state, large.needs_check) == ("proposed", True)
    actions.award_grant(award=large, by=county_admin)
    assert balance_of(homes[0]) == 60


def test_an_activity_gives_points_once(county: Any, homes: list[Any], community_manager: Any) -> None:
    row = ActivityFactory(community=county.own, points=10, places=3)
    for home, people in ((homes[0], 2), (homes[1], 0)):
        actions.sign_up_came(activity=row, household=home, by=community_manager, people=people)
    actions.activity_hold(activity=row, by=community_manager)
    for _again in range(2):
        actions.sign_up_came(activity=row, household=homes[2], by=community_manager, people=1)
    assert [balance_of(home) for home in homes] == [10, 0, 10]


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.integers(0, 40), max_size=12))
def test_places_follow_scores(scores: list[int]) -> None:
    finals = {number: Decimal(score) for number, score in enumerate(scores)}
    places = ranked(finals)
    for one, score in finals.items():
        assert places[one] == 1 + sum(other > score for other in finals.values())
