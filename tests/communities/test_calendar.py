"""Working time: the published Chinese calendar with its make-up days, the county's own days over it, and arithmetic."""

import logging
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.communities.calendar import WorkingCalendar, missing_years, published, published_specials
from apps.communities.models import CalendarDay
from apps.communities.rules import parse_hours

OFFICE = [(time(8, 30), time(12)), (time(14), time(17, 30))]  # seven hours a day

# 国办发明电〔2025〕7号: Spring Festival 15 to 23 February 2026 off, 14 and 28 February (Saturdays) at work.
SPRING_FESTIVAL = [(day, False) for day in range(15, 24)] + [(14, True), (28, True), (13, True), (24, True)]


def local(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=timezone.get_default_timezone())


def calendar(**special: bool) -> WorkingCalendar:
    """The published calendar with office hours as shipped; special days as d20260105=True."""
    days = {datetime.strptime(name, "d%Y%m%d").replace(tzinfo=UTC).date(): works for name, works in special.items()}
    return WorkingCalendar(list(OFFICE), days)


@pytest.mark.parametrize(("day", "works"), SPRING_FESTIVAL)
def test_spring_festival_2026(day: int, works: bool) -> None:
    assert calendar().is_workday(date(2026, 2, day)) is works


def test_a_clock_over_the_festival_counts_the_make_up_saturday() -> None:
    # Friday 13 February 16:30: one hour on Friday, seven on the make-up Saturday, the rest from Tuesday 24th.
    due = calendar().add(local(2026, 2, 13, 16, 30), timedelta(hours=9))
    assert due == local(2026, 2, 24, 9, 30)


def test_days_of_the_county_stand_over_the_published_ones() -> None:
    CalendarDay.objects.create(date=date(2026, 11, 23), is_workday=False, note="州庆")
    CalendarDay.objects.create(date=date(2026, 11, 22), is_workday=True)
    loaded = WorkingCalendar.load()
    assert not loaded.is_workday(date(2026, 11, 23))
    assert loaded.is_workday(date(2026, 11, 22)), "a Sunday"


def test_a_year_that_nobody_published_counts_weekdays_and_is_reported(caplog: Any) -> None:
    with caplog.at_level(logging.WARNING):
        assert calendar().is_workday(date(2041, 3, 4)), "a Monday"
        assert not calendar().is_workday(date(2041, 3, 3))
    assert "working_calendar_year_missing" in caplog.text
    assert published(date(2041, 3, 4)) is None
    assert published_specials(2041) == []


def test_missing_years_are_those_neither_published_nor_entered() -> None:
    assert missing_years(date(2026, 11, 22), date(2041, 2, 1))[-1] == 2041
    assert missing_years(date(2026, 1, 1), date(2026, 12, 31)) == []
    CalendarDay.objects.create(date=date(2041, 1, 1), is_workday=False)
    assert 2041 not in missing_years(date(2041, 1, 1), date(2041, 2, 1))


def test_the_published_make_up_days_are_listed() -> None:
    specials = dict(published_specials(2026))
    assert specials[date(2026, 2, 14)] is True
    assert specials[date(2026, 2, 17)] is False
    assert all(works != (day.weekday() < 5) for day, works in specials.items())


def test_days_end_at_the_close_of_office() -> None:
    assert calendar().add_days(local(2026, 2, 12, 9), 2) == local(2026, 2, 14, 17, 30)
    assert calendar().add_days(local(2026, 2, 15, 9), 1) == local(2026, 2, 24, 17, 30)


@pytest.mark.parametrize(
    "hours", [[], [["12:00", "08:00"]], [["08:00", "12:00"], ["11:00", "17:00"]], [["x", "y"]], "8-12", None]
)
def test_office_hours_that_make_no_sense_are_refused(hours: Any) -> None:
    with pytest.raises(ValidationError):
        parse_hours(hours)


moments = st.datetimes(datetime(2025, 1, 1), datetime(2026, 11, 30)).map(  # noqa: DTZ001
    lambda moment: timezone.make_aware(moment.replace(second=0))
)
spans = st.integers(0, 200 * 60).map(lambda minutes: timedelta(minutes=minutes))
CALENDAR = WorkingCalendar(list(OFFICE))


@settings(max_examples=60, deadline=None)
@given(moments, spans)
def test_what_is_added_has_passed(start: datetime, amount: timedelta) -> None:
    end = CALENDAR.add(start, amount)
    assert CALENDAR.between(start, end) == amount
    assert end >= start or not amount


@settings(max_examples=60, deadline=None)
@given(moments, spans, spans)
def test_adding_twice_is_adding_the_sum(start: datetime, one: timedelta, two: timedelta) -> None:
    assert CALENDAR.between(start, CALENDAR.add(CALENDAR.add(start, one), two)) == one + two


@settings(max_examples=60, deadline=None)
@given(moments, moments, moments)
def test_time_between_adds_up_and_turns_round(a: datetime, b: datetime, c: datetime) -> None:
    assert CALENDAR.between(a, b) + CALENDAR.between(b, c) == CALENDAR.between(a, c)
    assert CALENDAR.between(a, b) == -CALENDAR.between(b, a)


@settings(max_examples=60, deadline=None)
@given(moments, st.integers(1, 40))
def test_a_clock_ends_within_office_hours(start: datetime, hours: int) -> None:
    end = timezone.localtime(CALENDAR.add(start, timedelta(hours=hours)))
    assert CALENDAR.is_workday(end.date())
    assert any(opens <= end.time() <= closes for opens, closes in OFFICE)
