"""The first page: its numbers are those of the lists behind them, by role, within scope, at equal queries."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache

from apps.accounts.actions import access_record
from apps.accounts.models import AccessKind
from apps.complaints.models import Complaint, ComplaintStep
from apps.complaints.workflow import State
from apps.core import clock
from apps.core.periods import since
from apps.households.models import Employment, LabourAbility
from apps.reports.registry import METRICS, compute
from apps.reports.span import Span
from apps.reports.today.work import span_words
from tests.accounts.factories import StaffFactory
from tests.complaints.factories import ComplaintFactory, complaint_in
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MembershipFactory

NOW = datetime(2026, 11, 18, 3, tzinfo=UTC)  # a Wednesday, 11:00 in the county


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def work(county: County) -> None:
    """Two late (one to be called back), one due today, one due later; and one of another community, late too."""
    late = {"submitted_at": NOW - timedelta(days=9)}
    lift = {"accept_due": NOW - timedelta(days=1, hours=3), "resolve_due": NOW + timedelta(days=1)}
    ComplaintFactory(building=county.building, unit=2, text="电梯停运", **late, **lift)
    row = complaint_in(State.RESOLVED, building=county.building, **late)
    Complaint.objects.filter(pk=row.pk).update(call_back_due=NOW - timedelta(hours=2))
    ComplaintFactory(building=county.building, accept_due=NOW + timedelta(hours=4))
    ComplaintFactory(
        building=county.building, accept_due=NOW + timedelta(days=3), text="", resolve_due=NOW + timedelta(days=9)
    )
    ComplaintFactory(building=county.foreign_building, accept_due=NOW - timedelta(days=5), **late)


def today_of(client: Any) -> dict[str, Any]:
    answer = client.get("/admin/")
    assert answer.status_code == 200
    return answer.context["today"]


def cards_of(today: dict[str, Any]) -> list[dict[str, Any]]:
    """On top and in the groups by urgency."""
    return [*today["kpis"], *(card for group in today["groups"] for card in group["cards"])]


def numbers(today: dict[str, Any]) -> list[Any]:
    return [card["value"] for card in cards_of(today)]


def test_the_numbers_on_top(work: None, community_manager: Any, login: Any) -> None:
    today = today_of(login(community_manager))
    assert numbers(today) == [2, 1, 1, 2]
    assert "1 天 3 小时" in str(today["kpis"][0]["note"])


def test_each_number_opens_its_list(work: None, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    for card in cards_of(today_of(client)):
        page = client.get(card["url"])
        assert page.context["cl"].result_count == card["value"], card["label"]


def test_the_most_urgent_comes_first(work: None, community_manager: Any, login: Any) -> None:
    todo = today_of(login(community_manager))["todo"]
    assert todo["total"] == 4
    assert todo["rows"][0]["cells"][0] == "电梯停运"
    assert "1 栋 2 单元" in str(todo["rows"][0]["cells"][1])
    assert todo["rows"][0]["cells"][4].startswith("−")
    assert all(row["url"] for row in todo["rows"])


def test_nobody_sees_the_work_of_others(work: None, people: dict[str, Any], login: Any) -> None:
    assert numbers(today_of(login(people["colleague"])))[0] == 1
    assert numbers(today_of(login(people["county_admin"])))[0] == 3
    assert "电梯停运" not in login(people["colleague"]).get("/admin/").content.decode()


def test_the_rates_are_those_of_the_registry(work: None, county: County, community_manager: Any, login: Any) -> None:
    rows = today_of(login(community_manager))["rates"]["rows"]
    figure = compute(METRICS["complaints.response_rate"], [county.own], Span.month(clock.today()))
    assert rows[0][1] == (f"{figure.value}%" if figure.value is not None else "—")
    assert rows[0][3] == f"{figure.numerator} / {figure.denominator}"


def test_nothing_recorded_is_not_zero(county: County, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    today = today_of(client)
    assert today["rates"]["rows"][0][1] is None
    assert "未采集" in client.get("/admin/").content.decode()


def test_the_county_compares_its_communities(work: None, county: County, county_admin: Any, login: Any) -> None:
    today = today_of(login(county_admin))
    assert {row["cells"][0] for row in today["compared"]["rows"]} == {county.foreign.name, county.own.name}
    assert today["todo"] is None


def test_the_township_is_told_of_reports_and_sees_no_household(work: None, township_officer: Any, login: Any) -> None:
    client = login(township_officer)
    labels = [card["url"] for card in cards_of(today_of(client))]
    assert any("state=submitted" in url for url in labels)
    assert "/admin/households/" not in client.get("/admin/").content.decode()


def test_the_auditor_sees_who_looked(work: None, community_manager: Any, auditor: Any, login: Any) -> None:
    access_record(staff=community_manager, kind=AccessKind.REVEAL, subject="households.member:1", reason="核对户口本")
    client = login(auditor)
    assert "核对户口本" in client.get("/admin/").content.decode()
    assert "电梯停运" not in client.get("/admin/").content.decode()


def test_who_has_no_area_is_told_whom_to_ask(db: None, login: Any) -> None:
    nobody = StaffFactory(role="community_manager", areas=[])
    answer = login(nobody).get("/admin/")
    assert answer.context["today"]["nowhere"]
    assert "县级管理员" in answer.content.decode()


def test_what_changed_lists_steps_of_the_last_seven_days(county: County, community_manager: Any, login: Any) -> None:
    for days in (1, 9):
        complaint = ComplaintFactory(building=county.building, category="waste" if days == 1 else "noise")
        ComplaintStep.objects.create(
            complaint=complaint, community=county.own, step="resolve", from_state="in_progress", to_state="resolved",
            at=NOW - timedelta(days=days),
        )  # fmt: skip
    changes = today_of(login(community_manager))["changes"]
    assert len(changes) == 1
    assert "垃圾" in changes[0]["text"]


@pytest.mark.parametrize("role", ["community_manager", "county_admin", "township_officer", "auditor"])
def test_the_page_costs_the_same_for_any_number(
    work: None, county: County, people: dict[str, Any], login: Any, equal_queries: Any, role: str
) -> None:
    client = login(people[role])

    def fetch() -> None:
        cache.clear()
        client.get("/admin/")

    equal_queries(fetch, more=lambda n: ComplaintFactory.create_batch(n, building=county.building))


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(minutes=5), "5 分钟"),
        (timedelta(hours=3, minutes=59), "3 小时"),
        (timedelta(days=1, hours=3), "1 天 3 小时"),
        (timedelta(days=12, hours=3), "12 天"),
    ],
)
def test_lengths_of_time_in_their_two_largest_units(span: timedelta, words: str) -> None:
    assert span_words(span) == words


@pytest.mark.parametrize("role", ["community_manager", "county_admin", "township_officer", "auditor"])
def test_the_sidebar_shows_only_what_opens(county: County, people: dict[str, Any], login: Any, role: str) -> None:
    client = login(people[role])
    groups = client.get("/admin/").context["sidebar_navigation"]
    links = [item["link"] for group in groups for item in group["items"]]
    assert len(links) >= 3
    for link in links:
        assert client.get(link, follow=True).status_code == 200, link


def test_the_sidebar_counts_what_is_late(work: None, community_manager: Any, login: Any) -> None:
    groups = login(community_manager).get("/admin/").context["sidebar_navigation"]
    badges = {item["link"]: item["badge"] for group in groups for item in group["items"]}
    assert badges["/admin/complaints/complaint/"] == 2


def test_zero_employment_is_the_registrys_figure_and_opens_its_list(
    county: County, people: dict[str, Any], login: Any
) -> None:
    idle = HouseholdFactory(community=county.own)
    member = MembershipFactory(household=idle).member
    LabourAbility.objects.create(member=member, community=county.own, labour="ordinary", period=since(date(2020, 1, 1)))
    Employment.objects.create(member=member, community=county.own, work="not_working", period=since(date(2020, 1, 1)))
    client = login(people["community_manager"])
    (card,) = [
        card for card in cards_of(today_of(client)) if card["label"] == METRICS["employment.zero_employment"].name
    ]
    assert (card["value"], card["kind"]) == (1, "due")
    assert idle.code in client.get(card["url"]).content.decode()
    assert 1 not in numbers(today_of(login(people["township_officer"]))), "aggregates only, in the report"
