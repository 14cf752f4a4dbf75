"""The nearest of many, against looking at each."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.geo import distance_m
from apps.core.geo.nearest import nearest

PLACES = st.lists(
    st.tuples(st.floats(min_value=-89, max_value=89), st.floats(min_value=-180, max_value=180)), min_size=1, max_size=12
)

PLACES_NEAR = st.lists(
    st.tuples(st.floats(min_value=-0.4, max_value=0.4), st.floats(min_value=-0.4, max_value=0.4)),
    min_size=1,
    max_size=8,
)


@given(PLACES, PLACES)
def test_as_by_looking_at_each(places, sites):
    found = nearest(np.array(places), np.array(sites))
    for place, site, metres in zip(places, found.site, found.metres, strict=True):
        every = [distance_m(*place, *other) for other in sites]
        assert metres == pytest.approx(every[site], rel=1e-6, abs=0.5)
        assert every[site] <= min(every) * 1.007, "at the far side of the earth the radii differ by so much"


@given(st.integers(-89, 89), PLACES_NEAR, PLACES_NEAR)
def test_nearby_the_nearest_is_the_nearest(latitude, places, sites):
    """Within a county the tree's order is that of the distances shown."""
    places, sites = ([(latitude + north, 109 + east) for north, east in pairs] for pairs in (places, sites))
    found = nearest(np.array(places), np.array(sites))
    for place, site, metres in zip(places, found.site, found.metres, strict=True):
        every = [distance_m(*place, *other) for other in sites]
        assert metres == pytest.approx(every[site], rel=1e-6, abs=0.01)
        assert every[site] == pytest.approx(min(every), rel=1e-4, abs=0.01)


@given(PLACES, PLACES, st.integers(1, 5))
def test_in_pieces_as_at_once(places, sites, chunk):
    whole, pieces = nearest(np.array(places), np.array(sites)), nearest(np.array(places), np.array(sites), chunk=chunk)
    assert np.array_equal(whole.site, pieces.site)
    assert np.array_equal(whole.metres, pieces.metres)


def test_short_distances_keep_their_centimetres():
    found = nearest(np.array([[30.27, 109.48]]), np.array([[30.27001, 109.48]]))
    assert found.metres[0] == pytest.approx(distance_m(30.27, 109.48, 30.27001, 109.48), abs=0.001)


def test_a_place_without_coordinates_has_no_nearest():
    found = nearest(np.array([[np.nan, np.nan], [30.0, 109.0]]), np.array([[30.0, 109.0]]))
    assert found.site.tolist() == [-1, 0]
    assert np.isnan(found.metres[0])
    assert found.metres[1] == 0


def test_sites_without_coordinates_are_passed_over():
    found = nearest(np.array([[30.0, 109.0]]), np.array([[np.nan, 109.0], [30.1, 109.0]]))
    assert found.site.tolist() == [1]


@pytest.mark.parametrize("sites", [np.empty((0, 2)), np.array([[np.nan, np.nan]])])
def test_no_site_at_all(sites):
    found = nearest(np.array([[30.0, 109.0]]), sites)
    assert found.site.tolist() == [-1]
    assert np.isnan(found.metres[0])
