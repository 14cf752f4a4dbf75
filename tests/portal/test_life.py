"""Community life on the phone: sign up, points behind the door, results without a last; marks and attendance by tap."""

import uuid
from typing import Any

import pytest

from apps.neighbourhood import actions
from apps.neighbourhood.ledger import balance_of
from apps.neighbourhood.models import CompetitionObjection, Mark, MeetingAttendance, Redemption, SignUp
from apps.portal.places import forget_places
from tests.gardens.conftest import settle
from tests.neighbourhood import factories as make
from tests.neighbourhood.conftest import before, during  # noqa: F401  fixtures
from tests.portal.conftest import send
from tests.portal.test_gardens import at_home

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> None:
    forget_places()


@pytest.fixture
def home(county: Any) -> Any:
    return settle(county.own, county.building, "101", "谭建国", phone="13800001111")


def test_signing_up_and_withdrawing(county: Any, home: Any, phone: Any, before: Any) -> None:  # noqa: F811
    row = make.ActivityFactory(community=county.own, name="坝坝电影", places=2)
    board = f"/c/{county.own.slug}/life/"
    page = f"{board}activity/{row.pk}/"
    assert "坝坝电影" in phone.get(board).content.decode()
    assert send(phone, page, {"people": "2"}).headers["X-Refusal"] == "wrong_door"
    at_home(phone, home, "1111")
    form = {"people": "2", "client_id": str(uuid.uuid4())}
    assert [send(phone, page, form).status_code for _twice in range(2)] == [303, 303]
    signed = SignUp.objects.get()
    assert (signed.household, signed.people, signed.channel) == (home, 2, "phone")
    assert send(phone, f"{board}mine/{signed.pk}/withdraw/", {}).status_code == 303
    signed.refresh_from_db()
    assert signed.state == "withdrawn"


def test_points_only_behind_the_door(county: Any, home: Any, phone: Any, community_manager: Any) -> None:
    actions.award_make(household=home, by=community_manager, points=25, cause="help")
    reward = make.RewardFactory(community=county.own, name="洗衣粉", points=10)
    page = f"/c/{county.own.slug}/life/mine/"
    assert phone.get(page).status_code == 302
    at_home(phone, home, "1111")
    shown = phone.get(page).content.decode()
    assert "洗衣粉" in shown
    assert "25" in shown
    form = {"client_id": str(uuid.uuid4())}
    for _twice in range(2):
        assert send(phone, f"{page}{reward.pk}/redeem/", form).status_code == 303
    assert (balance_of(home), Redemption.objects.count()) == (15, 1)
    assert send(phone, f"{page}{Redemption.objects.get().pk}/give-up/", {}).status_code == 303
    assert balance_of(home) == 25
    stranger = make.RedemptionFactory(reward=reward, household__community=county.own)
    assert send(phone, f"{page}{stranger.pk}/give-up/", {}).status_code == 404


def test_results_name_no_last(county: Any, home: Any, phone: Any, during: Any) -> None:  # noqa: F811
    row = make.CompetitionFactory(
        community=county.own, state="published", published_on=make.DAY, objections_until="2026-12-08", prizes=[20]
    )
    make.EntryFactory(competition=row, building=county.building, place_label="1-1-901", score=18, rank=1)
    make.EntryFactory(competition=row, household=home, building=county.building, place_label="1-1-101", score=7, rank=2)
    page = f"/c/{county.own.slug}/life/competition/{row.pk}/"
    shown = phone.get(page).content.decode()
    assert "1-1-901" in shown
    assert "1-1-101" not in shown
    at_home(phone, home, "1111")
    assert "7.00" in phone.get(page).content.decode()
    assert send(phone, page, {"text": "当天家里装修"}).status_code == 303
    assert CompetitionObjection.objects.get().household == home


def test_marks_and_attendance_by_tapping(county: Any, home: Any, login: Any, grid_worker: Any, during: Any) -> None:  # noqa: F811
    field = login(grid_worker)
    row = make.CompetitionFactory(community=county.own, state="judging")
    judge = make.JudgeFactory(competition=row, staff=grid_worker)
    entry = make.EntryFactory(competition=row, building=county.other_building, place_label="2-1-101")
    meeting = make.MeetingFactory(community=county.own)
    assert row.name in field.get("/f/life/").content.decode()
    assert "2-1-101" in field.get(f"/f/life/competition/{row.pk}/").content.decode()
    marks = {f"mark_{one.pk}": "8" for one in row.criteria.all()}
    assert send(field, f"/f/life/entry/{entry.pk}/", marks).status_code == 303
    assert set(Mark.objects.values_list("judge", "marks")) == {(judge.pk, 8)}
    page = f"/f/life/meeting/{meeting.pk}/"
    assert "谭某" in field.get(page).content.decode()
    assert send(field, page, {"household": home.pk, "people": "2"}).status_code == 303
    assert MeetingAttendance.objects.get().people == 2
    send(field, page, {"household": home.pk, "people": "0"})
    assert not MeetingAttendance.objects.came().exists()


def test_a_meeting_that_was_called_off_is_told(county: Any, phone: Any, before: Any) -> None:  # noqa: F811
    make.MeetingFactory(community=county.own, title="院坝会", state="cancelled", why="连日下雨")
    shown = phone.get(f"/c/{county.own.slug}/life/").content.decode()
    assert "院坝会" in shown
    assert "连日下雨" in shown
