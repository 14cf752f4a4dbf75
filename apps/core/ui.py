"""The small parts that staff pages are made of, for Python (admin columns) and, through templatetags, for templates."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core import clock

# Same meaning everywhere: LOOK.md, "Colour".
STATE_ICONS = {
    "late": "alarm",
    "due": "schedule",
    "wait": "hourglass_empty",
    "done": "check_circle",
    "neutral": "radio_button_unchecked",
}


def chip(kind: str, text: Any, *, icon: str = "", title: Any = "") -> SafeString:
    """A state with its word and icon. `kind` is late, due, wait, done or neutral; `title` shows on hover."""
    context = {"kind": kind, "text": text, "icon": icon or STATE_ICONS[kind], "title": title}
    return render_to_string("anju/chip.html", context)


def missing(word: Any = "") -> SafeString:
    """What stands where nothing was collected; never 0 and never empty."""
    return format_html('<span class="aj-sub">{}</span>', word or _("not collected"))


def when(moment: date | datetime) -> str:
    """A day as people say it: today, yesterday, 11月3日, 2025年3月. Show the exact date on hover (`exact`)."""
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    today = clock.today()
    if day == today:
        return _("today")
    if day == today - timedelta(days=1):
        return _("yesterday")
    if day == today + timedelta(days=1):
        return _("tomorrow")
    near = abs((day - today).days) < 200 or day.year == today.year
    return date_format(day, pgettext("date format", "M j") if near else pgettext("date format", "M Y"))


def exact(moment: date | datetime) -> str:
    """The whole date, with the time where there is one."""
    if isinstance(moment, datetime):
        return date_format(timezone.localtime(moment), pgettext("date format", "M j, Y H:i"))
    return date_format(moment, "DATE_FORMAT")


def month(day: date) -> str:
    """The month in which a day lies: 2026年10月, October 2026."""
    return date_format(day, pgettext("date format", "F Y"))


def long_day(day: date) -> str:
    """A date with its weekday: 2026年11月22日 星期日."""
    return f"{date_format(day, 'DATE_FORMAT')} {date_format(day, 'l')}"


def named(icon: str, name: Any, sub: Any = "") -> SafeString:
    """A row's name with its icon and a quieter second line."""
    return format_html(
        '<span class="fc-name"><span class="aj-icon" aria-hidden="true">{}</span>'
        '<span><b>{}</b><span class="aj-sub">{}</span></span></span>',
        icon, name, sub,
    )  # fmt: skip


def stages(states: Sequence[Any], here: str, reached: Mapping[str, datetime]) -> list[dict[str, Any]]:
    """Every state in its order, for core/stages.html: past with its day, now, to come.

    `states` are choices of a TextChoices, `reached` the moment at which each was entered.
    """
    place = [str(state.value) for state in states].index(here)
    return [
        {
            "word": state.label,
            "kind": "now" if state.value == here else "past" if n < place and state.value in reached else "",
            "day": when(reached[state.value]) if state.value in reached else "",
        }
        for n, state in enumerate(states)
    ]


def plain(number: Any) -> str:
    """100 for 100.00, 12.5 for 12.50, 1,234 for 1234."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")
