"""Community life in the outbox: the evening before, decisions that fall due, objections, awards to check."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from apps.core import clock
from apps.neighbourhood.actions import activity_change, meeting_cancel
from apps.reminders.actions import messages_collect, messages_deliver
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


def test_what_was_called_off_or_moved_since_is_not_told(county: Any, community_manager: Any) -> None:
    rows = [make.MeetingFactory(community=county.own), make.ActivityFactory(community=county.own)]
    kept = make.MeetingFactory(community=county.own)
    messages_collect()
    meeting_cancel(meeting=rows[0], by=community_manager, why="下雨")
    activity_change(activity=rows[1], by=community_manager, starts_at=rows[1].starts_at + timedelta(hours=1),
                    ends_at=rows[1].ends_at + timedelta(hours=1))  # fmt: skip
    messages_deliver()
    keys = set(Message.objects.filter(template="neighbourhood.tomorrow").values_list("key", flat=True))
    assert {key.rpartition(":")[0].split(":")[1] for key in keys if key.startswith("life_meeting")} == {str(kept.pk)}
    assert not [key for key in keys if key.startswith("life_activity")]
    messages_collect()  # at its new time
    assert Message.objects.filter(key__startswith=f"life_activity:{rows[1].pk}:").exists()


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
