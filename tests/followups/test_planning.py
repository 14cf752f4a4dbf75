"""Planning: the set-based statement and its twin for one household agree, whatever the household's life; said twice it
does nothing more; what is known to be elsewhere shifts and is not missed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from apps.communities.models import Community
from apps.core import clock
from apps.core.errors import Refused
from apps.core.periods import since
from apps.farmland.models import BusySeason
from apps.followups import needs
from apps.followups.actions import visits_plan
from apps.followups.models import Visit
from apps.followups.planning.due import Due, due_of
from apps.followups.vocabulary import VisitKind
from apps.households.models import Disability, Employment, HealthRecord, Household, Income, Presence, Schooling
from tests.communities.factories import CommunityFactory
from tests.farmland.factories import CropFactory, ParcelFactory, ParcelUseFactory
from tests.followups.factories import AnswerFactory, CaseloadFactory, LevelFactory, OccasionFactory, VisitFactory
from tests.households.factories import HouseholdFactory, MembershipFactory

PHASES = (Phase.explicit, Phase.generate)  # made smaller, a failing county says no more and costs minutes
DAY = date(2026, 11, 18)  # a Wednesday
AGO = st.one_of(st.none(), st.integers(0, 70), st.integers(71, 900))
LIFE = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["lifted_out", "ordinary", "subsistence", "extremely_poor"]),
        "level": st.sampled_from([None, None, "high", "low", "none"]),
        "visited": AGO, "ill": AGO, "disabled": AGO, "jobless": AGO, "unstable": AGO, "told": AGO, "away": AGO,
        "at_school": st.integers(0, 3), "income": st.sampled_from([None, (9000, 9000), (9000, 4000)]),
        "dual": st.booleans(), "fields": st.booleans(), "answered": AGO,
    }
)  # fmt: skip


@contextmanager
def told(day: date) -> Iterator[None]:
    with clock.at(datetime(day.year, day.month, day.day, 4, tzinfo=UTC)):
        yield


def season(first: date, last: date, crop: Any = None) -> BusySeason:
    made: BusySeason = BusySeason.objects.create(
        crop=crop or CropFactory(), band="low", work="采摘", calendar="solar", trips=5, from_month=first.month,
        from_day=first.day, to_month=last.month, to_day=last.day,
    )  # fmt: skip
    return made


def works_fields(home: Household, crop: Any) -> None:
    ParcelUseFactory(parcel=ParcelFactory(household=home, crop=crop, altitude_m=500))


def lived(community: Community, life: dict[str, Any], crop: Any, day: date) -> Household:
    """A household with this life."""

    def ago(key: str) -> date:
        return day - timedelta(days=life[key])

    home: Household = HouseholdFactory(community=community, kind=life["kind"])
    people = [MembershipFactory(household=home, relation="head")]
    people += [MembershipFactory(household=home, relation="child") for _n in range(life["at_school"])]
    member = {"member": people[0].member, "community": community}
    if life["level"]:
        LevelFactory(household=home, level=life["level"])
    if life["visited"] is not None:
        VisitFactory(household=home, state="done", done_on=ago("visited"), due_on=day)
    if life["ill"] is not None:
        HealthRecord.objects.create(**member, health="serious", period=since(ago("ill")))
    if life["disabled"] is not None:
        Disability.objects.create(**member, category="visual", grade=2, period=since(ago("disabled")))
    if life["jobless"] is not None:
        span = since(date(2019, 1, 1), ago("jobless"))
        Employment.objects.create(**member, work="in_county", period=span)
    elif life["unstable"] is not None:
        Employment.objects.create(**member, work="in_county", unstable=True, period=since(ago("unstable")))
    if life["told"] is not None:
        OccasionFactory(household=home, kind="new_disaster", happened_on=ago("told"))
    if life["dual"]:
        status = {"status": "dual", "reason": "fields", "months_at_home": 8, "period": since(date(2020, 1, 1))}
        Presence.objects.create(household=home, community=community, **status)
    elif life["away"] is not None:
        Presence.objects.create(household=home, community=community, status="vacant", period=since(ago("away")))
    for row in people[1:]:
        Schooling.objects.create(
            member=row.member, community=community, stage="primary", period=since(date(2026, 9, 1))
        )
    for year, amount in zip((2024, 2025), life["income"] or (), strict=False):
        Income.objects.create(household=home, community=community, year=year, source="wage", amount=amount)
    if life["fields"]:
        works_fields(home, crop)
    if life["answered"] is not None:
        AnswerFactory(household=home, key="integration", answered_on=ago("answered"))
    return home


def as_due(visit: Visit) -> Due:
    return Due(
        visit.kind, tuple(visit.causes), tuple(visit.instruments), visit.opens_on, visit.due_on, visit.first_due_on,
        visit.shift_why,
    )  # fmt: skip


@settings(max_examples=6, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lives=st.lists(LIFE, min_size=3, max_size=8), day=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    begins=st.integers(-40, 40), lasts=st.integers(1, 60),
)  # fmt: skip
def test_the_statement_and_its_twin_agree(lives: list[dict[str, Any]], day: date, begins: int, lasts: int) -> None:
    with transaction.atomic(), told(day):
        community = CommunityFactory()
        first = day + timedelta(days=begins)
        crop = season(first, first + timedelta(days=lasts)).crop
        homes = [lived(community, life, crop, day) for life in lives]
        twins = {home.pk: due_of(Household.objects.get(pk=home.pk), day) for home in homes}
        made = visits_plan(communities=[community], day=day)
        found = {visit.household_id: as_due(visit) for visit in Visit.objects.open().filter(household__in=homes)}
        assert found == {pk: due for pk, due in twins.items() if due is not None}
        assert made.made == len(found)
        assert not any(visits_plan(communities=[community], day=day))
        transaction.set_rollback(True)


@pytest.fixture
def home(county: Any) -> Household:
    household: Household = HouseholdFactory(community=county.own, kind="ordinary")
    return household


def visited(home: Household, days: int) -> None:
    VisitFactory(household=home, state="done", done_on=DAY - timedelta(days=days), due_on=DAY)


def planned(home: Household, day: date = DAY) -> Visit | None:
    with told(day):
        visits_plan(communities=[home.community], day=day)
    return Visit.objects.open().filter(household=home).first()


def test_how_often(home: Household) -> None:
    visited(home, 100)
    assert planned(home) is None  # half-yearly
    LevelFactory(household=home, level="high")
    visit = planned(home)
    assert visit is not None
    assert (visit.due_on, visit.causes, visit.instruments) == (
        DAY, ["routine"], ["guarantees_income", "integration", "living_costs"],
    )  # fmt: skip


def test_the_worker_of_the_household_makes_it(home: Household, grid_worker: Any) -> None:
    LevelFactory(household=home)
    visited(home, 40)
    visit = planned(home)
    assert visit is not None
    assert visit.worker is None
    CaseloadFactory(household=home, worker=grid_worker)
    visit = planned(home)
    assert visit is not None
    assert visit.worker == grid_worker


def test_something_new_widens_the_open_visit(home: Household) -> None:
    LevelFactory(household=home)
    visited(home, 20)  # due in ten days
    visit = planned(home)
    assert visit is not None
    assert visit.kind == VisitKind.ROUTINE
    OccasionFactory(household=home, kind="hardship", happened_on=DAY)
    wider = planned(home)
    assert wider is not None
    assert (wider.pk, wider.kind, wider.causes) == (visit.pk, VisitKind.EVENT, ["routine", "hardship"])
    assert wider.due_on == date(2026, 11, 23)  # three days on is a Saturday


def test_a_need_is_met_by_a_visit_since(home: Household) -> None:
    OccasionFactory(household=home, kind="hardship", happened_on=DAY - timedelta(days=5))
    visited(home, 4)
    assert planned(home) is None


def test_in_the_busy_season_they_are_at_the_old_house_and_not_missed(home: Household) -> None:
    LevelFactory(household=home)
    visited(home, 20)  # due on 29 November
    crop = season(date(2026, 11, 20), date(2026, 12, 6)).crop
    works_fields(home, crop)
    visit = planned(home)
    assert visit is not None
    assert (visit.shift_why, visit.first_due_on, visit.due_on) == (
        "busy_season", date(2026, 11, 29), date(2026, 12, 7),
    )  # fmt: skip
    Visit.objects.filter(pk=visit.pk).update(due_on=date(2026, 11, 29), shift_why="")
    Presence.objects.create(
        household=home, community=home.community, status="dual", months_at_home=8, period=since(date(2026, 1, 1))
    )
    visit = planned(home, date(2026, 11, 30))  # overdue for a day, were they not known to be there
    assert visit is not None
    assert (visit.shift_why, visit.due_on) == ("at_old_house", date(2026, 12, 7))
    assert visit.attempts == 0
    again = planned(home, date(2026, 12, 1))
    assert again is not None
    assert again.due_on == date(2026, 12, 7)


def test_a_room_adds_a_need_that_only_an_answer_meets(home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "NEEDS", {})
    rows = Household.objects.values_list("pk", "moved_in_on")
    needs.add(
        needs.Need("settled", "初次评估", VisitKind.BASELINE, lambda _day: rows, instruments=("livelihood",),
                   unmet_by_visit=True)
    )  # fmt: skip
    monkeypatch.setattr("apps.followups.planning.sql.NEEDS", needs.NEEDS)
    monkeypatch.setattr("apps.followups.planning.due.NEEDS", needs.NEEDS)
    visited(home, 3)
    visit = planned(home)
    assert visit is not None
    assert visit.kind == VisitKind.BASELINE
    assert "livelihood" in visit.instruments


def test_who_left_is_not_visited_and_others_are_not_planned_for(home: Household, county: Any) -> None:
    LevelFactory(household=home)
    Household.objects.filter(pk=home.pk).update(left_on=DAY)
    abroad = HouseholdFactory(community=county.foreign)
    LevelFactory(household=abroad)
    planned(home, DAY + timedelta(days=400))
    assert not Visit.objects.exists()


def test_the_office_plans(county: Any, community_manager: Any, grid_worker: Any) -> None:
    visits_plan(communities=[county.own], by=community_manager)
    for by, where in ((grid_worker, county.own), (community_manager, county.foreign)):
        with pytest.raises(Refused):
            visits_plan(communities=[where], by=by)


def test_two_do_not_plan_at_the_same_time(home: Household) -> None:
    visits_plan()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (classid::bigint << 32 | objid::bigint) = (hashtext('followups.visits_plan')::bigint) "
            "FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted"
        )
        assert cursor.fetchall() == [(True,)], "the lock is held until the visits are there"
