"""Corrections of life events: what is restored, what forbids them."""

from datetime import date, timedelta
from typing import Any

import pytest

from apps.accounts.models import Staff
from apps.core import clock
from apps.households.actions import families, people
from apps.households.actions.corrections import event_cancel, event_correct
from apps.households.life.newcomer import Newcomer
from apps.households.models import Household, Income, LifeEvent, Member, Membership
from tests.communities.factories import DwellingFactory
from tests.harness.people import County
from tests.households.factories import id_number
from tests.households.families import DAY, Family, family_in, places, register, roll, widowed
from tests.households.test_life_actions import refused

WHY = "登记错了"


@pytest.fixture
def home(county: County, english: Any) -> Family:
    return family_in(county.own)


def each_kind(home: Family, by: Any) -> dict[str, Any]:
    """One event of each kind, not yet recorded."""
    other = widowed(family_in(home.household.community, "F00002"))
    given = {"household": home.household, "by": by, "happened_on": DAY}
    return {
        "birth": lambda: people.birth_record(**given, name="覃小满"),
        "death": lambda: people.death_record(**given, member=home.father, new_head=home.mother),
        "marriage_in": lambda: people.marriage_in_record(**given, newcomer=Newcomer("田甜"), spouse=home.son),
        "marriage_from": lambda: people.marriage_in_record(**given, member=other.father, new_head=other.son),
        "marriage_out": lambda: people.marriage_out_record(**given, member=home.son, to_household=other.household),
        "divorce": lambda: families.divorce_record(
            **given, members=[home.mother, home.daughter], head=home.mother, shares_dwelling=True
        ),
        "split": lambda: families.household_split(
            **given, members=[home.father, home.son], head=home.son, new_head=home.mother
        ),
        "merge": lambda: families.household_merge(**given, into=other.household),
        "head_change": lambda: families.head_change(**given, new_head=home.son),
        "departure": lambda: people.departure_record(**given),
        "departure_to": lambda: people.departure_record(**given, members=[home.son], to_household=other.household),
        "move": lambda: families.dwelling_move(**given, dwelling=DwellingFactory(building=home.dwelling.building)),
    }


KINDS = ("birth", "death", "marriage_in", "marriage_from", "marriage_out", "divorce", "split", "merge", "head_change",
         "departure", "departure_to", "move")  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_cancelling_puts_everything_back(home: Family, community_manager: Staff, kind: str) -> None:
    act = each_kind(home, community_manager)[kind]
    before = register()
    event = act()
    assert register() != before
    cancelled = event_cancel(event=event, by=community_manager, why=WHY)
    assert register() == before
    assert (cancelled.kind, cancelled.corrects, cancelled.correction) == (event.kind, event, "cancelled")
    assert LifeEvent.objects.get(pk=event.pk).successor == cancelled
    assert not LifeEvent.objects.standing().exists()
    refused("already_corrected", event_cancel, event=event, by=community_manager, why=WHY)
    refused("not_correctable", event_cancel, event=cancelled, by=community_manager, why=WHY)


@pytest.mark.parametrize("kind", KINDS)
def test_another_day_is_as_if_it_had_been_recorded_so(home: Family, community_manager: Staff, kind: str) -> None:
    act = each_kind(home, community_manager)[kind]
    event = act()
    day = DAY - timedelta(5)
    corrected = event_correct(event=event, by=community_manager, why=WHY, happened_on=day)
    assert (corrected.happened_on, corrected.correction, corrected.corrects) == (day, "changed", event)
    assert corrected.members == event.members
    assert list(LifeEvent.objects.standing()) == [corrected]
    starts = Membership.objects.filter(period__startswith=DAY)
    assert not starts.exists()
    event_cancel(event=corrected, by=community_manager, why=WHY)
    assert not LifeEvent.objects.standing().exists()


def test_a_return_can_be_cancelled(home: Family, community_manager: Staff) -> None:
    given = {"household": home.household, "by": community_manager}
    people.departure_record(**given, happened_on=DAY)
    gone = register()
    event = people.return_record(**given, happened_on=clock.today(), members=[home.father])
    event_cancel(event=event, by=community_manager, why=WHY)
    assert register() == gone


def test_a_child_s_corrected_day_of_birth_keeps_the_child(home: Family, community_manager: Staff) -> None:
    given = {"household": home.household, "by": community_manager, "happened_on": DAY}
    event = people.birth_record(**given, name="覃小满")
    event_correct(event=event, by=community_manager, why=WHY, happened_on=DAY - timedelta(2), note="补登")
    child = Member.objects.get(pk=event.members[0])
    assert child.birth_date == DAY - timedelta(2)
    assert places(child) == [("F00001", "child", DAY - timedelta(2), None)]
    numbered = people.birth_record(**given, name="覃小月", id_number=id_number(4, born=DAY))
    refused("birth_date_differs", event_correct, event=numbered, by=community_manager, why=WHY,
            happened_on=DAY - timedelta(1))  # fmt: skip


def test_details_can_be_corrected(home: Family, community_manager: Staff) -> None:
    event = people.death_record(
        household=home.household, by=community_manager, happened_on=DAY, member=home.father, new_head=home.mother
    )
    event_correct(event=event, by=community_manager, why=WHY, new_head=home.son.pk)
    assert roll(home.household, DAY) == {"覃伟": "head", "向春梅": "parent", "覃小雨": "sibling"}
    refused("unknown_detail", event_correct, event=event, by=community_manager, why=WHY, colour="red")


def test_a_later_event_that_builds_on_it_is_named(home: Family, community_manager: Staff) -> None:
    given = {"household": home.household, "by": community_manager}
    first = families.head_change(**given, happened_on=DAY, new_head=home.son)
    second = families.head_change(**given, happened_on=DAY + timedelta(40), new_head=home.mother)
    error = refused("later_event", event_cancel, event=first, by=community_manager, why=WHY)
    assert "change of head on April 19, 2026" in str(error.message)
    event_cancel(event=second, by=community_manager, why=WHY)
    event_cancel(event=first, by=community_manager, why=WHY)
    assert roll(home.household, clock.today())["覃建国"] == "head"


def test_somebody_who_joined_elsewhere_since_forbids_it(home: Family, community_manager: Staff) -> None:
    other = widowed(family_in(home.household.community, "F00002"))
    left = people.departure_record(
        household=home.household, by=community_manager, happened_on=DAY, members=[home.son], destination="武汉"
    )
    people.return_record(household=other.household, by=community_manager, happened_on=clock.today(), members=[home.son])
    refused("later_event", event_cancel, event=left, by=community_manager, why=WHY)


def test_a_founded_household_in_use_stays(home: Family, community_manager: Staff) -> None:
    event = families.household_split(
        household=home.household, by=community_manager, happened_on=DAY, members=[home.son], head=home.son
    )
    new = Household.objects.get(pk=event.other_households[0])
    Income.objects.create(community=new.community, household=new, year=2026, source="wage", amount=1)
    refused("register_changed", event_cancel, event=event, by=community_manager, why=WHY)
    Income.objects.all().delete()
    people.birth_record(household=new, by=community_manager, happened_on=clock.today(), name="覃小满")
    refused("later_event", event_cancel, event=event, by=community_manager, why=WHY)


def test_a_register_changed_by_hand_forbids_it(home: Family, community_manager: Staff) -> None:
    event = people.marriage_in_record(
        household=home.household, by=community_manager, happened_on=DAY, newcomer=Newcomer("田甜"), spouse=home.son
    )
    Membership.objects.filter(member__name="田甜").update(relation="other")
    refused("register_changed", event_cancel, event=event, by=community_manager, why=WHY)


def test_a_correction_asks_why_and_who(home: Family, community_manager: Staff, colleague: Staff) -> None:
    event = people.birth_record(household=home.household, by=community_manager, happened_on=DAY, name="覃小满")
    refused("reason_needed", event_cancel, event=event, by=community_manager, why=" ")
    refused("not_in_scope", event_cancel, event=event, by=colleague, why=WHY)
    refused("future", event_correct, event=event, by=community_manager, why=WHY, happened_on=date(2999, 1, 1))
    assert LifeEvent.objects.count() == 1
