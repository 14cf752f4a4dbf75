"""Visits and tasks told of: the evening before, in the morning, when late, and to the manager."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from apps.core import clock
from apps.followups.actions import tasks_escalate
from apps.followups.models import Visit
from apps.followups.quality import Fault, faulty, quality_of
from apps.reminders.causes import CAUSES
from apps.reminders.people import People
from tests.followups.factories import AnswerFactory, TaskFactory, VisitFactory
from tests.households.factories import HouseholdFactory

DAY = date(2026, 11, 18)


def told(key: str) -> list[tuple[tuple[int, ...], dict[str, Any]]]:
    return [(row.recipients, row.context) for row in CAUSES[f"followups.{key}"].find(clock.now(), People.load())]


@pytest.mark.parametrize(("hour", "evening"), [(4, False), (11, True)])
def test_tomorrow_in_the_evening_and_today_in_the_morning(
    hour: int, evening: bool, county: Any, grid_worker: Any, community_manager: Any
) -> None:
    for days in (0, 0, 1, -9):
        home = HouseholdFactory(community=county.own)
        VisitFactory(household=home, worker=grid_worker, due_on=DAY + timedelta(days=days))
    with time_machine.travel(f"2026-11-18T{hour:02}:00:00Z", tick=False):
        assert told("tomorrow") == ([((grid_worker.pk,), {"n": 1})] if evening else [])
        assert told("today") == ([] if evening else [((grid_worker.pk,), {"n": 2})])
        assert told("late") == [((grid_worker.pk,), {"n": 1})]
        assert told("visits_undone") == [((community_manager.pk,), {"n": 1})]


def test_tasks(county: Any, grid_worker: Any, community_manager: Any, wednesday: Any) -> None:
    home = HouseholdFactory(community=county.own)
    TaskFactory(household=home, owner=grid_worker, due_on=DAY - timedelta(days=9))
    TaskFactory(household=home, owner=grid_worker, due_on=DAY + timedelta(days=9))
    assert told("task_due") == [((grid_worker.pk,), {})]
    assert told("tasks_undone") == []
    assert (tasks_escalate(), tasks_escalate()) == (1, 0)
    assert told("tasks_undone") == [((community_manager.pk,), {"n": 1})]


def test_quality_counts_what_its_list_shows(county: Any, grid_worker: Any, wednesday: Any) -> None:
    now = clock.now()
    for number in range(4):
        home = HouseholdFactory(community=county.own)
        visit = VisitFactory(
            household=home, state="done", done_by=grid_worker, place="home", started_at=now - timedelta(minutes=30),
            ended_at=now - timedelta(minutes=25 if number else 0),
        )  # fmt: skip
        digest = "same" if number < 3 else "other"
        AnswerFactory(household=home, visit=visit, asked=10, missing=["a", "b"] if number == 1 else [], digest=digest)
    visits = Visit.objects.done()
    quality = quality_of(visits)[grid_worker.pk]
    assert (quality.done, quality.answered, quality.asked_questions, quality.missing_answers) == (4, 4, 40, 2)
    assert (quality.with_missing, quality.timed, quality.short, quality.same) == (1, 4, 3, 3)
    assert [faulty(visits, fault).count() for fault in (Fault.MISSING, Fault.SHORT, Fault.SAME)] == [1, 3, 3]
