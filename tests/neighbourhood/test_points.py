"""The ledger: lines are never edited, balances never below zero, large awards have four eyes."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.core.errors import DomainError, InvalidInput, Refused
from apps.neighbourhood import actions
from apps.neighbourhood.ledger import balance_of, by_building
from apps.neighbourhood.models import Award, PointsEntry, Redemption, Reward
from tests.households.factories import HouseholdFactory, OccupancyFactory
from tests.neighbourhood.factories import RewardFactory


def awarded(household: Any, by: Any, points: int = 40) -> Award:
    return actions.award_make(household=household, by=by, points=points, cause="help")


@pytest.fixture
def home(county: Any) -> Any:
    return HouseholdFactory(community=county.own)


def test_points_come_and_go(home: Any, community_manager: Any) -> None:
    reward = RewardFactory(community=home.community)
    award = awarded(home, community_manager)
    assert (award.state, balance_of(home)) == ("granted", 40)
    key = uuid.uuid4()
    told = [actions.redemption_ask(household=home, reward=reward, by=None, pieces=3, client_id=key) for _ in range(2)]
    assert [made for _row, made in told] == [True, False]
    assert (balance_of(home), Reward.objects.get().stock) == (10, 7)
    with pytest.raises(Refused) as refused:
        actions.award_reverse(award=award, by=community_manager, why="重复")
    assert refused.value.code == "spent"
    actions.redemption_cancel(redemption=told[0][0], by=None)
    assert (balance_of(home), Reward.objects.get().stock) == (40, 10)
    actions.award_reverse(award=award, by=community_manager, why="重复")
    assert balance_of(home) == 0
    assert [row.points for row in PointsEntry.objects.order_by("pk")] == [40, -30, 30, -40]


def test_a_large_award_has_four_eyes(home: Any, community_manager: Any, county_admin: Any) -> None:
    award = awarded(home, community_manager, points=51)
    assert (award.state, award.needs_check, balance_of(home)) == ("proposed", True, 0)
    with pytest.raises(Refused) as refused:
        actions.award_grant(award=award, by=community_manager)
    assert refused.value.code == "four_eyes"
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(state="granted", checked_by=community_manager)
    actions.award_grant(award=award, by=county_admin)
    assert balance_of(home) == 51


def test_a_line_is_never_edited(home: Any, community_manager: Any) -> None:
    awarded(home, community_manager)
    for change in (lambda rows: rows.update(points=400), lambda rows: rows.delete()):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            change(PointsEntry.objects.all())
    line = PointsEntry.objects.get()
    half = PointsEntry(
        household=home, community=home.community, kind="reversal", points=-20, award=line.award, reverses=line
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="reversal takes back"), transaction.atomic():
        half.save()


def test_the_database_keeps_balances_from_falling_below_zero(home: Any, community_manager: Any) -> None:
    awarded(home, community_manager)
    with pytest.raises(IntegrityError, match="never_below_zero"), transaction.atomic():
        PointsEntry.objects.create(
            household=home, community=home.community, kind="written_off", points=-41, text="写多了"
        )
    with pytest.raises(InvalidInput):
        actions.points_write_off(household=home, by=community_manager, points=41, why="迁出")
    actions.points_write_off(household=home, by=community_manager, why="迁出")
    assert balance_of(home) == 0


def test_what_is_refused(home: Any, county: Any, community_manager: Any, people: Any) -> None:
    reward = RewardFactory(community=county.own)
    awarded(home, community_manager, points=15)
    codes = []
    for pieces, kept in ((0, reward), (11, reward), (2, reward), (1, RewardFactory(community=county.foreign))):
        with pytest.raises(Refused) as refused:
            actions.redemption_ask(household=home, reward=kept, by=None, pieces=pieces)
        codes.append(refused.value.code)
    assert codes == ["pieces", "out_of_stock", "not_enough_points", "other_community"]
    for who in ("grid_worker", "auditor", "colleague"):
        with pytest.raises(Refused):
            awarded(home, people[who])
    with pytest.raises(InvalidInput):
        actions.award_make(household=home, by=community_manager, points=5, cause="other")


STEPS = st.lists(
    st.tuples(st.sampled_from(["award", "ask", "cancel", "hand_out", "reverse", "write_off"]), st.integers(0, 60)),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=STEPS)
def test_balances_are_sums_whatever_is_tried(steps: list[tuple[str, int]], home: Any, community_manager: Any) -> None:
    with transaction.atomic():
        reward = RewardFactory(community=home.community, points=7)
        for what, number in steps:
            try:
                _try(what, number, home, reward, community_manager)
            except DomainError:
                continue
        lines = PointsEntry.objects.filter(household=home).aggregate(n=Sum("points"))["n"] or 0
        reward.refresh_from_db()
        out = Redemption.objects.filter(reward=reward, state__in=("asked", "handed_out")).aggregate(n=Sum("pieces"))
        assert balance_of(home) == lines >= 0
        assert reward.stock == 10 - (out["n"] or 0) >= 0
        transaction.set_rollback(True)


def _try(what: str, number: int, home: Any, reward: Any, by: Any) -> None:
    if what == "award":
        awarded(home, by, points=number)
    elif what == "write_off":
        actions.points_write_off(household=home, by=by, points=number, why="迁出")
    elif what == "ask":
        actions.redemption_ask(household=home, reward=reward, by=by, pieces=number % 5)
    elif what == "reverse":
        award = Award.objects.filter(household=home).order_by("pk").first()
        if award is not None:
            actions.award_reverse(award=award, by=by, why="重复")
    else:
        row = Redemption.objects.filter(household=home).order_by("pk").first()
        if row is not None:
            actions.BY_STEP["redemption"][what](redemption=row, by=by)


def test_buildings_are_compared_by_points_for_each_household(county: Any, community_manager: Any) -> None:
    for building, homes in ((county.building, 2), (county.other_building, 1)):
        rows = [
            OccupancyFactory(dwelling__building=building, dwelling__community=county.own).household
            for _number in range(homes)
        ]
        awarded(rows[0], community_manager, points=30)
    year = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    found = by_building([county.own.pk], *year)
    assert [(row["building"].number, row["points"], row["mean"]) for row in found] == [(2, 30, 30), (1, 30, 15)]
