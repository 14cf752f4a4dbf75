"""Dated rules of visits: how often, how soon, and when a visit counts as too short."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.rules import Rule, number_between, register, value_of, values_now
from apps.followups.vocabulary import RiskLevel

LOCAL = _("shipped as a start; each county sets its own")
STUDY = _("custom of monitoring: monthly, quarterly, half-yearly")


def _rule(key: str, name: Any, default: float, most: float, unit: Any, source: Any = LOCAL, least: float = 1) -> Rule:
    check = number_between(least, most)
    return register(Rule(key=f"followups.{key}", name=name, default=default, check=check, unit=unit, source=source))


def _months(key: str, name: Any, default: int) -> Rule:
    return _rule(f"months_{key}", name, default, 24, _("months"), STUDY)


def _asked(key: str, name: Any, default: int) -> Rule:
    return _rule(f"ask_{key}", name, default, 60, _("months"), least=0)


MONTHS = {
    RiskLevel.HIGH.value: _months("high", _("visits at high risk: every"), 1),
    RiskLevel.MEDIUM.value: _months("medium", _("visits at medium risk: every"), 1),
    RiskLevel.LOW.value: _months("low", _("visits at low risk: every"), 1),
    RiskLevel.NONE.value: _months("eliminated", _("visits after a risk was eliminated: every"), 3),
    "lifted_out": _months("lifted_out", _("visits to households lifted out of poverty: every"), 3),
    "other": _months("other", _("visits to all other households: every"), 6),
}
# Questionnaires of routine visits: at each, or when the last answer is so old (0: at each visit).
ASKED = {
    "guarantees_income": _asked("guarantees", _("guarantees and income are asked every"), 0),
    "integration": _asked("integration", _("integration is asked every"), 6),
    "living_costs": _asked("living_costs", _("living costs are asked every"), 12),
}

AHEAD = _rule("plan_ahead_days", _("visits are planned so many days ahead"), 31, 366, _("days"))
WINDOW = _rule("window_days", _("a visit may be made so many days before it is due"), 14, 180, _("days"), least=0)
MUST_DAYS = _rule("must_days", _("those who must be visited are visited within"), 7, 90, _("days"))
EVENT_DAYS = _rule("event_days", _("after something happened, a visit is made within"), 3, 60, _("days"))
BACKLOG_DAYS = _rule("backlog_days", _("what should have been visited long ago is spread over"), 30, 180, _("days"))
RECENT_DAYS = _rule("recent_days", _("what happened asks for a visit for so long"), 60, 366, _("days"))
SHIFT_DAYS = _rule("shift_days", _("a visit moves by at most so much for a busy season"), 45, 180, _("days"), least=0)
MOVE_DAYS = _rule("move_days", _("a visit is moved by hand by at most"), 90, 366, _("days"))
RETRY_DAYS = _rule("retry_days", _("where nobody was met, the next try is due after"), 3, 60, _("days"))
STUDENTS = _rule("students", _("so many at school make “many students”"), 2, 10, _("people"))
INCOME_FALL = _rule("income_fall", _("income has fallen when it is lower than a year before by"), 30, 100, _("percent"))
DISASTER_DAYS = _rule("disaster_days", _("an accident or disaster counts for"), 365, 1830, _("days"))
SHORT_MINUTES = _rule("short_minutes", _("a visit is too short below"), 10, 240, _("minutes"))
EVENING_HOUR = _rule("evening_hour", _("hour from which the visits of tomorrow are reminded of"), 18, 23, _("o'clock"))
ESCALATE_DAYS = _rule("escalate_days", _("what is late for so long is told to the manager"), 3, 90, _("days"))

COUNTED = {
    "ahead": AHEAD, "window": WINDOW, "must": MUST_DAYS, "event": EVENT_DAYS, "backlog": BACKLOG_DAYS,
    "recent": RECENT_DAYS, "shift": SHIFT_DAYS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules of planning as they held on a day: days, and months by risk level or class and by questionnaire."""

    ahead: int
    window: int
    must: int
    event: int
    backlog: int
    recent: int
    shift: int
    months: dict[str, int]
    asked: dict[str, int]

    @classmethod
    def on(cls, day: date | None = None) -> "Terms":
        """All in one query."""
        rules = (*COUNTED.values(), *MONTHS.values(), *ASKED.values())
        said = {key: int(value) for key, value in values_now([rule.key for rule in rules], day).items()}
        return cls(
            **{name: said[rule.key] for name, rule in COUNTED.items()},
            months={key: said[rule.key] for key, rule in MONTHS.items()},
            asked={key: said[rule.key] for key, rule in ASKED.items()},
        )


def number_of(rule: Rule, day: date | None = None) -> int:
    """What a rule in whole numbers said on a day (today)."""
    return int(value_of(rule.key, day))
