"""Visits, tasks and caseloads when a household moves, splits, marries, dies out or was entered twice."""

from datetime import date
from typing import Any

import pytest

from apps.accounts.models import Staff
from apps.core import clock
from apps.core.periods import since
from apps.followups.actions import visit_record, visits_plan
from apps.followups.models import Answer, Caseload, Level, Occasion, Task, Visit, VisitStep
from apps.households.actions import families, people
from apps.households.actions.corrections import event_cancel
from apps.households.actions.household_merging import households_merge
from apps.households.actions.merging import merge_undo
from apps.households.actions.transfers import transfer_accept, transfer_request
from apps.households.models import Household, Occupancy, Presence
from tests.accounts.factories import StaffFactory
from tests.followups.factories import CaseloadFactory, LevelFactory, OccasionFactory, TaskFactory, VisitFactory
from tests.followups.test_recording import SPENT
from tests.harness.people import County
from tests.households.families import DAY, Family, family_in


@pytest.fixture
def home(county: County) -> Family:
    return family_in(county.own)


@pytest.fixture
def hand(county: County) -> Staff:
    return StaffFactory(role="grid_worker", areas=[county.own])


def looked_after(home: Family, hand: Staff) -> tuple[Visit, Task]:
    """An open visit and a task in the worker's hands, a level, and a visit that was made, with answers."""
    house = home.household
    CaseloadFactory(household=house, worker=hand)
    LevelFactory(household=house)
    done, _made = visit_record(household=house, by=hand, instruments={"living_costs": ("", SPENT)}, met=[home.son.pk])
    assert done.met
    return VisitFactory(household=house, worker=hand), TaskFactory(household=house, owner=hand, visit=done)


def in_one_flat(family: Family) -> None:
    """What a record that was entered twice does not contradict."""
    for model in (Occupancy, Presence):
        model.objects.filter(household=family.household).delete()


def again(*rows: Any) -> None:
    for row in rows:
        row.refresh_from_db()


def test_who_goes_to_another_community_takes_the_file_along(
    home: Family, hand: Staff, county: County, community_manager: Staff, colleague: Staff
) -> None:
    visit, task = looked_after(home, hand)
    asked = transfer_request(
        household=home.household, by=community_manager, to_community=county.foreign, happened_on=clock.today(),
        why="随子女居住",
    )  # fmt: skip
    assert visit.state == "due", "nothing changes while it is only asked for"
    transfer_accept(transfer=asked, by=colleague)
    again(visit, task)
    assert (visit.state, task.state, task.owner) == ("cancelled", "open", None)
    for model in (Visit, Task, Answer, Level):
        assert set(model.objects.values_list("community", flat=True)) == {county.foreign.pk}, model
    assert not Caseload.objects.current().exists()
    assert Task.objects.visible_to(colleague).get() == task
    assert not Visit.objects.visible_to(community_manager).exists()
    visits_plan(communities=[county.foreign], by=colleague)
    fresh = Visit.objects.open().get(household=home.household)
    assert (fresh.community, fresh.worker) == (county.foreign, None)


def test_a_split_leaves_everything_with_those_who_stay_and_plans_for_those_who_go(
    home: Family, hand: Staff, county: County, community_manager: Staff
) -> None:
    visit, task = looked_after(home, hand)
    event = families.household_split(
        household=home.household, by=community_manager, happened_on=clock.today(), members=[home.son], head=home.son,
        code="F00099",
    )  # fmt: skip
    again(visit, task)
    assert (visit.state, visit.worker, task.owner) == ("due", hand, hand)
    new = Household.objects.get(pk=event.other_households[0])
    assert not Caseload.objects.filter(household=new).exists()
    visits_plan(communities=[county.own], by=community_manager)
    assert Visit.objects.open().get(household=new).worker is None
    event_cancel(event=event, by=community_manager, why="没有分户")
    assert Visit.objects.open().get().household == home.household


def test_who_marries_into_another_household_leaves_the_visits_where_they_are(
    home: Family, hand: Staff, county: County, community_manager: Staff
) -> None:
    visit, _task = looked_after(home, hand)
    other = family_in(county.own, "F00002")
    people.marriage_in_record(
        household=other.household, by=community_manager, happened_on=clock.today(), member=home.son,
        relation="child_in_law",
    )  # fmt: skip
    again(visit)
    assert (visit.state, visit.household) == ("due", home.household)


def test_the_last_death_ends_what_is_open(
    home: Family, hand: Staff, community_manager: Staff, django_capture_on_commit_callbacks: Any
) -> None:
    visit, task = looked_after(home, hand)
    for member in (home.daughter, home.son, home.mother):
        people.death_record(household=home.household, by=community_manager, happened_on=DAY, member=member)
        again(visit)
        assert visit.state == "due", "somebody still lives there"
    with django_capture_on_commit_callbacks(execute=True):
        event = people.death_record(household=home.household, by=community_manager, happened_on=DAY, member=home.father)
    again(visit, task)
    assert (visit.state, task.state) == ("cancelled", "cancelled")
    assert not Caseload.objects.current().exists()
    assert Answer.objects.count() == 1, "what was said stays on record"
    assert visits_plan(communities=[home.household.community], by=community_manager).made == 0
    event_cancel(event=event, by=community_manager, why="同名误报")
    visits_plan(communities=[home.household.community], by=community_manager)
    assert Visit.objects.open().filter(household=home.household).exists()


def test_households_that_become_one_have_one_visit(
    home: Family, hand: Staff, county: County, community_manager: Staff, django_capture_on_commit_callbacks: Any
) -> None:
    visit, task = looked_after(home, hand)
    other = family_in(county.own, "F00002")
    with django_capture_on_commit_callbacks(execute=True):
        families.household_merge(
            household=home.household, by=community_manager, happened_on=clock.today(), into=other.household,
            relations={home.father.pk: "sibling"},
        )  # fmt: skip
    again(visit, task)
    assert (visit.state, task.state) == ("cancelled", "cancelled")
    assert "不在册" in VisitStep.objects.filter(visit=visit).latest("pk").why


def test_a_household_entered_twice_keeps_one_visit_one_worker_one_level_and_all_answers(
    home: Family, hand: Staff, county: County, community_manager: Staff
) -> None:
    keep, drop = home, family_in(county.own, "F00002")
    second = StaffFactory(role="grid_worker", areas=[county.own])
    in_one_flat(drop)
    kept, _task = looked_after(keep, hand)
    lost, task = looked_after(drop, second)
    for house in (keep.household, drop.household):
        OccasionFactory(household=house, kind="hardship", happened_on=date(2026, 1, 5))
    merge = households_merge(
        keep=keep.household, drop=drop.household, by=community_manager, same={drop.father.pk: keep.father.pk}
    )
    again(kept, lost, task)
    assert (kept.state, lost.state) == ("due", "cancelled")
    assert {row.household_id for row in (*Visit.objects.all(), *Task.objects.all(), *Answer.objects.all())} == {
        keep.household.pk
    }
    assert Answer.objects.count() == 2
    assert (task.state, task.owner) == ("open", second)
    for model in (Caseload, Level, Occasion):
        assert model.objects.count() == 1, model
    assert Caseload.objects.get().worker == hand
    merge_undo(merge=merge, by=community_manager, why="两户")
    assert Caseload.objects.get(household=drop.household.pk).worker == second
    assert (Level.objects.count(), Occasion.objects.count()) == (2, 2)
    assert Task.objects.get(household=drop.household.pk) == task


def test_a_level_that_only_the_other_record_has_is_taken_over(
    home: Family, county: County, community_manager: Staff
) -> None:
    second = family_in(county.own, "F00002")
    in_one_flat(second)
    drop = second.household
    LevelFactory(household=drop, period=since(date(2026, 2, 1)))
    lost = VisitFactory(household=drop)
    households_merge(keep=home.household, drop=drop, by=community_manager, same={})
    assert Level.objects.get().household == home.household
    again(lost)
    assert (lost.state, lost.household) == ("due", home.household)
