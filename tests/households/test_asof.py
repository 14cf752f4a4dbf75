"""A household as it was, and as it had been recorded."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from apps.accounts.models import Staff
from apps.core import clock
from apps.core.periods import since
from apps.households.actions import families, people
from apps.households.actions.corrections import event_cancel, event_correct
from apps.households.asof import differences, household_as_of
from apps.households.models import Employment, HealthRecord, Membership
from apps.households.models.work import LabourAbility
from tests.communities.factories import DwellingFactory
from tests.harness.people import County
from tests.harness.queries import EqualQueries
from tests.households.factories import MOVED_IN, MemberFactory
from tests.households.families import DAY, Family, family_in

BEFORE = DAY - timedelta(1)


@pytest.fixture
def home(county: County, english: Any) -> Family:
    return family_in(county.own)


def backdate(moment: datetime) -> None:
    """Everything recorded so far had been recorded at this moment."""
    for model in (Membership, HealthRecord, Employment, LabourAbility):
        set_back(model.pgh_event_model._meta.db_table, moment)
    for table in (
        "households_memberevent",
        "households_occupancyevent",
        "households_presenceevent",
        "households_classperiodevent",
    ):
        set_back(table, moment)


def set_back(table: str, moment: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET pgh_created_at = %s", [moment])


def named(home: Family, day: date, known_at: datetime | None = None) -> dict[str, str]:
    return {person.name: person.relation for person in household_as_of(home.household, day, known_at).people}


def test_as_it_was_on_the_day(home: Family, community_manager: Staff) -> None:
    owner = {"community": home.household.community, "member": home.father}
    HealthRecord.objects.create(**owner, health="chronic", period=since(MOVED_IN, DAY))
    HealthRecord.objects.create(**owner, health="serious", period=since(DAY))
    Employment.objects.create(**owner, work="farming", period=since(MOVED_IN, DAY))
    LabourAbility.objects.create(**owner, labour="weak", period=since(MOVED_IN, DAY))
    flat = DwellingFactory(building=home.dwelling.building)
    given = {"household": home.household, "by": community_manager, "happened_on": DAY}
    families.dwelling_move(**given, dwelling=flat)
    families.head_change(**given, new_head=home.son)
    then, after = household_as_of(home.household, BEFORE), household_as_of(home.household, DAY)
    assert then.head
    assert then.head.name == "覃建国"
    assert (then.head.health, then.head.work, then.head.labour) == (("chronic",), "farming", "weak")
    assert (then.dwelling, then.residence, then.head.age) == (home.dwelling, "permanent", 49)
    assert after.head
    assert after.head.name == "覃伟"
    father = next(person for person in after.people if person.name == "覃建国")
    assert (father.relation, father.health, father.work, father.labour) == ("parent", ("serious",), "", "")
    assert after.dwelling == flat
    assert household_as_of(home.household, MOVED_IN - timedelta(1)).people == ()


def test_a_late_entry_was_not_yet_recorded(home: Family, community_manager: Staff) -> None:
    then = clock.now() - timedelta(days=100)
    backdate(then)
    people.death_record(household=home.household, by=community_manager, happened_on=DAY, member=home.mother)
    assert "向春梅" in named(home, DAY, then)
    assert "向春梅" not in named(home, DAY)
    late = household_as_of(home.household, DAY, then).late
    assert [event.kind for event in late] == ["death"]
    told = differences(household_as_of(home.household, DAY, then), household_as_of(home.household, DAY))
    assert [(line.what, line.then, line.now) for line in told] == [("向春梅", "spouse", "not in the household")]


def test_a_corrected_mistake_still_shows_as_it_had_been_recorded(home: Family, community_manager: Staff) -> None:
    born = people.birth_record(household=home.household, by=community_manager, happened_on=DAY, name="覃小满")
    then = clock.now() - timedelta(days=100)
    backdate(then)
    event_cancel(event=born, by=community_manager, why="登记错了")
    assert named(home, DAY)["覃小雨"] == "child"
    assert "覃小满" not in named(home, DAY)
    assert "覃小满" in named(home, DAY, then)
    assert [event.correction for event in household_as_of(home.household, DAY, then).late if event.correction] == [
        "cancelled"
    ]


def test_a_corrected_day_is_told_as_a_correction(home: Family, community_manager: Staff) -> None:
    moved = people.departure_record(
        household=home.household, by=community_manager, happened_on=DAY, members=[home.son], destination="武汉"
    )
    then = clock.now() - timedelta(days=50)
    backdate(then)
    event_correct(event=moved, by=community_manager, why="日期写错", happened_on=DAY + timedelta(20))
    assert "覃伟" not in named(home, DAY, then)
    assert "覃伟" in named(home, DAY)
    late = household_as_of(home.household, DAY + timedelta(30), then).late
    assert late[0].corrects == moved


@pytest.mark.parametrize("known", [False, True])
def test_the_number_of_queries_is_fixed(home: Family, equal_queries: EqualQueries, known: bool) -> None:
    def more(number: int) -> None:
        for n in range(number):
            Membership.objects.create(
                household=home.household, community=home.household.community, period=since(DAY),
                member=MemberFactory(community=home.household.community, name=f"甲{n}"),
            )  # fmt: skip

    moment = clock.now() + timedelta(minutes=1) if known else None
    assert equal_queries(lambda: household_as_of(home.household, clock.today(), moment), more=more) <= 10
