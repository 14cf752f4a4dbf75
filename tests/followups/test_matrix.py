"""Every state × every step, by the actions; who may; and what a step needs."""

from datetime import timedelta
from typing import Any

import pytest

from apps.core import clock
from apps.core.errors import InvalidInput, Refused
from apps.followups.actions import BY_STEP, BY_TASK_STEP
from apps.followups.models import Task, Visit
from apps.followups.policies import may, may_task, steps_for, task_steps_for
from apps.followups.rules import MOVE_DAYS
from apps.followups.workflow import TASK_STEPS
from apps.households.models import Household
from tests.followups.factories import TaskFactory, VisitFactory
from tests.followups.matrix import Case, task_cases, visit_cases
from tests.households.factories import HouseholdFactory, OccupancyFactory


@pytest.fixture
def home(county: Any) -> Household:
    household: Household = HouseholdFactory(community=county.own)
    OccupancyFactory(household=household, community=county.own, dwelling__building=county.building)
    return household


@pytest.mark.parametrize("case", list(visit_cases()), ids=str)
def test_visits(case: Case, home: Household, community_manager: Any, grid_worker: Any) -> None:
    visit = VisitFactory(household=home, state=case.state)
    act = BY_STEP[case.step]
    if case.open:
        act(visit=visit, by=community_manager, **case.inputs(grid_worker))
        assert [step.step for step in visit.steps.all()] == [case.step]
    else:
        with pytest.raises(Refused) as caught:
            act(visit=visit, by=community_manager, **case.inputs(grid_worker))
        assert caught.value.code == "wrong_state"
    assert Visit.objects.get().state == case.leads_to
    assert case.open or case.step not in {step.name for step in steps_for(visit, community_manager)}


@pytest.mark.parametrize("case", list(task_cases()), ids=str)
def test_tasks(case: Case, home: Household, community_manager: Any, grid_worker: Any) -> None:
    task = TaskFactory(household=home, state=case.state)
    act = BY_TASK_STEP[case.step]
    if case.open:
        act(task=task, by=community_manager, **case.inputs(grid_worker))
        assert [step.step for step in task.steps.all()] == [case.step]
    else:
        with pytest.raises(Refused) as caught:
            act(task=task, by=community_manager, **case.inputs(grid_worker))
        assert caught.value.code == "wrong_state"
    assert Task.objects.get().state == case.leads_to


@pytest.mark.parametrize("who", ["colleague", "auditor", "township_officer", "county_admin", "grid_worker"])
def test_who_may(who: str, home: Household, request: pytest.FixtureRequest) -> None:
    by = request.getfixturevalue(who)
    open_to = {step.name for step in steps_for(VisitFactory(household=home), by)}
    tasks = {step.name for step in task_steps_for(TaskFactory(household=home), by)}
    assert open_to == {
        "county_admin": {"cancel", "shift", "reassign"}, "grid_worker": {"record", "not_met", "shift"},
    }.get(who, set())  # fmt: skip
    assert tasks == (set(TASK_STEPS) if who in ("county_admin", "grid_worker") else set())


def test_a_step_says_what_it_needs(home: Household, community_manager: Any, colleague: Any) -> None:
    visit, task = VisitFactory(household=home), TaskFactory(household=home)
    said = [
        may(visit, "cancel", community_manager, {"why": " "}), may(visit, "shift", community_manager, {"due_on": None}),
        may(visit, "reassign", community_manager, {"worker": colleague}),
        may_task(task, "hand_over", community_manager, {"owner": colleague}),
    ]  # fmt: skip
    assert [(answer.code, answer.field) for answer in said] == [
        ("required", "why"), ("required", "due_on"), ("not_their_area", "worker"), ("not_their_area", "worker"),
    ]  # fmt: skip


def test_no_day_that_is_past(home: Household, community_manager: Any, wednesday: Any) -> None:
    for act, row in ((BY_STEP["shift"], "visit"), (BY_TASK_STEP["extend"], "task")):
        made = {"visit": VisitFactory, "task": TaskFactory}[row](household=home)
        with pytest.raises(InvalidInput) as caught:
            act(**{row: made}, by=community_manager, why="改期", due_on=made.due_on.replace(day=1))
        assert caught.value.code == "past"


def test_a_visit_is_not_put_off_for_years(home: Household, community_manager: Any, wednesday: Any) -> None:
    visit, last = VisitFactory(household=home), clock.today() + timedelta(days=int(MOVE_DAYS.default))
    with pytest.raises(InvalidInput) as caught:
        BY_STEP["shift"](visit=visit, by=community_manager, why="外出", due_on=last + timedelta(days=1))
    assert (caught.value.code, caught.value.field) == ("too_far", "due_on")
    assert BY_STEP["shift"](visit=visit, by=community_manager, why="外出，明年回来", due_on=last).due_on == last
    assert visit.steps.get().why.endswith("外出，明年回来")


def test_a_grid_worker_leaves_the_tasks_of_colleagues(
    home: Household, grid_worker: Any, community_manager: Any
) -> None:
    task = TaskFactory(household=home, owner=community_manager)
    assert may_task(task, "done", grid_worker).code == "not_your_role"
