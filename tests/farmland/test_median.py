"""Which sites save most: against trying every choice."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from apps.farmland.median import best, greedy, saved_by, simple_bound

GAINS = st.tuples(st.integers(1, 12), st.integers(1, 6)).flatmap(
    lambda shape: arrays(float, shape, elements=st.integers(0, 100).map(float))
)


def by_trying(gains: np.ndarray, p: int) -> float:
    columns = range(gains.shape[1])
    return max(saved_by(gains, sites) for sites in combinations(columns, min(p, len(columns))))


@settings(max_examples=25, deadline=None)  # the solver starts once for each
@given(GAINS, st.integers(1, 4))
def test_as_good_as_trying_every_choice(gains, p):
    choice = best(gains, p)
    assert choice.saved == pytest.approx(by_trying(gains, p))
    assert choice.gap == pytest.approx(0, abs=1e-6)
    assert len(choice.sites) <= p
    assert saved_by(gains, choice.sites) == pytest.approx(choice.saved)


@given(GAINS, st.integers(1, 4))
def test_greedy_keeps_its_guarantee_and_the_bounds_hold(gains, p):
    most, quick = by_trying(gains, p), greedy(gains, p)
    assert (1 - np.exp(-1)) * most - 1e-9 <= quick.saved <= most + 1e-9
    assert quick.bound >= most - 1e-9
    assert simple_bound(gains, p) >= most - 1e-9


@settings(max_examples=10, deadline=None)
@given(GAINS, st.integers(2, 3))
def test_without_time_the_bound_still_holds(gains, p):
    choice = best(gains, p, seconds=0.001)
    most = by_trying(gains, p)
    assert choice.saved <= most + 1e-6
    assert choice.bound >= most - 1e-4


def test_greedy_can_be_beaten():
    """The site in the middle is best alone, and worth little beside the two that are best together."""
    gains = np.array([[6.0, 10, 0], [6, 10, 0], [6, 0, 10], [6, 0, 10]])
    assert greedy(gains, 2).saved < best(gains, 2).saved == 40
    assert best(gains, 2).sites == (1, 2)


def test_one_row_that_goes_twice_as_often_counts_twice():
    gains = np.array([[1.0, 2.0], [10.0, 20.0], [30.0, 0.0]])
    assert best(gains, 1).sites == (0,)
    assert best(gains, 2).saved == 52


@pytest.mark.parametrize("gains", [np.zeros((3, 2)), np.zeros((0, 2)), np.zeros((3, 0)), np.zeros((0, 0))])
def test_nothing_to_gain(gains):
    choice = best(gains, 2)
    assert (choice.sites, choice.saved, choice.gap) == ((), 0, 0)


def test_no_site_is_no_question():
    with pytest.raises(ValueError, match="one site"):
        best(np.ones((1, 1)), 0)
