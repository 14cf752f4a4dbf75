"""Consents that expire and households due for erasure: told once, and on the first page."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from apps.core import clock
from apps.households.models import Consent, Erasure, LikelyPair
from apps.reminders.actions import messages_collect
from apps.reminders.models import Message
from apps.reports.today.care import cards
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MemberFactory

NOW = datetime(2026, 11, 18, 3, tzinfo=UTC)


@pytest.fixture
def moment() -> Iterator[time_machine.Traveller]:
    """Everything is made and told at this moment, whenever the test runs."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(moment: time_machine.Traveller, county: County) -> None:
    """One of each in the own community."""
    today = clock.today()
    home = HouseholdFactory(community=county.own)
    for days in (10, 300, -5):
        Consent.objects.create(
            household=home, community=county.own, purpose="health", signed_on=today - timedelta(days=90),
            valid_until=today + timedelta(days=days),
        )  # fmt: skip
    Erasure.objects.create(household=home, community=county.own, due_on=today)
    first, second = MemberFactory(community=county.own), MemberFactory(community=county.own)
    LikelyPair.objects.create(first=first, second=second, reasons=["phone"])


@pytest.mark.usefixtures("desk")
def test_told_once_a_week_and_once_a_month(
    moment: time_machine.Traveller, community_manager: Any, county_admin: Any
) -> None:
    messages_collect()
    messages_collect()
    assert _told() == {("consent.expiring", "manager"): 1, ("erasure.due", "manager"): 1}
    moment.shift(timedelta(days=7))
    messages_collect()
    assert _told() == {("consent.expiring", "manager"): 2, ("erasure.due", "manager"): 1}


def _told() -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for key in Message.objects.inbox().order_by("pk").values_list("template", "recipient__username"):
        found[key] = found.get(key, 0) + 1
    return found


@pytest.mark.parametrize(
    ("who", "numbers"),
    [
        ("community_manager", [1, 1, 1, 1]),
        ("county_admin", [1]),
        ("grid_worker", []),
        ("auditor", []),
        ("colleague", []),
    ],
)
@pytest.mark.usefixtures("desk")
def test_the_first_page_shows_what_waits(people: Any, who: str, numbers: list[int]) -> None:
    assert [card["value"] for card in cards(people[who])] == numbers
