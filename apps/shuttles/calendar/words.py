"""Days as people say them: 周一至周五，节假日停开."""

from collections.abc import Iterable
from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core.sheets.words import listed
from apps.shuttles.calendar.days import EVERY_DAY, Pattern, has_weekday
from apps.shuttles.times import DAY
from apps.shuttles.vocabulary import OnHolidays, OnMakeupDays

MOST_DAYS = 3


def weekdays_words(weekdays: int) -> str:
    """Every day; Monday to Friday; Monday, Wednesday."""
    if weekdays == EVERY_DAY:
        return _("every day")
    held = [day for day in range(7) if has_weekday(weekdays, day)]
    if len(held) > 2 and held[-1] - held[0] == len(held) - 1:
        return _("%(first)s to %(last)s") % {"first": WEEKDAYS[held[0]], "last": WEEKDAYS[held[-1]]}
    return listed(WEEKDAYS[day] for day in held)


def departure_weekdays(weekdays: int, departs_at: int) -> int:
    """The days of the week on which a run of these service days is seen to leave: the next ones after midnight."""
    return (weekdays << 1 | weekdays >> 6) & EVERY_DAY if departs_at >= DAY else weekdays


def pattern_words(pattern: Pattern) -> str:
    """The weekdays, and what holidays and make-up days change."""
    words = [weekdays_words(pattern.weekdays)]
    if pattern.on_holidays == OnHolidays.SKIP:
        words.append(_("not on public holidays"))
    elif pattern.on_holidays == OnHolidays.AS_SUNDAY:
        words.append(_("public holidays as on Sundays"))
    if pattern.on_makeup_days == OnMakeupDays.AS_WEEKDAY:
        words.append(_("also on weekend days that are worked"))
    elif pattern.on_makeup_days == OnMakeupDays.SKIP and _has_weekend(pattern.weekdays):
        words.append(_("not on weekend days that are worked"))
    return _("; ").join(words)


def _has_weekend(weekdays: int) -> bool:
    return bool(weekdays >> 5)


def days_words(days: Iterable[date]) -> str:
    """A few days by name, many by the first ones and their number."""
    row = sorted(days)
    named = listed(date_format(day, pgettext("date format", "M j")) for day in row[:MOST_DAYS])
    if len(row) <= MOST_DAYS:
        return named
    return _("%(days)s and more, %(n)s days in all") % {"days": named, "n": len(row)}
