"""Samples of reports for the walk over every address."""

from datetime import date
from typing import Any

from apps.reports.models import MonthlyReport
from tests.harness.walk import Side


def objects(side: Side) -> dict[str, Any]:
    report = MonthlyReport.objects.create(community=side.community, month=date(2026, 10, 1), problems=side.mark)
    return {"reports.monthlyreport": report}


def _pk(side: Side) -> dict[str, Any]:
    return {"pk": side["reports.monthlyreport"].pk}


ROUTES = {
    "admin:reports_cases": lambda side: {"key": "households.registered"},
    "admin:reports_report_cases": lambda side: {**_pk(side), "key": "households.registered"},
    "admin:reports_download": lambda side: {**_pk(side), "ending": "xlsx"},
    "api:monthly-report-cases": lambda side: {**_pk(side), "key": "households.registered"},
    "api:monthly-report-file": lambda side: {**_pk(side), "ending": "xlsx"},
}
COMMON = {"admin:reports_cases": "one figure over the reader's own communities"}
