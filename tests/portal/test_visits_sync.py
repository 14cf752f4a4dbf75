"""What a phone sends: each item answered for itself, twice counts once, others' households refused, clashes kept."""

import json
import threading
import uuid
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from apps.accounts.actions import device_register, device_revoke
from apps.accounts.models import FieldDevice
from apps.core import clock
from apps.followups.models import Answer, Task, Visit, VisitClash, VisitPhoto
from apps.followups.policies import steps_for
from apps.followups.workflow import TASK_STEPS
from apps.households.models import Presence
from apps.instruments.actions import draft_begin, instrument_make, version_publish
from apps.instruments.models import InstrumentVersion
from apps.instruments.showing import show_answers
from apps.portal.visiting.pack import ON_PHONE
from tests.followups.factories import TaskFactory, VisitFactory
from tests.portal.test_visits import home, load

SYNC, PHOTO = "/f/visits/sync/", "/f/visits/photo/"
MILK = {"key": "cow", "kind": "yes_no", "label": {"zh-hans": "养牛吗", "en": "A cow"}}
WELL = {
    "key": "water", "kind": "choose_one", "label": {"zh-hans": "饮水", "en": "Water"}, "writes": "guarantee.water",
    "choices": [{"key": key, "label": {"zh-hans": key, "en": key}} for key in ("pass", "fail")],
}  # fmt: skip


def content(title: str) -> dict[str, Any]:
    words = {"zh-hans": title, "en": title}
    return {"title": words, "groups": [{"key": "all", "label": words, "questions": [MILK, WELL]}]}


@pytest.fixture
def device(grid_worker: Any) -> FieldDevice:
    return device_register(staff=grid_worker, client_id=uuid.uuid4(), name="华为")


@pytest.fixture
def asked(county_admin: Any) -> InstrumentVersion:
    made = instrument_make(by=county_admin, key="farm", name="农事")
    return version_publish(
        version=draft_begin(instrument=made, by=county_admin, content=content("旧")), by=county_admin
    )


@pytest.fixture
def mine(county: Any, grid_worker: Any) -> Any:
    return home(county.building, "101", "谭建国", grid_worker)


@pytest.fixture
def browser(login: Any, grid_worker: Any) -> Any:
    return login(grid_worker)


def item(household: Any, what: str = "record", **more: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "what": what, "household": household.pk, **more}


def send(browser: Any, device: Any, *items: Any) -> list[dict[str, Any]]:
    given = {"device": str(device.client_id), "items": json.dumps(items)}
    answer = browser.post(SYNC, given, headers={"Accept": "application/json"})
    assert answer.status_code == 201, answer.content
    return answer.json()["results"]


def test_what_cannot_be_read_or_is_not_mine_does_not_spoil_the_batch(
    county: Any, mine: Any, colleague: Any, browser: Any, device: Any, asked: Any
) -> None:
    strange = home(county.foreign_building, "101", "覃玉兰", colleague)
    good = item(mine, note="都好", met=[mine.memberships.get().member_id, 999])
    bad: list[Any] = [
        None, 7, [], {}, {"id": "x", "what": "record", "household": mine.pk}, item(strange), item(mine, "explode"),
        item(mine, "shift", due_on="2026-02-31", why="x"), item(mine, "task_done", task="x"), item(mine, place="moon"),
        item(mine, instruments={"farm": ["?"]}), item(mine, instruments={"farm": {"version": "?", "answers": {}}}),
        item(mine, started_at="2026-99-99T00:00"), item(mine, note="\u0000"), item(mine, tasks=[3]),
        item(mine, present_status="permanent", base={"presence": "\u0000"}),
        *(item(mine, instruments={"farm": {"version": asked.content_hash, "answers": answers}})
          for answers in ({"cow": {}}, {"cow": float("inf")}, {"water": ["pass"]}, {"?": "\u0000"})),
    ]  # fmt: skip
    results = [*send(browser, device, *bad[:15]), *send(browser, device, *bad[15:], good)]
    assert [each["result"] for each in results] == ["refused"] * len(bad) + ["done"]
    assert all(each["message"] and each["code"] for each in results[:-1])
    assert results[5]["code"] == "not_in_scope"
    visit = Visit.objects.get(client_id=good["id"])
    assert (visit.state, visit.note, visit.met, visit.channel) == ("done", "都好", good["met"][:1], "phone")
    assert not Visit.objects.filter(household=strange, state="done").exists()


def test_twice_counts_once(mine: Any, browser: Any, device: Any, asked: Any) -> None:
    task = TaskFactory(household=mine)
    first = item(mine, "not_met", visit=Visit.objects.get().pk, why="门锁着")
    filled = {"farm": {"version": asked.content_hash, "answers": {"cow": "yes"}}}
    tasks = [{"kind": "document", "text": "带户口本", "due_on": clock.today().isoformat()}]
    record = item(mine, visit=Visit.objects.get().pk, instruments=filled, tasks=tasks)
    done = item(mine, "task_done", task=task.pk)
    assert [each["result"] for each in send(browser, device, first, record, done)] == ["done"] * 3
    assert [each["result"] for each in send(browser, device, first, record, done)] == ["known"] * 3
    assert Visit.objects.get().attempts == 1
    assert Answer.objects.get().answers == {"cow": "yes"}
    assert Task.objects.count() == 2


def test_steps_of_a_task_count_once_and_are_refused_as_at_the_desk(
    mine: Any, grid_worker: Any, community_manager: Any, colleague: Any, browser: Any, device: Any
) -> None:
    later, over, off, strange = (TaskFactory(household=mine, owner=grid_worker) for _task in range(4))
    day = clock.today() + timedelta(days=9)
    sent = [
        item(mine, "task_extend", task=later.pk, due_on=day.isoformat(), why="医院下周才开"),
        item(mine, "task_hand_over", task=over.pk, owner=str(community_manager.pk), why="证件在社区"),
        item(mine, "task_cancel", task=off.pk, why="自己办好了"),
        item(mine, "task_hand_over", task=strange.pk, owner=colleague.pk),
        item(mine, "task_extend", task=strange.pk, due_on="2020-01-01", why="晚些"),
        item(mine, "task_cancel", task=strange.pk),
    ]
    assert [each["code"] for each in send(browser, device, *sent)] == ["", "", "", "required", "past", "required"]
    again = send(browser, device, *sent)
    assert [each["result"] for each in again] == ["known"] * 3 + ["refused"] * 3
    later.refresh_from_db()
    assert (later.due_on, later.steps.count()) == (day, 1)
    off.refresh_from_db()
    assert off.state == "cancelled"
    shown = {each["id"]: each for each in load(browser, device).json()["households"][0]["tasks"]}
    assert set(shown) == {later.pk, over.pk, strange.pk}
    assert (shown[over.pk]["steps"], shown[over.pk]["whose"]) == ([], str(community_manager))
    assert shown[later.pk]["steps"] == list(TASK_STEPS)
    assert send(browser, device, item(mine, "task_done", task=over.pk))[0]["code"] == "not_your_role"


def test_answers_are_put_right_on_the_phone_unless_somebody_else_did_meanwhile(
    mine: Any, community_manager: Any, browser: Any, device: Any, asked: Any
) -> None:
    filled = {"farm": {"version": asked.content_hash, "answers": {"cow": "yes"}}}
    send(browser, device, item(mine, visit=Visit.objects.get().pk, instruments=filled))
    body = load(browser, device).json()
    made = body["households"][0]["made"]
    assert made["answers"]["farm"]["answers"] == {"cow": "yes"}
    assert made["answers"]["farm"]["version"] in body["forms"]
    right = {"farm": {"of": made["answers"]["farm"]["of"], "answers": {"cow": "no"}}}
    sent = item(mine, "correct", visit=made["id"], why="看错了", instruments=right)
    assert [send(browser, device, sent)[0]["result"] for _time in range(2)] == ["done", "known"]
    standing = Answer.objects.standing().get()
    assert (standing.answers, standing.version) == ({"cow": "no"}, asked)
    late = item(mine, "correct", visit=made["id"], why="又看", instruments=right)
    assert send(browser, device, late)[0]["code"] == "changed"
    right["farm"]["of"] = standing.pk
    assert send(browser, device, late | {"why": ""})[0]["code"] == "required"
    assert Answer.objects.count() == 2


def test_an_older_version_is_taken_and_a_visit_nobody_planned(
    mine: Any, county: Any, grid_worker: Any, county_admin: Any, browser: Any, device: Any, asked: Any
) -> None:
    newer = draft_begin(instrument=asked.instrument, by=county_admin, content=content("新"))
    version_publish(version=newer, by=county_admin)
    Visit.objects.all().delete()
    filled = {"farm": {"version": asked.content_hash, "answers": {"cow": "no"}}}
    assert send(browser, device, item(mine, instruments=filled))[0]["result"] == "done"
    kept = Answer.objects.get()
    assert kept.version == asked
    assert [heading for heading, _lines in show_answers(kept.version, kept.given, "zh-hans")] == ["旧"]
    assert Visit.objects.get().causes == ["unplanned"]


def test_the_register_that_changed_meanwhile_is_not_overwritten(
    mine: Any, grid_worker: Any, browser: Any, device: Any, colleague: Any, login: Any
) -> None:
    base = load(browser, device).json()["households"][0]["base"]
    Presence.objects.create(
        household=mine, community=mine.community, status="migrant_work", period=(clock.today(), None)
    )
    sent = item(mine, present_status="permanent", base=base)
    [result] = send(browser, device, sent)
    assert (result["result"], result["clashes"]) == ("clash", 1)
    assert Presence.objects.get().status == "migrant_work"
    page = browser.get("/f/visits/clashes/").content.decode()
    assert "常住" in page
    assert "外出务工" in page
    assert load(browser, device).json()["clashes"] == 1
    clash = VisitClash.objects.get()
    assert login(colleague).post(f"/f/visits/clashes/{clash.pk}/mine/").status_code == 404
    assert browser.post(f"/f/visits/clashes/{clash.pk}/theirs/").status_code == 303
    assert browser.post(f"/f/visits/clashes/{clash.pk}/mine/").headers["X-Refusal"] == "settled"
    assert browser.post(f"/f/visits/clashes/{clash.pk}/neither/").status_code == 404
    assert load(browser, device).json()["clashes"] == 0
    assert Presence.objects.get().status == "migrant_work"


def picture(side: int = 20) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (side, side)).save(out, "PNG")
    return SimpleUploadedFile("a.png", out.getvalue(), "image/png")


def test_photos_come_after_their_visit_once(mine: Any, browser: Any, device: Any) -> None:
    record, shot = item(mine), str(uuid.uuid4())
    given = {"device": str(device.client_id), "item": record["id"], "photo": shot, "what": "signature"}
    assert browser.post(PHOTO, given | {"photos": picture()}).json()["code"] == "not_found"
    send(browser, device, record)
    assert browser.post(PHOTO, given | {"photos": picture()}).json()["result"] == "done"
    assert browser.post(PHOTO, given | {"photos": picture()}).json()["result"] == "known"
    broken = SimpleUploadedFile("b.png", b"no picture", "image/png")
    assert browser.post(PHOTO, given | {"photo": str(uuid.uuid4()), "photos": broken}).json()["result"] == "refused"
    assert browser.post(PHOTO, given | {"photo": str(uuid.uuid4())}).json()["code"] == "required"
    assert VisitPhoto.objects.get().what == "signature"


def test_photos_of_a_correction_go_to_its_visit(mine: Any, browser: Any, device: Any, asked: Any) -> None:
    old = {"farm": {"version": asked.content_hash, "answers": {"cow": "no"}}}
    send(browser, device, item(mine, instruments=old))
    made = load(browser, device).json()["households"][0]["made"]
    right = {"farm": {**made["answers"]["farm"], "answers": {"cow": "yes"}}}
    fixed = item(mine, "correct", visit=made["id"], why="看错了", instruments=right)
    given = {"device": str(device.client_id), "item": fixed["id"], "visit": made["id"], "photo": str(uuid.uuid4())}
    assert browser.post(PHOTO, given | {"photos": picture()}).json()["code"] == "not_found"
    send(browser, device, fixed)
    assert browser.post(PHOTO, given | {"visit": "", "photos": picture()}).json()["code"] == "not_found"
    told = [browser.post(PHOTO, given | {"photos": picture()}).json()["result"] for _n in range(2)]
    assert (told, VisitPhoto.objects.get().visit_id) == (["done", "known"], made["id"])


def test_a_revoked_phone_sends_nothing_more(
    mine: Any, browser: Any, device: Any, community_manager: Any, grid_worker: Any, login: Any
) -> None:
    device_revoke(device=device, by=community_manager, why="丢了")
    given = {"device": str(device.client_id), "items": json.dumps([item(mine)])}
    assert browser.post(SYNC, given).json()["code"] == "device_revoked"
    other = device_register(staff=grid_worker, client_id=uuid.uuid4(), name="新")
    unreadable = login(grid_worker).post(SYNC, {"device": str(other.client_id), "items": "{"})
    assert unreadable.headers["X-Refusal"] == "unreadable"
    assert not Visit.objects.done().exists()


@pytest.mark.parametrize("state", ["due", "done", "cancelled"])
def test_the_phone_offers_and_takes_what_the_rules_allow(
    state: str, county: Any, grid_worker: Any, browser: Any, device: Any
) -> None:
    household = home(county.building, "101", "谭建国", grid_worker)
    Visit.objects.all().delete()
    visit = VisitFactory(household=household, worker=grid_worker, state=state)
    allowed = {step.name for step in steps_for(visit, grid_worker)} & set(ON_PHONE)
    [row] = load(browser, device).json()["households"]
    assert set(row["visit"]["steps"] if row["visit"] else ()) == (allowed if state == "due" else set())
    day = (clock.today() + timedelta(days=7)).isoformat()
    inputs = {"shift": {"due_on": day, "why": "秋收"}, "not_met": {"why": ""}, "record": {}}
    for step in reversed(ON_PHONE):
        [result] = send(browser, device, item(household, step, visit=visit.pk, **inputs[step]))
        assert (result["result"] == "done") == (step in allowed), result
        assert result["result"] == "done" or result["code"] == "wrong_state"


@pytest.mark.django_db(transaction=True)
def test_the_same_visit_sent_by_two_requests_at_once_counts_once(
    mine: Any, login: Any, grid_worker: Any, device: Any
) -> None:
    record, results = item(mine, note="同时"), []
    browsers = [login(grid_worker) for _ in range(2)]

    def one(browser: Any) -> None:
        try:
            results.extend(send(browser, device, record))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[browser]) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each["result"] for each in results) == ["done", "known"]
    assert Visit.objects.done().count() == 1
