"""A household that merges with its double, leaves, goes elsewhere or is erased: what becomes of its points."""

from datetime import timedelta
from typing import Any

import pytest

from apps.core.errors import Refused
from apps.households.actions.household_merging import households_merge
from apps.households.actions.merging import merge_undo
from apps.households.privacy.erasing import blank
from apps.households.transfers.carry import CHECKS
from apps.neighbourhood import actions
from apps.neighbourhood.ledger import balance_of
from apps.neighbourhood.models import (
    CompetitionEntry,
    CompetitionStep,
    GroupMember,
    MeetingAttendance,
    PointsAccount,
    PointsEntry,
    Redemption,
    Reward,
    SignUp,
)
from apps.neighbourhood.tasks import settle_gone
from tests.households.factories import HouseholdFactory, MembershipFactory
from tests.neighbourhood import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("during")]


@pytest.fixture
def home(county: Any, community_manager: Any) -> Any:
    """A household with 45 points, of which 10 went for something it has not fetched yet."""
    row = HouseholdFactory(community=county.own)
    actions.award_make(household=row, by=community_manager, points=45, cause="help", text="帮谭家背煤")
    actions.redemption_ask(household=row, reward=make.RewardFactory(community=county.own), by=None)
    return row


def rows(model: Any) -> list[dict[str, Any]]:
    return [{k: v for k, v in row.items() if k != "updated_at"} for row in model.objects.order_by("pk").values()]


def test_two_records_become_one_account_and_two_again(home: Any, county: Any, community_manager: Any) -> None:
    keep = HouseholdFactory(community=county.own)
    actions.award_make(household=keep, by=community_manager, points=5, cause="help")
    activity, meeting = make.ActivityFactory(community=county.own), make.MeetingFactory(community=county.own)
    entered = make.CompetitionFactory(community=county.own)
    for row in (keep, home):
        make.SignUpFactory(activity=activity, household=row)
        make.AttendanceFactory(meeting=meeting, household=row)
        make.EntryFactory(competition=entered, household=row)
    tables = (PointsEntry, PointsAccount, SignUp, MeetingAttendance, CompetitionEntry, Redemption)
    before = [rows(model) for model in tables]
    record = households_merge(keep=keep, drop=home, by=community_manager)
    assert (balance_of(keep), PointsAccount.objects.get().joining) == (40, False)
    assert {model: model.objects.count() for model in tables[2:5]} == dict.fromkeys(tables[2:5], 1)
    activity.refresh_from_db()
    assert activity.taken == 1
    merge_undo(merge=record, by=community_manager)
    assert [rows(model) for model in tables] == before


def test_what_a_household_leaves_behind(home: Any, county: Any, community_manager: Any) -> None:
    later = {"starts_at": make.THREE + timedelta(days=1), "ends_at": make.THREE + timedelta(days=2)}
    make.SignUpFactory(household=home, activity__community=county.own, activity__places=5, **{
        f"activity__{name}": value for name, value in later.items()
    })  # fmt: skip
    make.EntryFactory(competition__community=county.own, household=home)
    person = MembershipFactory(household=home).member
    make.GroupMemberFactory(group__community=county.own, member=person)
    home.left_on = make.DAY
    home.save()
    assert (settle_gone(), settle_gone()) == (4, 0)
    assert (Redemption.objects.get().state, Reward.objects.get().stock, balance_of(home)) == ("cancelled", 10, 45)
    assert (SignUp.objects.get().state, CompetitionEntry.objects.get().withdrawn) == ("withdrawn", True)
    assert GroupMember.objects.get().period.upper == make.DAY


def test_who_lives_elsewhere_now_belongs_to_no_group_here(county: Any) -> None:
    stays, moved = (MembershipFactory(household__community=county.own) for _home in range(2))
    for person in (stays.member, moved.member):
        make.GroupMemberFactory(group__community=county.own, member=person)
    moved.household.community = county.foreign
    moved.household.save()
    assert (settle_gone(), settle_gone()) == (1, 0)
    assert [row.member for row in GroupMember.objects.current()] == [stays.member]


def test_points_are_settled_before_the_file_goes(home: Any, county: Any, community_manager: Any) -> None:
    def check() -> str:
        try:
            for one in CHECKS:
                one(home, county.foreign.pk)
        except Refused as refused:
            return refused.code
        return ""

    assert check() == "points_left"
    actions.redemption_hand_out(redemption=Redemption.objects.get(), by=community_manager)
    assert check() == "points_left"
    actions.points_write_off(household=home, by=community_manager, why="转到外乡社区")
    assert check() == ""


def test_erasure_keeps_numbers_and_no_words(home: Any, community_manager: Any) -> None:
    judge = make.JudgeFactory(staff=None, household=home, competition__community=home.community, name="谭建国")
    entry = make.EntryFactory(competition=judge.competition, household=home)
    make.CompetitionObjectionFactory(entry=entry, text="邻居谭家")
    CompetitionEntry.objects.filter(pk=entry.pk).update(place_label="5-1-101")
    actions.entry_withdraw(entry=entry, by=community_manager, why="谭家老人住院")
    blank(home)
    assert not CompetitionStep.objects.filter(why__contains="谭").exists()
    texts = PointsEntry.objects.values_list("text", flat=True)
    assert set(texts) == {"—"}
    assert balance_of(home) == 35
    judge.refresh_from_db()
    entry.refresh_from_db()
    assert "谭" not in judge.name + entry.place_label + entry.objections.get().text
