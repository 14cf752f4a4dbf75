"""Inspections due and overdue, defects not mended: who is told, once for each due day."""

from datetime import timedelta
from typing import Any

import pytest

from apps.core import clock
from apps.reminders.actions import messages_collect
from apps.reminders.models import Message
from apps.reports.registry import compute
from apps.reports.span import Span
from tests.facilities.factories import DefectFactory, FacilityFactory

pytestmark = pytest.mark.django_db


def told(user: Any) -> list[str]:
    rows = Message.objects.inbox().filter(recipient=user, template__startswith="facilities.")
    return list(rows.order_by("template").values_list("template", flat=True))


def test_due_then_overdue_then_never_again(
    county: Any, community_manager: Any, county_admin: Any, colleague: Any
) -> None:
    facility = FacilityFactory(community=county.own, inspection_due=clock.today())
    for _sweep in range(2):
        messages_collect()
        assert told(community_manager) == ["facilities.inspection"]
    facility.inspection_due = clock.today() - timedelta(days=7)
    facility.save()
    for _sweep in range(2):
        messages_collect()
    assert told(community_manager) == ["facilities.inspection", "facilities.inspection", "facilities.inspection_late"]
    assert told(county_admin) == ["facilities.inspection_late"]
    assert told(colleague) == []


def test_a_defect_past_its_day(county: Any, community_manager: Any) -> None:
    facility = FacilityFactory(community=county.own)
    DefectFactory(facility=facility, due_on=clock.today() - timedelta(days=1))
    DefectFactory(facility=facility, due_on=clock.today())
    messages_collect()
    assert told(community_manager) == ["facilities.defect"]


def test_overdue_inspections_are_a_figure(county: Any) -> None:
    today = clock.today()
    for days in (3, 0, -3):
        FacilityFactory(community=county.own, inspection_due=today - timedelta(days=days))
    span = Span(today.replace(day=1), today + timedelta(days=1))
    assert compute("facilities.inspections_overdue", [county.own.pk], span).value is not None
