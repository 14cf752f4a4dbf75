"""Marks and attendance noted without a signal: sent twice they count once, and the latest word stands."""

import json
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from apps.core import clock
from apps.neighbourhood import actions
from apps.neighbourhood.ledger import balance_of
from apps.neighbourhood.models import Mark, MeetingAttendance, SignUp
from tests.gardens.conftest import settle
from tests.neighbourhood import factories as make
from tests.neighbourhood.conftest import during  # noqa: F401  a fixture
from tests.portal.conftest import send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("during")]
SYNC = "/f/life/sync/"


@pytest.fixture
def home(county: Any) -> Any:
    return settle(county.own, county.building, "101", "谭建国")


@pytest.fixture
def worker(login: Any, grid_worker: Any) -> Any:
    return login(grid_worker)


def came(user: Any, found: Any, home: Any, people: int, *, minutes: int = 0, **more: Any) -> dict[str, Any]:
    """A tap so many minutes ago."""
    noun = "meeting" if hasattr(found, "agenda") else "activity"
    what = {"what": "came", "noun": noun, "of": str(found.pk), "household": str(home.pk), "people": people}
    return tick(user, minutes, **what | more)


def tick(user: Any, minutes: int, **what: Any) -> dict[str, Any]:
    at = clock.now() - timedelta(minutes=minutes)
    return {"id": str(uuid.uuid4()), "by": str(user.pk), "at": at.isoformat(), **what}


def synced(client: Any, *ticks: Any, now: datetime | None = None) -> list[str]:
    form = {"ticks": json.dumps(ticks), "now": (now or clock.now()).isoformat()}
    answer = client.post(SYNC, form, headers={"accept": "application/json"})
    assert answer.status_code == 201, answer.content
    assert [each["id"] for each in answer.json()["results"]] == [one["id"] for one in ticks]
    return [each["code"] for each in answer.json()["results"]]


def people_at(meeting: Any) -> dict[int, int]:
    return dict(MeetingAttendance.objects.filter(meeting=meeting).values_list("household", "people"))


def test_sent_twice_counts_once(county: Any, home: Any, worker: Any, grid_worker: Any) -> None:
    meeting = make.MeetingFactory(community=county.own)
    taps = [came(grid_worker, meeting, home, number, minutes=30 - number) for number in (1, 2, 3)]
    assert synced(worker, *taps) == ["", "", ""]
    assert people_at(meeting) == {home.pk: 3}
    assert synced(worker, *taps) == ["", "", ""]
    assert people_at(meeting) == {home.pk: 3}
    assert synced(worker, came(grid_worker, meeting, home, 0, minutes=5)) == [""]
    assert synced(worker, taps[1]) == [""]
    assert people_at(meeting) == {home.pk: 0}
    assert not MeetingAttendance.objects.came().exists()


def test_what_the_office_noted_later_stands(county: Any, home: Any, worker: Any, grid_worker: Any, people: Any) -> None:
    meeting = make.MeetingFactory(community=county.own)
    old = came(grid_worker, meeting, home, 4, minutes=60)
    actions.attendance_note(meeting=meeting, household=home, by=people["community_manager"], people=1)
    assert synced(worker, old) == [""]
    assert people_at(meeting) == {home.pk: 1}


def test_a_phone_whose_clock_is_wrong(county: Any, home: Any, worker: Any, grid_worker: Any) -> None:
    """It runs a day ahead: its times are put right by what it says while sending."""
    meeting, day = make.MeetingFactory(community=county.own), timedelta(days=1)
    tap = came(grid_worker, meeting, home, 2, minutes=30 - 24 * 60)
    assert synced(worker, tap, now=clock.now() + day) == [""]
    assert MeetingAttendance.objects.get().noted_at == clock.now() - timedelta(minutes=30)


def test_an_activity_with_points(county: Any, home: Any, worker: Any, grid_worker: Any) -> None:
    """Held meanwhile by the office: who came gets the points all the same, once."""
    row = make.ActivityFactory(community=county.own, points=10, state="held")
    tap = came(grid_worker, row, home, 2, minutes=10)
    assert synced(worker, tap, tap) == ["", ""]
    signed = SignUp.objects.get()
    assert (signed.came, signed.channel, balance_of(home)) == (2, "door", 10)


def test_marks_of_a_judge(county: Any, worker: Any, grid_worker: Any, people: Any) -> None:
    row = make.CompetitionFactory(community=county.own, state="judging")
    make.JudgeFactory(competition=row, staff=grid_worker)
    entry = make.EntryFactory(competition=row, building=county.building)
    for extra in row.criteria.all()[1:]:
        extra.delete()
    (criterion,) = row.criteria.all()
    first = tick(grid_worker, 20, what="marks", entry=str(entry.pk), **{f"mark_{criterion.pk}": "5"})
    later = tick(grid_worker, 10, what="marks", entry=str(entry.pk), **{f"mark_{criterion.pk}": "9"})
    assert synced(worker, later, first, first) == ["", "", ""]
    assert Mark.objects.get().marks == 9
    too_many = tick(grid_worker, 5, what="marks", entry=str(entry.pk), **{f"mark_{criterion.pk}": "99"})
    (code,) = synced(worker, too_many)
    assert code
    actions.competition_publish(competition=row, by=people["community_manager"])
    assert synced(worker, later) == [""], "the answer was lost, the marks were not"
    late = tick(grid_worker, 0, what="marks", entry=str(entry.pk), **{f"mark_{criterion.pk}": "1"})
    assert synced(worker, late) == ["wrong_state"]
    assert Mark.objects.get().marks == 9


def test_what_is_refused_alone(county: Any, home: Any, worker: Any, grid_worker: Any) -> None:
    meeting, elsewhere = make.MeetingFactory(community=county.own), make.MeetingFactory()
    cancelled = make.MeetingFactory(community=county.own, state="cancelled", why="下雨")
    good = came(grid_worker, meeting, home, 2)
    ticks = [
        came(grid_worker, elsewhere, home, 1),
        came(grid_worker, cancelled, home, 1),
        came(grid_worker, meeting, home, 1, by="0"),
        came(grid_worker, meeting, home, 1, at="yesterday"),
        came(grid_worker, meeting, home, 1, noun="party"),
        came(grid_worker, meeting, home, 1) | {"people": "many"},
        came(grid_worker, meeting, home, 99),
        {"id": "x"},
        good,
    ]
    assert synced(worker, *ticks) == [
        "unknown", "wrong_state", "not_yours", "unreadable", "unknown", "unknown", "invalid", "unreadable", "",
    ]  # fmt: skip
    assert people_at(meeting) == {home.pk: 2}
    assert worker.post(SYNC, {"ticks": "{"}).status_code == 422


def test_the_lists_hold_surnames_only(county: Any, home: Any, worker: Any) -> None:
    """They are kept on the phone without a lock."""
    meeting = make.MeetingFactory(community=county.own)
    shown = worker.get(f"/f/life/meeting/{meeting.pk}/{county.building.pk}/").content.decode()
    assert "谭某" in shown
    assert "谭建国" not in shown
    board = worker.get("/f/life/").content.decode()
    assert f"/f/life/meeting/{meeting.pk}/{county.building.pk}/" in board


def test_without_a_script(county: Any, home: Any, worker: Any) -> None:
    meeting = make.MeetingFactory(community=county.own)
    page = f"/f/life/meeting/{meeting.pk}/{county.building.pk}/"
    answer = send(worker, page, {"household": home.pk, "people": "2"})
    assert answer.headers["Location"] == f"{page}#h{home.pk}"
    assert send(worker, page, {"household": home.pk, "people": "99"}).status_code == 400
    assert people_at(meeting) == {home.pk: 2}
