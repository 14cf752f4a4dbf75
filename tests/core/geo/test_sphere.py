"""Straight lines: right within half a percent, and the same in Python, numpy and SQL."""

import numpy as np
import pytest
from django.db.models import F, FloatField, Value
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from apps.communities.models import Community
from apps.core.geo import Distance, distance_m
from apps.core.geo.sphere import distances_m
from tests.communities.factories import CommunityFactory

LATITUDES = st.floats(min_value=-90, max_value=90)
LONGITUDES = st.floats(min_value=-180, max_value=180)


def ellipsoid(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    return Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2, Geodesic.DISTANCE)["s12"]


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_within_half_a_percent_of_the_ellipsoid(lat1, lon1, lat2, lon2):
    assert distance_m(lat1, lon1, lat2, lon2) == pytest.approx(ellipsoid(lat1, lon1, lat2, lon2), rel=0.005, abs=0.01)


@given(LATITUDES, LONGITUDES, st.floats(0, 360), st.floats(min_value=100, max_value=50_000))
def test_within_half_a_percent_for_a_walk_in_any_direction(lat, lon, bearing, metres):
    end = Geodesic.WGS84.Direct(lat, lon, bearing, metres)
    assert distance_m(lat, lon, end["lat2"], end["lon2"]) == pytest.approx(metres, rel=0.005)


@pytest.mark.parametrize("bearing", [0, 45, 90])
@pytest.mark.parametrize("latitude", range(-90, 91, 15))
def test_at_every_latitude_in_every_direction(latitude, bearing):
    """The worst are along and across the equator, where one mean radius for the earth would be 0.56% too long."""
    end = Geodesic.WGS84.Direct(latitude, 109.5, bearing, 10_000)
    assert distance_m(latitude, 109.5, end["lat2"], end["lon2"]) == pytest.approx(10_000, rel=0.0034)


def test_the_same_place_and_the_far_side_of_the_earth():
    assert distance_m(30.27, 109.48, 30.27, 109.48) == 0
    assert distance_m(0, 0, 0, 180) == pytest.approx(20_003_931, rel=0.005)
    assert distance_m(30, 179.9995, 30, -179.9995) == pytest.approx(96.3, abs=0.1)


@given(st.lists(st.tuples(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES), min_size=1, max_size=5))
def test_numpy_gives_the_same(rows):
    array = np.array(rows)
    assert distances_m(*array.T) == pytest.approx([distance_m(*row) for row in rows], rel=1e-9, abs=1e-6)


def test_numpy_broadcasts_one_place_against_many():
    many = distances_m(30.27, 109.48, np.array([30.27, 30.28]), np.array([109.48, 109.48]))
    assert many == pytest.approx([0, 1111.35], abs=0.01)


@pytest.mark.django_db
def test_sql_gives_the_same():
    places = [(30.27, 109.48), (30.2701, 109.4801), (29.5, 108.9), (-12.0, -77.0)]
    for latitude, longitude in places:
        CommunityFactory(latitude=latitude, longitude=longitude)
    here = Value(30.27, output_field=FloatField()), Value(109.48, output_field=FloatField())
    found = Community.objects.annotate(away=Distance(*here, F("latitude"), F("longitude"))).order_by("away")
    assert [one.away for one in found] == pytest.approx(
        sorted(distance_m(30.27, 109.48, *place) for place in places), rel=1e-9, abs=1e-6
    )


@pytest.mark.django_db
def test_sql_leaves_what_has_no_place_empty():
    CommunityFactory(latitude=None, longitude=None)
    assert Community.objects.annotate(away=Distance(30.27, 109.48, "latitude", "longitude")).get().away is None
