"""The class of a household over time: who writes it, what it was on a day, what figures and rosters make of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from apps.accounts.models import Staff
from apps.core import clock
from apps.core.handlers import REFUSAL_HEADER
from apps.core.periods import since
from apps.households.actions import class_correct, class_record, families, people
from apps.households.actions.corrections import event_cancel
from apps.households.asof import end_of, household_as_of
from apps.households.models import ClassPeriod, Household, LifeEvent
from apps.reports.figures.population import household_counts
from apps.reports.span import Span
from tests.harness.people import County
from tests.households.factories import MOVED_IN, HouseholdFactory
from tests.households.families import Family, family_in
from tests.households.test_people_actions import refusal

DAY, LATER = date(2026, 3, 1), date(2026, 9, 1)


@pytest.fixture
def home(county: County) -> Family:
    return family_in(county.own)  # lifted_out, since MOVED_IN


@pytest.fixture
def record(home: Family, community_manager: Staff) -> Any:
    def send(kind: str, start: date, reason: str = "县民政局认定") -> ClassPeriod:
        return class_record(
            household=home.household,
            by=community_manager,
            kind=kind,
            start=start,
            reason=reason,
            document="民政〔26〕8号",
        )

    return send


def held(household: Household) -> list[tuple[str, Any, Any]]:
    return [(p.kind, p.started, p.ended) for p in ClassPeriod.objects.filter(household=household).order_by("period")]


def now(household: Household) -> str:
    """What the household's own column says; it must agree with the periods."""
    household.refresh_from_db()
    periods = ClassPeriod.objects.current().filter(household=household)
    assert household.kind == (periods.values_list("kind", flat=True).first() or "")
    return household.kind


def test_a_class_holds_from_a_day_on(home: Family, record: Any) -> None:
    assert held(home.household) == [("lifted_out", MOVED_IN, None)]
    record("subsistence", DAY)
    record("extremely_poor", LATER)
    record("ordinary", date(2026, 6, 1))  # told late
    assert held(home.household) == [
        ("lifted_out", MOVED_IN, DAY), ("subsistence", DAY, date(2026, 6, 1)), ("ordinary", date(2026, 6, 1), LATER),
        ("extremely_poor", LATER, None),
    ]  # fmt: skip
    assert now(home.household) == "extremely_poor"


def test_what_is_refused(home: Family, record: Any, community_manager: Staff, colleague: Staff, auditor: Staff) -> None:
    given = {
        "household": home.household,
        "by": community_manager,
        "kind": "subsistence",
        "start": DAY,
        "reason": "认定",
    }
    assert refusal(class_record, **{**given, "reason": " "}) == "reason_needed"
    assert refusal(class_record, **{**given, "kind": "rich"}) == "invalid"
    assert refusal(class_record, **{**given, "start": clock.today() + timedelta(days=1)}) == "future"
    assert refusal(class_record, **{**given, "by": colleague}) == "not_in_scope"
    assert refusal(class_record, **{**given, "by": auditor}) == "not_your_role"
    people.departure_record(household=home.household, by=community_manager, happened_on=DAY)
    assert refusal(class_record, **given) == "has_left"
    assert held(home.household) == [("lifted_out", MOVED_IN, None)]


def test_an_entry_is_put_right(home: Family, record: Any, community_manager: Staff) -> None:
    row = record("subsistence", DAY)
    given = {"household": home.household, "by": community_manager, "why": "看错了文件"}
    moved = class_correct(period=row, start=LATER, **given)
    assert held(home.household) == [("lifted_out", MOVED_IN, LATER), ("subsistence", LATER, None)]
    assert moved is not None
    class_correct(period=moved, kind="ordinary", **given)
    assert (held(home.household)[1], now(home.household)) == (("ordinary", LATER, None), "ordinary")
    assert class_correct(period=moved, **given) is None
    assert (held(home.household), now(home.household)) == ([("lifted_out", MOVED_IN, None)], "lifted_out")
    assert refusal(class_correct, period=ClassPeriod.objects.get(), **{**given, "why": ""}) == "reason_needed"


def test_two_at_a_time_are_impossible(home: Family) -> None:
    with pytest.raises(IntegrityError, match="households_one_class_at_a_time"), transaction.atomic():
        ClassPeriod.objects.create(
            household=home.household, community=home.household.community, kind="ordinary", period=since(DAY)
        )


def test_whoever_writes_the_column_begins_a_period(county: County) -> None:
    """A roster does: thousands in one statement."""
    old, new, none = (HouseholdFactory(community=county.own, kind=kind) for kind in ("ordinary", "lifted_out", ""))
    Household.objects.update(kind="subsistence")
    today = clock.today()
    assert held(old) == [("ordinary", MOVED_IN, today), ("subsistence", today, None)]
    assert held(none) == [("subsistence", MOVED_IN, None)]  # said for the first time
    Household.objects.filter(pk=old.pk).update(kind="lifted_out")  # the same day: corrected
    assert held(old) == [("ordinary", MOVED_IN, today), ("lifted_out", today, None)]
    Household.objects.filter(pk=new.pk).update(kind="")
    assert held(new) == [("lifted_out", MOVED_IN, today)]
    Household.objects.filter(pk=none.pk).update(moved_in_on=date(2018, 1, 1))
    assert held(none) == [("subsistence", date(2018, 1, 1), None)]
    for household in (old, new, none):
        now(household)


def test_as_of_shows_the_class_of_then(home: Family, record: Any) -> None:
    record("subsistence", DAY)
    assert household_as_of(home.household, date(2026, 2, 1)).kind == "lifted_out"
    assert household_as_of(home.household, DAY).kind == "subsistence"
    assert household_as_of(home.household, DAY, end_of(clock.today() - timedelta(days=1))).kind == ""


def test_figures_of_a_month_use_the_class_of_its_last_day(home: Family, county: County, record: Any) -> None:
    record("subsistence", DAY)
    HouseholdFactory(community=county.own, kind="")

    def counted(first: date) -> tuple[int, int, int]:
        row = household_counts([county.own.pk], Span.month(first))[county.own.pk]
        return row["class_lifted_out"], row["class_subsistence"], row["unknown_class"]

    assert counted(date(2026, 2, 1)) == (1, 0, 1)
    assert counted(date(2026, 3, 1)) == (0, 1, 1)


def test_a_split_takes_its_class_along_and_can_be_taken_back(home: Family, community_manager: Staff) -> None:
    event = families.household_split(
        household=home.household, by=community_manager, happened_on=DAY, members=[home.son], head=home.son
    )
    founded = Household.objects.get(pk=event.details["founded"])
    assert held(founded) == [("lifted_out", DAY, None)]
    event_cancel(event=event, by=community_manager, why="登记错了")
    assert not Household.objects.filter(pk=founded.pk).exists()
    assert LifeEvent.objects.count() == 2


@pytest.mark.parametrize("face", ["admin", "api"])
def test_both_faces_agree(
    home: Family, login: Any, api: Any, community_manager: Staff, grid_worker: Staff, face: str
) -> None:
    def send(by: Staff, **changes: Any) -> tuple[int, str]:
        given = {"kind": "subsistence", "start": DAY.isoformat(), "reason": "认定", **changes}
        if face == "api":
            answer = api(by).post("/api/v1/household-classes/", {**given, "household": home.household.pk})
            return answer.status_code, answer.json().get("code", "")
        page = login(by).post(f"/admin/households/household/{home.household.pk}/do/class/", given)
        return page.status_code, page.get(REFUSAL_HEADER, "")

    assert send(community_manager, reason="。")[1] == "reason_needed"
    assert send(community_manager, start="2999-01-01")[1] == "future"
    assert send(grid_worker)[0] in (302, 403, 404)
    assert ClassPeriod.objects.count() == 1
    assert send(community_manager) in ((201, ""), (302, ""))
    row = ClassPeriod.objects.get(kind="subsistence")
    if face == "api":
        answer = api(community_manager).post(f"/api/v1/household-classes/{row.pk}/correct/", {"why": "看错了"})
        assert answer.status_code == 204
    else:
        sent = {"period": row.pk, "what": "never", "why": "看错了"}
        page = login(community_manager).post(f"/admin/households/household/{home.household.pk}/do/class-correct/", sent)
        assert page.status_code == 302
    assert held(home.household) == [("lifted_out", MOVED_IN, None)]
    living = login(community_manager).get(f"/admin/households/household/{home.household.pk}/change/?tab=living")
    assert "脱贫户" in living.content.decode()
