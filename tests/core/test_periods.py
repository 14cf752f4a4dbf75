"""Periods in queries: the first day belongs to them, the last does not, and an open one lasts."""

from datetime import date, timedelta

import pytest
from django.db.models import DateField, ExpressionWrapper, F

from apps.core.periods import since
from apps.households.models import Presence
from tests.households.factories import HouseholdFactory

FIRST, END = date(2026, 3, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("end", "day", "holds"),
    [
        (END, FIRST - timedelta(days=1), False), (END, FIRST, True), (END, END - timedelta(days=1), True),
        (END, END, False), (None, date(2099, 1, 1), True), (None, FIRST - timedelta(days=1), False),
    ],
)  # fmt: skip
def test_a_period_holds_on_its_days(end: date | None, day: date, holds: bool) -> None:
    home = HouseholdFactory()
    Presence.objects.filter(household=home).delete()
    Presence.objects.create(household=home, community=home.community, status="permanent", period=since(FIRST, end))
    rows = Presence.objects.filter(household=home)
    assert rows.at(day).exists() is holds
    assert rows.filter(period__contains=day).exists() is holds
    told = ExpressionWrapper(F("household__moved_in_on"), output_field=DateField())
    home.moved_in_on = day
    home.save()
    assert rows.filter(period__holds_on=told).exists() is holds
