"""What fields say of households: in the list, its columns and exports, the API, and the figure of two homes."""

from typing import Any

import pytest

from apps.core import clock
from apps.core.periods import since
from apps.farmland.household_list import FIELDS
from apps.farmland.reach import refresh_stale
from apps.households.filters import HouseholdFilter
from apps.households.models import Household, Presence
from apps.reports.registry import METRICS, compute
from apps.reports.span import Span
from tests.farmland.factories import SINCE, ParcelFactory, ParcelUseFactory, field_at, home
from tests.households.factories import HouseholdFactory

LIST = "/admin/households/household/"


@pytest.fixture
def kinds(county: Any) -> dict[str, Any]:
    """One household of each kind that the filter knows; the one in two homes without far fields works a near one."""
    made = {name: home(county.own) for name in ("far", "two_homes", "two_homes_not", "near", "unknown")}
    made["none"] = HouseholdFactory(community=county.own)
    for name, metres in (("far", 4000), ("two_homes", 5000), ("two_homes_not", 100), ("near", 100)):
        field_at(made[name], metres)
    field_at(made["near"], 9000, use="leased_out")
    ParcelUseFactory(parcel=ParcelFactory(household=made["unknown"]))
    for name in ("two_homes", "two_homes_not"):
        Presence.objects.create(
            household=made[name], community=county.own, status="dual", period=since(SINCE), place="老家"
        )
    refresh_stale()
    return made


def test_every_kind_is_found(kinds: dict[str, Any]) -> None:
    expected = {name: {name} for name in kinds} | {"far": {"far", "two_homes"}, "near": {"near", "two_homes_not"}}
    assert set(expected) == set(dict(FIELDS))
    for value, names in expected.items():
        found = HouseholdFilter({"fields": value}, queryset=Household.objects.order_by("pk")).qs
        assert {row.pk for row in found} == {kinds[name].pk for name in names}, value


def test_list_column_and_api(kinds: dict[str, Any], login: Any, community_manager: Any, api: Any) -> None:
    client = login(community_manager)
    page = client.get(LIST, {"fields": "two_homes"}).content.decode()
    assert kinds["two_homes"].code in page
    assert kinds["far"].code not in page
    client.post(f"{LIST}tools/", {"do": "columns", "columns": ["code", "farthest_field"], "query": ""})
    page = client.get(LIST).content.decode()
    assert "最远耕种地块" in page
    assert "1 小时" in page
    rows = api(community_manager).get("/api/v1/households/", {"fields": "far"}).json()["results"]
    assert {row["code"] for row in rows} == {kinds["far"].code, kinds["two_homes"].code}


@pytest.mark.usefixtures("kinds")
def test_the_figure_counts_them_with_its_cases(county: Any) -> None:
    span = Span.month(clock.today())
    figure = compute("farmland.two_homes", [county.own], span)
    assert (figure.value, figure.numerator, figure.denominator) == (50, 1, 2)
    assert METRICS["farmland.two_homes"].cases([county.own.pk], span).count() == 1  # type: ignore[misc]
