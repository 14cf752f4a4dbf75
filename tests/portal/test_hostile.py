"""What a forged phone or a broken script sends: each is answered for itself, and nothing stays that cannot be read."""

import json
from typing import Any

import pytest

from apps.core import clock
from apps.followups.models import Visit
from apps.neighbourhood.models import Meeting, MeetingAttendance
from apps.shuttles.models import BoardingTick
from tests.gardens.conftest import settle
from tests.neighbourhood import factories as make
from tests.portal.test_shuttles_driver import _morning, booked, driver, tick, trip  # noqa: F401  fixtures
from tests.portal.test_visits_sync import asked, browser, device, item, mine, send  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
HALF = "\ud83d"  # what is left of 😀 where a script cut a text to its length
LONG_AGO, FAR_OFF = "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"
DEEP = "[" * 100_000 + "]" * 100_000


def test_visits_with_strange_parts(mine: Any, browser: Any, device: Any, asked: Any) -> None:  # noqa: F811
    farm = {"version": asked.content_hash, "answers": {"cow": HALF}}
    refused: list[dict[str, Any]] = [
        {"what": ["record"]}, {"what": {}}, {"what": None}, {"id": HALF}, {"household": True}, {"household": 10**30},
        {"place": HALF}, {"instruments": {HALF: {}}}, {"instruments": {"farm": farm}},
        {"instruments": {"farm": {"version": HALF, "answers": {}}}}, {"started_at": 5}, {"tasks": [[]]},
    ]  # fmt: skip
    kept: list[dict[str, Any]] = [
        {"note": HALF}, {"refused_why": HALF}, {"started_at": LONG_AGO, "ended_at": LONG_AGO}, {"ended_at": FAR_OFF},
        {"present_status": "permanent", "base": {HALF: 1, "presence": [HALF]}}, {"met": [10**30, {}, None, HALF]},
        {"tasks": [{"text": HALF}]},
    ]  # fmt: skip
    results = [each["result"] for rows in (refused, kept) for each in send(
        browser, device, *({**item(mine), **row} for row in rows))]  # fmt: skip
    assert results[: len(refused)] == ["refused"] * len(refused)
    assert set(results[len(refused) :]) <= {"done", "clash"}
    assert Visit.objects.filter(note="\ufffd").count() == 1
    assert set(Visit.objects.filter(state="done").values_list("done_on", flat=True)) == {clock.today()}


def test_ticks_of_a_wrong_clock_leave_no_time_that_cannot_be_read(
    login: Any, trip: Any, booked: Any, driver: Any  # noqa: F811
) -> None:  # fmt: skip
    strange = [
        tick("board", booked[0], at=LONG_AGO), tick("board", booked[0], at=[]),
        tick("board", booked[0], riders="9" * 99),
        tick("board", booked[0], id=HALF), {**tick("board"), "what": [HALF]}, {"what": "step", "step": [HALF]},
        {"what": "step", "step": "report_late", "minutes": "9" * 18, "why": HALF},
    ]  # fmt: skip
    client = login(driver.staff)
    form = {"ticks": json.dumps([*strange, tick("board", booked[1], at=FAR_OFF)])}
    answer = client.post(f"/d/{trip.pk}/sync/", form, headers={"accept": "application/json"})
    assert [each["ok"] for each in answer.json()["results"]] == [False] * len(strange) + [True]
    assert [row.noted_at for row in BoardingTick.objects.all()] == [clock.now()]
    deep = client.post(f"/d/{trip.pk}/sync/", {"ticks": DEEP}, headers={"accept": "application/json"})
    assert (deep.status_code, deep.headers["X-Refusal"]) == (422, "unreadable")
    assert client.get(f"/d/{trip.pk}/").status_code == 200


def test_attendance_of_a_wrong_clock(county: Any, login: Any, grid_worker: Any) -> None:
    meeting = make.MeetingFactory(community=county.own, starts_at=clock.now())
    home = settle(county.own, county.building, "101", "谭建国")
    client = login(grid_worker)
    good = {"id": "1", "by": str(grid_worker.pk), "what": "came", "noun": "meeting", "of": meeting.pk,
            "household": home.pk, "people": 1, "at": clock.now().isoformat()}  # fmt: skip
    strange: list[dict[str, Any]] = [
        {"at": LONG_AGO},
        {"at": 5},
        {"people": 10**17},
        {"people": -1},
        {"noun": HALF},
        {"what": []},
        {"of": {}},
    ]

    def codes(now: str, *ticks: Any) -> list[str]:
        form = {"ticks": json.dumps(ticks), "now": now}
        answer = client.post("/f/life/sync/", form, headers={"accept": "application/json"})
        return [each["code"] for each in answer.json()["results"]]

    assert all(codes(clock.now().isoformat(), *({**good, **each} for each in strange)))
    assert all(codes(LONG_AGO, good | {"at": FAR_OFF}) + codes(FAR_OFF, good | {"at": LONG_AGO}))
    assert codes(clock.now().isoformat(), good | {"at": FAR_OFF}) == [""]
    assert MeetingAttendance.objects.get().noted_at <= clock.now()


def test_the_api_refuses_what_no_column_holds(county: Any, login: Any, community_manager: Any, mine: Any) -> None:  # noqa: F811
    client = login(community_manager)
    meeting = {
        "community": county.own.pk,
        "title": "会",
        "venue": "x",
        "agenda": "x",
        "starts_at": "2026-12-02T10:00:00+08:00",
    }

    def sent(address: str, body: Any) -> Any:
        data = body if isinstance(body, str) else json.dumps(body)
        return client.post(f"/api/v1/{address}/", data, content_type="application/json")

    made = sent("meetings", meeting | {"title": f"会{HALF}"})
    assert (made.status_code, Meeting.objects.get().title) == (201, "会\ufffd"), made.json()
    for body in (DEEP, '{"title": NaN}', "{", meeting | {"starts_at": "0001-01-01T00:00:00"}):
        answer = sent("meetings", body)
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid"), body
    visit = Visit.objects.get()
    for answers in ([1], None, "x", {"cow": {}}):
        assert sent(f"visits/{visit.pk}/record", {"instruments": {"farm": {"answers": answers}}}).status_code == 400
    assert sent("visits", {"household": mine.pk, "done_on": "0001-01-01"}).json()["code"] == "past"
    reward = make.RewardFactory(community=county.own)
    assert sent(f"rewards/{reward.pk}/stock", {"pieces": 10**12, "why": "x"}).status_code == 400
    entry = make.EntryFactory(competition=make.CompetitionFactory(community=county.own))
    judge = make.JudgeFactory(competition=entry.competition, staff=community_manager)
    marks = {"judge": judge.pk, "marks": {"²": 1, "9" * 5000: 1}}
    assert sent(f"competition-entries/{entry.pk}/mark", marks).status_code in (400, 409)
