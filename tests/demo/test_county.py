"""The made-up county: exact sizes, the same every time, well-formed, and apart from the sample rosters."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from apps.communities.models import Building, Community
from apps.core import clock
from apps.households import identity
from apps.households.models import (
    Asset,
    Debt,
    Expense,
    GuaranteeCheck,
    Household,
    Income,
    Member,
    Membership,
    Presence,
    VegetableSpending,
)
from demo.county import CountyBuilder
from demo.numbers import Numbers
from demo.plan import FULL, QINGCHUAN, SIZES, SONGBAI

SITES = (QINGCHUAN.scaled(0.02), SONGBAI.scaled(0.02))
TINY = (QINGCHUAN.scaled(0.01), SONGBAI.scaled(0.005))


def build(sites, seed="anju"):
    return CountyBuilder(sites, seed=seed, desks=False, say=lambda line: None).build()


def portrait():
    """What a reader would see, without keys and ciphertexts."""
    people = Membership.objects.order_by("household__code", "pk").values_list(
        "household__code", "member__name", "member__birth_date", "member__phone", "relation", "period"
    )
    return list(people), list(Income.objects.order_by("household__code", "year", "source").values_list("amount"))


def test_sizes_are_those_of_the_reference_sites():
    assert [(s.name, s.households, s.people) for s in FULL] == [
        ("晴川家园", 771, 2_580),
        ("松柏社区", 1_223, 4_536),
        ("野三关镇安和小区", 4_238, 15_380),
        ("青龙泉社区", 300, 1_050),
    ]
    assert [s.households for s in SIZES["small"]] == [77, 122, 424, 30]


def portrait_of(seed):
    with transaction.atomic():
        build(TINY, seed)
        seen = portrait()
        transaction.set_rollback(True)
    return seen


def test_the_same_seed_gives_the_same_county_and_another_seed_another():
    first = portrait_of("anju")
    assert first[0]
    assert portrait_of("anju") == first
    assert portrait_of("another") != first


def test_telephone_numbers_are_given_once():
    numbers = Numbers()
    assert len({numbers.phone() for _n in range(5000)}) == 5000


@pytest.fixture(scope="class")
def county(lasting):
    with lasting():
        build(SITES)
        yield


@pytest.mark.usefixtures("county")
class TestCounty:
    def test_every_community_has_exactly_its_people(self):
        for site in SITES:
            community = Community.objects.get(name=site.name)
            assert Household.objects.filter(community=community).active().count() == site.households
            assert Membership.objects.filter(community=community).current().count() == site.people
            at_home = Membership.objects.filter(
                household__in=Presence.objects.current().filter(status="permanent").values("household")
            )
            assert abs(at_home.filter(community=community).current().count() - site.present) <= 7

    def test_numbers_are_well_formed_and_cannot_meet_the_sample_rosters(self):
        seen = set()
        for member in Member.objects.all():
            known = identity.parse(member.id_number, today=clock.today())
            assert (known.birth_date, known.sex) == (member.birth_date, member.sex)
            assert member.id_number.startswith("422800")
            assert member.phone == "" or re.fullmatch(r"154\d{8}", member.phone)
            seen.add(member.id_number)
        assert len(seen) == Member.objects.count()
        assert min(Building.objects.values_list("number", flat=True)) >= 21
        assert not Household.objects.filter(code__startswith="H").exists()

    def test_there_is_a_head_in_every_household_and_a_history(self):
        heads = Membership.objects.current().filter(relation="head").values("household")
        assert not Household.objects.active().exclude(pk__in=heads).exists()
        assert Household.objects.filter(left_on__isnull=False).exists()
        assert Presence.objects.filter(period__upper_inf=False).exists()
        assert set(Income.objects.values_list("year", flat=True)) == {clock.today().year - n for n in range(1, 7)}

    def test_facts_of_households_show_every_state(self):
        homes = Household.objects.active()
        assert set(homes.values_list("old_house", flat=True)) >= {"standing", "demolished", "reclaimed"}
        assert homes.filter(title_issued_on__isnull=False, title_number__contains="不动产权").exists()
        assert homes.filter(compensation_paid_on__isnull=False, demolished_on__isnull=False).exists()
        assert Presence.objects.filter(status="dual", months_at_home__isnull=False).exclude(reason="").exists()
        assert GuaranteeCheck.objects.filter(result="pass", grade="A").exists()
        assert homes.unchecked().exists()
        for model in (Asset, Expense, VegetableSpending):
            known = model.objects.order_by().values("household")
            assert homes.filter(pk__in=known).exists()
            assert homes.exclude(pk__in=known).exists()  # not everything is collected
        assert Debt.objects.unsettled().exists()
        assert Debt.objects.filter(settled_on__isnull=False).exists()
        verdicts = set(homes.with_space().values_list("space", flat=True))
        assert len(verdicts) > 1


def test_nothing_is_shown_without_demo_data():
    out = StringIO()
    call_command("demo", stdout=out, logins=True)
    assert out.getvalue() == ""
