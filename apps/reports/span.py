"""The time that a figure speaks of: whole days, in the community's own time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from apps.core import clock


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` to before `end`, in local time."""

    start: date
    end: date

    @classmethod
    def month(cls, day: date) -> "Span":
        """The month in which a day lies."""
        return cls(clock.month_start(day), clock.next_month(day))

    @classmethod
    def year_to_month(cls, day: date) -> "Span":
        """From 1 January to the end of the month in which a day lies: what “cumulative” means (本年累计)."""
        return cls(date(day.year, 1, 1), clock.next_month(day))

    def month_before(self) -> "Span":
        """The month before the one in which the span starts."""
        return Span.month(clock.previous_month(self.start))

    @property
    def start_at(self) -> datetime:
        """Local midnight at which the span begins."""
        return datetime.combine(self.start, time(), timezone.get_default_timezone())

    @property
    def end_at(self) -> datetime:
        """Local midnight at which the span is over."""
        return datetime.combine(self.end, time(), timezone.get_default_timezone())

    @property
    def as_at(self) -> date:
        """The day of which a stock speaks: the last one, or today while the span still runs."""
        return min(self.end - timedelta(days=1), clock.today())

    @property
    def cutoff(self) -> datetime:
        """The moment up to which things are known: the end, or now while the span still runs."""
        return min(self.end_at, clock.now())
