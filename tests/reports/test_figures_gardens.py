"""Figures about garden plots, counted by hand; the cases behind each; what is not collected is never 0."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from apps.core import clock
from apps.core.periods import since
from apps.gardens.models import LockerHolding, WaitlistEntry, YieldNote
from apps.reports.registry import METRICS, compute
from apps.reports.span import Span
from apps.reports.today import gardens as today
from tests.gardens.factories import (
    LockerFactory,
    ObjectionFactory,
    OfferFactory,
    PlotFactory,
    RequestFactory,
    RoundFactory,
    TenureFactory,
    ZoneFactory,
)
from tests.households.factories import HouseholdFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plots(county: Any, community_manager: Any) -> Any:
    """Two households hold plots, one of them idle; one waits; one has a locker; 130 yuan were saved in two months."""
    homes = [HouseholdFactory(community=county.own) for _n in range(3)]
    zone = ZoneFactory(community=county.own)
    round = RoundFactory(community=county.own)
    for home in homes:
        RequestFactory(round=round, household=home, registered_at=timezone.now())
    first = TenureFactory(household=homes[0], plot=PlotFactory(zone=zone))
    TenureFactory(
        household=homes[1],
        plot=PlotFactory(zone=zone),
        state="idle",
        idle_since=date(2026, 5, 1),
        cure_by=date(2026, 6, 1),
    )
    mine = {"community": county.own, "household": homes[2]}
    WaitlistEntry.objects.create(**mine, round=round, place=1)
    LockerHolding.objects.create(**mine, locker=LockerFactory(community=county.own), period=since(date(2026, 1, 1)))
    month = clock.today().replace(day=1)
    YieldNote.objects.create(
        community=county.own, household=homes[0], tenure=first, month=month, saved_yuan=130, by=community_manager
    )
    OfferFactory(round=round, household=homes[2], plot=PlotFactory(zone=zone), sign_by=date(2026, 1, 5))
    ObjectionFactory(round=round, household=homes[2])
    return homes


@pytest.mark.parametrize(
    ("key", "value"), [("needed", 3), ("held", 2), ("waiting", 1), ("idle", 1), ("lockers", 1), ("saved_yuan", 130)]
)
def test_each_figure_and_its_cases(plots: Any, county: Any, key: str, value: int) -> None:
    span = Span.month(clock.today())
    metric = METRICS[f"gardens.{key}"]
    assert compute(metric, [county.own], span).value == value
    assert metric.cases is not None
    assert metric.cases([county.own.pk], span).count() == (1 if key == "saved_yuan" else value)
    nowhere = compute(metric, [county.foreign], span)
    assert (nowhere.value, nowhere.collected) == (None, False)


def test_the_first_page_says_what_is_due(plots: Any, community_manager: Any, auditor: Any) -> None:
    shown = {card["label"]: (card["value"], card["kind"]) for card in today.cards(community_manager)}
    assert sorted(shown.values()) == [(1, "due"), (1, "late"), (1, "late")]
    assert today.cards(auditor) == []
