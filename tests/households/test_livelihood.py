"""Able people, workers, zero-employment households: Python and SQL say the same of every household."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.core.models import DatedSetting
from apps.core.periods import since
from apps.households.models import Employment, Household, LabourAbility, Member, Schooling
from apps.households.people.livelihood import (
    PersonOnDay,
    WorkState,
    able_members,
    in_work_state,
    is_able,
    is_worker,
    people_on,
    with_where_working,
    with_work_state,
    work_state,
    working_age,
    working_members,
    zero_employment,
)
from apps.households.vocabulary import PLACE_OF_WORK, Labour, Work, WorkPlace
from tests.households.factories import HouseholdFactory, MembershipFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
AGES = (16, 60)

born = st.one_of(
    st.none(),
    st.dates(date(1940, 1, 1), DAY),
    st.sampled_from(
        [date(2010, 11, 22), date(2010, 11, 23), date(1965, 11, 22), date(1965, 11, 23), date(1966, 2, 28)]
    ),
)
person = st.fixed_dictionaries(
    {
        "born": born,
        "labour": st.sampled_from(["", *Labour.values]),
        "school": st.sampled_from(["no", "now", "before"]),
        "work": st.sampled_from(["", *Work.values]),
        "when": st.sampled_from(["now", "before", "later"]),
        "dead": st.booleans(),
    }
)


def put(home: Household, facts: dict[str, Any]) -> None:
    member = MembershipFactory(household=home, relation="child").member
    start, end = date(2020, 1, 1), DAY - timedelta(days=10)
    Member.objects.filter(pk=member.pk).update(
        birth_date=facts["born"], died_on=DAY - timedelta(days=3) if facts["dead"] else None
    )
    own = {"member": member, "community": home.community}
    if facts["labour"]:
        LabourAbility.objects.create(**own, labour=facts["labour"], period=since(start))
    if facts["school"] != "no":
        ends = end if facts["school"] == "before" else None
        Schooling.objects.create(**own, stage="senior", period=since(start, ends))
    if facts["work"]:
        spans = {"now": since(start), "before": since(start, end), "later": since(DAY + timedelta(days=1))}
        Employment.objects.create(**own, work=facts["work"], period=spans[facts["when"]])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(families=st.lists(st.lists(person, max_size=4), min_size=1, max_size=4))
def test_python_and_sql_agree(families: list[list[dict[str, Any]]]) -> None:
    Household.objects.all().delete()
    homes = [HouseholdFactory() for _family in families]
    for home, family in zip(homes, families, strict=True):
        for facts in family:
            put(home, facts)
    found = dict(with_work_state(Household.objects.all(), DAY).order_by().values_list("pk", "work_state"))
    able = {m.pk for m in able_members(DAY).order_by("pk")}
    working = {m.pk for m in working_members(DAY).order_by("pk")}
    for home in homes:
        people = people_on(home, DAY)
        assert found[home.pk] == work_state(people, DAY, AGES)
        keys = set(home.memberships.order_by().values_list("member", flat=True))
        assert len(able & keys) == sum(is_able(p, DAY, AGES) for p in people)
        assert len(working & keys) == sum(is_worker(p) for p in people)
    for state in WorkState:
        listed = set(in_work_state(Household.objects.all(), state, DAY).order_by().values_list("pk", flat=True))
        assert listed == {key for key, told in found.items() if told == state}


def at(age: int) -> date:
    return date(DAY.year - age, 1, 1)


@pytest.mark.parametrize(
    ("people", "state"),
    [
        ([], WorkState.NOT_ABLE),
        ([PersonOnDay(at(14), "ordinary", work="farming")], WorkState.NOT_ABLE),  # a head under 16
        ([PersonOnDay(DAY)], WorkState.NOT_ABLE),  # born today
        ([PersonOnDay(at(40), "weak", ever=True)], WorkState.NOT_ABLE),
        ([PersonOnDay(at(17), "ordinary", at_school=True, ever=True)], WorkState.NOT_ABLE),
        ([PersonOnDay(at(40), "ordinary")], WorkState.UNKNOWN),
        ([PersonOnDay(at(40), "ordinary", ever=True)], WorkState.ZERO),  # the job has ended
        ([PersonOnDay(at(40), "skilled", work="not_working", ever=True)], WorkState.ZERO),
        (
            [PersonOnDay(at(40), "skilled"), PersonOnDay(at(68), "weak", work="public_post", ever=True)],
            WorkState.EMPLOYED,
        ),
        ([PersonOnDay(at(40), "skilled", work="workshop", ever=True)], WorkState.EMPLOYED),
    ],
)
def test_states(people: list[PersonOnDay], state: WorkState) -> None:
    assert work_state(people, DAY, AGES) is state


def test_the_working_age_is_a_dated_rule() -> None:
    DatedSetting.objects.create(key="households.working_age_to", valid_from=date(2027, 1, 1), value=63)
    assert working_age(DAY) == (16, 60)
    assert working_age(date(2027, 1, 1)) == (16, 63)


def test_zero_employment_households_are_listed() -> None:
    home = HouseholdFactory()
    put(
        home, {"born": at(30), "labour": "ordinary", "school": "no", "work": "farming", "when": "before", "dead": False}
    )
    put(
        HouseholdFactory(),
        {"born": at(30), "labour": "ordinary", "school": "no", "work": "", "when": "now", "dead": False},
    )
    assert list(zero_employment(Household.objects.all(), DAY).order_by("pk")) == [home]


@pytest.mark.parametrize("work", Work.values)
@pytest.mark.parametrize("place", ["", *WorkPlace.values])
def test_where_somebody_works_is_the_same_in_sql(work: str, place: str) -> None:
    home = HouseholdFactory()
    member = MembershipFactory(household=home).member
    job = Employment.objects.create(
        member=member, community=home.community, work=work, place=place, period=since(date(2020, 1, 1))
    )
    found = with_where_working(Member.objects.filter(pk=member.pk), DAY).get()
    assert (found.work_now, found.work_at) == (work, job.where)
    assert job.where == PLACE_OF_WORK.get(work, place)
