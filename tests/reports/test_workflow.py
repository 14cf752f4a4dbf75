"""Every state × every step × every role; what freezing freezes."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from apps.accounts.models import Staff
from apps.core.errors import InvalidInput, Refused
from apps.reports import actions
from apps.reports.models import MonthlyReport, ReportStep
from apps.reports.policies import may, steps_for
from apps.reports.workflow import WORKFLOW, State
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MembershipFactory

OCTOBER = date(2026, 10, 1)
PATHS = {
    State.DRAFT: (),
    State.CONFIRMED: ("confirm",),
    State.SUBMITTED: ("confirm", "submit"),
    State.ACKNOWLEDGED: ("confirm", "submit", "acknowledge"),
    State.RETURNED: ("confirm", "submit", "return"),
    State.SUPERSEDED: ("confirm", "submit", "return", "correct"),
}


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to("2026-11-22T10:00:00+08:00", tick=False)


@pytest.fixture
def report(county: County, community_manager: Staff) -> MonthlyReport:
    MembershipFactory(household=HouseholdFactory(community=county.own))
    made, new = actions.report_produce(community=county.own, month=OCTOBER, by=community_manager)
    assert new
    return made


def walk(report: MonthlyReport, people: dict[str, Any], *steps: str) -> MonthlyReport:
    for step in steps:
        by = people["township_officer" if step in {"acknowledge", "return"} else "community_manager"]
        result = actions.BY_STEP[step](report=report, by=by, why="请核对")
        report = MonthlyReport.objects.get(pk=report.pk)
        assert result.pk == report.pk or result.replaces_id == report.pk
    return report


@pytest.mark.parametrize("state", list(State))
def test_every_step_from_every_state_by_everybody(state: State, report: Any, people: dict[str, Any]) -> None:
    report = walk(report, people, *PATHS[state])
    assert report.state == state
    for transition in WORKFLOW.transitions:
        with transaction.atomic():  # each step begins from the same report
            try_step(transition, MonthlyReport.objects.get(pk=report.pk), people)
            transaction.set_rollback(True)


def try_step(transition: Any, report: MonthlyReport, people: dict[str, Any]) -> None:
    """Everybody tries the step; who may not is refused and changes nothing, who may takes it."""
    step, state = transition.name, report.state
    for name, by in people.items():
        if by is None:
            continue
        right = by.role in transition.roles and name != "colleague"
        expected = right and state in transition.sources
        decision = may(report, step, by, why="请核对")
        assert decision.allowed == expected, (step, name, decision)
        assert (step in [t.name for t in steps_for(report, by)]) == expected, (step, name)
        if not expected:
            before = report.steps.count()
            with pytest.raises(Refused):
                actions.BY_STEP[step](report=report, by=by, why="请核对")
            assert MonthlyReport.objects.get(pk=report.pk).state == state, (step, name)
            assert report.steps.count() == before, (step, name)
    if state in transition.sources:
        right = people["township_officer" if step in {"acknowledge", "return"} else "community_manager"]
        actions.BY_STEP[step](report=report, by=right, why="请核对")
        assert MonthlyReport.objects.get(pk=report.pk).state == transition.target, step
        assert report.steps.order_by("at", "pk").filter(step=step, by=right).exists(), step


@pytest.mark.parametrize("step", ["return", "correct"])
def test_a_step_that_needs_a_reason_refuses_without(step: str, report: Any, people: dict[str, Any]) -> None:
    path = ("confirm", "submit") if step == "return" else ("confirm", "submit", "return")
    report = walk(report, people, *path)
    by = people["township_officer" if step == "return" else "community_manager"]
    with pytest.raises(Refused) as refusal:
        actions.BY_STEP[step](report=report, by=by, why="  ")
    assert (refusal.value.code, refusal.value.field) == ("required", "why")


def test_producing_twice_gives_the_same_report(report: Any, county: County, community_manager: Staff) -> None:
    again, new = actions.report_produce(community=county.own, month=OCTOBER, by=community_manager)
    assert (again.pk, new) == (report.pk, False)


@pytest.mark.parametrize(
    ("month", "code"),
    [(date(2026, 11, 1), "month_not_over"), (date(2026, 10, 2), "invalid"), (date(2027, 1, 1), "month_not_over")],
)
def test_months_that_cannot_be_reported(month: date, code: str, county: County, community_manager: Staff) -> None:
    with pytest.raises(Refused) as refusal:
        actions.report_produce(community=county.own, month=month, by=community_manager)
    assert refusal.value.code == code


@pytest.mark.parametrize("name", ["county_admin", "township_officer", "grid_worker", "auditor", "colleague"])
def test_only_the_communitys_manager_makes_a_report(name: str, county: County, people: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refusal:
        actions.report_produce(community=county.own, month=OCTOBER, by=people[name])
    assert refusal.value.code == ("not_in_scope" if name == "colleague" else "not_your_role")


def test_texts_are_written_in_a_draft_only(report: Any, people: dict[str, Any]) -> None:
    manager = people["community_manager"]
    actions.report_write(report=report, by=manager, problems=" 电梯停运 ", plan="检修")
    report = walk(report, people, "confirm")
    assert (report.problems, report.plan, report.annex) == ("电梯停运", "检修", "")
    with pytest.raises(Refused) as refusal:
        actions.report_write(report=report, by=manager, plan="再议")
    assert refusal.value.code == "not_draft"
    report = walk(report, people, "submit")
    with pytest.raises(Refused) as refusal:
        actions.report_write(report=report, by=manager, plan="再议")
    assert refusal.value.code == "frozen"


def test_a_text_that_is_too_long_says_so(report: Any, community_manager: Staff) -> None:
    with pytest.raises(InvalidInput) as error:
        actions.report_write(report=report, by=community_manager, annex="长" * 4001)
    assert error.value.field == "annex"


def test_who_made_it_does_not_decide_it(report: Any, people: dict[str, Any]) -> None:
    report = walk(report, people, "confirm", "submit")
    officer = people["township_officer"]
    MonthlyReport.objects.filter(pk=report.pk).update(made_by=officer)
    report.refresh_from_db()
    assert may(report, "acknowledge", officer).code == "four_eyes"


def test_the_database_keeps_four_eyes_too(report: Any, people: dict[str, Any]) -> None:
    report = walk(report, people, "confirm", "submit")
    with pytest.raises(IntegrityError, match="reports_four_eyes"), transaction.atomic():
        MonthlyReport.objects.filter(pk=report.pk).update(decided_by=people["community_manager"])


SEALED_ROWS = [
    "UPDATE reports_monthlyreport SET problems = 'x'",
    "UPDATE reports_monthlyreport SET content_hash = 'x'",
    "UPDATE reports_monthlyreport SET month = '2026-09-01'",
    "UPDATE reports_monthlyreport SET heading = '{}'",
    "UPDATE reports_monthlyreport SET state = 'draft'",
    "DELETE FROM reports_monthlyreport",
    "UPDATE reports_reportfigure SET value = 0",
    "UPDATE reports_reportfigure SET case_ids = '{}'",
    "DELETE FROM reports_reportfigure",
    "INSERT INTO reports_reportfigure (report_id, community_id, position, key, section, kind, texts, collected, extra, "
    "case_model, case_ids) SELECT report_id, community_id, 99, 'new', section, kind, texts, false, extra, '', '{}' "
    "FROM reports_reportfigure LIMIT 1",
    "UPDATE reports_reportstep SET why = 'x'",
    "DELETE FROM reports_reportstep",
]


@pytest.mark.parametrize("sql", SEALED_ROWS)
def test_the_database_refuses_to_change_what_was_submitted(sql: str, report: Any, people: dict[str, Any]) -> None:
    walk(report, people, "confirm", "submit")
    refused = pytest.raises(DatabaseError, match=r"pgtrigger")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_one_live_version_a_month(report: Any, county: County) -> None:
    with pytest.raises(IntegrityError, match="reports_one_live_version"), transaction.atomic():
        MonthlyReport.objects.create(community=county.own, month=OCTOBER, version=2)


def test_correcting_begins_a_new_version_and_keeps_the_old(report: Any, people: dict[str, Any]) -> None:
    actions.report_write(report=report, by=people["community_manager"], problems="电梯停运")
    report = walk(report, people, "confirm", "submit", "return")
    old_hash = report.content_hash
    new = actions.report_correct(report=report, by=people["community_manager"], why="补录人口")
    report.refresh_from_db()
    assert (report.state, report.content_hash) == (State.SUPERSEDED, old_hash)
    assert (new.version, new.state, new.problems, new.replaces) == (2, State.DRAFT, "电梯停运", report)
    assert actions.is_as_submitted(report)


def test_the_log_tells_who_did_what(report: Any, people: dict[str, Any]) -> None:
    report = walk(report, people, "confirm", "submit", "return")
    told = list(ReportStep.objects.order_by("pk").values_list("step", "from_state", "to_state", "by__username", "why"))
    assert told == [
        ("produce", "", "draft", "manager", ""),
        ("confirm", "draft", "confirmed", "manager", "请核对"),
        ("submit", "confirmed", "submitted", "manager", "请核对"),
        ("return", "submitted", "returned", "township", "请核对"),
    ]
