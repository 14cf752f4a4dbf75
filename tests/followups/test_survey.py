"""The survey of the field study, entered through the forms, reads the same shares wherever they are shown."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from apps.core.models import DatedSetting
from apps.households.models import HealthRecord, Income, Presence
from apps.households.rules import INCOME_LINE
from apps.reports import actions as reports
from apps.reports.actions import report_produce
from apps.reports.files import report_file
from apps.reports.registry import compute
from apps.reports.span import Span
from tests.accounts.factories import StaffFactory
from tests.communities.factories import CommunityFactory
from tests.followups import survey
from tests.followups.asked import ask
from tests.households.factories import HouseholdFactory, MembershipFactory

KEYS = {
    "people.healthy_share": "68.9",
    "people.chronic_share": "22.2",
    "people.serious_share": "8.9",
    "monitoring.marginal_not_permanent": "62.0",
}


@pytest.fixture
def manager(db: Any) -> Iterator[Any]:
    """The manager of the community in which all fifty were asked in October 2026."""
    with time_machine.travel("2026-11-02T09:00:00+08:00", tick=False):
        community = CommunityFactory()
        by = StaffFactory(role="community_manager", areas=[community])
        DatedSetting.objects.create(key=INCOME_LINE.key, valid_from=date(2025, 1, 1), value=survey.LINE)
        healths = iter(survey.HEALTH)
        for number, size in enumerate(survey.sizes()):
            home = HouseholdFactory(community=community)
            people = [MembershipFactory(household=home, relation="head" if n == 0 else "other") for n in range(size)]
            members = [row.member_id for row in people]
            given = survey.answers(number, members, [next(healths) for _one in members])
            ask(home, by, "guarantees_income", day=date(2026, 10, 20), **given)
        by.place = community
        yield by


def test_the_survey_reads_the_same_everywhere(manager: Any, client: Client) -> None:
    assert HealthRecord.objects.count() == survey.PEOPLE
    assert Presence.objects.current().count() == Income.objects.filter(source="wage").count() == survey.HOUSEHOLDS
    october = Span.month(date(2026, 10, 20))
    found = {key: compute(key, [manager.place], october) for key in KEYS}
    assert {key: str(figure.value) for key, figure in found.items()} == KEYS
    assert (found["people.chronic_share"].numerator, found["people.chronic_share"].denominator) == (60, 270)
    client.force_login(manager)
    told = client.get("/api/v1/figures/", {"month": "2026-10"}).json()
    rows = {row["key"]: row for row in told["figures"]}
    assert {key: f"{float(rows[key]['value']):.1f}" for key in KEYS} == KEYS
    page = client.get(reverse("admin:index")).content.decode()
    assert all(f"{share}%" in page for share in KEYS.values())
    report, _made = report_produce(community=manager.place, month=date(2026, 10, 1), by=manager)
    shown = client.get(reverse("admin:reports_monthlyreport_change", args=[report.pk])).content.decode()
    assert all(share in shown for share in KEYS.values())
    told_in_files(report, manager)


def told_in_files(report: Any, by: Any) -> None:
    """The files of the report say the same."""
    reports.report_write(report=report, by=by, problems="无。", plan="继续走访。", annex="无。")
    reports.report_confirm(report=report, by=by)
    sent = reports.report_submit(report=report, by=by)
    for ending in ("xlsx", "docx"):
        with ZipFile(BytesIO(report_file(sent, ending, by).data)) as file:
            texts = "".join(file.read(name).decode() for name in file.namelist() if name.endswith(".xml"))
        assert all(share.removesuffix(".0") in texts for share in KEYS.values()), ending
