"""Busy seasons: lunar dates against years that are known, leap months, New Year, altitude bands."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.farmland.models import BusySeason, Crop
from apps.farmland.seasons import band_of, busy_on, current_span, next_span, solar_day, span_of
from apps.farmland.shipped import SEASONS, ship


def season(calendar: str, first: tuple[int, int], last: tuple[int, int], **values: object) -> BusySeason:
    return BusySeason(
        crop=Crop(name="水稻"), band="low", work="移栽", calendar=calendar, trips=8,
        from_month=first[0], from_day=first[1], to_month=last[0], to_day=last[1], **values,
    )  # fmt: skip


# Spring Festival and the Dragon Boat, Mid-Autumn festivals as published by the State Council.
@pytest.mark.parametrize(
    ("year", "month", "day", "is_on"),
    [
        (2020, 1, 1, date(2020, 1, 25)),
        (2020, 5, 5, date(2020, 6, 25)),  # a leap fourth month came before
        (2020, 8, 15, date(2020, 10, 1)),
        (2023, 1, 1, date(2023, 1, 22)),
        (2023, 3, 3, date(2023, 4, 22)),  # a leap second month came before
        (2023, 5, 5, date(2023, 6, 22)),
        (2025, 5, 5, date(2025, 5, 31)),
        (2025, 8, 15, date(2025, 10, 6)),  # a leap sixth month came before
        (2026, 1, 1, date(2026, 2, 17)),
        (2026, 5, 5, date(2026, 6, 19)),
    ],
)
def test_lunar_days_of_known_years(year: int, month: int, day: int, is_on: date) -> None:
    assert solar_day("lunar", year, month, day) == is_on


def test_a_leap_month_counts_where_it_lies_between() -> None:
    """2025 had a sixth month twice (25 June to 22 August)."""
    through = span_of(season("lunar", (6, 1), (7, 10)), 2025)
    assert (through.first, through.last) == (date(2025, 6, 25), date(2025, 9, 1))
    only = span_of(season("lunar", (6, 1), (6, 30)), 2025)
    assert only.last == date(2025, 7, 24)  # the leap sixth month is not the sixth
    after = span_of(season("lunar", (7, 1), (7, 10)), 2025)
    assert after.first == date(2025, 8, 23)


def test_a_day_that_the_month_does_not_have_is_its_last() -> None:
    assert solar_day("lunar", 2026, 5, 30) == date(2026, 7, 13)  # the fifth month of 2026 has 29 days
    assert solar_day("solar", 2026, 2, 31) == date(2026, 2, 28)


def test_a_season_over_new_year_is_one() -> None:
    winter = season("solar", (12, 10), (1, 10))
    assert current_span(winter, date(2026, 1, 5)) == span_of(winter, 2025)
    assert current_span(winter, date(2026, 12, 31)) == span_of(winter, 2026)
    assert current_span(winter, date(2026, 2, 1)) is None
    assert next_span(winter, date(2026, 2, 1)).first == date(2026, 12, 10)
    lunar = season("lunar", (12, 20), (1, 15))
    assert date(2026, 2, 17) in span_of(lunar, 2025)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["solar", "lunar"]),
    st.tuples(st.integers(1, 12), st.integers(1, 30)),
    st.tuples(st.integers(1, 12), st.integers(1, 30)),
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
)
def test_every_day_is_in_the_season_or_before_the_next(
    calendar: str, first: tuple[int, int], last: tuple[int, int], day: date
) -> None:
    found = season(calendar, first, last)
    now, coming = current_span(found, day), next_span(found, day)
    assert coming.first <= coming.last
    assert coming.last >= day
    assert (now is not None) == (coming.first <= day)
    assert coming.last - coming.first < timedelta(days=420)


def test_the_bands_meet_without_a_gap() -> None:
    assert [band_of(metres) for metres in (None, 799.9, 800, 1200, 1200.1)] == [None, "low", "middle", "middle", "high"]


def test_the_shipped_calendar_is_entered_once() -> None:
    for _twice in range(2):
        ship(Crop, BusySeason)
    assert BusySeason.objects.count() == 3 * len(SEASONS)
    for row in BusySeason.objects.all():
        row.full_clean()


def test_who_is_busy_in_the_middle_of_may() -> None:
    ship(Crop, BusySeason)
    found = {(span.season.crop.name, span.season.band) for span in busy_on(date(2026, 5, 12))}
    assert {("茶叶", "low"), ("茶叶", "high"), ("烤烟", "low"), ("烤烟", "middle")} <= found
    assert ("烤烟", "high") not in found
    assert ("水稻", "low") not in found
