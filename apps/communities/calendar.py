"""Working time of the Chinese calendar: holidays, make-up workdays (调休) and office hours.

The published calendar comes from chinesecalendar, which ends with the last published year; the county's own rows
(CalendarDay) stand over it. A year that nobody has published counts Monday to Friday and is reported loudly.
"""

import logging
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

import chinese_calendar
from django.utils import timezone

from apps.communities.models import CalendarDay
from apps.communities.rules import parse_hours
from apps.core import rules

log = logging.getLogger(__name__)


def published(day: date) -> bool | None:
    """Whether the State Council's calendar works on this day; None when that year is not published."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def published_holiday(day: date) -> bool:
    """Whether the State Council's calendar names this day a public holiday; False when that year is not published."""
    try:
        free, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return False
    return bool(free and name)


def published_specials(year: int) -> list[tuple[date, bool]]:
    """Days of a year on which the published calendar differs from Monday to Friday, and whether people work then."""
    if published(date(year, 1, 1)) is None:
        return []
    days = (date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days))
    known = ((day, bool(published(day))) for day in days)
    return [(day, works) for day, works in known if works != (day.weekday() < 5)]


def missing_years(first: date, last: date) -> list[int]:
    """Years in the span that are neither published nor entered by hand."""
    years = [year for year in range(first.year, last.year + 1) if published(date(year, 1, 1)) is None]
    return [year for year in years if not CalendarDay.objects.filter(date__year=year).exists()]


@dataclass
class WorkingCalendar:
    """A calendar read once and used for many computations (two queries)."""

    hours: list[tuple[time, time]] = field(default_factory=list)
    special: dict[date, bool] = field(default_factory=dict)
    _known: dict[date, bool] = field(default_factory=dict, repr=False)
    _missing: set[int] = field(default_factory=set, repr=False)  # years that were warned of

    @classmethod
    def load(cls) -> "WorkingCalendar":
        """The calendar as the county has it now."""
        hours = parse_hours(rules.value_of("communities.office_hours"))
        return cls(hours, dict(CalendarDay.objects.values_list("date", "is_workday")))

    def is_workday(self, day: date) -> bool:
        """Whether people work on this day."""
        known = self._known.get(day)
        if known is None:
            known = self.special.get(day)
            if known is None:
                known = published(day)
            if known is None:
                if day.year not in self._missing:
                    log.warning("working_calendar_year_missing", extra={"year": day.year})
                    self._missing.add(day.year)
                known = day.weekday() < 5
            self._known[day] = known
        return known

    def is_public_holiday(self, day: date) -> bool:
        """Whether this day is a public holiday, which an ordinary weekend is not. The county's own rows come first."""
        works = self.special.get(day)
        return published_holiday(day) if works is None else not works

    @cached_property
    def day_length(self) -> timedelta:
        """Working time in one working day."""
        return sum((_span(start, end) for start, end in self.hours), timedelta())

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """The office hours of a day as aware moments; none on a day off."""
        if not self.is_workday(day):
            return []
        zone = timezone.get_default_timezone()
        return [(datetime.combine(day, a, zone), datetime.combine(day, b, zone)) for a, b in self.hours]

    def add(self, start: datetime, amount: timedelta) -> datetime:
        """The moment at which `amount` of working time has passed since `start`."""
        day, left = timezone.localdate(start), amount
        for _guard in range(4000):
            for opens, closes in self.spans(day):
                begin = max(opens, start)
                if begin >= closes:
                    continue
                if left <= closes - begin:
                    return begin + left
                left -= closes - begin
            day += timedelta(days=1)
        raise ValueError("no working time within ten years")

    def add_days(self, start: datetime, days: int) -> datetime:
        """The close of office on the `days`-th working day after the day of `start`."""
        day, left = timezone.localdate(start), days
        while left > 0:
            day += timedelta(days=1)
            left -= self.is_workday(day)
        return self.spans(day)[-1][1] if self.is_workday(day) else self.add(start, timedelta())

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from `start` to `end`; negative when `end` comes first."""
        if end < start:
            return -self.between(end, start)
        day, last, total = timezone.localdate(start), timezone.localdate(end), timedelta()
        while day <= last:
            for opens, closes in self.spans(day):
                total += max(timedelta(), min(closes, end) - max(opens, start))
            day += timedelta(days=1)
        return total


def _span(start: time, end: time) -> timedelta:
    anchor = date(2000, 1, 1)
    return datetime.combine(anchor, end) - datetime.combine(anchor, start)
