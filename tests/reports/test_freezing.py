"""What was confirmed is what is submitted, and what was submitted stays, whatever the register says later."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from apps.accounts.models import Staff
from apps.complaints.models import Complaint
from apps.core.periods import since
from apps.households.models import Household, Member
from apps.reports import actions
from apps.reports.content import canonical, content_of
from apps.reports.models import MonthlyReport
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MembershipFactory
from tests.reports.factories import ComplaintFactory, at

OCTOBER = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to("2026-11-22T10:00:00+08:00", tick=False)


@pytest.fixture
def report(county: County, community_manager: Staff) -> MonthlyReport:
    for _number in range(3):
        MembershipFactory(household=HouseholdFactory(community=county.own))
    ComplaintFactory(
        building=county.building, submitted_at=at(2026, 10, 5), state="accepted", accepted_at=at(2026, 10, 5, 11)
    )
    ComplaintFactory(building=county.building, submitted_at=at(2026, 10, 6))
    return actions.report_produce(community=county.own, month=OCTOBER, by=community_manager)[0]


def lines(report: MonthlyReport) -> dict[str, Any]:
    return {line.key: line for line in content_of(report).lines}


def submitted(report: MonthlyReport, by: Staff) -> MonthlyReport:
    actions.report_confirm(report=report, by=by)
    actions.report_submit(report=report, by=by)
    return MonthlyReport.objects.get(pk=report.pk)


def test_a_draft_follows_the_register(report: Any, county: County) -> None:
    assert lines(report)["people.registered"].now.value == 3
    MembershipFactory(household=HouseholdFactory(community=county.own))
    assert lines(report)["people.registered"].now.value == 4


def test_a_confirmed_report_says_what_was_confirmed(report: Any, county: County, community_manager: Staff) -> None:
    report = actions.report_confirm(report=report, by=community_manager)
    MembershipFactory(household=HouseholdFactory(community=county.own))
    assert lines(report)["people.registered"].now.value == 3
    report = actions.report_reopen(report=report, by=community_manager)
    assert lines(report)["people.registered"].now.value == 4
    assert report.figures.count() == 0


def test_a_submitted_report_says_the_same_whatever_the_register_says(
    report: Any, county: County, community_manager: Staff
) -> None:
    before = lines(report)
    report = submitted(report, community_manager)
    sealed = canonical(report)
    Household.objects.update(left_on=date(2026, 10, 2), kind="ordinary")
    Member.objects.update(birth_date=date(2020, 1, 1), name="改名")
    Complaint.objects.update(submitted_at=at(2026, 11, 5))
    county.own.name = "改名社区"
    county.own.save()
    report = MonthlyReport.objects.get(pk=report.pk)
    assert canonical(report) == sealed
    assert actions.is_as_submitted(report)
    assert content_of(report).community == "晴川家园"
    after = lines(report)
    assert {key: line.now for key, line in after.items()} == {key: line.now for key, line in before.items()}
    assert {key: line.texts for key, line in after.items()} == {key: line.texts for key, line in before.items()}
    assert {key: line.change for key, line in after.items()} == {key: line.change for key, line in before.items()}


def test_figures_and_cases_are_set_down(report: Any, county: County, community_manager: Staff) -> None:
    report = submitted(report, community_manager)
    rate = report.figures.get(key="complaints.response_rate")
    assert (rate.value, rate.numerator, rate.denominator) == (Decimal("50.0"), 1, 2)
    assert rate.extra == {"unaccepted_overdue": 1}
    assert rate.case_model == "complaints.complaint"
    assert sorted(rate.case_ids) == sorted(Complaint.objects.values_list("pk", flat=True))
    present = report.figures.get(key="people.present")
    assert (present.collected, present.value) == (False, None)
    assert rate.texts["name"] == {"zh-hans": "响应率", "en": "response rate"}


def test_change_and_cumulative(county: County, community_manager: Staff) -> None:
    for month, day in ((1, 5), (9, 3), (9, 4), (9, 29), (10, 2)):
        ComplaintFactory(building=county.building, submitted_at=at(2026, month, day))
    ComplaintFactory(building=county.building, submitted_at=at(2025, 12, 31, 23))
    MembershipFactory(household=HouseholdFactory(community=county.own), period=since(date(2026, 10, 3)))
    report, _new = actions.report_produce(community=county.own, month=OCTOBER, by=community_manager)
    received = lines(report)["complaints.received"]
    assert (received.now.value, received.before, received.change) == (1, 3, -2)
    assert received.cumulative.value == 5
    registered = lines(report)["people.registered"]
    assert (registered.now.value, registered.before, registered.change) == (
        1,
        None,
        None,
    )  # nobody before: not collected
    assert registered.cumulative is None


def test_the_hash_tells_when_something_was_changed(report: Any, community_manager: Staff) -> None:
    report = submitted(report, community_manager)
    assert len(report.content_hash) == 64
    assert actions.is_as_submitted(report)
    report.problems = "悄悄改动"
    assert not actions.is_as_submitted(report)
