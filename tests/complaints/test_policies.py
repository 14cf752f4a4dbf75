"""Who may, and the code when not."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from apps.accounts.models import Staff
from apps.accounts.roles import Role
from apps.complaints import actions, hooks
from apps.complaints.models import Complaint, ComplaintExtension
from apps.complaints.policies import in_scope, may, may_add, may_file, steps_for
from apps.complaints.workflow import STEPS, State
from apps.core.decisions import ALLOW, refuse
from apps.core.errors import Refused
from tests.accounts.factories import StaffFactory
from tests.complaints.factories import ComplaintFactory, complaint_in
from tests.harness.people import County


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("reader", ["county_admin", "township_officer", "auditor"])
def test_readers_change_nothing(step: str, reader: str, county: County, people: dict[str, Any]) -> None:
    complaint = complaint_in(STEPS[step].sources[0], building=county.building)
    assert may(complaint, step, people[reader]).code == "not_your_role"


@pytest.mark.parametrize("step", STEPS)
def test_a_stranger_learns_nothing_but_that_it_is_not_theirs(step: str, county: County, colleague: Staff) -> None:
    complaint = complaint_in(State.CLOSED, building=county.building)
    assert may(complaint, step, colleague, {}).code == "not_in_scope"


def test_a_person_without_area_may_nothing(county: County) -> None:
    nobody = StaffFactory(role=Role.COMMUNITY_MANAGER)
    assert may(ComplaintFactory(building=county.building), "accept", nobody).code == "not_in_scope"


@pytest.mark.parametrize("step", ["accept", "assign", "transfer", "reject", "merge", "reopen", "set_urgency"])
def test_grid_workers_do_not_decide(step: str, county: County, grid_worker: Staff) -> None:
    complaint = complaint_in(STEPS[step].sources[0], building=county.building, handler=grid_worker)
    assert may(complaint, step, grid_worker).code == "not_your_role"


@pytest.mark.parametrize("step", ["start", "resolve", "hand_back", "ask_info", "contact", "extend"])
def test_grid_workers_work_on_what_was_given_to_them(
    step: str, county: County, grid_worker: Staff, second_grid_worker: Staff
) -> None:
    complaint = complaint_in(State.ASSIGNED, building=county.building, handler=second_grid_worker)
    assert may(complaint, step, grid_worker).code == "not_assigned_to_you"
    assert may(complaint, step, second_grid_worker).allowed


def test_a_handler_from_elsewhere_may_act_on_what_was_given_to_them(county: County) -> None:
    elsewhere = StaffFactory(role=Role.GRID_WORKER, areas=[county.foreign_building])
    complaint = complaint_in(State.ASSIGNED, building=county.building, handler=elsewhere)
    assert may(complaint, "resolve", elsewhere).allowed
    assert elsewhere not in Staff.objects.visible_to(StaffFactory(areas=[county.own]))


def test_the_call_back_needs_other_eyes(
    county: County, manager: Staff, second_manager: Staff, grid_worker: Staff
) -> None:
    complaint = complaint_in(State.RESOLVED, building=county.building, handler=grid_worker, resolved_by=manager)
    assert may(complaint, "call_back", grid_worker).code == "four_eyes"
    assert may(complaint, "call_back", manager).code == "four_eyes"
    assert may(complaint, "call_back", second_manager).allowed


def test_a_grid_worker_calls_back_for_a_colleague(
    county: County, grid_worker: Staff, second_grid_worker: Staff
) -> None:
    complaint = complaint_in(State.RESOLVED, building=county.building, handler=grid_worker)
    assert may(complaint, "call_back", second_grid_worker).allowed


@pytest.mark.parametrize("column", ["resolved_by", "handler"])
def test_the_database_holds_the_four_eyes_too(county: County, manager: Staff, grid_worker: Staff, column: str) -> None:
    complaint = complaint_in(
        State.RESOLVED,
        building=county.building,
        **({"handler": grid_worker, "resolved_by": grid_worker} | {column: manager}),
    )
    with pytest.raises(IntegrityError, match="call_back"), transaction.atomic():
        Complaint.objects.filter(pk=complaint.pk).update(called_back_by=manager)


def test_what_can_be_mended_comes_first(county: County, manager: Staff) -> None:
    complaint = complaint_in(State.CLOSED, building=county.building)
    assert may(complaint, "resolve", manager, {"why": " "}).code == "required"
    assert may(complaint, "resolve", manager, {"why": " "}).field == "why"
    assert may(complaint, "resolve", manager, {"why": "修好了"}).code == "wrong_state"


def test_after_two_hand_backs_an_assignment_is_final(county: County, manager: Staff, grid_worker: Staff) -> None:
    complaint = complaint_in(State.ACCEPTED, building=county.building)
    for count in (1, 2):
        complaint = actions.complaint_assign(complaint=complaint, by=manager, handler=grid_worker)
        complaint = actions.complaint_hand_back(complaint=complaint, by=grid_worker, why="不归我管")
        assert (complaint.hand_backs, complaint.handler) == (count, None)
    complaint = actions.complaint_assign(complaint=complaint, by=manager, handler=grid_worker)
    assert complaint.steps.last().facts == {"final": True}
    with pytest.raises(Refused) as caught:
        actions.complaint_hand_back(complaint=complaint, by=grid_worker, why="不归我管")
    assert caught.value.code == "final_assignment"


def test_it_is_given_only_to_somebody_who_can_deal_with_it(
    county: County, manager: Staff, auditor: Staff, colleague: Staff, grid_worker: Staff
) -> None:
    complaint = complaint_in(State.ASSIGNED, building=county.building, handler=grid_worker)
    codes = {
        person.username: may(complaint, "assign", manager, {"handler": person}).code
        for person in (auditor, colleague, grid_worker, manager)
    }
    assert codes == {
        "auditor": "handler_unfit",
        "colleague": "handler_unfit",
        "grid": "already_theirs",
        "manager": "ok",
    }


def test_it_is_merged_only_into_something_alive_of_the_same_community(county: County, manager: Staff) -> None:
    complaint = complaint_in(State.ACCEPTED, building=county.building)
    for unfit in (
        complaint,
        complaint_in(State.CLOSED, building=county.building),
        complaint_in(State.ACCEPTED, building=county.foreign_building),
    ):
        assert may(complaint, "merge", manager, {"into": unfit}).code == "topic_unfit"
    assert may(complaint, "merge", manager, {"into": ComplaintFactory(building=county.other_building)}).allowed


def test_who_asks_for_more_time_does_not_grant_it(
    county: County, manager: Staff, second_manager: Staff, grid_worker: Staff
) -> None:
    complaint = complaint_in(State.ASSIGNED, building=county.building, handler=manager)
    assert may(complaint, "grant_extension", manager).code == "no_extension"
    actions.complaint_extend(complaint=complaint, by=manager, days=2, why="等配件")
    assert may(complaint, "extend", manager).code == "extension_undecided"
    assert may(complaint, "grant_extension", manager).code == "four_eyes"
    assert may(complaint, "grant_extension", grid_worker).code == "not_your_role"
    assert may(complaint, "grant_extension", second_manager).allowed
    with pytest.raises(IntegrityError, match="extension_four_eyes"), transaction.atomic():
        ComplaintExtension.objects.update(decided_by=manager)


def test_an_app_above_may_block_the_end(county: County, manager: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    complaint = complaint_in(State.ASSIGNED, building=county.building)
    monkeypatch.setattr(hooks, "CLOSING_CHECKS", [lambda complaint: ALLOW])
    assert may(complaint, "resolve", manager).allowed
    hooks.blocks_closing(lambda complaint: refuse("open_visit", "A visit is still open."))
    assert may(complaint, "resolve", manager).code == "open_visit"
    assert may(complaint, "hand_back", manager).allowed


def test_the_buttons_are_the_steps_that_are_allowed(
    county: County, manager: Staff, grid_worker: Staff, auditor: Staff
) -> None:
    complaint = complaint_in(State.ASSIGNED, building=county.building, handler=grid_worker)
    assert [step.name for step in steps_for(complaint, grid_worker)] == [
        "start", "resolve", "hand_back", "ask_info", "contact", "extend",
    ]  # fmt: skip
    assert [step.name for step in steps_for(complaint, manager)] == [
        "assign", "start", "resolve", "hand_back", "ask_info", "transfer", "merge", "contact", "set_urgency", "extend",
    ]  # fmt: skip
    assert steps_for(complaint, auditor) == []


def test_scope_in_python_is_scope_in_sql(county: County, people: dict[str, Any], grid_worker: Staff) -> None:
    rows = [
        ComplaintFactory(building=county.building),
        ComplaintFactory(building=county.other_building),
        ComplaintFactory(building=None, community=county.own),
        ComplaintFactory(building=None, community=county.own, filed_by=grid_worker),
        ComplaintFactory(building=county.foreign_building),
        complaint_in(State.ASSIGNED, building=county.foreign_building, handler=grid_worker),
    ]
    for user in filter(None, people.values()):
        seen = set(Complaint.objects.visible_to(user).values_list("pk", flat=True))
        assert seen == {row.pk for row in rows if in_scope(row, user)}, user


def test_staff_file_where_they_work(county: County, people: dict[str, Any]) -> None:
    assert may_file(people["community_manager"], county.own).allowed
    assert may_file(people["grid_worker"], county.own, county.building).allowed
    assert may_file(people["grid_worker"], county.own).allowed
    assert may_file(people["grid_worker"], county.own, county.other_building).code == "not_in_scope"
    assert may_file(people["grid_worker"], county.foreign).code == "not_in_scope"
    assert may_file(people["county_admin"], county.own).code == "not_your_role"
    assert may_file(people["colleague"], county.own).code == "not_in_scope"


def test_residents_add_until_it_is_over(county: County) -> None:
    assert may_add(complaint_in(State.RESOLVED, building=county.building)).allowed
    assert may_add(complaint_in(State.REJECTED, building=county.building)).code == "wrong_state"


def test_who_had_it_in_hand_before_does_not_call_back(
    county: County, manager: Staff, grid_worker: Staff, second_grid_worker: Staff, second_manager: Staff, submit: Any
) -> None:
    complaint = submit()
    actions.complaint_accept(complaint=complaint, by=manager)
    actions.complaint_assign(complaint=complaint, by=manager, handler=grid_worker)
    actions.complaint_start(complaint=complaint, by=grid_worker)
    actions.complaint_assign(complaint=complaint, by=manager, handler=second_grid_worker, why="他请假了")
    done = actions.complaint_resolve(complaint=complaint, by=second_grid_worker, why="修好了")
    assert may(done, "call_back", grid_worker).code == "four_eyes"
    assert "call_back" not in {step.name for step in steps_for(done, grid_worker)}
    assert may(done, "call_back", second_manager)


def test_who_was_only_asked_and_handed_it_back_may_call_back(
    county: County, manager: Staff, grid_worker: Staff, second_grid_worker: Staff, submit: Any
) -> None:
    complaint = submit()
    actions.complaint_accept(complaint=complaint, by=manager)
    actions.complaint_assign(complaint=complaint, by=manager, handler=grid_worker)
    actions.complaint_hand_back(complaint=complaint, by=grid_worker, why="不是我的楼")
    actions.complaint_assign(complaint=complaint, by=manager, handler=second_grid_worker)
    done = actions.complaint_resolve(complaint=complaint, by=second_grid_worker, why="修好了")
    assert may(done, "call_back", grid_worker)
