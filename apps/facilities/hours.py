"""Opening hours by weekday: {"1": [["08:00", "12:00"], ["14:00", "17:30"]], …}, Monday is 1.

A weekday that is missing is a day off; an empty mapping means that the hours were not collected.
"""

import re
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

Hours = dict[str, list[list[str]]]
SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~～至到]+\s*(\d{1,2})[:：](\d{2})")
WEEK = tuple(str(day) for day in range(1, 8))
MOST_SPANS = 4


def parse_spans(text: str) -> list[list[str]]:
    """“8:00-12:00 14:00-17:30” as a list of spans; raises ValidationError with words for the person who typed it."""
    left = SPAN.sub(" ", text).strip(" ,，;；、")
    found = [[f"{int(a):02}:{b}", f"{int(c):02}:{d}"] for a, b, c, d in SPAN.findall(text)]
    if left or (text.strip() and not found):
        raise ValidationError(_("Write hours like 08:00-12:00 14:00-17:30."))
    _check_spans(found)
    return found


def _check_spans(spans: Any) -> None:
    if len(spans) > MOST_SPANS:
        raise ValidationError(_("At most four spans a day."))
    before = ""
    for opens, closes in spans:
        sane = all(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d|24:00", moment) for moment in (opens, closes))
        if not sane or opens >= closes:
            raise ValidationError(_("Each span ends after it begins, at 24:00 at the latest."))
        if before and opens < before:
            raise ValidationError(_("The spans of a day follow each other and do not overlap."))
        before = closes


def check_hours(value: Any) -> None:
    """A validator of the whole week. Raises ValidationError."""
    if not isinstance(value, dict) or not set(value) <= set(WEEK):
        raise ValidationError(_("Opening hours are given by weekday, 1 for Monday to 7 for Sunday."))
    for spans in value.values():
        if not isinstance(spans, list) or not all(isinstance(span, list) and len(span) == 2 for span in spans):
            raise ValidationError(_("Write hours like 08:00-12:00 14:00-17:30."))
        _check_spans(spans)


def spans_words(spans: list[list[str]]) -> str:
    """08:00–12:00, 14:00–17:30."""
    return ", ".join("–".join(span) for span in spans)


def spans_text(spans: list[list[str]]) -> str:
    """The spans as one types them."""
    return " ".join("-".join(span) for span in spans)


def week_lines(hours: Hours) -> list[tuple[str, str]]:
    """(days, hours) with equal neighbouring days put together: [("Mon–Fri", "08:00–17:30"), …]."""
    runs: list[tuple[int, int, list[list[str]]]] = []
    for number, day in enumerate(WEEK):
        spans = hours.get(day) or []
        if runs and runs[-1][2] == spans:
            runs[-1] = (runs[-1][0], number, spans)
        else:
            runs.append((number, number, spans))
    return [(_days(first, last), spans_words(spans)) for first, last, spans in runs if spans]


def _days(first: int, last: int) -> str:
    if (first, last) == (0, 6):
        return _("every day")
    names = str(WEEKDAYS_ABBR[first]), str(WEEKDAYS_ABBR[last])
    return names[0] if first == last else "–".join(names)


def hours_words(hours: Hours) -> str:
    """The week in one line; empty where it was not collected."""
    return "; ".join(f"{days} {spans}" for days, spans in week_lines(hours))


def spans_on(hours: Hours, day: date) -> list[list[str]]:
    """The spans of a day."""
    return hours.get(str(day.isoweekday())) or []


def open_at(hours: Hours, moment: datetime) -> bool:
    """Whether it is open at this local moment, by the weekly hours."""
    clock = f"{moment:%H:%M}"
    return any(opens <= clock < closes for opens, closes in spans_on(hours, moment.date()))
