"""One household, one page: what stands on top, tabs that cost nothing until opened, one timeline."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from apps.core.periods import since
from apps.households.file import concerns_of, events_of, panels_for
from apps.households.models import (
    Employment,
    GuaranteeCheck,
    HealthRecord,
    Household,
    Income,
    LabourAbility,
    Presence,
)
from tests.complaints.factories import ComplaintFactory
from tests.harness.people import County
from tests.households.factories import MOVED_IN, HouseholdFactory, MemberFactory, MembershipFactory, OccupancyFactory


@pytest.fixture
def household(county: County) -> Household:
    home = HouseholdFactory(community=county.own, code="H00417")
    OccupancyFactory(household=home, dwelling__building=county.building, community=county.own)
    head = MemberFactory(community=county.own, name="谭建国", phone="13812345678")
    MembershipFactory(household=home, member=head)
    return home


def file_of(household: Household) -> str:
    return reverse("admin:households_household_change", args=[household.pk])


def words(household: Household, user: Any) -> dict[str, str]:
    """Each concern by its word: its kind."""
    fresh = Household.objects.with_place().with_head().get(pk=household.pk)
    return {str(concern.word): concern.kind for concern in concerns_of(fresh, user)}


SOURCES = ("wage", "business", "business_expense", "property", "transfer")
PHONE, MASKED = "13812345678", "138••••5678"


@pytest.mark.parametrize(
    ("name", "sees", "calls"),
    [("county_admin", PHONE, True), ("community_manager", PHONE, True), ("auditor", MASKED, False)],
)
def test_who_sees_and_calls(
    household: Household, people: dict[str, Any], login: Any, name: str, sees: str, calls: bool
) -> None:
    page = login(people[name]).get(file_of(household)).content.decode()
    assert sees in page
    assert ("tel:13812345678" in page) == calls
    assert (PHONE in page) == (sees == PHONE)


@pytest.mark.parametrize("name", ["township_officer", "grid_worker", "colleague", "anonymous"])
def test_who_does_not_open_it(household: Household, people: dict[str, Any], login: Any, name: str) -> None:
    answer = login(people[name]).get(file_of(household))
    assert answer.status_code in (302, 403, 404)
    assert "谭建国" not in answer.content.decode()


def test_people_and_work_cost_the_same(
    household: Household, county: County, community_manager: Any, login: Any, equal_queries: Any
) -> None:
    """At two and at twenty: people, their health and work, complaints, income, checks, changes of residence."""

    def more(count: int) -> None:
        for _place in range(count):
            member = MemberFactory(community=county.own, phone="13900001111")
            MembershipFactory(household=household, member=member, relation="child")
            HealthRecord.objects.create(community=county.own, member=member, health="serious", period=since(MOVED_IN))
            Employment.objects.create(community=county.own, member=member, work="farming", period=since(MOVED_IN))
            ComplaintFactory(community=county.own, household=household, building=county.building)
            day = date(2026, 1, 1) + timedelta(days=Presence.objects.count())
            Presence.objects.create(
                community=county.own, household=household, status="dual", period=since(day, day + timedelta(days=1))
            )
            GuaranteeCheck.objects.create(
                community=county.own, household=household, guarantee="water", result="fail", checked_on=day
            )
            back, source = divmod(Income.objects.count(), len(SOURCES))
            Income.objects.create(
                community=county.own, household=household, year=2025 - back, source=SOURCES[source], amount=5000
            )

    more(2)
    client = login(community_manager)
    for tab in ("", "?tab=history"):
        equal_queries(lambda tab=tab: client.get(file_of(household) + tab), more=more)


def test_a_tab_is_fetched_alone_and_has_an_address(household: Household, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    whole = client.get(f"{file_of(household)}?tab=history").content.decode()
    assert "<html" in whole
    assert 'aria-selected="true"' in whole
    part = client.get(f"{file_of(household)}?tab=history", headers={"HX-Request": "true", "HX-Target": "aj-tabbed"})
    assert "<html" not in part.content.decode()
    assert "no-store" in part["Cache-Control"]
    back = {"HX-Request": "true", "HX-Target": "aj-tabbed", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get(f"{file_of(household)}?tab=history", headers=back).content.decode()


def test_the_timeline_is_narrowed_and_goes_on(
    household: Household, county: County, community_manager: Any, login: Any
) -> None:
    head = household.memberships.order_by("pk").get().member
    for place in range(40):
        day = date(2020, 1, 1) + timedelta(days=30 * place)
        period = since(day, day + timedelta(days=30))
        Employment.objects.create(community=county.own, member=head, work="farming", period=period)
    Employment.objects.create(community=county.own, member=head, work="public_post", period=since(date(2026, 1, 1)))
    client = login(community_manager)
    first = client.get(f"{file_of(household)}?tab=history&topic=home").content.decode()
    assert "搬入" in first
    assert "务工情况" not in first.partition('id="aj-panel"')[2]
    assert client.get(f"{file_of(household)}?tab=history&topic=nonsense&shown=x").status_code == 200


def test_a_correction_stands_as_a_correction(household: Household, community_manager: Any, login: Any) -> None:
    Household.objects.filter(pk=household.pk).update(origin_village="石门坎村")
    page = login(community_manager).get(f"{file_of(household)}?tab=history&topic=register").content.decode()
    assert "更正" in page
    assert "未采集 → 石门坎村" in page


def test_what_somebody_must_know_first(household: Household, county: County, community_manager: Any) -> None:
    head = household.memberships.order_by("pk").get().member
    assert words(household, community_manager)["居住情况未采集"] == "neutral"
    head.birth_date = date(1950, 1, 1)
    head.save()
    HealthRecord.objects.create(community=county.own, member=head, health="serious", period=since(MOVED_IN))
    Presence.objects.create(
        community=county.own, household=household, status="migrant_work", place="温州", period=since(MOVED_IN)
    )
    Income.objects.create(community=county.own, household=household, year=2023, source="wage", amount=7000)
    ComplaintFactory(community=county.own, household=household, building=county.building)
    found = words(household, community_manager)
    expected = {"独居老人": "due", "大病": "late", "外出务工": "wait", "收入低于标准": "late"}
    assert expected.items() <= found.items()
    assert "诉求" in found
    kinds = list(found.values())
    assert kinds == sorted(kinds, key=("late", "due", "wait", "neutral").index), "the worst first"


def test_a_year_without_a_line_says_so_and_warns_of_nothing(
    household: Household, county: County, community_manager: Any, login: Any
) -> None:
    Income.objects.create(community=county.own, household=household, year=2025, source="wage", amount=100)
    assert not {"收入低于标准", "收入接近标准"} & set(words(household, community_manager))
    assert "当年标准未确定" in login(community_manager).get(file_of(household)).content.decode()


def test_zero_employment_is_told(household: Household, county: County, community_manager: Any) -> None:
    head = household.memberships.order_by("pk").get().member
    LabourAbility.objects.create(community=county.own, member=head, labour="ordinary", period=since(MOVED_IN))
    assert "零就业" not in "".join(words(household, community_manager))
    Employment.objects.create(community=county.own, member=head, work="not_working", period=since(MOVED_IN))
    assert any("零就业" in word for word in words(household, community_manager))


def test_a_young_head_and_an_empty_household_are_told(
    household: Household, county: County, community_manager: Any
) -> None:
    head = household.memberships.order_by("pk").get()
    head.member.birth_date = date(2015, 1, 1)
    head.member.save()
    assert words(household, community_manager)["户主未成年"] == "late"
    head.period = since(MOVED_IN, date(2026, 11, 1))
    head.save()
    assert words(household, community_manager)["已无成员"] == "due"


def test_what_is_still_to_come_is_no_event(household: Household, county: County, community_manager: Any) -> None:
    head = household.memberships.order_by("pk").get().member
    Employment.objects.create(community=county.own, member=head, work="farming", period=since(date(2036, 1, 1)))
    assert not [entry for entry in events_of(household, community_manager) if entry.day.year == 2036]


def test_few_tabs_lead_to_every_part(household: Household, county_admin: Any, login: Any) -> None:
    client = login(county_admin)
    first = client.get(file_of(household))
    tabs = first.context["tabs"]
    assert len(tabs) <= 8, "read in a glance, two rows on a telephone"
    assert first.context["parts"] == []
    reached = set()
    for tab in tabs:
        shown = client.get(tab["url"]).context
        assert [one["key"] for one in shown["tabs"] if one["current"]] == [tab["key"]]
        reached |= {tab["key"], *(part["key"] for part in shown["parts"])}
    assert reached == {panel.key for panel in panels_for(county_admin)}
