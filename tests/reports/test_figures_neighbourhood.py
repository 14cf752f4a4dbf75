"""Figures about community life, counted by hand; the cases behind each; what is not collected is never 0."""

from decimal import Decimal
from typing import Any

import pytest

from apps.core import clock
from apps.neighbourhood.models import PointsEntry
from apps.reports.registry import METRICS, compute
from apps.reports.span import Span
from apps.reports.today import neighbourhood as today
from tests.households.factories import HouseholdFactory
from tests.neighbourhood import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def month(county: Any, county_admin: Any) -> Span:
    """A published competition, points that came and went, a meeting with two decisions, an activity with three."""
    now, here = clock.now(), {"community": county.own}
    day = clock.today()
    make.CompetitionFactory(
        **here, state="published", published_on=day, objections_until=day.replace(year=day.year + 1)
    )  # fmt: skip
    make.CompetitionFactory(**here)
    home = HouseholdFactory(**here)
    line = {"household": home, **here}
    for points in (30, 20):
        award = make.AwardFactory(household=home, state="granted", points=points, needs_check=False)
        paid = PointsEntry.objects.create(kind="award", points=points, award=award, **line)
    PointsEntry.objects.create(kind="reversal", points=-20, award=award, reverses=paid, **line)
    bought = make.RedemptionFactory(reward__community=county.own, household=home)
    PointsEntry.objects.create(kind="redemption", points=-10, redemption=bought, **line)
    make.GroupFactory(**here, founded_on=day.replace(day=1))
    meeting = make.MeetingFactory(**here, state="held", starts_at=now, others=2)
    make.AttendanceFactory(meeting=meeting, people=3)
    make.DecisionFactory(meeting=meeting, due_on=day.replace(year=day.year - 1))
    make.DecisionFactory(meeting=meeting, state="done", outcome="已清理", settled_at=now)
    activity = make.ActivityFactory(**here, state="held", starts_at=now, others=1)
    make.SignUpFactory(activity=activity, came=2)
    make.SignUpFactory(activity=activity)
    make.AwardFactory(household=home, points=80)
    return Span.month(day)


@pytest.mark.parametrize(
    ("key", "value", "cases"),
    [
        ("competitions", 1, 1), ("awarded", 30, 3), ("redeemed", 10, 1), ("groups", 1, 1), ("meetings", 1, 1),
        ("met", 5, 1), ("carried_out", Decimal("50.0"), 1), ("activities", 1, 1), ("came", 3, 1),
    ],
)  # fmt: skip
def test_each_figure_and_its_cases(month: Span, county: Any, key: str, value: Any, cases: int) -> None:
    metric = METRICS[f"neighbourhood.{key}"]
    assert compute(metric, [county.own], month).value == value
    assert metric.cases is not None
    assert metric.cases([county.own.pk], month).count() == cases
    nowhere = compute(metric, [county.foreign], month)
    assert (nowhere.value, nowhere.collected) == (None, False)


def test_the_first_page_says_what_waits(month: Span, community_manager: Any, auditor: Any) -> None:
    shown = {card["url"].split("?")[1]: card["value"] for card in today.cards(community_manager)}
    assert shown == {"state=proposed": 1, "overdue=true": 1}
    assert today.cards(auditor) == []
