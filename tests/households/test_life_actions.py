"""Each life event, what it changes, and what it refuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from apps.accounts.models import Staff
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.periods import since
from apps.households.actions import families, people
from apps.households.life.newcomer import Newcomer
from apps.households.models import (
    Employment,
    HealthRecord,
    Household,
    LifeEvent,
    Member,
    Membership,
    Occupancy,
    Presence,
)
from tests.communities.factories import DwellingFactory
from tests.harness.people import County
from tests.households.factories import MOVED_IN, HouseholdFactory, MemberFactory, MembershipFactory, id_number
from tests.households.families import DAY, Family, family_in, places, roll, widowed


@pytest.fixture
def home(county: County) -> Family:
    return family_in(county.own)


@pytest.fixture
def other(county: County) -> Family:
    return family_in(county.own, "F00002")


@pytest.fixture(autouse=True)
def _english(english: Any) -> None:
    return


def refused(expected: str, act: Any, /, **given: Any) -> DomainError:
    with pytest.raises(DomainError) as caught, transaction.atomic():
        act(**given)
    assert caught.value.code == expected
    assert str(caught.value.message)
    return caught.value


# Births


def test_a_member_born_today_belongs_from_today_on(home: Family, community_manager: Staff) -> None:
    event = people.birth_record(
        household=home.household, by=community_manager, happened_on=clock.today(), name=" 覃 小满 ", sex="female"
    )
    child = Member.objects.get(pk=event.members[0])
    assert (child.name, child.age, child.community_id) == ("覃小满", 0, home.household.community_id)
    assert places(child) == [("F00001", "child", clock.today(), None)]
    assert (event.kind, event.by, event.household) == ("birth", community_manager, home.household)
    assert "覃" not in str(event.details) + str(event.changes)


def test_a_birth_reads_sex_and_day_from_the_number(home: Family, community_manager: Staff) -> None:
    given = {"household": home.household, "by": community_manager, "happened_on": DAY, "name": "覃小满"}
    refused("birth_date_differs", people.birth_record, **given, id_number=id_number(2, born=date(2026, 3, 11)))
    refused("id_length", people.birth_record, **given, id_number="42280120260310")
    event = people.birth_record(**given, id_number=id_number(2, born=DAY))
    child = Member.objects.get(pk=event.members[0])
    assert (child.sex, child.birth_date) == ("female", DAY)
    refused("here", people.birth_record, **given, id_number=id_number(2, born=DAY))


@pytest.mark.parametrize(
    ("given", "code"),
    [({"name": " "}, "name"), ({"relation": "uncle"}, "relation"), ({"sex": "x"}, "sex"),
     ({"relation": "head"}, "two_heads"), ({"happened_on": date(2999, 1, 1)}, "future"),
     ({"happened_on": date(1026, 1, 1)}, "day")],
)  # fmt: skip
def test_a_birth_that_cannot_be_right(home: Family, community_manager: Staff, given: Any, code: str) -> None:
    refused(code, people.birth_record, **{
        "household": home.household, "by": community_manager, "happened_on": DAY, "name": "覃小满", **given
    })  # fmt: skip
    assert not LifeEvent.objects.exists()


# Deaths


def test_a_death_ends_what_lasts(home: Family, community_manager: Staff) -> None:
    owner = {"community": home.household.community, "member": home.mother}
    HealthRecord.objects.create(**owner, health="chronic", period=since(MOVED_IN))
    Employment.objects.create(**owner, work="farming", period=since(MOVED_IN))
    people.death_record(household=home.household, by=community_manager, happened_on=DAY, member=home.mother)
    home.mother.refresh_from_db()
    assert home.mother.died_on == DAY
    assert places(home.mother) == [("F00001", "spouse", MOVED_IN, DAY)]
    assert HealthRecord.objects.get().period.upper == Employment.objects.get().period.upper == DAY


def test_the_head_s_death_demands_a_new_head(home: Family, community_manager: Staff) -> None:
    given = {"household": home.household, "by": community_manager, "happened_on": DAY, "member": home.father}
    assert refused("head_needed", people.death_record, **given).field == "new_head"
    refused("head_not_member", people.death_record, **given, new_head=home.father)
    refused("head_not_member", people.death_record, **given, new_head=MemberFactory(community=home.household.community))
    people.death_record(**given, new_head=home.mother)
    assert roll(home.household, DAY) == {"向春梅": "head", "覃伟": "child", "覃小雨": "child"}
    assert roll(home.household, DAY - timedelta(1))["覃建国"] == "head"


def test_a_head_under_16(county: County, community_manager: Staff) -> None:
    home = family_in(county.own)
    for member, head in ((home.mother, None), (home.son, None), (home.father, home.daughter)):
        people.death_record(
            household=home.household, by=community_manager, happened_on=DAY, member=member, new_head=head
        )
    assert roll(home.household, DAY) == {"覃小雨": "head"}
    assert home.daughter.age_on(DAY) == 8


def test_who_is_left_alone_becomes_head_without_being_asked(county: County, community_manager: Staff) -> None:
    household = HouseholdFactory(community=county.own)
    head, widow = (MembershipFactory(household=household, relation=r).member for r in ("head", "spouse"))
    people.death_record(household=household, by=community_manager, happened_on=DAY, member=head)
    assert roll(household, DAY) == {widow.name: "head"}


def test_the_last_member_s_death_takes_the_household_off_the_register(county: County, community_manager: Staff) -> None:
    home = family_in(county.own)
    Membership.objects.exclude(member=home.father).delete()
    people.death_record(household=home.household, by=community_manager, happened_on=DAY, member=home.father)
    home.household.refresh_from_db()
    assert home.household.left_on == DAY
    assert Occupancy.objects.get().period.upper == Presence.objects.get().period.upper == DAY
    refused("has_left", people.birth_record, household=home.household, by=community_manager, happened_on=DAY, name="甲")
    refused("has_left", people.death_record, household=home.household, by=community_manager, happened_on=DAY,
            member=home.mother)  # fmt: skip


def test_no_event_before_birth_or_after_death(home: Family, community_manager: Staff) -> None:
    given = {"household": home.household, "by": community_manager}
    people.death_record(**given, happened_on=DAY, member=home.mother)
    refused("after_death", people.departure_record, **given, happened_on=DAY, members=[home.mother])
    refused("after_death", families.head_change, **given, happened_on=DAY + timedelta(9), new_head=home.mother)
    early = date(2017, 1, 1)
    refused("before_birth", people.departure_record, **given, happened_on=early, members=[home.daughter])


def test_a_death_before_a_later_move_names_the_move(home: Family, other: Family, community_manager: Staff) -> None:
    people.departure_record(household=home.household, by=community_manager, happened_on=DAY, members=[home.son],
                            to_household=other.household)  # fmt: skip
    error = refused("later_event", people.death_record, household=home.household, by=community_manager,
                    happened_on=DAY - timedelta(30), member=home.son)  # fmt: skip
    assert "departure on March 10, 2026" in str(error.message)


def test_a_fact_that_begins_after_the_death_is_named(home: Family, community_manager: Staff) -> None:
    Employment.objects.create(
        community=home.household.community, member=home.son, work="in_county", period=since(DAY + timedelta(3))
    )
    refused("later_record", people.death_record, household=home.household, by=community_manager, happened_on=DAY,
            member=home.son)  # fmt: skip


# Marriages


def test_somebody_new_marries_the_son(home: Family, community_manager: Staff) -> None:
    event = people.marriage_in_record(
        household=home.household, by=community_manager, happened_on=DAY, spouse=home.son,
        newcomer=Newcomer("田甜", "female", date(2005, 7, 7)),
    )  # fmt: skip
    assert roll(home.household, DAY)["田甜"] == "child_in_law"
    assert event.kind == "marriage_in"


def test_somebody_of_another_household_marries_in(home: Family, other: Family, community_manager: Staff) -> None:
    event = people.marriage_in_record(
        household=home.household, by=community_manager, happened_on=DAY, member=other.son, relation="child_in_law"
    )
    assert places(other.son) == [("F00002", "child", MOVED_IN, DAY), ("F00001", "child_in_law", DAY, None)]
    assert event.other_households == [other.household.pk]
    assert list(LifeEvent.objects.about(other.household)) == [event]


def test_a_head_who_marries_into_another_household_leaves_a_head_behind(
    home: Family, other: Family, community_manager: Staff
) -> None:
    given = {"household": home.household, "by": community_manager, "happened_on": DAY, "member": other.father}
    refused("married_already", people.marriage_in_record, **given, new_head=other.mother)
    widowed(other)
    refused("head_needed", people.marriage_in_record, **given, relation="other")
    people.marriage_in_record(**given, relation="other", new_head=other.son)
    assert roll(other.household, DAY) == {"覃伟": "head", "覃小雨": "sibling"}


def test_marrying_out_to_another_household_or_away(home: Family, other: Family, community_manager: Staff) -> None:
    given = {"household": home.household, "by": community_manager, "happened_on": DAY}
    people.marriage_out_record(**given, member=home.son, to_household=other.household, relation="child_in_law")
    refused("married_already", people.marriage_out_record, **given, member=home.mother)
    refused("too_young", people.marriage_out_record, **given, member=home.daughter)
    assert roll(other.household, DAY)["覃伟"] == "child_in_law"
    widowed(home)
    people.marriage_out_record(**given, member=home.father, destination="武汉", new_head=home.daughter)
    assert places(home.father) == [("F00001", "head", MOVED_IN, DAY)]


# Divorce and split


def test_a_divorced_couple_stays_in_one_flat(home: Family, community_manager: Staff) -> None:
    event = families.divorce_record(
        household=home.household, by=community_manager, happened_on=DAY, members=[home.mother, home.daughter],
        head=home.mother, relations={home.daughter.pk: "child"}, shares_dwelling=True,
    )  # fmt: skip
    new = Household.objects.get(pk=event.other_households[0])
    assert (new.code, new.moved_in_on, new.kind) == ("F00001-2", DAY, "lifted_out")
    assert roll(new, DAY) == {"向春梅": "head", "覃小雨": "child"}
    assert roll(home.household, DAY) == {"覃建国": "head", "覃伟": "child"}
    sharing = Occupancy.objects.filter(dwelling=home.dwelling, period__contains=DAY)
    assert set(sharing.values_list("household", flat=True)) == {home.household.pk, new.pk}


def test_a_split_with_the_old_head_needs_a_head_for_those_who_stay(home: Family, community_manager: Staff) -> None:
    flat = DwellingFactory(building=home.dwelling.building)
    given = {"household": home.household, "by": community_manager, "happened_on": DAY, "dwelling": flat,
             "members": [home.father, home.son], "head": home.father, "code": "F00099"}  # fmt: skip
    refused("head_needed", families.household_split, **given)
    event = families.household_split(**given, new_head=home.mother)
    new = Household.objects.get(pk=event.other_households[0])
    assert new.code == "F00099"
    assert Occupancy.objects.get(household=new).dwelling == flat
    assert roll(home.household, DAY) == {"向春梅": "head", "覃小雨": "child"}


def test_what_a_split_refuses(home: Family, other: Family, community_manager: Staff) -> None:
    given = {"household": home.household, "by": community_manager, "happened_on": DAY}
    everybody = [home.father, home.mother, home.son, home.daughter]
    refused("nobody_stays", families.household_split, **given, members=everybody, head=home.father)
    refused("head_not_member", families.household_split, **given, members=[home.son], head=home.father)
    refused("code_taken", families.household_split, **given, members=[home.son], head=home.son, code="F00002")
    refused("not_a_member", families.household_split, **given, members=[home.son, other.son], head=home.son)
    elsewhere = DwellingFactory()
    refused("other_community", families.household_split, **given, members=[home.son], head=home.son, dwelling=elsewhere)
    assert not Household.objects.filter(code__startswith="F00001-").exists()


# Merge, head, move


def test_a_merge_takes_the_first_household_off_the_register(
    home: Family, other: Family, community_manager: Staff
) -> None:
    families.household_merge(
        household=other.household, by=community_manager, happened_on=DAY, into=home.household,
        relations={other.father.pk: "sibling"},
    )  # fmt: skip
    other.household.refresh_from_db()
    assert other.household.left_on == DAY
    assert Membership.objects.filter(household=home.household, period__contains=DAY).count() == 8
    assert Membership.objects.get(member=other.father, period__contains=DAY).relation == "sibling"
    refused("two_heads", families.household_merge, household=home.household, by=community_manager,
            happened_on=clock.today(), into=family_in(home.household.community, "F3").household,
            relations={home.father.pk: "head"})  # fmt: skip


def test_a_change_of_head_turns_the_others_relations(home: Family, community_manager: Staff) -> None:
    families.head_change(household=home.household, by=community_manager, happened_on=DAY, new_head=home.son)
    assert roll(home.household, DAY) == {
        "覃伟": "head", "覃建国": "parent", "向春梅": "parent", "覃小雨": "sibling",
    }  # fmt: skip
    refused("already_head", families.head_change, household=home.household, by=community_manager, happened_on=DAY,
            new_head=home.son)  # fmt: skip


def test_a_late_change_of_head_lasts_until_the_next_one(home: Family, community_manager: Staff) -> None:
    given = {"household": home.household, "by": community_manager}
    families.head_change(**given, happened_on=DAY, new_head=home.son)
    families.head_change(**given, happened_on=DAY - timedelta(60), new_head=home.mother)
    assert places(home.mother) == [
        ("F00001", "spouse", MOVED_IN, DAY - timedelta(60)), ("F00001", "head", DAY - timedelta(60), DAY),
        ("F00001", "parent", DAY, None),
    ]  # fmt: skip
    assert roll(home.household, DAY)["覃伟"] == "head"


def test_a_move_to_another_dwelling(home: Family, other: Family, community_manager: Staff) -> None:
    given = {"household": home.household, "by": community_manager}
    refused("same_dwelling", families.dwelling_move, **given, happened_on=DAY, dwelling=home.dwelling)
    refused("other_community", families.dwelling_move, **given, happened_on=DAY, dwelling=DwellingFactory())
    families.dwelling_move(**given, happened_on=DAY, dwelling=other.dwelling)  # two households in one flat
    late = DwellingFactory(building=home.dwelling.building)
    families.dwelling_move(**given, happened_on=DAY - timedelta(20), dwelling=late)
    rows = Occupancy.objects.filter(household=home.household).order_by("period")
    assert [(row.dwelling_id, row.period.upper) for row in rows] == [
        (home.dwelling.pk, DAY - timedelta(20)), (late.pk, DAY), (other.dwelling.pk, None),
    ]  # fmt: skip


# Departure and return


def test_one_person_moves_three_times_in_a_month(county: County, home: Family, community_manager: Staff) -> None:
    homes = [home, *(family_in(county.own, f"F1000{n}") for n in (2, 3, 4))]
    for step in range(3):
        people.departure_record(
            household=homes[step].household, by=community_manager, happened_on=date(2026, 11, 2 + 8 * step),
            members=[home.son], to_household=homes[step + 1].household, relations={home.son.pk: "other"},
        )  # fmt: skip
    assert [place[0] for place in places(home.son)] == ["F00001", "F10002", "F10003", "F10004"]
    assert LifeEvent.objects.filter(members__contains=[home.son.pk]).count() == 3


def test_moves_of_one_day_leave_no_empty_period(county: County, home: Family, community_manager: Staff) -> None:
    second, third = family_in(county.own, "F2"), family_in(county.own, "F3")
    given = {"by": community_manager, "happened_on": DAY, "members": [home.son]}
    people.departure_record(household=home.household, to_household=second.household, **given)
    people.departure_record(household=second.household, to_household=third.household, **given)
    assert places(home.son) == [("F00001", "child", MOVED_IN, DAY), ("F3", "", DAY, None)]


def test_a_late_move_before_another_fits_in_between(county: County, home: Family, community_manager: Staff) -> None:
    second, third = family_in(county.own, "F2"), family_in(county.own, "F3")
    given = {"by": community_manager, "members": [home.son], "household": home.household}
    people.departure_record(**given, to_household=third.household, happened_on=DAY)
    people.departure_record(**given, to_household=second.household, happened_on=DAY - timedelta(10))
    assert [(place[0], place[3]) for place in places(home.son)] == [
        ("F00001", DAY - timedelta(10)), ("F2", DAY), ("F3", None),
    ]  # fmt: skip


def test_the_whole_household_leaves_and_comes_back(home: Family, community_manager: Staff) -> None:
    given = {"household": home.household, "by": community_manager}
    people.departure_record(**given, happened_on=DAY, destination="武汉")
    home.household.refresh_from_db()
    assert (home.household.left_on, roll(home.household, DAY)) == (DAY, {})
    back = DAY + timedelta(100)
    both = [home.father, home.mother]
    refused("not_gone", people.return_record, **given, happened_on=DAY - timedelta(1), members=both)
    people.return_record(**given, happened_on=back, members=both, dwelling=home.dwelling)
    home.household.refresh_from_db()
    assert home.household.left_on is None
    assert roll(home.household, back) == {"覃建国": "head", "向春梅": "spouse"}
    refused("later_event", people.return_record, **given, happened_on=back, members=[home.father])
    people.return_record(**given, happened_on=back + timedelta(1), members=[home.son])
    assert roll(home.household, back + timedelta(1))["覃伟"] == "child"


def test_a_household_that_comes_back_needs_a_head(home: Family, community_manager: Staff) -> None:
    given = {"household": home.household, "by": community_manager}
    people.departure_record(**given, happened_on=DAY)
    refused("head_needed", people.return_record, **given, happened_on=clock.today(), members=[home.mother])
    people.return_record(**given, happened_on=clock.today(), members=[home.mother], head=home.mother)
    assert roll(home.household, clock.today()) == {"向春梅": "head"}


def test_a_departing_head_needs_a_successor(home: Family, community_manager: Staff) -> None:
    given = {"household": home.household, "by": community_manager, "happened_on": DAY, "members": [home.father]}
    refused("head_needed", people.departure_record, **given)
    people.departure_record(**given, new_head=home.son)
    assert roll(home.household, DAY)["覃伟"] == "head"


# Who may


def test_only_the_community_s_manager_records(
    home: Family, community_manager: Staff, colleague: Staff, grid_worker: Staff, county_admin: Staff, auditor: Staff
) -> None:
    given = {"household": home.household, "happened_on": DAY, "name": "覃小满"}
    refused("not_in_scope", people.birth_record, by=colleague, **given)
    for other in (grid_worker, county_admin, auditor):
        refused("not_your_role", people.birth_record, by=other, **given)
    assert people.birth_record(by=community_manager, **given).by == community_manager


def test_another_community_needs_a_transfer(county: County, home: Family) -> None:
    away = family_in(county.foreign)
    given = {"household": home.household, "by": None, "happened_on": DAY}
    refused("use_transfer", people.marriage_in_record, **given, member=away.son)
    refused("use_transfer", people.departure_record, **given, members=[home.son], to_household=away.household)
    refused("use_transfer", families.household_merge, **given, into=away.household)


def test_a_household_without_a_head_stays_recordable(county: County, community_manager: Staff) -> None:
    household = HouseholdFactory(community=county.own)
    member = MembershipFactory(household=household, relation="").member
    MembershipFactory(household=household, relation="")
    people.departure_record(household=household, by=community_manager, happened_on=DAY, members=[member])
    assert len(roll(household, DAY)) == 1


def test_events_are_told_once_committed(
    home: Family, community_manager: Staff, django_capture_on_commit_callbacks: Any
) -> None:
    from apps.core.events import listen
    from apps.households.life.draft import RECORDED

    told: list[dict[str, Any]] = []
    listen(RECORDED)(lambda **facts: told.append(facts))
    with django_capture_on_commit_callbacks(execute=True):
        event = people.birth_record(household=home.household, by=community_manager, happened_on=DAY, name="覃小满")
    assert told == [{"event": event.pk, "kind": "birth", "household": home.household.pk}]


def test_events_cannot_be_edited_or_deleted(home: Family, community_manager: Staff) -> None:
    people.birth_record(household=home.household, by=community_manager, happened_on=DAY, name="覃小满")
    for sql in ("UPDATE households_lifeevent SET note = 'x'", "DELETE FROM households_lifeevent"):
        with (
            pytest.raises(ProgrammingError, match="Cannot update or delete"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
