"""One allocation beside another, household by household: on its own, and on the page that shows it."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.gardens.actions import draft_make, round_settle_eligibility
from apps.gardens.admin.draft_looks import BANDS, bands
from apps.gardens.allocation import Constraints
from apps.gardens.allocation.compare import gains
from apps.gardens.allocation.solve import solve
from apps.gardens.changes import Change, Way, beside, other_way
from apps.gardens.explaining import minutes_up
from tests.gardens.problems import problem


@given(st.integers(0, 10_000), st.sampled_from(Way.values))
@settings(max_examples=30, deadline=None)
def test_the_households_add_up_to_the_totals_that_a_draft_keeps(number: int, way: str) -> None:
    asked = problem(number, households=20, plots=15, words=2)
    ours = solve(asked).plots
    other = other_way(asked, way)
    rows = beside(asked, ours, other)
    counted = Counter(row.change for row in rows)
    totals = gains(asked, ours, other[1])
    for kind in (Change.NEARER, Change.FARTHER, Change.SAME, Change.GAINED, Change.LOST):
        assert counted[kind] == totals[kind.value]
    shorter = -sum(row.more_seconds or 0 for row in rows if row.change == Change.NEARER)
    assert shorter == totals["nearer_s"]
    assert all(row.moved for row in rows if row.change not in (Change.SAME, Change.NONE))


@given(st.integers(0, 100_000))
def test_every_walk_falls_into_one_of_at_most_five_bands(longest: int) -> None:
    width, looks = bands(longest)
    assert 1 <= len(looks) <= BANDS
    assert (minutes_up(longest) - 1) // width < len(looks) or width == 60


@pytest.fixture
def drafted(garden: Any) -> Any:
    """Two households and ten plots; two drafts, the second without a wish."""
    garden.household(garden.buildings[0], code="AA1")
    garden.household(garden.buildings[1], code="BB2", born=date(1940, 1, 1))
    garden.judged()
    round_settle_eligibility(round=garden.round, by=garden.manager, seed="7")
    for name, constraints in (("全部", Constraints()), ("不保留", Constraints(keep=False, priority=()))):
        draft_make(round=garden.round, by=garden.manager, name=name, constraints=constraints)
    return garden


@pytest.mark.django_db
@pytest.mark.parametrize("colour", ["minutes", "why", "waited", "change", "now", "nonsense"])
def test_a_draft_is_drawn_and_told_household_by_household(drafted: Any, login: Any, colour: str) -> None:
    address = reverse("admin:gardens_gardenround_draft", args=[drafted.round.pk, 1])
    client = login(drafted.manager)
    shown = client.get(f"{address}?beside=first_come&colour={colour}")
    text = shown.content.decode()
    assert shown.status_code == 200
    assert [row["cells"][1] for row in shown.context["rows"]] == list(drafted.round.drafts.get(number=1).plots.values())
    assert "gp-grid" in text
    assert "data-map" in text


@pytest.mark.django_db
def test_only_the_differences_are_asked_for(drafted: Any, login: Any, people: Any) -> None:
    address = reverse("admin:gardens_gardenround_draft", args=[drafted.round.pk, 2])
    client = login(drafted.manager)
    same = client.get(f"{address}?beside=1&show=moved")
    assert same.context["rows"] == []
    assert "aj-empty" in same.content.decode()
    one = client.get(f"{address}?q=AA1")
    assert len(one.context["rows"]) == 1
    assert client.get(reverse("admin:gardens_gardenround_draft", args=[drafted.round.pk, 9])).status_code == 404
    assert login(people["grid_worker"]).get(address).status_code in (302, 403)
