"""The way to a field: computed once, found stale by anything that it was computed from, never a straight line."""

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.core.geo import rides as geo_rides
from apps.core.models import DatedSetting
from apps.core.periods import since
from apps.farmland import means
from apps.farmland.burden import hours_by_season, hours_of, with_hours
from apps.farmland.models import BusySeason, Crop, Parcel, Reach
from apps.farmland.placing import borders_refresh, is_outside
from apps.farmland.radius import Radius, Zone
from apps.farmland.reach import reach_refresh, refresh_stale, stale_parcels
from apps.farmland.seasons import trips_a_year
from apps.farmland.shipped import ship
from apps.farmland.words import notes_of, ride_words
from tests.communities.factories import BuildingFactory, DwellingFactory
from tests.farmland.factories import HOME, ParcelFactory, field_at, home
from tests.households.factories import HouseholdFactory


def computed(parcel: Any) -> Reach:
    reach_refresh([parcel.pk])
    return Reach.objects.get(parcel=parcel)


def test_a_level_kilometre(county: Any) -> None:
    """Tobler's level walk is 5.04 km/h; over 1,400 m of path that is 16.7 minutes. The e-bike takes 15 km/h."""
    way = computed(field_at(home(county.own), 1000))
    assert way.straight_m == pytest.approx(1000, abs=1)
    assert way.walk_m == pytest.approx(1400, abs=2)
    assert way.walk_minutes == pytest.approx(16.95, abs=0.35)
    assert way.ebike_minutes == pytest.approx(5.6, abs=0.02)
    assert not way.flat_assumed
    assert way.source == "slope"


def test_a_climb_takes_longer_and_a_missing_altitude_says_so(county: Any) -> None:
    household = home(county.own)
    level, steep = computed(field_at(household, 1000)), computed(field_at(household, 1000, altitude_m=920))
    unknown = computed(field_at(household, 1000, altitude_m=None))
    assert steep.climb_m == 300
    assert steep.walk_minutes > 1.4 * level.walk_minutes  # type: ignore[operator]
    assert unknown.flat_assumed
    assert unknown.walk_minutes == level.walk_minutes


def test_why_there_is_no_time(county: Any) -> None:
    assert computed(ParcelFactory(household=home(county.own))).missing == "place"
    assert computed(field_at(HouseholdFactory(community=county.own), 100)).missing == "dwelling"
    assert computed(field_at(home(county.own, county.building), 100)).missing == "building"


def test_a_building_without_a_place_is_measured_from_the_middle(county: Any) -> None:
    for name, value in HOME.items():
        setattr(county.own, name, value)
    county.own.save()
    way = computed(field_at(home(county.own, county.building), 500))
    assert way.from_community
    assert way.walk_minutes is not None
    assert not stale_parcels()


def test_everything_it_was_computed_from_makes_it_stale(county: Any) -> None:
    household = home(county.own)
    parcel = field_at(household, 1000)
    building = household.occupancies.get().dwelling.building
    assert stale_parcels() == [parcel.pk]
    assert refresh_stale() == 1
    assert refresh_stale() == 0
    building.altitude_m = 700
    building.save()
    assert refresh_stale() == 1
    Parcel.objects.filter(pk=parcel.pk).update(latitude=30.30)
    assert refresh_stale() == 1
    DatedSetting.objects.create(key="farmland.detour", value=1.8, valid_from=date(2026, 1, 1))
    assert refresh_stale() == 1
    assert Reach.objects.get(parcel=parcel).detour == 1.8
    other = DwellingFactory(building=BuildingFactory(community=county.own, **HOME), community=county.own)
    row = household.occupancies.get()
    row.dwelling = other
    row.save()
    assert refresh_stale() == 1
    assert Reach.objects.get(parcel=parcel).building_id == other.building_id
    assert refresh_stale() == 0


def test_a_way_is_known_or_says_why_not(county: Any) -> None:
    parcel = field_at(home(county.own), 1000)
    with pytest.raises(IntegrityError, match="farmland_reach_known_or_why_not"), transaction.atomic():
        Reach.objects.create(parcel=parcel, household=parcel.household, community=county.own)


RADII = st.builds(
    Radius,
    minutes=st.none() | st.integers(1, 60),
    foot_m=st.none() | st.integers(50, 2000),
    cart_m=st.none() | st.integers(2000, 4000),
    motor_m=st.none() | st.integers(4000, 9000),
)


def test_zones_agree_in_python_and_sql(county: Any) -> None:
    household = home(county.own)
    for north in (0, 300, 480, 700, 1500, 2900, 4000, 9000):
        field_at(household, north, use="")
    ParcelFactory(household=household)
    reach_refresh(list(Parcel.objects.values_list("pk", flat=True)))

    @settings(max_examples=25, deadline=None)
    @given(RADII)
    def agree(radius: Radius) -> None:
        rows = list(Parcel.objects.select_related("reach").annotate(zone=radius.as_sql()))
        assert len(rows) == 9
        for row in rows:
            assert row.zone == radius.zone(row.reach.walk_minutes, row.reach.walk_m)

    agree()


def test_a_blank_radius_does_not_limit() -> None:
    assert Radius(None, None, None, None).zone(500, 40_000) == Zone.FOOT
    assert Radius(8, 666, None, None).zone(9, 600) == Zone.CART
    assert Radius(8, 666, 2000, None).zone(90, 9000) == Zone.MOTOR
    assert Radius(8, 666, 2000, 4000).zone(90, 4001) == Zone.BEYOND
    assert Radius(8, 666, 2000, 4000).zone(7, 700) == Zone.CART
    assert Radius(8, 666, 2000, 4000).zone(None, None) is None


def test_hours_agree_in_python_and_sql(county: Any) -> None:
    ship(Crop, BusySeason)
    household = home(county.own)
    crops = [None, *Crop.objects.order_by("pk")]
    for crop in crops:
        for altitude in (None, 500, 800, 1000, 1200, 1500):
            field_at(household, 900, altitude_m=altitude, crop=crop, use="")
    ParcelFactory(household=household, crop=crops[1])
    reach_refresh(list(Parcel.objects.values_list("pk", flat=True)))
    trips = trips_a_year(BusySeason.objects.all())
    known = 0
    for row in with_hours(Parcel.objects.select_related("reach")):
        height = row.altitude_m if row.altitude_m is not None else row.reach.home_altitude_m
        expected = hours_of(trips, row.crop_id, height, row.reach.walk_minutes)
        assert row.hours == (None if expected is None else pytest.approx(expected))
        known += row.hours is not None
    assert known == 6 * 7  # timber has no busy season


def test_areas_in_square_metres() -> None:
    assert Parcel(area_mu=Decimal("1")).area_m2 == Decimal("666.7")
    assert Parcel(area_mu=Decimal("3")).area_m2 == Decimal("2000.0")


def test_uses_do_not_overlap(county: Any) -> None:
    parcel = field_at(home(county.own), 100)
    with pytest.raises(IntegrityError, match="farmland_one_use_at_a_time"), transaction.atomic():
        parcel.uses.create(household=parcel.household, community=county.own, use="idle", period=since(date(2025, 1, 1)))


def test_the_county_border_is_noted_and_moves_with_its_rule(county: Any) -> None:
    """A field on the edge of the box lies inside; one beyond is accepted and noted, also when the box comes later."""
    household = home(county.own)
    on_edge, beyond, inside = (field_at(household, metres) for metres in (0, 2000, -2000))
    ParcelFactory(household=household)  # without a place it lies nowhere
    box = {"south": 30.0, "west": 109.0, "north": HOME["latitude"], "east": HOME["longitude"]}
    rule = DatedSetting.objects.create(key="farmland.county_box", value=box, valid_from=date(2026, 1, 1))
    assert borders_refresh() == 1
    assert list(Parcel.objects.filter(over_border=True)) == [beyond]
    assert is_outside(beyond.latitude, beyond.longitude)
    assert not is_outside(on_edge.latitude, on_edge.longitude)
    assert not is_outside(inside.latitude, inside.longitude)
    assert borders_refresh() == 0
    rule.delete()
    assert borders_refresh() == 1
    assert not Parcel.objects.filter(over_border=True).exists()


def test_a_place_that_nobody_can_walk_to_is_questioned(county: Any) -> None:
    sane, wrong = field_at(home(county.own), 9_000), field_at(home(county.own), 900_000)
    reach_refresh([sane.pk, wrong.pk])
    rows = {row.pk: row for row in Parcel.objects.select_related("reach")}
    assert notes_of(rows[sane.pk]) == []
    assert "899.9 公里" in str(notes_of(rows[wrong.pk])[0])


def test_timetables_of_apps_above_are_offered(county: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geo_rides, "TIMETABLES", {})
    near, far = field_at(home(county.own), 500), field_at(home(county.own), 6000)
    nowhere = ParcelFactory(household=near.household)
    reach_refresh([near.pk, far.pk, nowhere.pk])

    class Bus:
        note = staticmethod(lambda place, goal: "7:10 从南门")
        minutes = staticmethod(lambda places, goals: np.where(abs(goals - places)[..., 0] > 0.01, 35.0, np.nan))

    bus = geo_rides.Timetable("shuttle", "班车", "directions_bus", lambda day: Bus())
    geo_rides.add_timetable(bus)
    with pytest.raises(ValueError, match="two timetables"):
        geo_rides.add_timetable(bus)
    rows = means.rides_to(list(Parcel.objects.select_related("reach")))
    found = {key: [one.key for one, _ride in rides] for key, rides in rows.items()}
    assert found == {near.pk: ["ebike"], far.pk: ["ebike", "shuttle"], nowhere.pk: []}
    assert ride_words(rows[far.pk][1][1]) == "35 分钟（7:10 从南门）"
    every = geo_rides.timetabled_minutes(
        geo_rides.rides_on(date(2026, 5, 1)), np.zeros((2, 1, 3)), np.full((3, 3), 1.0)
    )
    assert every.tolist() == [[35.0] * 3] * 2


def test_hours_by_season_over_all_bands(county: Any) -> None:
    ship(Crop, BusySeason)
    maize = Crop.objects.get(name="玉米")
    household = home(county.own)
    low, high = field_at(household, 1000, crop=maize), field_at(household, 1000, crop=maize, altitude_m=900)
    field_at(household, 1000, crop=maize, use="idle")
    field_at(household, 1000)
    refresh_stale()
    found = hours_by_season(Parcel.objects.all())
    minutes = sum(Reach.objects.get(parcel=row).walk_minutes for row in (low, high))  # type: ignore[misc]
    assert {row.work for row in found} == {"播种", "收割"}
    for row in found:
        assert (row.fields, row.hours) == (2, pytest.approx(8 * 2 * minutes / 60))
    assert sum(row.hours for row in found) == pytest.approx(
        sum(row.hours for row in with_hours(Parcel.objects.worked()) if row.hours)
    )
