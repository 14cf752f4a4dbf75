"""Figures about the facts of households against hand-counted communities."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.communities.models import Community
from apps.core.periods import since
from apps.households.models import GuaranteeCheck, Household, Presence, VegetableSpending
from apps.households.vocabulary import Guarantee
from apps.reports.cases import drilldown
from apps.reports.registry import METRICS, compute, compute_all
from apps.reports.span import Span
from tests.communities.factories import CommunityFactory, DwellingFactory
from tests.households.factories import HouseholdFactory, MembershipFactory, OccupancyFactory

OCTOBER = Span.month(date(2026, 10, 15))
KEYS = [key for key in METRICS if key.startswith(("households.space", "households.at_home", "households.guarantee",
                                                  "households.vegetables"))]  # fmt: skip


@pytest.fixture
def community(db: Any) -> Community:
    return CommunityFactory()


def home(community: Community, *, area: int | None = None, people: int = 1, **more: Any) -> Household:
    row = HouseholdFactory(community=community, **more)
    MembershipFactory.create_batch(people, household=row, relation="")
    if area:
        OccupancyFactory(household=row, dwelling=DwellingFactory(building__community=community, area_m2=area))
    return row


def figure(key: str, community: Community, span: Span = OCTOBER) -> Any:
    return compute(f"households.{key}", [community], span)


def check(row: Household, result: str, day: date, *guarantees: str) -> None:
    for guarantee in guarantees or Guarantee.values:
        GuaranteeCheck.objects.create(
            household=row, community=row.community, guarantee=guarantee, result=result, checked_on=day
        )


def cases(key: str, community: Community) -> set[int]:
    found, url = drilldown(f"households.{key}", [community], OCTOBER)
    assert url
    assert found is not None
    return set(found.values_list("pk", flat=True))


def test_nothing_collected_is_never_0(community: Community) -> None:
    home(community)
    for key in KEYS:
        if key != "households.guarantee_unchecked":  # that one counts exactly what is missing
            assert not compute(key, [community], OCTOBER).collected, key
    assert figure("guarantee_unchecked", community).value == 1


def test_floor_area_against_the_norm(community: Community) -> None:
    small, _even = home(community, area=60, people=3), home(community, area=75, people=3)
    home(community, area=None, people=2)
    assert [figure(f"space_{verdict}", community).value for verdict in ("under", "exact", "over")] == [1, 1, 0]
    assert figure("space_under", community).extra == {"unknown_space": 1}
    assert cases("space_under", community) == {small.pk}


def test_the_8_month_rule(community: Community) -> None:
    here, away, _unknown = home(community), home(community), home(community)
    for row, status in ((here, "permanent"), (away, "migrant_work")):
        Presence.objects.create(household=row, community=community, status=status, period=since(date(2020, 1, 1)))
    assert (figure("at_home_yes", community).value, figure("at_home_no", community).value) == (1, 1)
    assert figure("at_home_yes", community).extra == {"unknown_at_home": 1}
    assert (cases("at_home_yes", community), cases("at_home_no", community)) == ({here.pk}, {away.pk})


def test_guarantees_by_the_newest_check_of_the_month(community: Community) -> None:
    mended, failing, partly = home(community), home(community), home(community)
    for row in (mended, failing):
        check(row, "pass", date(2026, 3, 1))
    check(mended, "fail", date(2026, 9, 1), "water")
    check(mended, "pass", date(2026, 11, 1), "water")  # after the month
    check(failing, "fail", date(2026, 10, 31), "housing", "water")
    check(partly, "pass", date(2026, 5, 1), "food")
    assert figure("guarantee_failing", community).value == 2
    assert figure("guarantee_failing", community).extra == {"unchecked": 1}
    assert figure("guarantee_fail_water", community).value == 2
    assert figure("guarantee_fail_food", community).value == 0
    assert figure("guarantee_unchecked", community).value == 1
    assert cases("guarantee_fail_housing", community) == {failing.pk}
    assert cases("guarantee_failing", community) == {mended.pk, failing.pk}
    assert cases("guarantee_unchecked", community) == {partly.pk}
    november = Span.month(date(2026, 11, 15))
    assert figure("guarantee_fail_water", community, november).value == 1


def test_vegetables_by_the_newest_answer(community: Community) -> None:
    first, second, _silent = home(community), home(community), home(community)
    for row, phase, yuan, day in (
        (first, "before", 20, date(2020, 1, 1)),
        (first, "after", 400, date(2020, 1, 1)),
        (first, "after", 200, date(2026, 10, 31)),
        (first, "after", 900, date(2026, 11, 1)),
        (second, "after", 101, date(2026, 1, 1)),
    ):
        VegetableSpending.objects.create(
            household=row, community=community, phase=phase, yuan_a_month=yuan, asked_on=day
        )
    assert (figure("vegetables_before", community).value, figure("vegetables_after", community).value) == (20, 150)
    assert figure("vegetables_after", community).extra == {"asked_households": 2}
    assert cases("vegetables_after", community) == {first.pk, second.pk}


def test_titles_and_old_houses_hold_from_their_day(community: Community) -> None:
    home(community, title_issued=True, title_issued_on=date(2026, 11, 1))
    home(community, title_issued=True, title_issued_on=date(2026, 10, 31))
    home(community, title_issued=True)
    assert figure("titled", community).value == 2
    home(community, old_house="standing")
    home(community, old_house="demolished", demolished_on=date(2026, 11, 2))
    home(community, old_house="demolished", demolished_on=date(2026, 10, 2))
    home(community, old_house="reclaimed", demolished_on=date(2026, 9, 1), reclaimed_on=date(2026, 11, 1))
    home(community, old_house="reclaimed", reclaimed_on=date(2026, 10, 1))
    home(community, old_house="reclaimed")
    states = [figure(f"old_house_{state}", community).value for state in ("standing", "demolished", "reclaimed")]
    assert states == [2, 2, 2]


def test_many_households_cost_no_more_queries(community: Community) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            compute_all([METRICS[key] for key in KEYS], [community], OCTOBER)
        return len(captured)

    row = home(community, area=50)
    check(row, "fail", date(2026, 1, 1))
    few = count()
    for _nth in range(8):
        check(home(community, area=50), "pass", date(2026, 1, 1))
    assert count() == few
