"""Due moments in working time, over weekends, make-up days, pauses, extensions and a changed clock."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from apps.accounts.models import Staff
from apps.communities.models import CalendarDay
from apps.complaints import actions
from apps.complaints.clocks import clocks_on
from apps.complaints.models import Complaint
from apps.complaints.rules import DEFAULT_CLOCKS, check_clock, check_days, show_clock
from apps.core.models import DatedSetting

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """A moment of spring 2026. 2 March is a Monday, without holidays until Qingming (4 to 6 April)."""
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


def dues(complaint: Complaint) -> list[str]:
    moments = (complaint.accept_due, complaint.contact_due, complaint.resolve_due)
    return [f"{timezone.localtime(moment):%m-%d %H:%M}" for moment in moments]


def due_from(moment: datetime, urgency: str) -> list[str]:
    due = clocks_on(moment.date()).due(urgency, moment)
    return [f"{timezone.localtime(each):%m-%d %H:%M}" for each in (due.accept, due.contact, due.resolve)]


@pytest.mark.parametrize(
    ("moment", "urgency", "expected"),
    [
        (at(2, 9), "ordinary", ["03-03 17:30", "03-04 17:30", "03-11 17:30"]),
        (at(6, 20), "ordinary", ["03-09 17:30", "03-10 17:30", "03-17 17:30"]),  # Friday night
        (at(7, 10), "ordinary", ["03-09 17:30", "03-10 17:30", "03-17 17:30"]),  # Saturday
        (at(2, 9), "danger", ["03-02 09:30", "03-02 10:00", "03-02 11:00"]),
        (at(2, 11, 30), "danger", ["03-02 12:00", "03-02 14:30", "03-02 15:30"]),  # over the lunch break
        (at(6, 17), "danger", ["03-06 17:30", "03-09 09:00", "03-09 10:00"]),  # over the weekend
        (at(2, 8, 30), "utilities", ["03-02 10:30", "03-02 14:30", "03-05 11:30"]),  # 24 working hours of 7 a day
        (at(2, 9), "complex", ["03-03 17:30", "03-04 17:30", "03-23 17:30"]),
        (at(11, 9, month=2), "ordinary", ["02-12 17:30", "02-13 17:30", "02-27 17:30"]),  # Spring Festival with 调休
    ],
)
def test_due_moments(moment: datetime, urgency: str, expected: list[str]) -> None:
    assert due_from(moment, urgency) == expected


def test_a_clock_may_run_around_the_clock() -> None:
    value = DEFAULT_CLOCKS["danger"] | {"around_the_clock": True}
    check_clock(value)
    DatedSetting.objects.create(key="complaints.clock.danger", valid_from="2026-01-01", value=value)
    assert due_from(at(7, 23, 30), "danger") == ["03-08 00:00", "03-08 00:30", "03-08 01:30"]


def test_the_countys_own_calendar_counts() -> None:
    assert due_from(at(2, 9), "ordinary")[0] == "03-03 17:30"
    CalendarDay.objects.create(date="2026-03-03", is_workday=False, note="当地节日")
    assert due_from(at(2, 9), "ordinary")[0] == "03-04 17:30"


def test_the_rule_of_the_day_of_submission_holds(submit: Any, manager: Staff) -> None:
    with time_machine.travel(at(2, 9), tick=False):
        complaint = submit()
    DatedSetting.objects.create(
        key="complaints.clock.complex",
        valid_from="2026-03-03",
        value={"accept": [1, "days"], "contact": [1, "days"], "resolve": [1, "days"]},
    )
    with time_machine.travel(at(4, 9), tick=False):
        complaint = actions.complaint_accept(complaint=complaint, by=manager, urgency="complex")
    assert dues(complaint)[2] == "03-23 17:30"
    assert complaint.steps.last().facts == {"urgency": "complex", "urgency_before": "ordinary"}


def test_a_pause_gives_the_time_back(submit: Any, manager: Staff) -> None:
    with time_machine.travel(at(2, 9), tick=False):
        complaint = actions.complaint_accept(complaint=submit(), by=manager)
    with time_machine.travel(at(3, 9, 30), tick=False):
        complaint = actions.complaint_ask_info(complaint=complaint, by=manager, why="哪一层？")
        assert (complaint.due_at, complaint.handler) == (None, manager)
    with time_machine.travel(at(5, 10, 30), tick=False):  # two working days and one hour later
        complaint = actions.complaint_give_info(complaint=complaint, by=manager, why="三楼")
    assert dues(complaint)[2] == "03-16 09:30"
    assert complaint.state == "in_progress"


def test_a_pause_after_the_clock_ran_out_gives_nothing_back(submit: Any, manager: Staff) -> None:
    with time_machine.travel(at(2, 9), tick=False):
        complaint = actions.complaint_accept(complaint=submit(), by=manager)
    with time_machine.travel(at(12, 9), tick=False):
        complaint = actions.complaint_ask_info(complaint=complaint, by=manager, why="哪一层？")
    with time_machine.travel(at(16, 9), tick=False):
        complaint = actions.complaint_give_info(complaint=complaint, by=manager, why="三楼")
        assert complaint.is_overdue
    assert dues(complaint)[2] == "03-11 17:30"


def test_the_residents_answer_ends_the_pause(submit: Any, manager: Staff) -> None:
    with time_machine.travel(at(2, 9), tick=False):
        complaint = actions.complaint_accept(complaint=submit(), by=manager)
        complaint = actions.complaint_ask_info(complaint=complaint, by=manager, why="哪一层？")
    with time_machine.travel(at(3, 9), tick=False):
        complaint = actions.complaint_note(complaint=complaint, text="三楼", public=True)
    assert (complaint.state, dues(complaint)[2]) == ("in_progress", "03-12 17:30")
    row = complaint.steps.last()
    assert (row.step, row.by, row.by_label, row.public) == ("give_info", None, "resident", True)


def test_granted_time_moves_the_resolution_and_survives_a_changed_clock(
    submit: Any, manager: Staff, grid_worker: Staff
) -> None:
    with time_machine.travel(at(2, 9), tick=False):
        complaint = actions.complaint_accept(complaint=submit(), by=manager)
        complaint = actions.complaint_assign(complaint=complaint, by=manager, handler=grid_worker)
        complaint = actions.complaint_extend(complaint=complaint, by=grid_worker, days=3, why="等配件")
        assert dues(complaint)[2] == "03-11 17:30"
        complaint = actions.complaint_grant_extension(complaint=complaint, by=manager)
        assert dues(complaint)[2] == "03-16 17:30"
        complaint = actions.complaint_set_urgency(complaint=complaint, by=manager, urgency="complex", why="要换整条线")
        assert dues(complaint)[2] == "03-26 17:30"
    extension = complaint.extensions.get()
    assert (extension.granted, extension.asked_by, extension.decided_by) == (True, grid_worker, manager)


def test_a_refused_extension_leaves_the_clock(submit: Any, manager: Staff, grid_worker: Staff) -> None:
    complaint = actions.complaint_accept(complaint=submit(), by=manager)
    complaint = actions.complaint_assign(complaint=complaint, by=manager, handler=grid_worker)
    before = complaint.resolve_due
    complaint = actions.complaint_extend(complaint=complaint, by=grid_worker, days=3, why="等配件")
    complaint = actions.complaint_refuse_extension(complaint=complaint, by=manager, why="有备件")
    assert complaint.resolve_due == before
    assert not complaint.extensions.undecided().exists()


def test_a_settled_complaint_takes_its_request_for_time_along(submit: Any, manager: Staff, grid_worker: Staff) -> None:
    complaint = actions.complaint_accept(complaint=submit(), by=manager)
    complaint = actions.complaint_assign(complaint=complaint, by=manager, handler=grid_worker)
    complaint = actions.complaint_extend(complaint=complaint, by=grid_worker, days=3, why="等配件")
    complaint = actions.complaint_resolve(complaint=complaint, by=grid_worker, why="修好了")
    extension = complaint.extensions.get()
    assert (extension.granted, extension.decided_by) == (False, None)
    assert extension.decided_at == complaint.resolved_at


def test_reopening_starts_the_clocks_anew(submit: Any, manager: Staff, grid_worker: Staff) -> None:
    with time_machine.travel(at(2, 9), tick=False):
        complaint = actions.complaint_accept(complaint=submit(), by=manager)
        complaint = actions.complaint_assign(complaint=complaint, by=manager, handler=grid_worker)
        complaint = actions.complaint_resolve(complaint=complaint, by=grid_worker, why="修好了")
        assert f"{timezone.localtime(complaint.call_back_due):%m-%d %H:%M}" == "03-05 17:30"
        assert complaint.due_at == complaint.call_back_due
    with time_machine.travel(at(10, 9), tick=False):
        assert complaint.is_overdue
        complaint = actions.complaint_reopen(complaint=complaint, by=manager, why="又坏了")
    assert dues(complaint) == ["03-03 17:30", "03-12 17:30", "03-19 17:30"]
    assert (complaint.contacted_at, complaint.handler, complaint.resolved_by, complaint.reopenings) == (
        None,
        None,
        None,
        1,
    )


@pytest.mark.parametrize(
    "value", [None, [], {"accept": [1, "days"]}, {**DEFAULT_CLOCKS["danger"], "resolve": [0, "days"]}]
)
def test_a_faulty_clock_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        check_clock(value)


@pytest.mark.parametrize("value", [None, 0, 61, True, "3"])
def test_faulty_days_are_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        check_days(value)


def test_a_clock_is_shown_in_words() -> None:
    spec = {"accept": [0.5, "hours"], "contact": [2, "days"], "resolve": [15, "days"], "around_the_clock": True}
    with translation.override("en"):
        assert show_clock(spec) == "Acceptance 0.5 h · First contact 2 d · Resolution 15 d · day and night"
