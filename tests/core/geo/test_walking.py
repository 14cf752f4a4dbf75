"""Minutes on foot: Tobler's function against its published values, and what is made of it."""

from math import radians, tan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.geo.walking import ride_minutes, tobler_kmh, walk, walk_minutes, walks_minutes

# Slope in degrees, pace in seconds per metre: the sample values published with the function.
PUBLISHED = [
    (-60, 216.23), (-50, 32.63), (-40, 9.50), (-30, 3.80), (-25, 2.58), (-20, 1.80), (-15, 1.29), (-10, 0.93),
    (-5, 0.68), (-2.8624, 0.60), (0, 0.71), (1, 0.76), (5, 0.97), (10, 1.32), (15, 1.83), (20, 2.56), (25, 3.66),
    (30, 5.39), (40, 13.48), (50, 46.31),
]  # fmt: skip

DISTANCES = st.floats(min_value=0, max_value=30_000)
CLIMBS = st.floats(min_value=-1500, max_value=1500)


@pytest.mark.parametrize(("degrees", "pace"), PUBLISHED)
def test_against_the_published_values(degrees, pace):
    assert 3.6 / tobler_kmh(tan(radians(degrees))) == pytest.approx(pace, abs=0.00501)


def test_fastest_gently_downhill():
    assert tobler_kmh(-0.05) == 6
    assert tobler_kmh(0) == pytest.approx(5.037, abs=0.001)


def test_flat_ground():
    there = walk(1000, 0)
    assert there.out == pytest.approx(11.91, abs=0.01)
    assert there.out == there.back == there.minutes
    assert not there.flat_assumed


def test_the_way_is_longer_than_the_line():
    assert walk(1000, 0, detour=1.4).out == pytest.approx(1.4 * walk(1000, 0).out)


def test_missing_altitude_is_taken_as_flat_and_said():
    unknown = walk(1000, None, detour=1.3)
    assert unknown.minutes == walk(1000, 0, detour=1.3).minutes
    assert unknown.flat_assumed


def test_up_and_down_differ_and_both_are_given():
    hill = walk(1000, 150)
    assert hill.out > hill.back
    assert hill.minutes == pytest.approx((hill.out + hill.back) / 2)
    turned = walk(1000, -150)
    assert (turned.out, turned.back) == (hill.back, hill.out)


def test_what_is_too_steep_is_walked_in_bends():
    """Straight up 400 m over 500 m would be over an hour by the bare formula; a path in bends takes its best slope."""
    bare = 0.5 / tobler_kmh(0.8) * 60
    bends = walk(500, 400).out
    assert bends < bare
    assert bends == pytest.approx(1.4 / tobler_kmh(1 / 3.5) * 60)


@given(DISTANCES, CLIMBS, st.floats(min_value=0, max_value=300))
def test_more_climb_never_takes_less(distance, climb, more):
    assert walk(distance, abs(climb) + more).out >= walk(distance, abs(climb)).out - 1e-9


@given(DISTANCES, st.floats(min_value=0, max_value=3000), CLIMBS)
def test_further_up_never_takes_less(distance, more, climb):
    assert walk(distance + more, abs(climb)).out >= walk(distance, abs(climb)).out - 1e-9


@given(st.lists(st.tuples(DISTANCES, CLIMBS), min_size=1, max_size=6), st.floats(min_value=1, max_value=2))
def test_numpy_gives_the_same(rows, detour):
    distance, climb = np.array(rows).T
    assert walks_minutes(distance, climb, detour) == pytest.approx(
        [walk_minutes(one, up, detour) for one, up in rows], rel=1e-9, abs=1e-9
    )


def test_numpy_takes_nan_as_flat():
    assert walks_minutes(np.array([1000.0]), np.array([np.nan])) == pytest.approx([walk(1000, None).minutes])


def test_on_an_electric_bike():
    assert ride_minutes(5000, speed_kmh=20) == pytest.approx(15)
    assert ride_minutes(5000, speed_kmh=20, detour=1.4) == pytest.approx(21)


@pytest.mark.parametrize(("distance", "detour"), [(-1, 1), (100, 0.9), (float("nan"), 1)])
def test_what_cannot_be_is_refused(distance, detour):
    with pytest.raises(ValueError, match="metres"):
        walk(distance, 0, detour)


def test_a_bike_that_stands_still_is_refused():
    with pytest.raises(ValueError, match="km/h"):
        ride_minutes(1000, speed_kmh=0)
