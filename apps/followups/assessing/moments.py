"""The moments at which a livelihood is assessed: at move-in, then after 6, 12 and 24 months. Pure.

A moment is due on its day and stands open until half way to the next: who is asked within that time is asked at that
moment. What is asked at any other time is an assessment like any other, and belongs to none.
"""

import calendar
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

MONTHS = (0, 6, 12, 24)
OPEN_UNTIL = {0: 3, 6: 9, 12: 18, 24: 30}  # months since move-in at which a moment has passed


class Moment(models.TextChoices):
    """Which of the moments an assessment belongs to."""

    BASELINE = "m0", _("at move-in")
    SIX = "m6", _("after 6 months")
    TWELVE = "m12", _("after 12 months")
    TWENTY_FOUR = "m24", _("after 24 months")
    OTHER = "other", _("at another time")

    @property
    def months(self) -> int | None:
        """Months since move-in; None for what belongs to no moment."""
        return None if self is Moment.OTHER else int(self.value[1:])


def months_after(day: date, months: int) -> date:
    """The same day some months later; the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(first: date, day: date) -> int:
    """Whole months from the first day to the other; negative before it."""
    months = (day.year - first.year) * 12 + day.month - first.month
    return months - (months_after(first, months) > day)


@dataclass(frozen=True, slots=True)
class Due:
    """A moment of one household: from `opens` on it can be asked, at `closes` it has passed."""

    moment: Moment
    opens: date
    closes: date


def moments_of(moved_in: date) -> list[Due]:
    """All four moments of a household that moved in on this day."""
    return [
        Due(Moment(f"m{months}"), months_after(moved_in, months), months_after(moved_in, OPEN_UNTIL[months]))
        for months in MONTHS
    ]


def moment_on(moved_in: date | None, day: date) -> Moment:
    """The moment to which an assessment of this day belongs."""
    for due in moments_of(moved_in) if moved_in else ():
        if due.opens <= day < due.closes:
            return due.moment
    return Moment.OTHER
