"""Caseloads: divided fairly, buildings kept together; handed over with nothing orphaned; who leaves takes nothing."""

from datetime import date
from typing import Any

import pytest

from apps.accounts.roles import Role
from apps.core import clock
from apps.core.errors import Refused
from apps.followups import caseloads
from apps.followups.actions import caseload_assign, caseload_balance, caseload_hand_over, gone_settle, moving_settle
from apps.followups.erasure import followups_erase
from apps.followups.models import Answer, Caseload, Task, TaskStep, Visit, VisitStep
from apps.households.models import Household
from apps.reminders.causes import CAUSES
from apps.reminders.people import People
from tests.accounts.factories import StaffFactory
from tests.communities.factories import BuildingFactory
from tests.followups.factories import AnswerFactory, CaseloadFactory, LevelFactory, TaskFactory, VisitFactory
from tests.households.factories import HouseholdFactory, OccupancyFactory


def homes_in(building: Any, number: int) -> list[Household]:
    made = [HouseholdFactory(community=building.community, kind="ordinary") for _n in range(number)]
    for home in made:
        OccupancyFactory(household=home, community=building.community, dwelling__building=building)
    return made


def worker(name: str, *areas: Any) -> Any:
    return StaffFactory(username=name, role=Role.GRID_WORKER, areas=list(areas))


def test_a_fair_division_keeps_buildings_together_within_areas(county: Any, community_manager: Any) -> None:
    buildings = [
        county.building,
        county.other_building,
        *(BuildingFactory(community=county.own, number=n) for n in (3, 4)),
    ]
    homes = [homes_in(building, number) for building, number in zip(buildings, (6, 5, 4, 3), strict=True)]
    everywhere, only_first = worker("all", county.own), worker("first", buildings[0], buildings[3])
    proposal = caseloads.propose(county.own)
    where = {pk: {home.pk for home in rows} for pk, rows in enumerate(homes)}
    for building, keys in where.items():
        holders = {proposal.moves[key] for key in keys}
        assert len(holders) == 1, building
        assert building in (0, 3) or holders == {everywhere.pk}
    done = caseload_balance(community=county.own, by=community_manager, moves=proposal.moves)
    assert done.households == 18
    loads = {load.worker: load.households for load in caseloads.workloads([county.own.pk]) if load.households}
    assert loads == {everywhere: 9, only_first: 9}
    assert caseloads.propose(county.own).moves == {}
    assert community_manager not in loads


def test_a_hand_over_orphans_nothing_and_both_are_told(county: Any, community_manager: Any) -> None:
    old, new = worker("old", county.own), worker("new", county.own)
    (home, other) = homes_in(county.building, 2)
    for row in (home, other):
        CaseloadFactory(household=row, worker=old)
    visit, task = VisitFactory(household=home, worker=old), TaskFactory(household=home, owner=old)
    elsewhere = TaskFactory(household=HouseholdFactory(community=county.own), owner=old)
    done = caseload_hand_over(worker=old, by=community_manager, why="调岗", to=new)
    assert (done.households, done.visits, done.tasks) == (2, 1, 2)
    visit.refresh_from_db()
    assert visit.worker == new
    assert {row.owner for row in Task.objects.filter(pk__in=[task.pk, elsewhere.pk])} == {new}
    assert Caseload.objects.current().filter(worker=old).count() == 0
    assert VisitStep.objects.get(visit=visit).step == "reassign"
    (told,) = CAUSES["followups.handed_over"].find(clock.now(), People.load())
    assert set(told.recipients) == {old.pk, new.pk}
    assert told.context == {"n": 2, "to": new.name}


def test_without_a_name_it_is_spread_over_the_colleagues(county: Any, community_manager: Any) -> None:
    old, one, two = (worker(name, county.own) for name in ("old", "one", "two"))
    for building in (county.building, county.other_building):
        for home in homes_in(building, 3):
            CaseloadFactory(household=home, worker=old)
    caseload_hand_over(worker=old, by=community_manager, why="离职")
    loads = {load.worker: load.households for load in caseloads.workloads([county.own.pk])}
    assert (loads[one], loads[two], loads[old]) == (3, 3, 0)


def test_what_no_grid_worker_can_take_goes_to_the_manager(county: Any, community_manager: Any) -> None:
    (near,), (far,) = homes_in(county.building, 1), homes_in(county.other_building, 1)
    homeless = HouseholdFactory(community=county.own)
    first = worker("first", county.building)
    moves = caseloads.propose(county.own).moves
    assert moves == {near.pk: first.pk, far.pk: community_manager.pk, homeless.pk: community_manager.pk}
    caseload_balance(community=county.own, by=community_manager, moves=moves)
    caseload_hand_over(worker=first, by=community_manager, why="调离")
    assert set(Caseload.objects.current().values_list("worker", flat=True)) == {community_manager.pk}


def test_a_visit_of_a_colleague_s_household_goes_back_to_the_colleague(county: Any, community_manager: Any) -> None:
    leaving, colleague = (StaffFactory(role="grid_worker", areas=[county.own]) for _n in range(2))
    held, nobodys = homes_in(county.building, 2)
    CaseloadFactory(household=held, worker=colleague)
    visit, task = VisitFactory(household=held, worker=leaving), TaskFactory(household=nobodys, owner=leaving)
    caseload_hand_over(worker=leaving, by=community_manager, why="调离")
    visit.refresh_from_db()
    task.refresh_from_db()
    assert (visit.worker, task.owner) == (colleague, None)


def test_only_whose_area_holds_the_household(county: Any, community_manager: Any, grid_worker: Any) -> None:
    (home,) = homes_in(county.other_building, 1)
    with pytest.raises(Refused) as caught:
        caseload_assign(households=[home], worker=grid_worker, by=community_manager)
    assert caught.value.code == "not_their_area"
    with pytest.raises(Refused):
        caseload_assign(households=[home], worker=community_manager, by=grid_worker)


def test_who_left_has_nothing_open(county: Any, grid_worker: Any) -> None:
    (home,) = homes_in(county.building, 1)
    CaseloadFactory(household=home, worker=grid_worker)
    visit, task = VisitFactory(household=home), TaskFactory(household=home)
    Household.objects.filter(pk=home.pk).update(left_on=clock.today())
    assert gone_settle() == 3
    assert gone_settle() == 0
    assert (Visit.objects.get(pk=visit.pk).state, Task.objects.get(pk=task.pk).state) == ("cancelled", "cancelled")
    assert not Caseload.objects.current().exists()


def test_who_moves_takes_tasks_along_without_an_owner(county: Any, grid_worker: Any) -> None:
    (home,) = homes_in(county.building, 1)
    CaseloadFactory(household=home, worker=grid_worker)
    VisitFactory(household=home)
    task = TaskFactory(household=home, owner=grid_worker)
    moving_settle(home)
    task.refresh_from_db()
    assert (task.state, task.owner) == ("open", None)
    assert not Visit.objects.open().exists()


def test_words_are_erased_and_figures_stay(county: Any) -> None:
    (home,) = homes_in(county.building, 1)
    LevelFactory(household=home, why="户主患癌")
    visit = VisitFactory(household=home, state="done", note="户主住院", met=[1], done_on=date(2026, 1, 2))
    task = TaskFactory(household=home, text="联系医院")
    TaskStep.objects.create(task=task, step="open", why="急")
    AnswerFactory(household=home, visit=visit, answers={"people": 4}, private='{"note": "秘密"}')
    followups_erase(home, [])
    visit.refresh_from_db()
    task.refresh_from_db()
    assert (visit.note, visit.met, visit.done_on, task.text) == ("", [], date(2026, 1, 2), "—")
    answer = Answer.objects.get()
    assert (answer.private, answer.answers) == (None, {"people": 4})
    assert TaskStep.objects.get().why == ""
