"""Figures about shuttles, counted by hand; the cases behind each; what is not collected is never 0."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from apps.core import clock
from apps.reports.registry import METRICS, compute
from apps.reports.span import Span
from apps.reports.today import shuttles as today
from tests.households.factories import HouseholdFactory
from tests.shuttles.factories import BookingFactory, DriverFactory, TripFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def month(county: Any) -> Span:
    """Two trips arrived, one of them with a known cost; one was cancelled; one stands without a driver."""
    now = clock.now().replace(minute=0, second=0, microsecond=0)
    here = {"community": county.own, "starts_at": now, "day": clock.today(), "vehicle__seats": 10}
    first = TripFactory(**here, state="done", km=20, cost_yuan=Decimal("45.50"), walk_ons=1)
    TripFactory(**here, state="done", km=18)
    off = TripFactory(**here, state="cancelled", why="大雪封山")
    TripFactory(**here, driver=None)
    homes = [HouseholdFactory(community=county.own) for _n in range(3)]
    BookingFactory(trip=first, household=homes[0], state="boarded", riders=4)
    BookingFactory(trip=first, household=homes[1], state="no_show")
    BookingFactory(trip=first, state="waiting", place=1)
    BookingFactory(trip=off, household=homes[0], state="released")
    BookingFactory(trip=off, household=homes[2], state="released", riders=2)
    DriverFactory(community=county.own, licence_until=clock.today() - timedelta(days=1))
    return Span.month(clock.today())


@pytest.mark.parametrize(
    ("key", "value", "cases"),
    [
        ("trips", 2, 2), ("riders", 5, 2), ("seats", 20, 2), ("used", Decimal("25.0"), 2), ("no_shows", 1, 1),
        ("waitlisted", 1, 1), ("cancelled", 1, 1), ("stranded", 1, 1), ("cost", 46, 1),
        ("cost_each", Decimal("9.1"), 1),
    ],
)  # fmt: skip
def test_each_figure_and_its_cases(month: Span, county: Any, key: str, value: Any, cases: int) -> None:
    metric = METRICS[f"shuttles.{key}"]
    figure = compute(metric, [county.own], month)
    assert figure.value == value
    assert metric.cases is not None
    assert metric.cases([county.own.pk], month).count() == cases
    nowhere = compute(metric, [county.foreign], month)
    assert (nowhere.value, nowhere.collected) == (None, False)
    if key.startswith("cost"):
        assert figure.extra["not_costed"] == 1


def test_the_first_page_says_what_is_open(month: Span, community_manager: Any, auditor: Any) -> None:
    shown = {card["url"].split("?")[1]: (card["value"], card["kind"]) for card in today.cards(community_manager)}
    assert shown == {
        "lacking=either&when=week": (1, "late"), "without_a_way=true": (1, "late"), "licence=due": (1, "late"),
    }  # fmt: skip
    assert today.cards(auditor) == []
