"""Recording facts of a household: who may, what fits together, what counts."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import clock
from apps.core.errors import DomainError, InvalidInput, Refused
from apps.core.periods import since
from apps.households import actions
from apps.households.models import (
    Asset,
    Debt,
    Expense,
    GuaranteeCheck,
    Household,
    Income,
    Presence,
    VegetableSpending,
)
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, OccupancyFactory

DAY = date(2026, 5, 1)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def home(county: County) -> Household:
    household = HouseholdFactory(community=county.own)
    OccupancyFactory(household=household, dwelling__building=county.building, community=county.own)
    return household


def a_check(home: Household, by: Any, **more: Any) -> GuaranteeCheck:
    given = {"guarantee": "housing", "result": "pass", "checked_on": DAY, **more}
    return actions.guarantee_check(household=home, by=by, **given)


RECORDS: dict[str, Callable[[Household, Any], Any]] = {
    "title": lambda home, by: actions.title_record(household=home, by=by, title_issued=True, title_issued_on=DAY),
    "old_house": lambda home, by: actions.old_house_record(
        household=home, by=by, old_house="demolished", demolished_on=DAY, compensation_yuan=Decimal(20_000)
    ),
    "income": lambda home, by: actions.income_record(household=home, by=by, year=2025, amounts={"wage": Decimal(1)}),
    "expense": lambda home, by: actions.expense_record(
        household=home, by=by, year=2025, kind="medical", amount=Decimal(8_000)
    ),
    "vegetables": lambda home, by: actions.vegetables_record(
        household=home, by=by, phase="after", yuan_a_month=Decimal(300)
    ),
    "guarantee": a_check,
    "asset": lambda home, by: actions.asset_record(household=home, by=by, kind="fridge", count=1),
    "debt": lambda home, by: actions.debt_record(
        household=home, by=by, kind="medical", amount=Decimal(5_000), lender="kin", since=DAY
    ),
    "presence": lambda home, by: actions.presence_record(
        household=home, by=by, status="dual", start=DAY, reason="fields", months_at_home=7
    ),
}


@pytest.mark.parametrize("fact", RECORDS)
def test_only_the_own_community_records(home: Household, people: dict[str, Any], fact: str) -> None:
    refusals = {
        "colleague": "not_in_scope",
        "anonymous": "not_in_scope",
        "grid_worker": "not_your_role",
        "auditor": "not_your_role",
        "township_officer": "not_your_role",
        "county_admin": "not_your_role",
    }
    if fact in ("income", "presence", "guarantee", "expense", "vegetables"):
        del refusals["grid_worker"]  # told at the door
    for name, code in refusals.items():
        with pytest.raises(Refused) as caught:
            RECORDS[fact](home, people[name])
        assert caught.value.code == code
    made = RECORDS[fact](home, people["community_manager"])
    row = made[0] if isinstance(made, list) else made
    assert row.pk
    assert row.community_id == home.community_id


@pytest.mark.parametrize("fact", sorted(set(RECORDS) - {"title", "old_house"}))
def test_nothing_new_of_a_household_that_left(home: Household, community_manager: Any, fact: str) -> None:
    Household.objects.update(left_on=date(2026, 11, 1))
    with pytest.raises(Refused) as caught:
        RECORDS[fact](home, community_manager)
    assert caught.value.code == "has_left"


def refused(act: Callable[[], Any]) -> tuple[str, str]:
    with pytest.raises(InvalidInput) as caught:
        act()
    return caught.value.code, caught.value.field


def test_the_old_house_goes_its_way(home: Household, community_manager: Any) -> None:
    def record(state: str, **days: Any) -> Household:
        return actions.old_house_record(household=home, by=community_manager, old_house=state, **days)

    assert refused(lambda: record("standing", demolished_on=DAY)) == ("invalid", "")
    assert refused(lambda: record("demolished", reclaimed_on=DAY)) == ("invalid", "")
    assert refused(lambda: record("reclaimed", demolished_on=DAY, reclaimed_on=DAY - timedelta(1))) == ("invalid", "")
    assert refused(lambda: record("demolished", demolished_on=clock.today() + timedelta(1)))[0] == "future"
    assert refused(lambda: record("demolished", compensation_paid_on=DAY)) == ("invalid", "")
    assert refused(lambda: record("demolished", compensation_yuan=Decimal(-1))) == ("invalid", "")
    row = record("reclaimed", demolished_on=DAY, reclaimed_on=DAY, compensation_yuan=Decimal(0))
    assert (row.old_house, row.compensation_yuan) == ("reclaimed", 0)


def test_a_title_has_its_details_only_once_issued(home: Household, community_manager: Any) -> None:
    def record(**said: Any) -> Household:
        return actions.title_record(household=home, by=community_manager, **said)

    assert refused(lambda: record(title_issued=False, title_issued_on=DAY)) == ("invalid", "")
    assert refused(lambda: record(title_issued=None, title_number="鄂（2026）0001")) == ("invalid", "")
    assert record(title_issued=True, title_issued_on=DAY, title_number="鄂（2026） 0001").title_issued
    assert record(title_issued=None).title_number == ""


BROKEN = [
    (Household, {"title_issued": None, "title_issued_on": DAY}, "households_title_details_need_title"),
    (Household, {"title_issued": False, "title_number": "x"}, "households_title_details_need_title"),
    (Household, {"old_house": "", "demolished_on": DAY}, "households_demolished_on_needs_state"),
    (Household, {"old_house": "demolished", "reclaimed_on": DAY}, "households_reclaimed_on_needs_state"),
    (
        Household,
        {"old_house": "reclaimed", "demolished_on": DAY, "reclaimed_on": date(2020, 1, 1)},
        "households_demolished_before_reclaimed",
    ),
    (Household, {"compensation_yuan": -1}, "households_compensation_not_negative"),
    (Household, {"compensation_paid_on": DAY}, "households_compensation_paid_needs_amount"),
    (Presence, {"status": "permanent", "months_at_home": 5}, "households_months_at_home_of_two_homes"),
    (Presence, {"status": "dual", "months_at_home": 13}, "households_months_at_home_of_two_homes"),
    (Presence, {"status": "vacant", "months_at_home": None}, "households_reason_of_two_homes"),
    (Income, {"year": 25}, "households_income_year_sane"),
    (Expense, {"amount": -1}, "households_expense_not_negative"),
    (Expense, {"year": 25}, "households_expense_year_sane"),
    (VegetableSpending, {"yuan_a_month": -1}, "households_vegetables_not_negative"),
    (GuaranteeCheck, {"guarantee": "water", "grade": "A"}, "households_grade_of_housing_only"),
    (GuaranteeCheck, {"grade": "C"}, "households_dangerous_house_fails"),
    (Debt, {"amount": 0}, "households_debt_more_than_nothing"),
    (Debt, {"settled_on": DAY - timedelta(1)}, "households_debt_settled_after_since"),
]


@pytest.mark.parametrize(("model", "values", "constraint"), BROKEN)
def test_the_database_holds_it_too(
    home: Household, community_manager: Any, model: Any, values: dict[str, Any], constraint: str
) -> None:
    for record in RECORDS.values():
        if record is not RECORDS["title"] and record is not RECORDS["old_house"]:
            record(home, community_manager)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.all().update(**values)


def test_said_again_it_is_corrected(home: Household, community_manager: Any) -> None:
    for amount in (1, 2):
        actions.income_record(
            household=home, by=community_manager, year=2025, amounts={"wage": Decimal(amount), "property": None}
        )
        actions.expense_record(household=home, by=community_manager, year=2025, kind="debt", amount=Decimal(amount))
        actions.asset_record(household=home, by=community_manager, kind="car", count=amount)
        actions.vegetables_record(
            household=home, by=community_manager, phase="before", yuan_a_month=Decimal(amount), asked_on=DAY
        )
        for note in ("织布机", "油榨"):
            actions.asset_record(household=home, by=community_manager, kind="other", count=amount, note=note)
    assert list(Income.objects.values_list("source", "amount")) == [("wage", 2)]
    assert Expense.objects.get().amount == 2
    assert Asset.objects.get(kind="car").count == 2
    assert Asset.objects.filter(kind="other", count=2).count() == 2
    assert VegetableSpending.objects.get().yuan_a_month == 2
    assert Income.pgh_event_model.objects.filter(pgh_obj_id=Income.objects.get().pk).count() == 2


def test_years_to_come_and_empty_forms_are_refused(home: Household, community_manager: Any) -> None:
    later = clock.today().year + 1

    def income(year: int, **amounts: Any) -> Callable[[], Any]:
        return lambda: actions.income_record(household=home, by=community_manager, year=year, amounts=amounts)

    assert refused(income(later, wage=Decimal(1))) == ("future", "year")
    assert refused(income(2025)) == ("required", "")
    assert refused(income(2025, wage=Decimal(-1))) == ("invalid", "")
    assert refused(lambda: actions.asset_record(household=home, by=community_manager, kind="other", count=1)) == (
        "required",
        "note",
    )


def test_a_debt_is_settled_once(home: Household, community_manager: Any) -> None:
    debt = RECORDS["debt"](home, community_manager)
    assert (
        refused(lambda: actions.debt_settle(debt=debt, by=community_manager, settled_on=DAY - timedelta(1)))[0]
        == "invalid"
    )
    assert actions.debt_settle(debt=debt, by=community_manager, settled_on=DAY).settled_on == DAY
    assert refused(lambda: actions.debt_settle(debt=debt, by=community_manager))[0] == "settled"
    assert not Debt.objects.unsettled().exists()


def test_a_check_is_withdrawn_not_overwritten(home: Household, community_manager: Any, colleague: Any) -> None:
    first = a_check(home, community_manager, result="fail", grade="D")
    second = a_check(home, community_manager, result="pass", grade="A", checked_on=DAY + timedelta(9))
    assert not Household.objects.failing().exists()
    with pytest.raises(Refused):
        actions.guarantee_withdraw(check=second, by=colleague)
    actions.guarantee_withdraw(check=second, by=community_manager)
    assert list(GuaranteeCheck.objects.newest()) == [first]
    assert refused(lambda: a_check(home, community_manager, result="pass", grade="D")) == ("invalid", "")


FORMS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "title": (
        {"title_issued": "true", "title_issued_on": "2026-05-01"},
        {"title_issued": "false", "title_number": "1"},
    ),
    "old-house": ({"old_house": "standing"}, {"old_house": "standing", "demolished_on": "2026-05-01"}),
    "income": ({"year": 2025, "wage": "30000"}, {"year": 2999, "wage": "1"}),
    "expense": ({"year": 2025, "kind": "medical", "amount": "1"}, {"year": 2025, "kind": "", "amount": "1"}),
    "vegetables": (
        {"phase": "after", "yuan_a_month": "120", "asked_on": "2026-05-01"},
        {"phase": "after", "yuan_a_month": "-1", "asked_on": "2026-05-01"},
    ),
    "guarantee": (
        {"guarantee": "water", "result": "fail", "checked_on": "2026-05-01"},
        {"guarantee": "water", "result": "fail", "grade": "A", "checked_on": "2026-05-01"},
    ),
    "asset": ({"kind": "car", "count": 1}, {"kind": "other", "count": 1}),
    "debt": (
        {"kind": "medical", "amount": "10", "lender": "kin"},
        {"kind": "medical", "amount": "0", "lender": "kin"},
    ),
    "presence": (
        {"status": "dual", "start": "2026-05-01", "reason": "fields", "months_at_home": 8},
        {"status": "vacant", "start": "2026-05-01", "reason": "fields"},
    ),
}


@pytest.mark.parametrize("key", FORMS)
def test_each_dialog_asks_refuses_and_records(
    home: Household, community_manager: Any, auditor: Any, login: Any, key: str
) -> None:
    address = reverse("admin:households_household_do", args=[home.pk, key])
    right, wrong = FORMS[key]
    client = login(community_manager)
    assert "<form" in client.get(address, headers=HTMX).content.decode()
    answer = client.post(address, wrong, headers=HTMX)
    assert answer.status_code == 422
    assert "error" in answer.content.decode()
    assert client.post(address, right, headers=HTMX).status_code == 204
    assert login(auditor).post(address, right, headers=HTMX).status_code == 404


def test_rows_are_chosen_within_the_household(
    home: Household, county: County, community_manager: Any, colleague: Any, login: Any
) -> None:
    foreign = HouseholdFactory(community=county.foreign)
    theirs = {"debt": RECORDS["debt"](foreign, colleague), "check": a_check(foreign, colleague)}
    mine = {"debt": RECORDS["debt"](home, community_manager), "check": a_check(home, community_manager)}
    client = login(community_manager)
    for key, name in (("debt-settle", "debt"), ("guarantee-withdraw", "check")):
        address = reverse("admin:households_household_do", args=[home.pk, key])
        sent = {"settled_on": "2026-06-01"}
        assert client.post(address, {name: theirs[name].pk, **sent}, headers=HTMX).status_code == 422
        assert client.get(f"{address}?{name}={mine[name].pk}").context["form"][name].value() == str(mine[name].pk)
        assert client.post(address, {name: mine[name].pk, **sent}, headers=HTMX).status_code == 204
    assert Debt.objects.unsettled().get() == theirs["debt"]
    assert GuaranteeCheck.objects.counting().get() == theirs["check"]


@pytest.mark.parametrize("tab", ["income", "living", "guarantees", "belongings"])
def test_tabs_show_facts_and_what_is_not_collected(
    home: Household, community_manager: Any, auditor: Any, login: Any, tab: str
) -> None:
    address = reverse("admin:households_household_change", args=[home.pk]) + f"?tab={tab}"
    client = login(community_manager)
    assert client.get(address).status_code == 200
    for record in RECORDS.values():
        record(home, community_manager)
    page = client.get(address).content.decode()
    assert reverse("admin:households_household_do", args=[home.pk, "presence"]) in page
    assert {"income": "8,000", "living": "农忙种地", "guarantees": "达标", "belongings": "冰箱"}[tab] in page
    answer = login(auditor).get(address)
    assert answer.status_code == 200
    assert "/do/" not in answer.content.decode()


@pytest.mark.parametrize("tab", ["income", "living", "guarantees", "belongings"])
def test_tabs_cost_the_same_for_many_rows(home: Household, community_manager: Any, login: Any, tab: str) -> None:
    address = reverse("admin:households_household_change", args=[home.pk]) + f"?tab={tab}"
    client = login(community_manager)

    def rows(first: int, last: int) -> None:
        for n in range(first, last):
            more = {"household": home, "community": home.community}
            Income.objects.create(year=2000 + n, source="wage", amount=1, **more)
            Expense.objects.create(year=2000 + n, kind="medical", amount=1, **more)
            VegetableSpending.objects.create(phase="after", yuan_a_month=1, asked_on=DAY - timedelta(n), **more)
            GuaranteeCheck.objects.create(guarantee="food", result="pass", checked_on=DAY, **more)
            Asset.objects.create(kind="other", note=str(n), **more)
            Debt.objects.create(kind="living", lender="kin", amount=1, **more)
            start = date(2000 + n, 1, 1)
            Presence.objects.create(status="dual", period=since(start, start + timedelta(9)), **more)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    client.get(address)
    rows(0, 2)
    few = count()
    rows(2, 20)
    assert count() == few


def test_the_edit_form_goes_through_the_action(home: Household, community_manager: Any, login: Any) -> None:
    with pytest.raises(DomainError):
        actions.household_correct(household=home, by=community_manager, old_house="standing", demolished_on=DAY)
    page = login(community_manager).get(reverse("admin:households_household_edit", args=[home.pk]))
    assert "title_number" in page.context["adminform"].form.fields
