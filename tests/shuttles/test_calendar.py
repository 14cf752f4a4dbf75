"""The days on which a timetable runs: weekdays, holidays, make-up workdays, exceptions, seasons of either calendar."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from apps.communities.calendar import WorkingCalendar
from apps.farmland.models import BusySeason
from apps.farmland.seasons import span_of
from apps.shuttles.actions import season_register
from apps.shuttles.calendar.days import EVERY_DAY, Because, days_between, has_weekday, judge, service_days
from apps.shuttles.calendar.words import departure_weekdays
from apps.shuttles.models import ShuttleSeason
from tests.farmland.factories import CropFactory

WEEKDAYS = 0b0011111
FRIDAY_ONLY = 0b0010000
SCHOOL = {"weekdays": WEEKDAYS, "on_holidays": "skip", "on_makeup_days": "as_weekday"}


@dataclass(frozen=True)
class Pattern:
    weekdays: int = EVERY_DAY
    on_holidays: str = "run"
    on_makeup_days: str = "run"


@dataclass(frozen=True)
class Busy:
    """A busy season as farmland keeps it."""

    from_month: int
    from_day: int
    to_month: int
    to_day: int
    calendar: str = "lunar"


def days(pattern: Pattern, first: date, last: date, special: dict[date, bool] | None = None, **exceptions: bool) -> str:
    """Month and day of the days in the span, such as "9-20 10-08"."""
    found = {date.fromisoformat(key[1:].replace("_", "-")): runs for key, runs in exceptions.items()}
    runs = service_days(pattern, first, last, WorkingCalendar(special=special or {}), found)
    return " ".join(f"{day.month}-{day.day:02d}" for day in sorted(runs))


GOLDEN = date(2026, 9, 19), date(2026, 10, 11)  # 1–7 October free; Sunday 20 September and Saturday 10 October worked


def test_a_school_run_rests_on_national_day_and_runs_on_its_make_up_days() -> None:
    ran = days(Pattern(**SCHOOL), *GOLDEN)
    assert ran == "9-20 9-21 9-22 9-23 9-24 9-28 9-29 9-30 10-08 10-09 10-10", "25–27 September is Mid-Autumn"


@pytest.mark.parametrize(
    ("holidays", "makeup", "expected"),
    [
        ("skip", "skip", "9-30 10-08 10-09"),
        ("run", "skip", "9-30 10-01 10-02 10-05 10-06 10-07 10-08 10-09"),
        ("run", "run", "9-30 10-01 10-02 10-05 10-06 10-07 10-08 10-09"),
        ("as_sunday", "as_weekday", "9-30 10-08 10-09 10-10"),
    ],
)
def test_each_answer_to_holidays_and_make_up_days(holidays: str, makeup: str, expected: str) -> None:
    pattern = Pattern(WEEKDAYS, holidays, makeup)
    assert days(pattern, date(2026, 9, 30), date(2026, 10, 11)) == expected


def test_as_sunday_runs_a_holiday_like_the_sunday_run_to_town() -> None:
    town = Pattern(0b1000000, "as_sunday", "skip")
    ran = days(town, date(2026, 9, 30), date(2026, 10, 11))
    assert ran == "10-01 10-02 10-03 10-04 10-05 10-06 10-07 10-11"


def test_a_run_of_single_weekdays_does_not_guess_for_which_weekday_a_make_up_day_stands() -> None:
    pattern = Pattern(FRIDAY_ONLY, "skip", "as_weekday")
    assert days(pattern, date(2026, 10, 5), date(2026, 10, 11)) == "10-09"
    assert days(pattern, date(2026, 10, 5), date(2026, 10, 11), d2026_10_10=True) == "10-09 10-10"


def test_the_week_over_new_year_and_the_spring_festival() -> None:
    school = Pattern(**SCHOOL)
    assert days(school, date(2025, 12, 29), date(2026, 1, 6)) == "12-29 12-30 12-31 1-04 1-05 1-06"
    ran = days(school, date(2026, 2, 9), date(2026, 3, 1))
    assert ran == "2-09 2-10 2-11 2-12 2-13 2-14 2-24 2-25 2-26 2-27 2-28"


def test_an_exception_stands_over_everything_and_the_county_over_the_published_calendar() -> None:
    school = Pattern(**SCHOOL)
    assert days(school, date(2026, 10, 1), date(2026, 10, 4), d2026_10_02=True) == "10-02"
    snow, fair = date(2026, 10, 8), date(2026, 10, 4)
    assert days(school, date(2026, 10, 3), date(2026, 10, 9), {snow: False, fair: True}) == "10-04 10-09"
    calendar = WorkingCalendar(special={snow: False, fair: True})
    assert judge(school, snow, calendar, {}).because == Because.HOLIDAY
    assert judge(school, fair, calendar, {}).because == Because.MAKEUP
    assert judge(school, snow, calendar, {snow: True}).because == Because.EXCEPTION
    assert judge(school, date(2026, 10, 9), calendar, {}).because == Because.WEEKDAY


def test_a_year_that_nobody_published_has_weekdays_only_and_what_the_county_entered() -> None:
    school, first, last = Pattern(**SCHOOL), date(2049, 10, 1), date(2049, 10, 10)
    assert days(school, first, last) == "10-01 10-04 10-05 10-06 10-07 10-08"
    entered = {first: False, date(2049, 10, 9): True}
    assert days(school, first, last, entered) == "10-04 10-05 10-06 10-07 10-08 10-09"


@pytest.mark.parametrize(
    ("year", "season", "first", "last"),
    [
        (2025, Busy(5, 1, 7, 15), date(2025, 5, 27), date(2025, 9, 6)),  # the leap sixth month lies inside
        (2026, Busy(5, 1, 7, 15), date(2026, 6, 15), date(2026, 8, 27)),
        (2025, Busy(6, 1, 6, 30), date(2025, 6, 25), date(2025, 7, 24)),  # the regular sixth month alone
        (2025, Busy(11, 20, 1, 10), date(2026, 1, 8), date(2026, 2, 26)),  # over both new years
    ],
)
def test_a_season_said_in_lunar_months_runs_from_its_first_day_to_its_last(
    year: int, season: Busy, first: date, last: date
) -> None:
    span = span_of(season, year)  # type: ignore[arg-type]
    assert (span.first, span.last) == (first, last)
    ran = service_days(Pattern(), span.first, span.last, WorkingCalendar(), {})
    assert sorted(ran) == list(days_between(first, last)), "every day, the leap month too"


@given(
    st.integers(0, EVERY_DAY), st.sampled_from(["run", "skip", "as_sunday"]),
    st.sampled_from(["run", "skip", "as_weekday"]), st.dates(date(2024, 1, 1), date(2026, 12, 1)),
    st.dictionaries(st.integers(0, 30), st.booleans(), max_size=4),
)  # fmt: skip
def test_ordinary_days_follow_the_week_and_exceptions_always_win(
    weekdays: int, holidays: str, makeup: str, first: date, named: dict[int, bool]
) -> None:
    pattern, last = Pattern(weekdays, holidays, makeup), first + timedelta(days=30)
    exceptions = {first + timedelta(days=n): runs for n, runs in named.items()}
    calendar = WorkingCalendar()
    ran = service_days(pattern, first, last, calendar, exceptions)
    for day in days_between(first, last):
        if day in exceptions:
            assert (day in ran) == exceptions[day]
        elif calendar.is_workday(day) == (day.weekday() < 5) and not calendar.is_public_holiday(day):
            assert (day in ran) == has_weekday(weekdays, day.weekday())


def test_after_midnight_a_run_is_seen_to_leave_on_the_next_day_of_the_week() -> None:
    saturday, sunday, monday = 1 << 5, 1 << 6, 1
    assert departure_weekdays(saturday | sunday, 1510) == sunday | monday
    assert departure_weekdays(EVERY_DAY, 1510) == EVERY_DAY
    assert departure_weekdays(saturday, 1439) == saturday


def test_a_season_takes_its_days_from_the_farm_calendar(county: Any, community_manager: Any, login: Any) -> None:
    """Lunar 5–7 of 2025 has a leap sixth month inside; staff leave the days empty, or write their own."""
    busy = BusySeason.objects.create(
        crop=CropFactory(), band="low", work="插秧到收割", trips=3,
        calendar="lunar", from_month=5, from_day=1, to_month=7, to_day=15,
    )  # fmt: skip
    url = reverse("admin:shuttles_shuttleseason_add")
    sent = {"community": county.own.pk, "purpose": "field", "name": "今年", "busy_season": busy.pk}
    with time_machine.travel(datetime(2025, 3, 1, 4, tzinfo=UTC), tick=False):
        client = login(community_manager)
        assert client.post(url, {**sent, "busy_season": ""}).status_code == 200, "neither days nor a busy season"
        assert client.post(url, sent).status_code == 302
        given: dict[str, Any] = {"purpose": "field", "busy_season": busy, "last_day": date(2025, 8, 1)}
        own = season_register(community=county.own, by=community_manager, name="早收", **given)
    season = ShuttleSeason.objects.get(name="今年")
    assert (season.first_day, season.last_day) == (date(2025, 5, 27), date(2025, 9, 6))
    assert (own.first_day, own.last_day) == (date(2025, 5, 27), date(2025, 8, 1))
