"""Who is told of what, and once."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail

from apps.accounts.models import Staff
from apps.accounts.roles import Role
from apps.complaints import actions
from apps.complaints.models import Complaint
from apps.complaints.workflow import State
from apps.core import clock
from apps.core.models import DatedSetting
from apps.portal.fieldwork import to_call_back
from apps.reminders.actions import messages_collect, messages_deliver
from apps.reminders.models import Message
from tests.accounts.factories import StaffFactory
from tests.complaints.factories import ComplaintFactory, complaint_in
from tests.harness.people import County

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def told() -> set[tuple[str, str]]:
    """(cause, user name) of everything in the inboxes."""
    rows = Message.objects.inbox().order_by("pk").values_list("template", "recipient__username")
    return {(template.removeprefix("complaints."), name) for template, name in rows}


def test_each_clock_tells_whom_it_concerns(
    county: County, manager: Staff, grid_worker: Staff, township_officer: Staff, colleague: Staff
) -> None:
    with time_machine.travel("2026-03-10T03:00:00Z", tick=False):  # a Tuesday, 11:00 in Shanghai
        now = clock.now()
        mine = {"building": county.building, "handler": grid_worker}
        far = {"accept_due": now + DAY, "contact_due": now + 9 * DAY, "resolve_due": now + 20 * DAY}
        cases: dict[str, tuple[dict[str, Any], set[tuple[str, str]]]] = {
            "submitted": ({**far, "accept_due": now - HOUR}, {("accept", "manager")}),
            "accepted": ({**far, "contact_due": now - HOUR}, {("contact", "manager")}),
            "in_progress": ({**far, "contact_due": now - HOUR}, {("contact", "grid")}),
        }
        for state, (dues, expected) in cases.items():
            Message.objects.all().delete()
            complaint = complaint_in(state, **(mine | dues))
            messages_collect()
            assert told() == expected, state
            Complaint.objects.filter(pk=complaint.pk).update(contacted_at=now, accept_due=now + DAY)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (30, set()),
        (2, {("resolve_soon", "grid")}),
        (-2, {("resolve", "grid"), ("resolve", "manager")}),
        (-80, {("resolve", "grid"), ("resolve", "manager"), ("township", "township")}),
    ],
)
def test_the_resolution_before_and_after(
    county: County, manager: Staff, grid_worker: Staff, township_officer: Staff, hours: int, expected: set[Any]
) -> None:
    with time_machine.travel("2026-03-12T03:00:00Z", tick=False):
        now = clock.now()
        complaint_in(
            State.IN_PROGRESS, building=county.building, handler=grid_worker, contacted_at=now,
            resolve_due=now + hours * HOUR,
        )  # fmt: skip
        messages_collect()
        assert told() == expected


def test_a_danger_is_told_at_once(county: County, manager: Staff) -> None:
    ComplaintFactory(building=county.building, category="danger", urgency="danger")
    messages_collect()
    assert told() == {("danger", "manager")}


def test_what_was_given_to_somebody_is_told_each_time(county: County, manager: Staff, grid_worker: Staff) -> None:
    complaint = complaint_in(State.ACCEPTED, building=county.building, resolve_due=clock.now() + 30 * DAY)
    complaint = actions.complaint_assign(complaint=complaint, by=manager, handler=grid_worker)
    messages_collect()
    complaint = actions.complaint_hand_back(complaint=complaint, by=grid_worker, why="不归我管")
    actions.complaint_assign(complaint=complaint, by=manager, handler=grid_worker)
    messages_collect()
    messages_collect()
    assert Message.objects.inbox().filter(template="complaints.assigned", recipient=grid_worker).count() == 2


def test_a_former_handler_is_not_asked_to_call_back(county: County, manager: Staff, grid_worker: Staff) -> None:
    second = StaffFactory(username="manager2", areas=[county.own])
    complaint = complaint_in(State.ACCEPTED, building=county.building)
    complaint = actions.complaint_assign(complaint=complaint, by=second, handler=manager)
    complaint = actions.complaint_start(complaint=complaint, by=manager)
    complaint = actions.complaint_hand_back(complaint=complaint, by=manager, why="忙不过来")
    complaint = actions.complaint_assign(complaint=complaint, by=second, handler=grid_worker)
    complaint = actions.complaint_start(complaint=complaint, by=grid_worker)
    complaint = actions.complaint_contact(complaint=complaint, by=grid_worker)
    actions.complaint_resolve(complaint=complaint, by=grid_worker, why="修好了")
    Complaint.objects.update(call_back_due=clock.now())
    Message.objects.all().delete()
    messages_collect()
    assert told() == {("call_back", "manager2")}
    assert not to_call_back(manager)
    assert not to_call_back(grid_worker)
    assert to_call_back(second) == [complaint]


def test_the_call_back_is_asked_of_those_who_may_make_it(county: County, manager: Staff) -> None:
    second = StaffFactory(username="manager2", areas=[county.own])
    complaint = complaint_in(State.RESOLVED, building=county.building, handler=manager, call_back_due=clock.now())
    messages_collect()
    assert told() == {("call_back", "manager2")}
    Staff.objects.filter(pk=second.pk).update(is_active=False)
    Message.objects.all().delete()
    messages_collect()
    assert told() == {("call_back", "manager")}
    assert complaint.state == State.RESOLVED


def test_a_reopened_complaint_is_a_new_cause(late: Complaint, manager: Staff, grid_worker: Staff) -> None:
    messages_collect()
    messages_collect()
    assert Message.objects.count() == 2  # inbox and mail
    late = actions.complaint_accept(complaint=late, by=manager)
    late = actions.complaint_assign(complaint=late, by=manager, handler=grid_worker)
    Complaint.objects.filter(pk=late.pk).update(contacted_at=clock.now(), resolve_due=clock.now() - HOUR)
    messages_collect()
    Complaint.objects.filter(pk=late.pk).update(resolve_due=clock.now() - 2 * HOUR)  # another clock
    messages_collect()
    assert Message.objects.inbox().filter(template="complaints.resolve", recipient=manager).count() == 2


def test_a_community_without_manager_tells_the_county(county: County, county_admin: Staff) -> None:
    ComplaintFactory(building=county.building, accept_due=clock.now() - HOUR)
    messages_collect()
    assert told() == {("accept", "county")}


def test_managers_of_a_building_of_a_township_and_of_the_county_are_found(county: County) -> None:
    StaffFactory(username="m_township", role=Role.COMMUNITY_MANAGER, areas=[county.township])
    StaffFactory(username="m_building", role=Role.COMMUNITY_MANAGER, areas=[county.building])
    StaffFactory(username="m_county", role=Role.COMMUNITY_MANAGER, areas="county")
    StaffFactory(username="m_foreign", role=Role.COMMUNITY_MANAGER, areas=[county.foreign])
    ComplaintFactory(building=county.building, accept_due=clock.now() - HOUR)
    messages_collect()
    assert {name for _cause, name in told()} == {"m_township", "m_building", "m_county"}


def test_the_county_sets_how_long_before(county: County, manager: Staff, grid_worker: Staff) -> None:
    DatedSetting.objects.create(key="reminders.days_before", valid_from="2026-01-01", value=3)
    with time_machine.travel("2026-03-10T03:00:00Z", tick=False):
        now = clock.now()
        complaint_in(
            State.IN_PROGRESS,
            building=county.building,
            handler=grid_worker,
            contacted_at=now,
            resolve_due=now + 2 * DAY,
        )
        messages_collect()
        assert told() == {("resolve_soon", "grid")}


def test_no_personal_data_leaves(county: County, submit: Any, manager: Staff) -> None:
    complaint = submit(reporter_name="谭建国", reporter_phone="13800005678", text="3-2-501 田友珍家漏水", place="田家")
    Complaint.objects.filter(pk=complaint.pk).update(accept_due=clock.now() - HOUR)
    messages_collect()
    messages_deliver()
    stored = str(list(Message.objects.order_by("pk").values()))
    sent = "".join(message.subject + message.body for message in mail.outbox)
    for secret in ("谭建国", "13800005678", "田友珍", "3-2-501", "田家"):
        assert secret not in stored
        assert secret not in sent
    assert str(complaint) in sent


def test_the_sweep_costs_the_same_for_many(county: County, manager: Staff, equal_queries: Any) -> None:
    def more(count: int) -> None:
        for _i in range(count):
            ComplaintFactory(building=county.building, accept_due=clock.now() - HOUR)

    def sweep() -> None:
        Message.objects.all().delete()
        messages_collect()

    more(2)
    equal_queries(sweep, more=more)
