"""Figures about fields, counted by hand; what was not collected is never 0; two communities together."""

from typing import Any

import pytest

from apps.core import clock
from apps.core.periods import since
from apps.farmland.models import BusySeason, Crop, Parcel
from apps.farmland.reach import refresh_stale
from apps.farmland.shipped import ship
from apps.reports.registry import METRICS, Figure, compute, compute_all
from apps.reports.span import Span
from tests.farmland.factories import ParcelFactory, ParcelUseFactory, field_at, home

KEYS = [key for key in METRICS if key.startswith("farmland.")]


def figure(key: str, *communities: Any) -> Figure:
    return compute(f"farmland.{key}", communities, Span.month(clock.today()))


@pytest.fixture
def fields(county: Any) -> None:
    """Own: one near household, one far, one whose only field has no place; a far field that is leased out."""
    ship(Crop, BusySeason)
    tea = Crop.objects.get(name="茶叶")
    field_at(home(county.own), 200, crop=tea)
    far = home(county.own)
    field_at(far, 3000)
    field_at(far, 6000, use="leased_out")
    unplaced = ParcelFactory(household=home(county.own))
    ParcelUseFactory(parcel=unplaced)
    field_at(home(county.foreign), 4000, use="leased_in")
    field_at(home(county.foreign), 100, use="")
    refresh_stale()


@pytest.mark.usefixtures("fields")
def test_households(county: Any) -> None:
    found = figure("beyond", county.own)
    assert (found.value, found.extra) == (1, {"not_placed": 1})
    assert figure("beyond_every", county.own).value == 1  # 4.2 km of way: the radius by motor ends at 4 km
    assert figure("not_placed", county.own).value == 1
    assert figure("beyond", county.own, county.foreign).value == 2
    for key in ("beyond", "beyond_every", "not_placed"):
        cases = METRICS[f"farmland.{key}"].cases
        assert cases is not None
        assert cases([county.own.pk], Span.month(clock.today())).count() == 1


@pytest.mark.usefixtures("fields")
def test_hours_and_minutes(county: Any) -> None:
    """Tea below 800 m: 60 trips; 280 m of level way are 3.4 minutes, so 6.8 hours there and back."""
    assert figure("hours", county.own).value == 7
    assert figure("median_minutes", county.own).value == 4
    assert figure("median_minutes", county.own, county.foreign).value == 51
    assert not figure("hours", county.foreign).collected


@pytest.mark.usefixtures("fields")
def test_areas(county: Any) -> None:
    assert figure("mu_worked", county.own).value == 4  # three fields of 1.5 mu, in whole mu, half to even
    assert figure("mu_leased_out", county.own).value == 2
    assert figure("mu_idle", county.own).value == 0
    assert figure("mu_worked", county.foreign).extra == {"fields_use_unknown": 1}


def test_nothing_collected_is_not_none(county: Any) -> None:
    found = compute_all([METRICS[key] for key in KEYS], [county.own], Span.month(clock.today()))
    assert not any(one.collected for one in found.values())


def test_two_uses_of_one_day_are_impossible_so_each_field_counts_once(county: Any) -> None:
    parcel = field_at(home(county.own), 200, use="")
    for start, end, use in ((-40, -10, "own"), (-10, None, "idle")):
        day = clock.today()
        first = day.fromordinal(day.toordinal() + start)
        last = None if end is None else day.fromordinal(day.toordinal() + end)
        parcel.uses.create(household=parcel.household, community=county.own, use=use, period=since(first, last))
    assert figure("mu_idle", county.own).value == 2
    assert Parcel.objects.worked().count() == 0
