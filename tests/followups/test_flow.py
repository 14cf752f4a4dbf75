"""The flow of stages between two half-years: counted, drawn, listed; each number opens its households."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from apps.core.periods import since
from apps.followups.assessing.flow import stage_flow
from apps.followups.assessing.halves import Half
from apps.followups.models import IntegrationStage
from tests.accounts.factories import StaffFactory
from tests.communities.factories import CommunityFactory
from tests.households.factories import HouseholdFactory

JUNE, DECEMBER = date(2025, 6, 30), date(2025, 12, 31)


def stages(household: Any, *said: tuple[str, date, date | None]) -> Any:
    for stage, start, end in said:
        IntegrationStage.objects.create(
            household=household, community=household.community, stage=stage, proposed=stage, period=since(start, end)
        )
    return household


@pytest.fixture
def people(db: Any) -> dict[str, Any]:
    """One household of every way through the year 2025."""
    community, autumn = CommunityFactory(), date(2025, 9, 1)
    long_ago = date(2024, 1, 1)
    home = lambda **more: HouseholdFactory(community=community, moved_in_on=date(2020, 1, 1), **more)  # noqa: E731
    return {
        "community": community,
        "on": stages(home(), ("demand", long_ago, autumn), ("reshaping", autumn, None)),
        "back": stages(home(), ("equality", long_ago, autumn), ("demand", autumn, None)),
        "stays": stages(home(), ("equality", long_ago, None)),
        "new": stages(home(), ("demand", autumn, None)),
        "never": home(),
        "left": stages(home(left_on=date(2025, 8, 1)), ("reshaping", long_ago, date(2025, 8, 1))),
        "came": HouseholdFactory(community=community, moved_in_on=date(2025, 10, 1)),
        "gone_before": home(left_on=date(2023, 1, 1)),
    }


def test_every_household_of_either_day_is_counted_once(people: Any) -> None:
    assert stage_flow([people["community"].pk], JUNE, DECEMBER) == {
        ("demand", "reshaping"): 1,
        ("equality", "demand"): 1,
        ("equality", "equality"): 1,
        ("none", "demand"): 1,
        ("none", "none"): 1,
        ("reshaping", "away"): 1,
        ("away", "none"): 1,
    }


def test_half_years_follow_one_another() -> None:
    assert Half.of(JUNE) == Half(2025, 1) == Half.read("2025h1")
    assert Half.of(date(2025, 7, 1)).before == Half(2025, 1)
    assert Half(2025, 1).before == Half(2024, 2)
    assert (Half(2025, 1).as_at, Half(2024, 2).as_at) == (JUNE, date(2024, 12, 31))
    assert Half.read("2025h3") is Half.read("x") is None


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_draws_counts_and_lists(people: Any, client: Client, language: str) -> None:
    client.force_login(StaffFactory(role="community_manager", areas=[people["community"]]))
    client.cookies["django_language"] = language
    page = reverse("admin:followups_integrationstage_flow")
    asked = {"first": "2025h1", "last": "2025h2"}
    found = client.get(page, asked)
    words = found.content.decode()
    assert found.status_code == 200
    assert words.count("as-band as-back") == 1
    assert found.context["said"] == {"forward": 1, "back": 1, "same": 1, "both": 3}
    listed = client.get(page, {**asked, "then": "equality", "since": "demand"})
    assert [row.pk for row in listed.context["found"]["page"]] == [people["back"].pk]
    assert listed.context["found"]["rows"][0]["url"].endswith("?tab=integration")


def test_another_community_sees_none_of_it(people: Any, client: Client) -> None:
    client.force_login(StaffFactory(role="community_manager", areas=[CommunityFactory()]))
    found = client.get(reverse("admin:followups_integrationstage_flow"), {"first": "2025h1", "last": "2025h2"})
    assert found.context["flow"] is None


def test_lists_of_households_know_the_stage(people: Any, client: Client) -> None:
    client.force_login(StaffFactory(role="community_manager", areas=[people["community"]]))
    page = reverse("admin:households_household_changelist")

    def found(stage: str) -> set[int]:
        return {row.pk for row in client.get(page, {"stage": stage}).context["cl"].result_list}

    assert found("demand") == {people["back"].pk, people["new"].pk}
    assert found("back") == {people["back"].pk}
    assert people["never"].pk in found("none")
    assert people["stays"].pk not in found("none")


def test_the_list_of_stages(people: Any, client: Client) -> None:
    client.force_login(StaffFactory(role="community_manager", areas=[people["community"]]))
    page = reverse("admin:followups_integrationstage_changelist")
    back = client.get(page, {"fallen_back": "true"}).context["cl"].result_list
    assert [row.household_id for row in back] == [people["back"].pk]
    assert len(client.get(page, {"current": "true"}).context["cl"].result_list) == 4
