"""Dated rules of community life: clocks of a competition, whose second look an award needs, when to remind."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.rules import Rule, number_between, register, value_of

LOCAL = _("shipped as a start; each county sets its own")


def _rule(key: str, name: Any, default: int, least: int, most: int, unit: Any) -> Rule:
    check = number_between(least, most)
    return register(Rule(f"neighbourhood.{key}", name, default, check, unit=unit, source=LOCAL))


OBJECTION_DAYS = _rule("objection_days", _("days for objections to a competition's results"), 5, 1, 60, _("days"))
CHECKED_FROM = _rule(
    "checked_from", _("awards of more points than this are checked by somebody else"), 50, 0, 100_000, _("points")
)
DECISION_NOTICE = _rule(
    "decision_notice_days", _("whoever carries out a decision is reminded so many days before"), 2, 0, 60, _("days")
)
FETCH_DAYS = _rule(
    "fetch_days", _("days after which something redeemed and not fetched is called waiting"), 7, 1, 120, _("days")
)
EVENING_HOUR = _rule(
    "evening_hour", _("hour from which tomorrow's meetings and activities are reminded of"), 17, 6, 23, _("o'clock")
)


def number_of(rule: Rule, day: date | None = None) -> int:
    """What a rule in whole numbers said on a day (today)."""
    return int(value_of(rule.key, day))
