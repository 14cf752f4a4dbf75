"""The township hears of a submitted report, the manager of a returned and of a due one; each once."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from apps.core.models import DatedSetting
from apps.reminders.actions import messages_collect
from apps.reminders.models import Message
from apps.reminders.words import worded
from apps.reports.models import MonthlyReport
from apps.reports.reminders import check_day
from tests.harness.people import County


def inbox(template: str) -> list[tuple[str, str]]:
    rows = Message.objects.inbox().filter(template=template).order_by("recipient__username")
    return [(row.recipient.username, worded(row, "zh-hans").body) for row in rows]


def test_the_township_is_told_once(submitted: MonthlyReport, people: dict[str, Any]) -> None:
    messages_collect()
    messages_collect()
    told = inbox("report.submitted")
    assert [name for name, _body in told] == ["township"]
    assert "2026年10月" in told[0][1]
    assert Message.objects.filter(template="report.submitted").first().url.endswith(f"/{submitted.pk}/change/")


def test_the_manager_is_told_of_questions(submitted: MonthlyReport, step: Any) -> None:
    step(submitted, "return")
    messages_collect()
    assert [name for name, _body in inbox("report.returned")] == ["manager"]
    assert inbox("report.submitted") == []


def test_who_reports_and_has_not_submitted_is_reminded(report: MonthlyReport, county: County, step: Any) -> None:
    messages_collect()
    assert inbox("report.due") == []  # a community that never reported is not nagged
    earlier = MonthlyReport.objects.create(
        community=county.own, month=report.month.replace(month=9), made_by=report.made_by
    )
    step(step(earlier, "confirm"), "submit")
    messages_collect()
    assert [name for name, _body in inbox("report.due")] == ["manager"]


def test_nobody_is_reminded_before_the_day(report: MonthlyReport, county: County, step: Any) -> None:
    earlier = MonthlyReport.objects.create(
        community=county.own, month=report.month.replace(month=9), made_by=report.made_by
    )
    step(step(earlier, "confirm"), "submit")
    DatedSetting.objects.create(key="reports.due_day", valid_from="2026-01-01", value=25)
    messages_collect()
    assert inbox("report.due") == []


@pytest.mark.parametrize("value", [0, 29, "5", None, 1.5])
def test_the_day_is_one_that_every_month_has(value: Any) -> None:
    with pytest.raises(ValidationError):
        check_day(value)
