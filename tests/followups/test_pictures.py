"""Moments of assessment, the radar and the flow: plain numbers before they are drawn."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from apps.followups.assessing.flow_chart import flow_chart
from apps.followups.assessing.moments import Moment, moment_on, moments_of, months_after, months_between
from apps.followups.assessing.radar import Series, radar

RANKED = ("demand", "reshaping", "equality")
STATES = [("demand", "诉求"), ("reshaping", "重塑"), ("equality", "平等")]


def test_moments_are_0_6_12_and_24_months_after_moving_in() -> None:
    found = moments_of(date(2024, 8, 31))
    assert [due.opens for due in found] == [date(2024, 8, 31), date(2025, 2, 28), date(2025, 8, 31), date(2026, 8, 31)]


def test_an_assessment_belongs_to_the_moment_that_is_open() -> None:
    moved = date(2025, 1, 10)
    days = {date(2025, 1, 9): Moment.OTHER, date(2025, 2, 1): Moment.BASELINE, date(2025, 5, 1): Moment.OTHER,
            date(2025, 7, 10): Moment.SIX, date(2026, 1, 10): Moment.TWELVE, date(2027, 2, 1): Moment.TWENTY_FOUR,
            date(2030, 1, 1): Moment.OTHER}  # fmt: skip
    assert {day: moment_on(moved, day) for day in days} == days
    assert moment_on(None, moved) is Moment.OTHER


@given(st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_months_between_undoes_months_after(day: date, months: int) -> None:
    later = months_after(day, months)
    assert months_between(day, later) == months
    assert months_between(day, later - timedelta(days=1)) < max(months, 1)


def test_a_capital_that_was_not_assessed_is_a_gap_and_not_0() -> None:
    drawn = radar(("a", "b", "c", "d", "e"), [Series("this household", "own", (100, 50, None, 0, 20))])
    line = drawn["series"][0]
    assert len(line["points"]) == 4
    assert len(line["lines"]) == 3
    assert line["area"] == ""
    whole = radar(("a", "b", "c"), [Series("median", "median", (10, 20, 30))])["series"][0]
    assert len(whole["lines"]) == 3
    assert whole["area"]


@given(st.dictionaries(st.tuples(*[st.sampled_from([key for key, _name in STATES])] * 2), st.integers(1, 5000)))
def test_bars_carry_all_households_and_every_band_leads_somewhere(matrix: dict[tuple[str, str], int]) -> None:
    drawn = flow_chart(STATES, matrix, lambda first, second: f"?{first}={second}", RANKED)
    if not matrix:
        assert drawn is None
        return
    assert drawn is not None
    whole = sum(matrix.values())
    assert sum(bar["number"] for bar in drawn["left"]) == sum(bar["number"] for bar in drawn["right"]) == whole
    assert {(band["from"], band["to"]): band["number"] for band in drawn["bands"]} == matrix
    assert {band["url"] for band in drawn["bands"]} == {f"?{first}={second}" for first, second in matrix}
    assert all(bar["y"] + bar["height"] <= drawn["height"] + 8 for side in ("left", "right") for bar in drawn[side])


def test_who_falls_back_goes_another_way_than_who_stays() -> None:
    matrix = {("reshaping", "demand"): 2, ("demand", "reshaping"): 3, ("equality", "equality"): 1}
    drawn = flow_chart(STATES, matrix, lambda first, second: "", RANKED)
    assert drawn is not None
    assert {band["way"] for band in drawn["bands"]} == {"back", "forward", "same"}
