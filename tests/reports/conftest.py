"""A report in any state, and people who act on it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from apps.accounts.models import Staff
from apps.reports import actions
from apps.reports.models import MonthlyReport
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory, id_number
from tests.reports.factories import ComplaintFactory, at

OCTOBER = date(2026, 10, 1)
SECRET_NAME, SECRET_PHONE = "谭秘密", "13812345678"


@pytest.fixture
def november(time_machine: Any) -> None:
    """22 November 2026, when October's report is due."""
    time_machine.move_to("2026-11-22T10:00:00+08:00", tick=False)


@pytest.fixture
def report(november: None, county: County, community_manager: Staff) -> MonthlyReport:
    """October's draft of a community with one person and two complaints."""
    member = MemberFactory.build(
        community=county.own, name=SECRET_NAME, phone=SECRET_PHONE, birth_date=date(1950, 5, 5)
    )
    member.set_id_number(id_number(7))
    member.save()
    MembershipFactory(household=HouseholdFactory(community=county.own, code="C00001"), member=member)
    ComplaintFactory(
        building=county.building, submitted_at=at(2026, 10, 5), state="accepted", accepted_at=at(2026, 10, 5, 11),
        reporter_name=SECRET_NAME, reporter_phone=SECRET_PHONE, text=f"{SECRET_NAME}家门口漏水",
    )  # fmt: skip
    ComplaintFactory(building=county.building, submitted_at=at(2026, 10, 6))
    return actions.report_produce(community=county.own, month=OCTOBER, by=community_manager)[0]


@pytest.fixture
def submitted(report: MonthlyReport, community_manager: Staff) -> MonthlyReport:
    """The same, with texts, confirmed and submitted."""
    actions.report_write(
        report=report,
        by=community_manager,
        problems="电梯停运两次。",
        plan="1. 检修电梯。\n2. 开居民会。",
        annex="请协调清运。",
    )
    actions.report_confirm(report=report, by=community_manager)
    actions.report_submit(report=report, by=community_manager)
    return MonthlyReport.objects.get(pk=report.pk)


@pytest.fixture
def step(people: dict[str, Any]) -> Callable[..., MonthlyReport]:
    """step(report, "return"): take a step as the person whose step it is."""

    def take(report: MonthlyReport, name: str, why: str = "请核对") -> MonthlyReport:
        by = people["township_officer" if name in {"acknowledge", "return"} else "community_manager"]
        return actions.BY_STEP[name](report=report, by=by, why=why)

    return take
