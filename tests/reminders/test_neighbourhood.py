"""Community life in the outbox: the evening before, decisions that fall due, objections, awards to check."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from apps.core import clock
from apps.reminders.actions import messages_collect
from apps.reminders.models import Message
from tests.neighbourhood import factories as make

pytestmark = pytest.mark.usefixtures("before")


@pytest.fixture
def before() -> Any:
    """18:00 on the evening before the factories' day."""
    with time_machine.travel("2026-11-30T10:00:00Z", tick=False) as traveller:
        yield traveller


def told(cause: str) -> set[str]:
    return set(Message.objects.filter(template=cause).values_list("recipient__username", flat=True))


def test_what_is_on_tomorrow(county: Any, community_manager: Any, grid_worker: Any, colleague: Any) -> None:
    make.MeetingFactory(community=county.own)
    make.ActivityFactory(community=county.own, starts_at=make.THREE + timedelta(days=3))
    messages_collect()
    messages_collect()
    assert told("neighbourhood.tomorrow") == {"manager", "grid"}
    assert Message.objects.filter(template="neighbourhood.tomorrow").values("key").distinct().count() == 1


def test_decisions_go_to_who_sees_to_them(county: Any, community_manager: Any, grid_worker: Any) -> None:
    make.DecisionFactory(meeting__community=county.own, owner=grid_worker, due_on=clock.today() + timedelta(days=2))
    make.DecisionFactory(meeting__community=county.own, due_on=clock.today() - timedelta(days=1))
    make.DecisionFactory(meeting__community=county.own, due_on=clock.today() + timedelta(days=9))
    messages_collect()
    assert told("neighbourhood.decision") == {"grid", "manager"}


def test_nobody_is_asked_to_check_himself(county: Any, community_manager: Any, county_admin: Any) -> None:
    home = make.HouseholdFactory(community=county.own)
    make.AwardFactory(household=home, made_by=community_manager)
    entry = make.EntryFactory(competition__community=county.own)
    make.CompetitionObjectionFactory(entry=entry)
    messages_collect()
    assert told("neighbourhood.award") == {"county"}
    assert told("neighbourhood.objection") == {"manager"}
