"""Quick actions of the file: asked over the page, refused in words with everything typed, done at once."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from apps.core import clock
from apps.core.errors import Refused
from apps.core.periods import since
from apps.households.actions import presence_record
from apps.households.models import Household, Presence
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, OccupancyFactory

HTMX = {"HX-Request": "true"}


@pytest.fixture
def household(county: County) -> Household:
    home = HouseholdFactory(community=county.own)
    OccupancyFactory(household=home, dwelling__building=county.building, community=county.own)
    return home


def address(household: Household, key: str = "presence") -> str:
    return reverse("admin:households_household_do", args=[household.pk, key])


def test_the_button_opens_the_form_over_the_page(household: Household, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    page = client.get(reverse("admin:households_household_change", args=[household.pk])).content.decode()
    assert f'hx-get="{address(household)}"' in page
    asked = client.get(address(household), headers=HTMX).content.decode()
    assert "<form" in asked
    assert "<html" not in asked


def test_without_a_script_it_is_a_page(household: Household, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    assert "<html" in client.get(address(household)).content.decode()
    answer = client.post(address(household), {"status": "permanent", "start": "2026-11-20", "place": ""})
    assert answer["Location"] == reverse("admin:households_household_change", args=[household.pk])


def test_what_is_done_is_said(household: Household, community_manager: Any, login: Any) -> None:
    answer = login(community_manager).post(
        address(household), {"status": "dual", "start": "2026-11-20", "place": "井河村"}, headers=HTMX
    )
    assert answer.status_code == 204
    assert json.loads(answer["HX-Trigger"])["household-changed"]["said"] == "已登记：两头住。"
    row = Presence.objects.get(household=household)
    assert (row.status, row.place, row.started) == ("dual", "井河村", date(2026, 11, 20))


def test_nothing_typed_is_lost_when_it_is_refused(household: Household, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    for data in (
        {"status": "", "start": "2026-11-20"},
        {"status": "dual", "start": str(clock.today() + timedelta(days=1))},
    ):
        answer = client.post(address(household), data | {"place": "井河村三组"}, headers=HTMX)
        assert answer.status_code == 422
        assert 'value="井河村三组"' in answer.content.decode()
        assert "errorlist" in answer.content.decode()
    assert answer["X-Refusal"] == "future"
    assert not Presence.objects.exists()


@pytest.mark.parametrize("name", ["colleague", "township_officer", "grid_worker", "auditor", "anonymous"])
def test_nobody_else_records(household: Household, people: dict[str, Any], login: Any, name: str) -> None:
    answer = login(people[name]).post(address(household), {"status": "dual", "start": "2026-11-20"}, headers=HTMX)
    assert answer.status_code in (302, 403, 404)
    assert not Presence.objects.exists()


def test_what_is_not_offered_is_not_there(household: Household, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    assert client.get(address(household, "nonsense")).status_code == 404
    Household.objects.update(left_on=date(2026, 11, 1))
    assert client.get(address(household)).status_code == 404


def test_presence_follows_presence(household: Household, community_manager: Any) -> None:
    def record(status: str, start: date) -> None:
        presence_record(household=household, by=community_manager, status=status, start=start)

    record("permanent", date(2026, 3, 1))
    record("migrant_work", date(2026, 9, 1))
    record("dual", date(2026, 9, 1))  # the same day again: corrected
    rows = Presence.objects.order_by("period")
    assert [(row.status, row.period) for row in rows] == [
        ("permanent", since(date(2026, 3, 1), date(2026, 9, 1))),
        ("dual", since(date(2026, 9, 1))),
    ]
    record("vacant", date(2026, 8, 1))  # told late: between the two
    record("returned", date(2026, 1, 1))  # before all of them
    assert [(row.status, row.started, row.ended) for row in Presence.objects.order_by("period")] == [
        ("returned", date(2026, 1, 1), date(2026, 3, 1)),
        ("permanent", date(2026, 3, 1), date(2026, 8, 1)),
        ("vacant", date(2026, 8, 1), date(2026, 9, 1)),
        ("dual", date(2026, 9, 1), None),
    ]


def test_the_action_refuses_strangers_and_departed_households(
    household: Household, people: dict[str, Any], community_manager: Any
) -> None:
    def refusal(by: Any) -> str:
        with pytest.raises(Refused) as caught:
            presence_record(household=household, by=by, status="dual", start=date(2026, 11, 1))
        return caught.value.code

    assert refusal(people["colleague"]) == "not_in_scope"
    assert refusal(people["auditor"]) == "not_your_role"
    Household.objects.update(left_on=date(2026, 11, 2))
    assert refusal(community_manager) == "has_left"
