"""What is derived from the facts: once in Python, once in SQL, and both agree."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.communities.models import Community
from apps.core import clock
from apps.core.models import DatedSetting
from apps.core.periods import since
from apps.households.income import by_year
from apps.households.models import GuaranteeCheck, Household, Income, Membership, Presence
from apps.households.models.derived import Space, at_home, year_before
from apps.households.vocabulary import Guarantee, IncomeSource, ResidenceStatus
from tests.communities.factories import DwellingFactory
from tests.households.factories import HouseholdFactory, MembershipFactory, OccupancyFactory

DAY = date(2026, 11, 22)
often = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

# A life: after a gap of so many days, so many days of a status, with months at home where it is said.
spell = st.tuples(
    st.integers(0, 90), st.integers(1, 400), st.sampled_from(ResidenceStatus.values), st.none() | st.integers(0, 12)
)
life = st.tuples(st.integers(0, 900), st.lists(spell, max_size=5), st.booleans())


def live(home: Household, told: Any) -> None:
    """Presences of a household, from the start of its life; the last may still last."""
    ago, spells, open_end = told
    start = DAY - timedelta(ago)
    for index, (gap, days, status, months) in enumerate(spells):
        start += timedelta(gap)
        end = None if open_end and index == len(spells) - 1 else start + timedelta(days)
        Presence.objects.create(
            household=home,
            community=home.community,
            status=status,
            months_at_home=months if status == "dual" else None,
            period=since(start, end),
        )
        start += timedelta(days)


@often
@given(lives=st.lists(life, min_size=1, max_size=4), day=st.sampled_from([DAY, date(2026, 3, 1), date(2028, 2, 29)]))
def test_the_8_month_rule_is_the_same_in_python_and_sql(db: Any, community: Community, lives: Any, day: date) -> None:
    Household.objects.all().delete()
    homes = [HouseholdFactory(community=community) for _life in lives]
    for home, told in zip(homes, lives, strict=True):
        live(home, told)
    found = {row.pk: row for row in Household.objects.with_at_home(day)}
    for home in homes:
        rule, row = at_home(Presence.objects.filter(household=home), day), found[home.pk]
        assert (rule.twelfths, rule.known_days, rule.verdict) == (row.home_twelfths, row.home_known_days, row.at_home)
        assert 0 <= rule.known_days <= rule.window_days
        assert (rule.months is None) == (rule.known_days < rule.window_days)


@pytest.fixture
def community(db: Any) -> Community:
    return HouseholdFactory().community


def verdict(*spells: tuple[str, date, date | None, int | None]) -> Any:
    rows = [Presence(status=s, months_at_home=m, period=since(a, b)) for s, a, b, m in spells]
    return at_home(rows, DAY).verdict


def test_the_rule_in_plain_cases(db: Any) -> None:
    begin = date(2020, 1, 1)
    assert verdict(("permanent", begin, None, None)) == "yes"
    assert verdict(("migrant_work", begin, None, None)) == "no"
    assert verdict(("dual", begin, None, 8)) == "yes"
    assert verdict(("dual", begin, None, 7)) == "no"
    assert verdict(("dual", begin, None, None)) is None  # how many months was not said
    assert verdict() is None
    nine = ("permanent", year_before(DAY), date(2026, 8, 22), None)
    assert verdict(nine) == "yes"  # whatever the other three months were
    assert verdict(("vacant", year_before(DAY), date(2026, 4, 22), None)) == "no"  # even at home ever since
    assert verdict(("permanent", date(2026, 8, 1), None, None)) is None  # moved in lately


def test_months_are_told_only_of_a_whole_year(db: Any) -> None:
    whole = Presence(status="dual", months_at_home=7, period=since(date(2020, 1, 1)))
    assert at_home([whole], DAY).months == Decimal("7.0")
    part = Presence(status="permanent", period=since(date(2026, 1, 1)))
    assert at_home([part], DAY).months is None


def test_the_rule_may_be_changed(db: Any) -> None:
    DatedSetting.objects.create(key="households.months_at_home", valid_from=date(2026, 1, 1), value=6)
    assert verdict(("dual", date(2020, 1, 1), None, 7)) == "yes"


amount = st.decimals(0, 99_999, places=2)
money = st.dictionaries(st.sampled_from(IncomeSource.values), amount, max_size=5)


@often
@given(years=st.lists(st.tuples(st.integers(0, 5), money), min_size=1, max_size=5))
def test_income_per_head_is_the_same_in_python_and_sql(db: Any, community: Community, years: Any) -> None:
    Household.objects.all().delete()
    year = clock.today().year - 1
    homes = []
    for people, amounts in years:
        home = HouseholdFactory(community=community)
        MembershipFactory.create_batch(people, household=home, relation="")
        # Who comes after the year, or left within it, does not share it.
        MembershipFactory(household=home, relation="", period=since(date(year + 1, 1, 1)))
        MembershipFactory(household=home, relation="", period=since(date(year, 1, 1), date(year, 12, 31)))
        for source, value in amounts.items():
            Income.objects.create(household=home, community=community, year=year, source=source, amount=value)
        homes.append((home, people, amounts))
    found = {row.pk: row.per_capita for row in Household.objects.with_per_capita(year)}
    for home, people, amounts in homes:
        told = by_year(Income.objects.filter(household=home), Membership.objects.filter(household=home))
        per_head = told[0].per_capita if told else None
        assert per_head == found[home.pk]
        if people and amounts:
            net = sum(-v if k == "business_expense" else v for k, v in amounts.items())
            assert abs(per_head * people - net) <= Decimal("0.5") * people
        else:
            assert per_head is None


def test_the_running_year_counts_the_members_of_today(db: Any) -> None:
    home = MembershipFactory(period=since(date(2020, 1, 1))).household
    MembershipFactory(household=home, relation="child", period=since(clock.today()))
    MembershipFactory(household=home, relation="child", period=since(clock.today() + timedelta(1)))
    year = clock.today().year
    Income.objects.create(household=home, community=home.community, year=year, source="wage", amount=30_000)
    assert Household.objects.with_per_capita(year).get().per_capita == 15_000


@pytest.mark.parametrize(
    ("area", "people", "verdict"),
    [
        ("75", 3, "exact"), ("74.99", 3, "under"), ("100", 3, "over"), ("25.01", 1, "over"), (None, 3, None),
        ("100", 0, None),
    ],
)  # fmt: skip
def test_floor_area_is_the_same_in_python_and_sql(db: Any, area: str | None, people: int, verdict: str | None) -> None:
    exact = None if area is None else Decimal(area)
    home = HouseholdFactory()
    OccupancyFactory(household=home, dwelling=DwellingFactory(building__community=home.community, area_m2=exact))
    MembershipFactory.create_batch(people, household=home, relation="")
    assert Space(exact, people, 25).verdict == verdict
    assert Household.objects.with_space().get().space == verdict


def test_without_a_dwelling_or_a_norm_nothing_is_said(db: Any) -> None:
    home = MembershipFactory().household
    assert Household.objects.with_space().get().space is None
    OccupancyFactory(household=home, dwelling=DwellingFactory(building__community=home.community, area_m2=60))
    DatedSetting.objects.create(key="communities.flat_m2_per_person", valid_from=date(2026, 1, 1), value=70)
    assert Household.objects.with_space().get().space == "under"
    assert Household.objects.with_space(date(2025, 12, 31)).get().space == "over"


def test_the_newest_check_counts(db: Any) -> None:
    home = HouseholdFactory()

    def check(result: str, day: date, guarantee: str = "housing", **more: Any) -> GuaranteeCheck:
        return GuaranteeCheck.objects.create(
            household=home, community=home.community, guarantee=guarantee, result=result, checked_on=day, **more
        )

    check("fail", date(2026, 3, 1))
    assert Household.objects.failing().exists()
    assert Household.objects.failing("housing", "water").exists()
    assert not Household.objects.failing("water").exists()
    check("pass", date(2026, 5, 1))
    assert not Household.objects.failing().exists()
    assert Household.objects.failing(day=date(2026, 4, 1)).exists()
    wrong = check("fail", date(2026, 5, 1))  # the same day: the later row counts
    assert Household.objects.failing().exists()
    wrong.withdrawn = True
    wrong.save()
    assert not Household.objects.failing().exists()
    assert Household.objects.unchecked().exists()
    for guarantee in Guarantee:
        check("pass", date(2026, 6, 1), guarantee)
    assert not Household.objects.unchecked().exists()
    assert Household.objects.unchecked(day=date(2026, 5, 31)).exists()
