"""Figures and monthly reports through the REST API."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from apps.accounts.models import Staff
from apps.reports.models import MonthlyReport
from apps.reports.registry import METRICS
from tests.harness.people import County
from tests.harness.queries import EqualQueries
from tests.reports.factories import ComplaintFactory, at

Api = Callable[[Staff | None], APIClient]
LIST, FIGURES = "/api/v1/monthly-reports/", "/api/v1/figures/"


def url(report: MonthlyReport, rest: str = "") -> str:
    return f"{LIST}{report.pk}/{rest}"


def test_figures_of_a_month(api: Api, report: Any, county: County, community_manager: Staff) -> None:
    body = api(community_manager).get(FIGURES, {"community": county.own.pk, "month": "2026-10"}).json()
    assert (body["month"], [place["id"] for place in body["communities"]]) == ("2026-10-01", [county.own.pk])
    figures = {figure["key"]: figure for figure in body["figures"]}
    assert list(figures) == list(METRICS)
    assert figures["complaints.received"]["value"] == 2
    assert (figures["people.present"]["collected"], figures["people.present"]["value"]) == (False, None)
    rate = figures["complaints.response_rate"]
    assert (rate["value"], rate["numerator"], rate["denominator"]) == (50.0, 1, 2)
    assert rate["extra"] == {"unaccepted_overdue": 1}


@pytest.mark.parametrize("query", [{"month": "2026-13"}, {"month": "now"}, {"community": "x"}, {"community": 10**20}])
def test_figures_of_a_month_or_place_that_is_none(query: Any, api: Api, county_admin: Staff) -> None:
    assert api(county_admin).get(FIGURES, query).status_code == 400


def test_figures_of_a_community_out_of_view_are_refused(api: Api, county: County, community_manager: Staff) -> None:
    response = api(community_manager).get(FIGURES, {"community": county.foreign.pk})
    assert (response.status_code, response.json()["field"]) == (400, "community")


def test_figures_of_the_county_cost_as_much_as_those_of_a_community(
    api: Api, county: County, county_admin: Staff, equal_queries: EqualQueries
) -> None:
    from tests.communities.factories import BuildingFactory

    client = api(county_admin)
    equal_queries(
        lambda: client.get(FIGURES, {"month": "2026-10"}),
        more=lambda n: [ComplaintFactory(building=BuildingFactory(), submitted_at=at(2026, 10, 4)) for _ in range(n)],
    )


def test_the_whole_way(api: Api, report: Any, county: County, people: dict[str, Any]) -> None:
    manager, officer = api(people["community_manager"]), api(people["township_officer"])
    again = manager.post(LIST, {"community": county.own.pk, "month": "2026-10-01"})
    assert (again.status_code, again.json()["id"]) == (200, report.pk)
    made = manager.post(LIST, {"community": county.own.pk, "month": "2026-09-01"})
    assert (made.status_code, made.json()["state"], made.json()["version"]) == (201, "draft", 1)
    assert manager.patch(url(report), {"plan": "检修电梯"}).json()["plan"] == "检修电梯"
    assert manager.get(url(report)).json()["possible_steps"] == ["confirm"]
    assert manager.post(url(report, "confirm/")).json()["state"] == "confirmed"
    sent = manager.post(url(report, "submit/")).json()
    assert (sent["state"], len(sent["content_hash"]), sent["as_submitted"]) == ("submitted", 64, True)
    assert officer.get(LIST).json()["count"] == 1
    refused = officer.post(url(report, "return/"))
    assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (409, "required", "why")
    assert officer.post(url(report, "return/"), {"why": "人口核对"}).json()["state"] == "returned"
    new = manager.post(url(report, "correct/"), {"why": "补录"}).json()
    assert (new["version"], new["state"], new["replaces"]) == (2, "draft", report.pk)
    ComplaintFactory(building=county.building, submitted_at=at(2026, 10, 7))
    differences = {
        d["name"]: (d["before"], d["after"]) for d in manager.get(f"{LIST}{new['id']}/").json()["differences"]
    }
    assert differences["办理情况 · 收到诉求"] == ("2", "3")


def test_a_submitted_report_reads_as_set_down(api: Api, submitted: Any, county: County, county_admin: Staff) -> None:
    before = api(county_admin).get(url(submitted)).json()
    ComplaintFactory(building=county.building, submitted_at=at(2026, 10, 7))
    assert api(county_admin).get(url(submitted)).json() == before
    assert [step["step"] for step in before["steps"]] == ["produce", "write", "confirm", "submit"]


def test_who_sees_what(api: Api, report: Any, people: dict[str, Any], step: Any) -> None:
    def statuses() -> dict[str, int]:
        return {name: api(by).get(url(report)).status_code for name, by in people.items()}

    drafts = {"community_manager": 200, "grid_worker": 403, "anonymous": 403}
    assert statuses() == dict.fromkeys(people, 404) | drafts
    step(report, "confirm")
    step(report, "submit")
    seen = {"county_admin": 200, "township_officer": 200, "auditor": 200, "colleague": 404}
    assert statuses() == drafts | seen


@pytest.mark.parametrize("name", ["county_admin", "auditor", "township_officer"])
def test_roles_that_only_look_are_told_so(name: str, api: Api, submitted: Any, people: dict[str, Any]) -> None:
    response = api(people[name]).post(url(submitted, "correct/"), {"why": "x"})
    assert (response.status_code, response.json()["code"]) == (403, "not_your_role")


def test_files(api: Api, submitted: Any, township_officer: Staff) -> None:
    for ending in ("docx", "pdf", "xlsx"):
        response = api(township_officer).get(url(submitted, f"files/{ending}/"))
        assert response.status_code == 200
        assert "_%E6%9C%88%E6%8A%A5_" in response["Content-Disposition"]
    assert api(township_officer).get(url(submitted, "files/exe/")).status_code == 400


def test_no_files_before_submission(api: Api, report: Any, community_manager: Staff) -> None:
    response = api(community_manager).get(url(report, "files/pdf/"))
    assert (response.status_code, response.json()["code"]) == (409, "not_submitted")


def test_cases(api: Api, report: Any, county: County, people: dict[str, Any], step: Any) -> None:
    manager = api(people["community_manager"])
    draft = manager.get(url(report, "cases/complaints.received/")).json()
    assert (draft["model"], draft["count"], len(draft["ids"])) == ("complaints.complaint", 2, 2)
    step(report, "confirm")
    step(report, "submit")
    ComplaintFactory(building=county.building, submitted_at=at(2026, 10, 7))
    assert manager.get(url(report, "cases/complaints.received/")).json() == draft
    assert manager.get(url(report, "cases/people.registered/")).json()["count"] == 1
    assert manager.get(url(report, "cases/no.such/")).status_code == 404
    officer = api(people["township_officer"])
    assert officer.get(url(report, "cases/people.registered/")).status_code == 403


def test_the_list_filters_and_costs_the_same(
    api: Api, submitted: Any, county_admin: Staff, community_manager: Staff, equal_queries: EqualQueries, county: County
) -> None:
    client = api(county_admin)
    assert client.get(LIST, {"month": "2026-10"}).json()["count"] == 1
    assert client.get(LIST, {"month": "2026-09-01"}).json()["count"] == 0
    assert client.get(LIST, {"state": "returned"}).json()["count"] == 0
    assert client.get(LIST, {"live": "true"}).json()["count"] == 1
    manager = api(community_manager)
    first = iter(range(1, 100))

    def more(count: int) -> None:
        from datetime import date

        for _number in range(count):
            place = next(first)
            month = date(2020 + place // 12, place % 12 + 1, 1)
            MonthlyReport.objects.create(community=county.own, month=month, made_by=community_manager)

    more(1)
    equal_queries(lambda: manager.get(LIST, {"page_size": 100}), more=more)
