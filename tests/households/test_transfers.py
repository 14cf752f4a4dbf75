"""Transfers to another community: four eyes, both sides, what moves and what stays."""

from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from apps.accounts.models import Staff
from apps.core import clock
from apps.core.errors import Refused
from apps.core.periods import since
from apps.households.actions import people
from apps.households.actions.corrections import event_cancel
from apps.households.actions.transfers import (
    BY_STEP,
    transfer_accept,
    transfer_reject,
    transfer_request,
    transfer_withdraw,
)
from apps.households.models import (
    Employment,
    HealthRecord,
    Household,
    Income,
    LifeEvent,
    Member,
    Occupancy,
    Presence,
    Transfer,
)
from apps.households.transfers.policies import steps_for
from apps.households.transfers.workflow import WORKFLOW, State
from tests.accounts.factories import StaffFactory
from tests.communities.factories import DwellingFactory
from tests.harness.people import County
from tests.households.factories import MOVED_IN
from tests.households.families import DAY, Family, family_in, places, roll, widowed
from tests.households.test_life_actions import refused


@pytest.fixture
def home(county: County, english: Any) -> Family:
    return family_in(county.own)


@pytest.fixture
def asked(home: Family, county: County, community_manager: Staff) -> Transfer:
    return transfer_request(
        household=home.household, by=community_manager, to_community=county.foreign, happened_on=DAY, why="随子女居住"
    )


def test_both_sides_see_it_pending(
    asked: Transfer, community_manager: Staff, colleague: Staff, county_admin: Staff
) -> None:
    for person in (community_manager, colleague, county_admin):
        assert list(Transfer.objects.visible_to(person).pending()) == [asked]
    stranger = StaffFactory(role="community_manager", areas=[])
    assert not Transfer.objects.visible_to(stranger).exists()
    assert [step.name for step in steps_for(asked, community_manager)] == ["withdraw"]
    assert [step.name for step in steps_for(asked, colleague)] == ["accept", "reject"]


def test_the_file_goes_along_and_the_old_place_keeps_its_story(
    asked: Transfer, home: Family, county: County, colleague: Staff
) -> None:
    own, foreign = county.own, county.foreign
    HealthRecord.objects.create(community=own, member=home.mother, health="chronic", period=since(MOVED_IN))
    Employment.objects.create(community=own, member=home.son, work="in_county", period=since(MOVED_IN))
    Income.objects.create(community=own, household=home.household, year=2025, source="wage", amount=100)
    flat = DwellingFactory(building=county.foreign_building)
    done = transfer_accept(transfer=asked, by=colleague, dwelling=flat)
    assert (done.state, done.decided_by) == (State.ACCEPTED, colleague)
    home.household.refresh_from_db()
    assert (home.household.community, home.household.moved_in_on) == (foreign, DAY)
    for model in (Member, HealthRecord, Employment, Income, Presence):
        assert set(model.objects.values_list("community", flat=True)) == {foreign.pk}, model
    held = Occupancy.objects.order_by("period")
    assert [(row.community, row.dwelling, row.period.upper) for row in held] == [
        (own, home.dwelling, DAY), (foreign, flat, None),
    ]  # fmt: skip
    events = LifeEvent.objects.order_by("pk")
    assert [(event.kind, event.community) for event in events] == [("transfer_out", own), ("transfer_in", foreign)]
    assert roll(home.household, clock.today())["覃建国"] == "head"
    assert Household.objects.visible_to(colleague).filter(pk=home.household.pk).exists()
    refused("transfer_back", event_cancel, event=events[1], by=colleague, why="错了")


def test_one_person_goes(home: Family, county: County, community_manager: Staff, colleague: Staff) -> None:
    there = family_in(county.foreign, "G00001")
    given = {"household": home.household, "by": community_manager, "to_community": county.foreign, "happened_on": DAY}
    refused("married_already", transfer_request, **given, member=home.father, marriage=True)
    widowed(home)
    asked = transfer_request(**given, member=home.father, marriage=True)
    refused("household_needed", transfer_accept, transfer=asked, by=colleague)
    refused("household_needed", transfer_accept, transfer=asked, by=colleague, to_household=home.household)
    refused("head_needed", transfer_accept, transfer=asked, by=colleague, to_household=there.household)
    transfer_withdraw(transfer=asked, by=community_manager)
    again = transfer_request(**given, member=home.father, new_head=home.son, marriage=True)
    transfer_accept(transfer=again, by=colleague, to_household=there.household, relation="other")
    assert places(home.father) == [("F00001", "head", MOVED_IN, DAY), ("G00001", "other", DAY, None)]
    home.father.refresh_from_db()
    assert home.father.community == county.foreign
    assert roll(home.household, DAY)["覃伟"] == "head"


def test_the_maker_is_never_the_checker(home: Family, county: County) -> None:
    both = StaffFactory(role="community_manager", areas=[county.own, county.foreign])
    asked = transfer_request(household=home.household, by=both, to_community=county.foreign, happened_on=DAY)
    for act in (transfer_accept, transfer_reject):
        refused("own_request", act, transfer=asked, by=both, **({"why": "不收"} if act is transfer_reject else {}))
    with pytest.raises(IntegrityError, match="households_transfer_four_eyes"), transaction.atomic():
        Transfer.objects.filter(pk=asked.pk).update(decided_by=both)


def test_who_may_ask_and_decide(
    home: Family, county: County, asked: Transfer, community_manager: Staff, colleague: Staff, grid_worker: Staff,
    auditor: Staff, county_admin: Staff,
) -> None:  # fmt: skip
    given = {"household": home.household, "to_community": county.foreign, "happened_on": DAY}
    refused("not_in_scope", transfer_request, by=colleague, **given)
    refused("not_your_role", transfer_request, by=grid_worker, **given)
    refused("pending_already", transfer_request, by=community_manager, **given)
    refused("same_community", transfer_request, by=community_manager, **{**given, "to_community": county.own})
    refused("not_in_scope", transfer_accept, transfer=asked, by=community_manager)
    refused("not_your_role", transfer_accept, transfer=asked, by=auditor)
    refused("not_in_scope", transfer_withdraw, transfer=asked, by=colleague)
    refused("reason_needed", transfer_reject, transfer=asked, by=colleague, why="")
    assert transfer_accept(transfer=asked, by=county_admin).decided_by == county_admin


def test_a_taken_code_asks_for_another(asked: Transfer, county: County, colleague: Staff, home: Family) -> None:
    family_in(county.foreign)
    refused("code_taken", transfer_accept, transfer=asked, by=colleague)
    transfer_accept(transfer=asked, by=colleague, code="G77")
    home.household.refresh_from_db()
    assert home.household.code == "G77"


def test_what_happened_meanwhile_forbids_it(
    asked: Transfer, home: Family, community_manager: Staff, colleague: Staff
) -> None:
    people.departure_record(
        household=home.household, by=community_manager, happened_on=DAY.replace(month=4), members=[home.son],
        to_household=family_in(home.household.community, "F2").household,
    )  # fmt: skip
    refused("later_event", transfer_accept, transfer=asked, by=colleague)


def in_state(asked: Transfer, state: str, colleague: Staff, manager: Staff) -> Transfer:
    match state:
        case State.ACCEPTED:
            return transfer_accept(transfer=asked, by=colleague)
        case State.REJECTED:
            return transfer_reject(transfer=asked, by=colleague, why="没有空房")
        case State.WITHDRAWN:
            return transfer_withdraw(transfer=asked, by=manager)
    return asked


@pytest.mark.parametrize("state", State.values)
def test_every_state_by_every_step(asked: Transfer, community_manager: Staff, colleague: Staff, state: str) -> None:
    transfer = in_state(asked, state, colleague, community_manager)
    steps = transfer.steps.count()
    for name, act in BY_STEP.items():
        by = community_manager if name == "withdraw" else colleague
        allowed = state in WORKFLOW.by_name[name].sources
        told = ""
        with transaction.atomic():
            try:
                after = act(transfer=Transfer.objects.get(pk=transfer.pk), by=by, why="说明")
                assert after.state == WORKFLOW.by_name[name].target
                assert after.steps.count() == steps + 1
            except Refused as refusal:
                told = refusal.code
            transaction.set_rollback(True)
        assert told == ("" if allowed else "wrong_state"), name


@pytest.mark.parametrize("source", State.values)
def test_the_database_allows_only_the_drawn_edges(
    asked: Transfer, community_manager: Staff, colleague: Staff, source: str
) -> None:
    transfer = in_state(asked, source, colleague, community_manager)
    sql = "UPDATE households_transfer SET state = %s, decided_by_id = %s, decided_at = now() WHERE id = %s"
    allowed = set()
    for target in State.values:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql, [target, colleague.pk, transfer.pk])
                transaction.set_rollback(True)
            allowed.add(target)
        except ProgrammingError as error:
            if "Invalid transition" not in str(error):
                raise
    assert allowed == {source} | {target for start, target in WORKFLOW.edges() if start == source}
