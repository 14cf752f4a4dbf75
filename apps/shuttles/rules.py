"""Dated rules of shuttles: how long a driver may drive, when seats can be booked, who goes first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.rules import Rule, number_between, register, value_of, values_now

LOCAL = _("shipped as a start; each county sets its own")
OPERATORS = _("Safety rules for road passenger operators (交运发〔2018〕55号), Art. 38")


def _rule(key: str, name: Any, default: float, most: float, unit: Any, source: Any = LOCAL, least: float = 0) -> Rule:
    return register(
        Rule(
            key=f"shuttles.{key}", name=name, default=default, check=number_between(least, most), unit=unit,
            source=source,
        )
    )  # fmt: skip


DAY_HOURS = _rule("drive_day_hours", _("hours a driver drives within 24 hours"), 8, 24, _("hours"), OPERATORS, 1)
WEEK_HOURS = _rule("drive_week_hours", _("hours a driver drives within 7 days"), 44, 168, _("hours"), OPERATORS, 1)
ON_END_HOURS = _rule(
    "drive_on_end_hours", _("hours a driver drives without a break"), 4, 24, _("hours"), OPERATORS, 0.5
)
BREAK_MINUTES = _rule("break_minutes", _("break after driving on end"), 20, 240, _("minutes"), OPERATORS, 1)
REST_HOURS = _rule("rest_hours", _("rest of a driver between two days"), 10, 20, _("hours"))

PRIORITY_AGE = _rule("priority_age", _("age from which a household goes first on a waitlist"), 65, 120, _("years"))
OPENS_DAYS = _rule("book_opens_days", _("seats can be booked so long before the day"), 7, 366, _("days"), least=1)
CLOSES_MINUTES = _rule(
    "book_closes_minutes", _("residents can book and give back until so long before departure"), 30, 2880, _("minutes")
)
NO_SHOWS = _rule(
    "no_shows", _("so many times not come, and seats are booked through the office only"), 3, 100, _("times"), least=1
)
NO_SHOW_DAYS = _rule("no_show_days", _("days for which not having come counts"), 60, 366, _("days"), least=1)
RIDERS = _rule("riders_a_booking", _("riders of one booking"), 6, 20, _("people"), least=1)
EVENING_HOUR = _rule("evening_hour", _("hour from which the trips of tomorrow are reminded of"), 17, 23, _("o'clock"))
WALK_TO_STOP_M = _rule(
    "walk_to_stop_m", _("how far people walk to a stop, in a straight line"), 500, 5000, _("m"), least=50
)
LICENCE_NOTICE = _rule(
    "licence_notice_days", _("a driving licence that ends is told of so many days before"), 30, 366, _("days")
)

LAY_DAYS = _rule("lay_days", _("trips are laid from the timetable so many days ahead"), 14, 366, _("days"), least=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of booking as they held on a day: days, minutes, times, days, people, years."""

    opens_days: int
    closes_minutes: int
    no_shows: int
    no_show_days: int
    riders: int
    priority_age: int

    @classmethod
    def on(cls, day: date | None = None) -> "Terms":
        """All in one query."""
        rules = (OPENS_DAYS, CLOSES_MINUTES, NO_SHOWS, NO_SHOW_DAYS, RIDERS, PRIORITY_AGE)
        said = values_now([rule.key for rule in rules], day)
        return cls(*(int(said[rule.key]) for rule in rules))


def number_of(rule: Rule, day: date | None = None) -> int:
    """What a rule in whole numbers said on a day (today)."""
    return int(value_of(rule.key, day))
