"""The way of a complaint through its actions, and its branches."""

from typing import Any

import pytest

from apps.accounts.models import AccessLog, Staff
from apps.complaints import actions
from apps.complaints.models import Complaint
from apps.complaints.workflow import State
from apps.core.errors import DomainError, InvalidInput, Refused
from tests.complaints.factories import ComplaintFactory, complaint_in
from tests.harness.people import County


@pytest.fixture
def resolved(submit: Any, manager: Staff, grid_worker: Staff) -> Complaint:
    complaint = actions.complaint_accept(complaint=submit(), by=manager)
    complaint = actions.complaint_assign(complaint=complaint, by=manager, handler=grid_worker)
    return actions.complaint_resolve(complaint=complaint, by=grid_worker, why="换了灯泡")


def refused(action: Any, **given: Any) -> str:
    with pytest.raises(DomainError) as caught:
        action(**given)
    return caught.value.code


def test_the_way_from_submission_to_closing(submit: Any, manager: Staff, grid_worker: Staff) -> None:
    complaint = actions.complaint_accept(complaint=submit(), by=manager)
    complaint = actions.complaint_assign(complaint=complaint, by=manager, handler=grid_worker)
    complaint = actions.complaint_start(complaint=complaint, by=grid_worker)
    complaint = actions.complaint_contact(complaint=complaint, by=grid_worker, why="晚上在家")
    complaint = actions.complaint_resolve(complaint=complaint, by=grid_worker, why="换了灯泡")
    complaint = actions.complaint_call_back(complaint=complaint, by=manager, satisfaction="satisfied")
    assert complaint.state == State.CLOSED
    log = complaint.steps.values_list("step", "from_state", "to_state", "by__username", "public")
    assert list(log) == [
        ("submit", "", "submitted", None, False),
        ("accept", "submitted", "accepted", "manager", False),
        ("assign", "accepted", "assigned", "manager", False),
        ("start", "assigned", "in_progress", "grid", False),
        ("contact", "in_progress", "in_progress", "grid", False),
        ("resolve", "in_progress", "resolved", "grid", True),
        ("call_back", "resolved", "closed", "manager", False),
    ]
    assert (complaint.resolved_by, complaint.called_back_by) == (grid_worker, manager)
    assert complaint.submitted_at <= complaint.accepted_at <= complaint.contacted_at <= complaint.resolved_at


def test_a_step_on_a_stale_page_is_refused(submit: Any, manager: Staff) -> None:
    stale = submit()
    actions.complaint_accept(complaint=stale, by=manager)
    assert stale.state == State.SUBMITTED  # the page was opened before
    assert refused(actions.complaint_accept, complaint=stale, by=manager) == "wrong_state"


def test_not_satisfied_takes_it_up_again_once(resolved: Complaint, manager: Staff, grid_worker: Staff) -> None:
    complaint = actions.complaint_call_back(complaint=resolved, by=manager, satisfaction="dissatisfied", why="灯又坏了")
    assert (complaint.state, complaint.reopenings, complaint.satisfaction) == ("accepted", 1, "dissatisfied")
    row = complaint.steps.last()
    assert (row.step, row.why, row.facts) == ("reopen", "灯又坏了", {"satisfaction": "dissatisfied"})
    complaint = actions.complaint_assign(complaint=complaint, by=manager, handler=grid_worker)
    complaint = actions.complaint_resolve(complaint=complaint, by=grid_worker, why="换了整条线")
    complaint = actions.complaint_call_back(complaint=complaint, by=manager, satisfaction="dissatisfied", why="太慢")
    assert (complaint.state, complaint.satisfaction) == ("closed", "dissatisfied")
    complaint = actions.complaint_reopen(complaint=complaint, by=manager, why="居民又来反映")
    assert (complaint.state, complaint.reopenings) == ("accepted", 2)


def test_not_satisfied_needs_to_say_with_what(resolved: Complaint, manager: Staff) -> None:
    with pytest.raises(InvalidInput) as caught:
        actions.complaint_call_back(complaint=resolved, by=manager, satisfaction="dissatisfied")
    assert (caught.value.code, caught.value.field) == ("required", "why")


@pytest.mark.parametrize("satisfaction", ["satisfied", "fair", "not_reached"])
def test_every_other_answer_closes(resolved: Complaint, manager: Staff, satisfaction: str) -> None:
    complaint = actions.complaint_call_back(complaint=resolved, by=manager, satisfaction=satisfaction)
    assert (complaint.state, complaint.satisfaction) == ("closed", satisfaction)


@pytest.mark.parametrize(
    ("action", "given"),
    [
        (actions.complaint_call_back, {"satisfaction": "splendid"}),
        (actions.complaint_call_back, {"satisfaction": ""}),
        (actions.complaint_reopen, {"why": " "}),
    ],
)
def test_faulty_inputs_change_nothing(resolved: Complaint, manager: Staff, action: Any, given: Any) -> None:
    with pytest.raises(DomainError):
        action(complaint=resolved, by=manager, **given)
    assert Complaint.objects.get(pk=resolved.pk).state == State.RESOLVED


def test_merged_into_a_topic(county: County, submit: Any, manager: Staff) -> None:
    topic, same = submit(), submit()
    same = actions.complaint_merge(complaint=same, by=manager, into=topic, why="同一盏灯")
    assert (same.state, same.merged_into, same.closed_at is not None) == ("merged", topic, True)
    assert same.steps.last().facts == {"into": str(topic)}


@pytest.mark.parametrize("step", ["transfer", "reject", "merge"])
def test_what_is_set_aside_ends(step: str, county: County, manager: Staff) -> None:
    complaint = complaint_in(State.ACCEPTED, building=county.building)
    given = {"into": ComplaintFactory(building=county.building)} if step == "merge" else {}
    complaint = actions.BY_STEP[step](complaint=complaint, by=manager, why="属乡镇管", **given)
    assert complaint.closed_at is not None
    assert complaint.due_at is None


def test_asking_before_it_was_given_to_anybody_makes_it_ones_own(submit: Any, manager: Staff) -> None:
    complaint = actions.complaint_accept(complaint=submit(), by=manager)
    complaint = actions.complaint_ask_info(complaint=complaint, by=manager, why="哪一层？")
    complaint = actions.complaint_give_info(complaint=complaint, by=manager, why="三楼")
    assert (complaint.state, complaint.handler) == ("in_progress", manager)


def test_the_same_clock_again_is_refused(submit: Any, manager: Staff) -> None:
    complaint = submit()
    code = refused(actions.complaint_set_urgency, complaint=complaint, by=manager, urgency="ordinary", why="x")
    assert code == "same_urgency"
    with pytest.raises(InvalidInput):
        actions.complaint_set_urgency(complaint=complaint, by=manager, urgency="nonsense", why="x")


@pytest.mark.parametrize("days", [0, 61])
def test_more_time_has_limits(county: County, grid_worker: Staff, days: int) -> None:
    complaint = complaint_in(State.ASSIGNED, building=county.building, handler=grid_worker)
    with pytest.raises(InvalidInput):
        actions.complaint_extend(complaint=complaint, by=grid_worker, days=days, why="等配件")


def test_notes(submit: Any, manager: Staff) -> None:
    complaint = submit()
    actions.complaint_note(complaint=complaint, by=manager, text=" 已联系物业 ", public=False)
    actions.complaint_note(complaint=complaint, text="还有一盏", public=True)
    rows = complaint.steps.filter(step="note").values_list("by", "by_label", "why", "public")
    assert list(rows) == [(manager.pk, "", "已联系物业", False), (None, "resident", "还有一盏", True)]
    assert refused(actions.complaint_note, complaint=complaint, text="  ", public=True) == "required"
    assert refused(actions.complaint_note, complaint=complaint, text="长" * 1001, public=True) == "invalid"


def test_residents_cannot_add_to_what_is_over(county: County) -> None:
    complaint = complaint_in(State.CLOSED, building=county.building)
    assert refused(actions.complaint_note, complaint=complaint, text="还有", public=True) == "wrong_state"


def test_who_reported_it_is_shown_for_a_reason_and_logged(submit: Any, manager: Staff, grid_worker: Staff) -> None:
    complaint = submit(reporter_name="谭建国", reporter_phone="13800005678")
    shown = actions.complaint_reveal(complaint=complaint, by=manager, reason="约时间上门", address="10.0.0.1")
    assert shown == {"name": "谭建国", "phone": "13800005678"}
    row = AccessLog.objects.get(kind="reveal")
    assert (row.staff, row.subject, row.field, row.reason, row.address, row.community_id) == (
        manager, f"complaints.complaint:{complaint.pk}", "reporter_name", "约时间上门", "10.0.0.1",
        complaint.community_id,
    )  # fmt: skip
    with pytest.raises(Refused) as caught:
        actions.complaint_reveal(complaint=complaint, by=manager, reason="看看")
    assert caught.value.code == "reason_needed"
    assert refused(actions.complaint_reveal, complaint=complaint, by=grid_worker, reason="约时间上门") == (
        "not_assigned_to_you"
    )
    assert AccessLog.objects.filter(kind="reveal").count() == 1


def test_a_step_never_rewrites_who_reported_it(submit: Any, manager: Staff) -> None:
    complaint = submit(reporter_name="谭建国")
    stored = Complaint.objects.filter(pk=complaint.pk).extra(select={"raw": "reporter_name"}).values("raw")
    before = bytes(stored.get()["raw"])
    actions.complaint_accept(complaint=complaint, by=manager)
    assert bytes(stored.get()["raw"]) == before


def test_the_residents_own_rating(resolved: Complaint, manager: Staff, submit: Any) -> None:
    assert refused(actions.complaint_rate, complaint=submit(), rating="fair") == "wrong_state"
    assert refused(actions.complaint_rate, complaint=resolved, rating="not_reached") == "invalid"
    actions.complaint_rate(complaint=resolved, rating="fair")
    rated = actions.complaint_rate(complaint=resolved, rating="satisfied")
    assert (rated.state, rated.own_rating, rated.satisfaction) == (State.RESOLVED, "satisfied", "")
    log = rated.steps.filter(step="rate").order_by("pk")
    assert [(row.facts["satisfaction"], row.by, row.public) for row in log] == [
        ("fair", None, True), ("satisfied", None, True),
    ]  # fmt: skip
    again = actions.complaint_reopen(complaint=rated, by=manager, why="又坏了")
    assert again.own_rating == ""
