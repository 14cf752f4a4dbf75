"""The three clocks of a complaint (acceptance, first contact, resolution) in working time.

A clock is `[amount, "hours" | "days"]` in a dated rule (rules.py). Hours are working hours; days end at the close of
office on the n-th working day after. With `"around_the_clock": true` the rule runs in plain time (docs/adr/).
The rules that held on the day of submission (or reopening) stay with the complaint.
"""

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from apps.communities.calendar import WorkingCalendar
from apps.communities.models import CalendarDay
from apps.complaints.rules import CALL_BACK, CLOCKS
from apps.complaints.vocabulary import Urgency
from apps.core import clock, rules
from apps.core.models import DatedSetting

# Another process's change of a rule or of the calendar is seen after at most so long; our own at once.
FRESH_SECONDS = 30.0
MOST_DAYS = 800


@dataclass(frozen=True, slots=True)
class Due:
    """The moments at which the three clocks run out."""

    accept: datetime
    contact: datetime
    resolve: datetime


@dataclass(frozen=True, slots=True)
class Clocks:
    """The working calendar with the rules of one day, read once and used for many complaints."""

    calendar: WorkingCalendar
    specs: dict[str, dict[str, Any]]
    call_back_days: float

    @classmethod
    def load(cls, day: date) -> "Clocks":
        """As the county has them on `day`."""
        specs = {str(urgency): rules.value_of(rule.key, day) for urgency, rule in CLOCKS.items()}
        return cls(WorkingCalendar.load(), specs, float(rules.value_of(CALL_BACK.key, day)))

    def plain(self, urgency: str) -> bool:
        """Whether this clock also runs at night and on holidays."""
        return bool(self.specs[urgency].get("around_the_clock"))

    def add(self, start: datetime, amount: float, unit: str, *, plain: bool) -> datetime:
        """`amount` hours or days after `start`, in working or plain time."""
        if plain:
            return start + timedelta(**{unit: amount})
        if unit == "days":
            return self.calendar.add_days(start, ceil(amount))
        return self.calendar.add(start, timedelta(hours=amount))

    def due(self, urgency: str, start: datetime) -> Due:
        """When the clocks of a complaint that began at `start` run out."""
        spec, plain = self.specs[urgency], self.plain(urgency)
        return Due(**{s: self.add(start, *spec[s], plain=plain) for s in ("accept", "contact", "resolve")})

    def shifted(self, urgency: str, due: datetime, by: timedelta) -> datetime:
        """A due moment moved on by so much time of its clock."""
        if not by:
            return due
        return due + by if self.plain(urgency) else self.calendar.add(due, by)

    def elapsed(self, urgency: str, start: datetime, end: datetime) -> timedelta:
        """Time of this clock between two moments."""
        return end - start if self.plain(urgency) else self.calendar.between(start, end)

    def days(self, urgency: str, days: int) -> timedelta:
        """So many days as time of this clock."""
        return timedelta(days=days) if self.plain(urgency) else days * self.calendar.day_length


_cached: dict[date, tuple[float, Clocks]] = {}


def clocks_on(day: date | None = None) -> Clocks:
    """The clocks of a day (today), from this process's memory while fresh."""
    day = day or clock.today()
    found = _cached.get(day)
    moment = time.monotonic()
    if found is None or not 0 <= moment - found[0] < FRESH_SECONDS:
        if len(_cached) > MOST_DAYS:
            _cached.clear()
        found = _cached[day] = (moment, Clocks.load(day))
    return found[1]


@receiver((post_save, post_delete), sender=CalendarDay)
@receiver((post_save, post_delete), sender=DatedSetting)
def forget(**kwargs: Any) -> None:
    """Drop what was read: a rule or the calendar has changed."""
    _cached.clear()


def set_clocks(complaint: Any) -> None:
    """Set the due moments of a complaint from its urgency, its start, and what pauses and extensions have added."""
    start = complaint.clock_start
    clocks = clocks_on(timezone.localdate(start))
    due = clocks.due(complaint.urgency or Urgency.ORDINARY, start)
    if complaint.reopened_at is None:  # acceptance is asked once
        complaint.accept_due = due.accept
    complaint.contact_due = due.contact
    complaint.resolve_due = clocks.shifted(complaint.urgency, due.resolve, complaint.clock_shift)


def shift_clock(complaint: Any, by: timedelta) -> None:
    """Move the resolution on by time of its clock, and remember it for a later change of urgency."""
    clocks = clocks_on(timezone.localdate(complaint.clock_start))
    complaint.clock_shift += by
    complaint.resolve_due = clocks.shifted(complaint.urgency, complaint.resolve_due, by)


def end_pause(complaint: Any, now: datetime) -> None:
    """Give back the time for which the clock stood still; a clock that had run out before stays run out."""
    paused_at, complaint.paused_at = complaint.paused_at, None
    if paused_at is None or complaint.resolve_due < paused_at:
        return
    clocks = clocks_on(timezone.localdate(complaint.clock_start))
    shift_clock(complaint, clocks.elapsed(complaint.urgency, paused_at, now))


def call_back_due(resolved_at: datetime) -> datetime:
    """By when the resident is to be asked."""
    clocks = clocks_on(timezone.localdate(resolved_at))
    return clocks.add(resolved_at, clocks.call_back_days, "days", plain=False)
