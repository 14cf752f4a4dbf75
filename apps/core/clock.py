"""The one place where the product reads the time, so that tests and reports can name a moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.utils import timezone

WRONG_CLOCK = timedelta(days=366)
_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _told.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within this block it is that moment: for the demo data, whose reports were made in months past."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)


def believed(moment: datetime) -> datetime | None:
    """When a device without a signal says that something was: never later than now.

    None for a time so long past that the clock of the device must be wrong.
    """
    found = min(moment, now())
    return found if now() - found < WRONG_CLOCK else None


def today() -> date:
    """Today's date where the community is (settings.TIME_ZONE)."""
    return timezone.localdate(now())


def month_start(day: date) -> date:
    """The first day of `day`'s month."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """The first day of the month after `day`'s."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def previous_month(day: date) -> date:
    """The first day of the month before `day`'s."""
    return date(day.year - (day.month == 1), (day.month - 2) % 12 + 1, 1)
