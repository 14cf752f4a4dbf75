"""The pages of monthly reports: what each role sees, and that buttons do what the API does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from apps.accounts.models import AccessLog, Staff
from apps.core.errors import Refused
from apps.reports import actions
from apps.reports.cases import drilldown
from apps.reports.models import MonthlyReport
from apps.reports.span import Span
from apps.reports.workflow import WORKFLOW
from tests.harness.people import County
from tests.harness.queries import EqualQueries
from tests.reports.conftest import OCTOBER, SECRET_NAME, SECRET_PHONE
from tests.reports.factories import ComplaintFactory, at

Login = Callable[[Staff | None], Client]
LIST = reverse("admin:reports_monthlyreport_changelist")
PRODUCE = reverse("admin:reports_produce")


def page(report: MonthlyReport) -> str:
    return reverse("admin:reports_monthlyreport_change", args=[report.pk])


def body(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_the_manager_makes_last_months_report(
    november: None, login: Login, county: County, community_manager: Staff
) -> None:
    browser = login(community_manager)
    assert "编报2026年10月月报" in body(browser.get(LIST))
    response = browser.post(PRODUCE, {"community": county.own.pk})
    report = MonthlyReport.objects.get()
    assert response["Location"] == page(report)
    assert (report.month, report.state) == (OCTOBER, "draft")
    assert "编报2026年10月月报" not in body(browser.get(LIST))


def test_the_page_tells_not_collected_from_none(login: Login, report: Any, community_manager: Staff) -> None:
    text = body(login(community_manager).get(page(report)))
    assert "未采集" in text
    assert "1 件超时未签收" in text
    assert "草稿" in text
    for silent in ("防返贫监测", "就业帮扶", "农耕服务", "环境与治理", "社会融入"):
        assert silent in text


def test_confirming_saves_what_was_typed(login: Login, report: Any, community_manager: Staff) -> None:
    login(community_manager).post(page(report), {"problems": "电梯停运", "plan": "", "annex": "", "step": "confirm"})
    report.refresh_from_db()
    assert (report.problems, report.state) == ("电梯停运", "confirmed")


def test_the_way_through_the_pages(login: Login, report: Any, people: dict[str, Any]) -> None:
    manager, officer = login(people["community_manager"]), login(people["township_officer"])
    manager.post(page(report), {"step": "confirm"})
    assert "提交后内容不再改动" in body(manager.get(page(report)))
    manager.post(page(report), {"step": "submit"})
    text = body(officer.get(page(report)))
    assert "与冻结数据一致" in text
    officer.post(page(report), {"step": "return", "why": "人口数请核实"})
    assert "人口数请核实" in body(manager.get(page(report)))
    response = manager.post(page(report), {"step": "correct", "why": "补录"}, follow=True)
    assert "与第 1 版相比" in body(response)
    assert MonthlyReport.objects.get(version=2).state == "draft"


OFFICE = ("county_admin", "township_officer", "auditor", "colleague", "community_manager")


@pytest.mark.parametrize("name", OFFICE)
def test_pages_and_api_refuse_alike(name: str, login: Login, api: Any, submitted: Any, people: dict[str, Any]) -> None:
    """The same step by the same person: the action's code, in the message of the page and in the API."""
    for step in WORKFLOW.transitions:
        if (name, step.name) == ("township_officer", "acknowledge"):
            continue  # the one step that a submitted report allows
        with pytest.raises(Refused) as refusal:
            actions.BY_STEP[step.name](report=submitted, by=people[name], why="")
        response = login(people[name]).post(page(submitted), {"step": step.name})
        answer = api(people[name]).post(f"/api/v1/monthly-reports/{submitted.pk}/{step.name}/", {"why": ""})
        if name == "colleague":
            assert (response.status_code, answer.status_code) == (404, 404), step.name
            continue
        told = [message.extra_tags for message in get_messages(response.wsgi_request)]
        assert told == [refusal.value.code], step.name
        assert answer.json()["code"] == refusal.value.code, step.name


def test_a_step_that_there_is_not(login: Login, report: Any, community_manager: Staff) -> None:
    response = login(community_manager).post(page(report), {"step": "publish"}, follow=True)
    assert "没有这个步骤" in body(response)


def test_who_opens_the_page(login: Login, report: Any, people: dict[str, Any], step: Any) -> None:
    def statuses() -> dict[str, int]:
        return {name: login(by).get(page(report)).status_code for name, by in people.items()}

    before = dict.fromkeys(people, 404) | {"community_manager": 200, "grid_worker": 302, "anonymous": 302}
    assert statuses() == before
    step(report, "confirm")
    step(report, "submit")
    assert statuses() == before | {"county_admin": 200, "township_officer": 200, "auditor": 200}


def test_the_list_shows_what_is_in_view(login: Login, submitted: Any, people: dict[str, Any]) -> None:
    for name, shown in {"county_admin": True, "township_officer": True, "auditor": True, "colleague": False}.items():
        text = body(login(people[name]).get(LIST))
        assert (page(submitted) in text) == shown, name
    assert "外乡社区" not in body(login(people["township_officer"]).get(LIST))


def test_nobody_adds_or_deletes_a_report_by_a_form(login: Login, submitted: Any, people: dict[str, Any]) -> None:
    for by in (people["county_admin"], people["community_manager"]):
        assert login(by).get(reverse("admin:reports_monthlyreport_add")).status_code == 403
        url = reverse("admin:reports_monthlyreport_delete", args=[submitted.pk])
        assert login(by).post(url, {"post": "yes"}).status_code == 403


def test_downloads_are_for_those_who_see_it_and_are_logged(
    login: Login, submitted: Any, people: dict[str, Any]
) -> None:
    url = reverse("admin:reports_download", args=[submitted.pk, "docx"])
    assert login(people["colleague"]).get(url).status_code == 404
    response = login(people["township_officer"]).get(url)
    assert response.status_code == 200
    row = AccessLog.objects.get(kind="export")
    assert (row.staff, row.field, row.community_id) == (people["township_officer"], "docx", submitted.community_id)


def test_drill_down_of_a_draft(login: Login, report: Any, community_manager: Staff) -> None:
    browser = login(community_manager)
    url = reverse("admin:reports_report_cases", args=[report.pk, "people.over_60"])
    assert SECRET_NAME in body(browser.get(url))
    assert url in body(browser.get(page(report)))
    none = reverse("admin:reports_report_cases", args=[report.pk, "no.such"])
    assert browser.get(none).status_code == 404


def test_frozen_drill_down_shows_the_frozen_cases(login: Login, submitted: Any, county: County, people: Any) -> None:
    late = ComplaintFactory(building=county.building, submitted_at=at(2026, 10, 9))
    url = reverse("admin:reports_report_cases", args=[submitted.pk, "complaints.received"])
    text = body(login(people["community_manager"]).get(url))
    assert str(late) not in text


def test_the_township_sees_no_names(login: Login, submitted: Any, people: dict[str, Any]) -> None:
    browser = login(people["township_officer"])
    text = body(browser.get(page(submitted)))
    assert SECRET_NAME not in text
    assert SECRET_PHONE not in text
    people_url = reverse("admin:reports_report_cases", args=[submitted.pk, "people.registered"])
    assert people_url not in text
    assert browser.get(people_url).status_code == 403


def test_drill_down_of_a_figure_on_the_dashboard(login: Login, report: Any, county: County, people: Any) -> None:
    cases, url = drilldown("complaints.received", [county.own, county.foreign], Span.month(OCTOBER))
    assert cases is not None
    number = str(cases.order_by("pk")[0])
    ComplaintFactory(building=county.foreign_building, submitted_at=at(2026, 10, 9))
    text = body(login(people["community_manager"]).get(url))
    assert number in text
    assert "外乡社区" not in text
    assert login(people["colleague"]).get(url).content.decode().count(number) == 0
    for wrong in ("?start=x&end=y", "?start=2026-10-01&end=2026-10-01", ""):
        assert login(people["community_manager"]).get(url.split("?")[0] + wrong).status_code == 404


def test_pages_of_cases(login: Login, report: Any, county: County, community_manager: Staff) -> None:
    for _number in range(55):
        ComplaintFactory(building=county.building, submitted_at=at(2026, 10, 9))
    url = reverse("admin:reports_report_cases", args=[report.pk, "complaints.received"])
    assert "第 1 页，共 2 页，57 条" in body(login(community_manager).get(url))
    assert "第 2 页，共 2 页" in body(login(community_manager).get(f"{url}?page=2"))


def test_the_list_costs_the_same(
    login: Login, submitted: Any, county: County, community_manager: Staff, equal_queries: EqualQueries
) -> None:
    from datetime import date

    places = iter(range(1, 100))

    def more(count: int) -> None:
        for _number in range(count):
            place = next(places)
            month = date(2020 + place // 12, place % 12 + 1, 1)
            MonthlyReport.objects.create(community=county.own, month=month, made_by=community_manager)

    more(1)
    browser = login(community_manager)
    equal_queries(lambda: browser.get(LIST), more=more)


def test_the_trend_needs_two_months(login: Login, submitted: Any, county: County, people: Any, step: Any) -> None:
    manager = people["community_manager"]
    assert "三率走势" not in body(login(manager).get(page(submitted)))
    earlier, _new = actions.report_produce(community=county.own, month=OCTOBER.replace(month=9), by=manager)
    step(step(earlier, "confirm"), "submit")
    assert "三率走势" in body(login(manager).get(page(submitted)))
