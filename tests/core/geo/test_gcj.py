"""WGS-84 and GCJ-02: there and back, and nothing shifts twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.geo import Coordinates, Datum, distance_m
from apps.core.geo.gcj import to_gcj02, to_wgs84

# Inside the rectangle, a shift (under 1.5 km) away from its edge, where a point can come from either side of it.
INSIDE = st.tuples(st.floats(min_value=0.86, max_value=55.80), st.floats(min_value=72.05, max_value=137.80))
OUTSIDE = st.one_of(
    st.tuples(st.floats(-90, 0.8), st.floats(-180, 180)),
    st.tuples(st.floats(55.9, 90), st.floats(-180, 180)),
    st.tuples(st.floats(-90, 90), st.floats(-180, 71.9)),
    st.tuples(st.floats(-90, 90), st.floats(137.9, 180)),
)


@given(INSIDE)
def test_there_and_back_within_a_metre(place):
    assert distance_m(*place, *to_wgs84(*to_gcj02(*place))) < 1e-3


@given(INSIDE)
def test_back_and_there_within_a_metre(place):
    assert distance_m(*place, *to_gcj02(*to_wgs84(*place))) < 1e-3


@given(OUTSIDE)
def test_outside_china_nothing_is_shifted(place):
    assert to_gcj02(*place) == place
    assert to_wgs84(*place) == place


@pytest.mark.parametrize(
    ("wgs", "gcj"),
    [
        ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
        ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
        ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
    ],
    ids=["Shanghai", "Shenzhen", "Beijing"],
)
def test_known_pairs(wgs, gcj):
    """Pairs that public implementations of the formula carry as their tests; half a metre is what those differ by."""
    assert distance_m(*to_gcj02(*wgs), *gcj) < 0.5
    assert distance_m(*to_wgs84(*gcj), *wgs) < 0.5


@given(INSIDE)
def test_nothing_shifts_twice(place):
    read = Coordinates(*place, Datum.GCJ02)
    once = read.to(Datum.WGS84)
    assert once.to(Datum.WGS84) is once
    assert distance_m(*once.pair, *read.pair) > 5
    assert distance_m(*once.to(Datum.GCJ02).pair, *read.pair) < 1e-3


def test_what_is_wgs84_stays():
    place = Coordinates(30.27, 109.48)
    assert place.datum == Datum.WGS84
    assert place.to(Datum.WGS84) is place
