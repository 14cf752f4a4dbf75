"""Facts through the API: the same actions and refusals as the pages, within scope, at a fixed number of queries."""

from datetime import date, timedelta
from typing import Any

import pytest

from apps.core import clock
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
from tests.communities.factories import DwellingFactory
from tests.harness.people import County
from tests.harness.queries import EqualQueries
from tests.households.factories import HouseholdFactory, MembershipFactory, OccupancyFactory

DAY = date(2026, 5, 1)
SENT: dict[str, dict[str, Any]] = {
    "presences": {"status": "dual", "start": "2026-05-01", "reason": "fields", "months_at_home": 8},
    "incomes": {"year": 2025, "source": "wage", "amount": "30000"},
    "expenses": {"year": 2025, "kind": "medical", "amount": "8000"},
    "vegetable-spendings": {"phase": "after", "yuan_a_month": "300"},
    "guarantee-checks": {"guarantee": "housing", "result": "fail", "grade": "C", "note": "漏雨"},
    "assets": {"kind": "car", "count": 1},
    "debts": {"kind": "medical", "amount": "5000", "lender": "kin"},
}


@pytest.fixture
def home(county: County) -> Household:
    household = HouseholdFactory(community=county.own)
    OccupancyFactory(household=household, dwelling=DwellingFactory(building=county.building, area_m2=60))
    return household


@pytest.mark.parametrize("plural", SENT)
def test_recorded_read_and_refused(
    home: Household, county: County, community_manager: Any, colleague: Any, auditor: Any, api: Any, plural: str
) -> None:
    address, sent = f"/api/v1/{plural}/", {"household": home.pk, **SENT[plural]}
    answer = api(community_manager).post(address, sent)
    assert answer.status_code == 201, answer.json()
    key = answer.json()["id"]
    assert api(community_manager).get(f"{address}{key}/").json()["household"] == home.pk
    assert [row["id"] for row in api(auditor).get(address, {"household": home.pk}).json()["results"]] == [key]
    # The household of another community does not exist, nor do its facts.
    assert api(colleague).post(address, sent).status_code == 400
    assert api(colleague).get(f"{address}{key}/").status_code == 404
    assert api(colleague).get(address).json()["count"] == 0
    assert api(auditor).post(address, sent).status_code == 403
    assert api(None).get(address).status_code in (401, 403)


def test_refusals_carry_code_and_field(home: Household, community_manager: Any, api: Any) -> None:
    client = api(community_manager)
    later = client.post("/api/v1/incomes/", {"household": home.pk, "year": 2099, "source": "wage", "amount": 1})
    assert (later.status_code, later.json()["code"], later.json()["field"]) == (400, "future", "year")
    Household.objects.update(left_on=date(2026, 11, 1))
    gone = client.post("/api/v1/assets/", {"household": home.pk, "kind": "car", "count": 1})
    assert (gone.status_code, gone.json()["code"]) == (409, "has_left")


def test_checks_are_withdrawn_and_debts_settled(
    home: Household, community_manager: Any, grid_worker: Any, api: Any
) -> None:
    client = api(community_manager)
    check = client.post("/api/v1/guarantee-checks/", {"household": home.pk, **SENT["guarantee-checks"]}).json()["id"]
    assert client.get("/api/v1/guarantee-checks/?newest=true").json()["count"] == 1
    assert api(grid_worker).post(f"/api/v1/guarantee-checks/{check}/withdraw/").status_code == 403
    assert client.post(f"/api/v1/guarantee-checks/{check}/withdraw/").json()["withdrawn"] is True
    assert client.get("/api/v1/guarantee-checks/?newest=true").json()["count"] == 0
    debt = client.post("/api/v1/debts/", {"household": home.pk, **SENT["debts"]}).json()["id"]
    settled = client.post(f"/api/v1/debts/{debt}/settle/", {"settled_on": "2026-06-01"})
    assert settled.json()["settled_on"] == "2026-06-01"
    assert client.post(f"/api/v1/debts/{debt}/settle/", {}).json()["code"] == "settled"
    assert client.get("/api/v1/debts/?settled=true").json()["count"] == 1


def test_title_and_old_house(home: Household, community_manager: Any, colleague: Any, api: Any) -> None:
    client, address = api(community_manager), f"/api/v1/households/{home.pk}/"
    assert client.post(f"{address}title/", {"title_issued": True, "title_number": "A1"}).json()["title_number"] == "A1"
    refused = client.post(f"{address}old-house/", {"old_house": "standing", "demolished_on": "2026-05-01"})
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid")
    done = client.post(f"{address}old-house/", {"old_house": "demolished", "demolished_on": "2026-05-01"})
    assert done.json()["demolished_on"] == "2026-05-01"
    assert api(colleague).post(f"{address}title/", {"title_issued": True}).status_code == 404


def test_a_household_tells_what_is_derived(home: Household, community_manager: Any, api: Any) -> None:
    MembershipFactory.create_batch(3, household=home, relation="")
    Presence.objects.create(
        household=home, community=home.community, status="permanent", period=since(date(2020, 1, 1))
    )
    actions.guarantee_check(household=home, by=community_manager, guarantee="water", result="fail")
    found = api(community_manager).get(f"/api/v1/households/{home.pk}/").json()
    assert (found["floor_area"], found["space"], found["at_home"]) == ("60.00", "under", "yes")
    assert (found["guarantees"]["water"], found["guarantees"]["food"]) == ("fail", "unchecked")


CASES = [
    ("space=under", "under"), ("space=over", "over"), ("space=none", "unknown"), ("at_home=yes", "over"),
    ("at_home=no", "under"), ("at_home=none", "unknown"), ("guarantee=fail", "under"),
    ("guarantee=fail_water", "under"), ("guarantee=fail_housing", ""), ("guarantee=unchecked", "over under unknown"),
    ("per_capita_below=10000", "under"), ("per_capita_below=100", ""),
]  # fmt: skip


@pytest.mark.parametrize(("query", "codes"), CASES)
def test_admin_and_api_filter_alike(
    county: County, community_manager: Any, login: Any, api: Any, query: str, codes: str
) -> None:
    for code, area, status in (("under", 20, "migrant_work"), ("over", 60, "permanent"), ("unknown", None, "")):
        row = MembershipFactory(household__community=county.own, household__code=code).household
        more = {"household": row, "community": county.own}
        OccupancyFactory(household=row, dwelling=DwellingFactory(building=county.building, area_m2=area))
        if status:
            Presence.objects.create(status=status, period=since(date(2020, 1, 1)), **more)
            Income.objects.create(
                year=clock.today().year - 1, source="wage", amount=5_000 if code == "under" else 50_000, **more
            )
            result = "fail" if code == "under" else "pass"
            GuaranteeCheck.objects.create(guarantee="water", result=result, checked_on=DAY, **more)
    rows = api(community_manager).get(f"/api/v1/households/?{query}").json()["results"]
    assert {row["code"] for row in rows} == set(codes.split())
    page = login(community_manager).get(f"/admin/households/household/?{query}")
    assert {row.code for row in page.context["cl"].result_list} == set(codes.split())


@pytest.mark.parametrize("plural", SENT)
def test_lists_cost_the_same_for_many_rows(
    home: Household, county: County, community_manager: Any, api: Any, equal_queries: EqualQueries, plural: str
) -> None:
    def more(number: int) -> None:
        for n in range(number):
            row = {"household": HouseholdFactory(community=county.own), "community": county.own}
            Income.objects.create(year=2025, source="wage", amount=n, **row)
            Expense.objects.create(year=2025, kind="medical", amount=n, **row)
            VegetableSpending.objects.create(phase="after", yuan_a_month=n, **row)
            GuaranteeCheck.objects.create(guarantee="food", result="pass", checked_on=DAY - timedelta(n), **row)
            Asset.objects.create(kind="car", **row)
            Debt.objects.create(kind="living", lender="kin", amount=1, **row)
            Presence.objects.create(status="vacant", period=since(DAY), **row)

    more(2)
    client = api(community_manager)
    equal_queries(lambda: client.get(f"/api/v1/{plural}/"), more=more)
