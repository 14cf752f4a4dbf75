"""Shares of health, and the households below the line that live elsewhere, against a hand-counted community."""

from datetime import date
from decimal import Decimal
from typing import Any

from apps.core.models import DatedSetting
from apps.core.periods import since
from apps.households.models import HealthRecord, Income, Presence
from apps.households.rules import INCOME_LINE
from apps.reports.registry import compute
from apps.reports.span import Span
from tests.communities.factories import CommunityFactory
from tests.households.factories import HouseholdFactory, MembershipFactory

OCTOBER = Span.month(date(2026, 10, 15))
SHARE, LIVING = "monitoring.marginal_not_permanent", "monitoring.marginal"


def home(community: Any, income: int | None, status: str = "") -> Any:
    row = HouseholdFactory(community=community)
    MembershipFactory(household=row)
    if income is not None:
        Income.objects.create(household=row, community=community, year=2025, source="wage", amount=income)
    if status:
        Presence.objects.create(household=row, community=community, status=status, period=since(date(2025, 1, 1)))
    return row


def test_marginal_households_that_live_elsewhere(db: Any) -> None:
    community = CommunityFactory()
    away = home(community, 7_000, "migrant_work")
    home(community, 7_999, "permanent"), home(community, 100), home(community, 8_000, "vacant"), home(community, None)
    assert not compute(SHARE, [community], OCTOBER).collected  # no line is established for 2025
    DatedSetting.objects.create(key=INCOME_LINE.key, valid_from=date(2025, 1, 1), value=8_000)
    found, near = compute(SHARE, [community], OCTOBER), compute(LIVING, [community], OCTOBER)
    assert (found.value, found.numerator, found.denominator) == (Decimal("50.0"), 1, 2)
    assert found.extra == {"unknown_home": 1}
    assert (near.value, dict(near.extra)) == (3, {"unknown_income": 1})
    from apps.reports.cases import drilldown

    cases, url = drilldown(SHARE, [community], OCTOBER)
    assert url
    assert cases is not None
    assert set(cases.values_list("pk", flat=True)) == {away.pk}


def test_shares_of_health_leave_out_whose_health_is_not_entered(db: Any) -> None:
    community = CommunityFactory()
    for health in ("healthy", "healthy", "chronic", ""):
        member = MembershipFactory(household=HouseholdFactory(community=community)).member
        if health:
            HealthRecord.objects.create(
                member=member, community=community, health=health, period=since(date(2026, 1, 1))
            )
    found = compute("people.chronic_share", [community], OCTOBER)
    assert (found.value, found.numerator, found.denominator) == (Decimal("33.3"), 1, 3)
    assert found.extra == {"unknown_health": 1}
