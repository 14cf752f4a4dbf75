"""Recording what is known of people: periods that make room for each other, dates that cannot be, numbers, phones."""

from datetime import date, timedelta
from typing import Any

import pytest

from apps.core import clock
from apps.core.errors import DomainError, Refused
from apps.core.periods import since
from apps.households.actions import facts, person_facts, persons
from apps.households.actions.details import health_details_reveal
from apps.households.models import (
    Contact,
    Disability,
    Employment,
    HealthRecord,
    Household,
    Insurance,
    LabourAbility,
    Member,
    Membership,
    Skill,
)
from apps.households.people.nouns import NOUNS
from apps.households.people.policies import may_record
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory, OccupancyFactory, id_number

DAY, LATER, LAST = date(2026, 1, 5), date(2026, 6, 1), date(2026, 11, 20)


@pytest.fixture
def household(county: County) -> Household:
    home = HouseholdFactory(community=county.own)
    OccupancyFactory(household=home, dwelling__building=county.building, community=county.own)
    return home


@pytest.fixture
def member(household: Household) -> Member:
    return MembershipFactory(household=household).member


def refusal(call: Any, **given: Any) -> str:
    with pytest.raises(DomainError) as caught:
        call(**given)
    assert str(caught.value.message)
    return caught.value.code


def spans(rows: Any) -> list[tuple[Any, Any]]:
    return [(row.started, row.ended) for row in rows.order_by("period")]


def test_new_work_ends_the_work_before(member: Member, community_manager: Any) -> None:
    given = {"member": member, "by": community_manager}
    person_facts.employment_record(**given, work="in_county", starts=DAY, employer=" 恩施 某厂 ", wage_month=3200)
    job = person_facts.employment_record(**given, work="workshop", starts=LATER, place="outside", unstable=True)
    assert spans(Employment.objects.filter(member=member)) == [(DAY, LATER), (LATER, None)]
    assert (job.place, job.where, job.community_id) == ("", "community", member.community_id)
    assert Employment.objects.get(work="in_county").employer == "恩施 某厂"


def test_the_past_is_not_run_over(member: Member, community_manager: Any) -> None:
    given = {"member": member, "by": community_manager}
    person_facts.labour_record(**given, labour="ordinary", starts=LATER)
    assert refusal(person_facts.labour_record, **given, labour="weak", starts=DAY) == "already_recorded"
    assert refusal(person_facts.labour_record, **given, labour="weak", starts=LATER) == "already_recorded"
    person_facts.labour_record(**given, labour="weak", starts=DAY, ends=LATER)
    assert spans(LabourAbility.objects.filter(member=member)) == [(DAY, LATER), (LATER, None)]


def test_illness_ends_health_and_several_hold_at_once(member: Member, community_manager: Any) -> None:
    given = {"member": member, "by": community_manager}
    person_facts.health_record(**given, health="healthy", starts=DAY)
    person_facts.health_record(**given, health="chronic", starts=LATER)
    person_facts.health_record(**given, health="serious", starts=LATER)
    assert {row.health for row in HealthRecord.objects.current().filter(member=member)} == {"chronic", "serious"}
    person_facts.health_record(**given, health="healthy", starts=LAST)
    assert {row.health for row in HealthRecord.objects.at(LAST).filter(member=member)} == {"healthy"}
    assert refusal(person_facts.health_record, **given, health="chronic", starts=LAST) == "already_recorded"


def test_medical_and_old_age_insurance_do_not_touch_each_other(member: Member, community_manager: Any) -> None:
    given = {"member": member, "by": community_manager}
    year = {"starts": date(2026, 1, 1), "ends": date(2027, 1, 1)}
    person_facts.insurance_record(**given, branch="medical", scheme="resident", **year)
    person_facts.insurance_record(**given, branch="old_age", scheme="none", **year)
    again = {"branch": "medical", "scheme": "employee"}
    assert refusal(person_facts.insurance_record, **given, **again, starts=LATER) == "already_recorded"
    following = {"starts": date(2027, 1, 1), "ends": date(2028, 1, 1)}
    person_facts.insurance_record(**given, **again, **following)
    assert Insurance.objects.filter(member=member).count() == 3


def test_days_that_cannot_be(member: Member, community_manager: Any) -> None:
    given = {"member": member, "by": community_manager, "labour": "ordinary"}
    assert refusal(person_facts.labour_record, **given, starts=date(1969, 12, 31)) == "before_birth"
    assert refusal(person_facts.labour_record, **given, starts=clock.today() + timedelta(days=1)) == "future"
    assert refusal(person_facts.labour_record, **given, starts=LATER, ends=LATER) == "ends_too_early"
    Member.objects.filter(pk=member.pk).update(died_on=LATER)
    assert refusal(person_facts.labour_record, **given, starts=LAST) == "after_death"
    person_facts.labour_record(**given, starts=DAY)


def test_correcting_and_ending(member: Member, community_manager: Any) -> None:
    by = community_manager
    job = person_facts.employment_record(member=member, by=by, work="farming", starts=DAY)
    job = facts.fact_correct(row=job, by=by, work="public_post", wage_month=600, starts=LATER, still=True)
    assert (job.work, job.wage_month, job.started, job.ended) == ("public_post", 600, LATER, None)
    assert refusal(facts.fact_end, row=job, by=by, on=LATER) == "ends_too_early"
    job = facts.fact_end(row=job, by=by, on=LAST)
    assert job.ended == LAST
    assert refusal(facts.fact_end, row=job, by=by, on=LAST) == "already_ended"
    assert refusal(facts.fact_correct, row=job, by=by, work="not_working") == "no_wage_without_work"
    assert refusal(facts.fact_correct, row=job, by=by, starts=LAST) == "ends_too_early"


def test_two_corrected_rows_never_overlap(member: Member, community_manager: Any) -> None:
    by = community_manager
    first = person_facts.schooling_record(member=member, by=by, stage="primary", starts=DAY)
    person_facts.schooling_record(member=member, by=by, stage="junior", starts=LATER)
    first.refresh_from_db()
    assert refusal(facts.fact_correct, row=first, by=by, still=True) == "constraint"


def test_grades_of_disability_are_1_to_4(member: Member, community_manager: Any) -> None:
    given = {"member": member, "by": community_manager, "category": "physical", "starts": DAY}
    assert refusal(person_facts.disability_record, **given, grade=5) == "constraint"
    card = person_facts.disability_record(**given, grade=2, ends=date(2036, 1, 5))
    assert "二级" in str(card)
    assert Disability.objects.count() == 1


@pytest.mark.parametrize("noun", NOUNS.values(), ids=lambda noun: noun.key)
@pytest.mark.parametrize("name", ["colleague", "township_officer", "grid_worker", "auditor"])
def test_nobody_else_records(member: Member, people: dict[str, Any], noun: Any, name: str) -> None:
    if name == "grid_worker" and noun.key in {"health", "employment", "labour"}:
        assert may_record(member, people[name], noun.name).allowed  # seen and told at the door
        return
    values = {
        "health": "chronic", "category": "visual", "grade": 1, "labour": "weak", "work": "farming", "course": "月嫂",
        "stage": "primary", "branch": "medical", "scheme": "none",
    }  # fmt: skip
    given = {
        key: values[key] for key in noun.inputs if key in values and not (noun.key == "schooling" and key == "grade")
    }
    with pytest.raises(Refused) as caught:
        noun.record(member=member, by=people[name], starts=DAY, **given)
    assert caught.value.code in {"not_your_role", "not_in_scope"}
    assert not noun.model.objects.exists()


def test_diagnosis_and_hospital_are_encrypted_and_shown_for_a_reason(member: Member, community_manager: Any) -> None:
    row = person_facts.health_record(
        member=member, by=community_manager, health="serious", starts=DAY, diagnosis="尿毒症", hospital="州中心医院"
    )
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT diagnosis FROM households_healthrecord WHERE id = %s", [row.pk])
        assert "尿毒症".encode() not in bytes(cursor.fetchone()[0])
    assert refusal(health_details_reveal, record=row, by=community_manager, reason="看") == "reason_needed"
    shown = health_details_reveal(record=row, by=community_manager, reason="办理大病救助")
    assert shown == {"diagnosis": "尿毒症", "hospital": "州中心医院"}


ENSHI = ("422801", "422802", "422822", "422823", "422825", "422826", "422827", "422828")


@pytest.mark.parametrize("region", ENSHI)
def test_every_county_of_the_prefecture_is_accepted(household: Household, community_manager: Any, region: str) -> None:
    number = id_number(11, born=date(1988, 2, 29), region=region)
    made = persons.member_add(
        household=household, by=community_manager, name="谭 芳", id_number=f" {number[:6]} {number[6:]}"
    )
    assert (made.id_number, made.birth_date, made.sex, made.name) == (number, date(1988, 2, 29), "male", "谭芳")


FAULTY = {
    "422801700101123": "id_fifteen",
    "42280119700101001": "id_length",
    "42280119700101OO1X": "id_characters",
    "422801197002300015": "id_birth",
    "422801203001010012": "id_unborn",
    "4.22801E+17": "id_numeric",
    "422801197001012000": "id_numeric",
    "422801197001010012": "id_check",
}


@pytest.mark.parametrize(("number", "code"), FAULTY.items())
def test_each_faulty_number_has_its_own_words(
    household: Household, community_manager: Any, number: str, code: str
) -> None:
    given = {"household": household, "by": community_manager, "name": "谭芳"}
    assert refusal(persons.member_add, **given, id_number=number) == code
    assert not Member.objects.exists()


def test_a_number_is_live_once(household: Household, member: Member, community_manager: Any) -> None:
    given = {"household": household, "by": community_manager, "name": "谭芳", "id_number": id_number(12)}
    persons.member_add(**given)
    assert refusal(persons.member_add, **given) == "here"
    assert refusal(persons.member_change, member=member, by=community_manager, id_number=id_number(12)) == "here"


@pytest.mark.parametrize("name", ["欧阳明月", "阿卜杜拉·买买提江·伊", "㛃", "𬭚", "覃𬭚"])
def test_names_as_people_bear_them(household: Household, community_manager: Any, name: str) -> None:
    made = persons.member_add(household=household, by=community_manager, name=f" {name} ")
    assert Member.objects.get(pk=made.pk).name == name


def test_born_today_and_a_head_under_16(household: Household, community_manager: Any) -> None:

    today, by = clock.today(), community_manager
    head = persons.member_add(
        household=household, by=by, name="谭小", relation="head", birth_date=date(today.year - 14, 1, 1)
    )
    baby = persons.member_add(household=household, by=by, name="谭新生", relation="sibling", birth_date=today)
    assert (head.age, baby.age) == (14, 0)
    assert Membership.objects.current().filter(household=household).count() == 2
    person_facts.health_record(member=baby, by=by, health="healthy", starts=today)
    person_facts.insurance_record(member=baby, by=by, branch="medical", scheme="resident", starts=today)
    assert (
        refusal(persons.member_add, household=household, by=by, name="谭未", birth_date=today + timedelta(days=1))
        == "not_born"
    )


def test_a_household_of_fourteen_and_a_second_head(household: Household, community_manager: Any) -> None:
    for n in range(14):
        relation = "head" if n == 0 else "child"
        persons.member_add(household=household, by=community_manager, name=f"谭{n}", relation=relation)
    assert Membership.objects.current().filter(household=household).count() == 14
    given = {"household": household, "by": community_manager, "name": "覃二", "relation": "head"}
    assert refusal(persons.member_add, **given) == "two_heads"
    assert Member.objects.count() == 14


def test_the_number_called_first_stands_in_one_place(member: Member, community_manager: Any) -> None:
    by = community_manager
    given = {"member": member, "by": by}
    persons.contact_add(**given, phone="138 1234 5678", phone_of="self")
    member.refresh_from_db()
    assert (member.phone, member.phone_of, Contact.objects.count()) == ("13812345678", "self", 0)
    second = persons.contact_add(**given, phone="13900001111", phone_of="child", note="小儿子")
    assert refusal(persons.contact_add, **given, phone="13812345678") == "already_recorded"
    assert refusal(persons.contact_add, **given, phone="13900001111") == "constraint"
    assert refusal(persons.contact_add, **given, phone="1380000") == "phone_digits"
    assert refusal(persons.contact_add, **given, phone="") == "required"
    persons.contact_call_first(contact=second, by=by)
    member.refresh_from_db()
    assert (member.phone, member.phone_of) == ("13900001111", "child")
    other = Contact.objects.get(member=member)
    assert (other.phone, other.phone_of) == ("13812345678", "self")
    persons.contact_remove(contact=other, by=by)
    assert not Contact.objects.exists()


def test_skills_are_chosen_or_described(member: Member, community_manager: Any) -> None:
    given = {"member": member, "by": community_manager}
    mason = Skill.objects.create(name="砌砖")
    held = persons.skill_add(**given, skill=mason, words="二十年")
    assert str(held) == "砌砖 · 二十年"
    assert refusal(persons.skill_add, **given, skill=mason) == "constraint"
    assert refusal(persons.skill_add, **given) == "required"
    persons.skill_add(**given, words="会唱山歌")
    persons.skill_remove(held=held, by=community_manager)
    assert [str(row) for row in member.skills.order_by("pk")] == ["会唱山歌"]


def test_a_person_is_corrected_and_outsiders_refused(member: Member, people: dict[str, Any]) -> None:
    from apps.households.actions.persons import member_change

    member_change(member=member, by=people["community_manager"], channel="wechat", education="primary")
    member.refresh_from_db()
    assert (member.channel, member.education) == ("wechat", "primary")
    for name in ("colleague", "grid_worker", "township_officer", "auditor"):
        assert refusal(member_change, member=member, by=people[name], name="别人") in {"not_your_role", "not_in_scope"}


def test_member_of_elsewhere_is_out_of_reach(county: County, community_manager: Any) -> None:
    stranger = MemberFactory(community=county.foreign)
    HealthRecord.objects.create(member=stranger, community=county.foreign, health="chronic", period=since(DAY))
    given = {"member": stranger, "by": community_manager, "health": "serious", "starts": DAY}
    assert refusal(person_facts.health_record, **given) == "not_in_scope"
