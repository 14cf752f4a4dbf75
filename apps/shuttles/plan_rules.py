"""Dated rules of planning: how many ride when, what the planner weighs, what a bus costs where nobody says."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.rule_fields import numbers_by_key
from apps.core.rules import Rule, number_between, register, value_of
from apps.households.vocabulary import Stage
from apps.shuttles.planning import Limits, Prices
from apps.shuttles.vocabulary import Purpose

# Who rides to school day by day; students of colleges and universities live there.
SCHOOL_STAGES = (
    Stage.KINDERGARTEN, Stage.PRIMARY, Stage.JUNIOR, Stage.SENIOR, Stage.VOCATIONAL, Stage.SPECIAL,
)  # fmt: skip
ESTIMATE = _("estimate; ask your residents")
YUAN, MINUTES = _("yuan"), _("minutes")


def _number(key: str, name: Any, default: float, most: float, unit: Any, least: float = 0) -> Rule:
    check = number_between(least, most)
    return register(
        Rule(key=f"shuttles.{key}", name=name, default=default, check=check, unit=unit, source=ESTIMATE)
    )  # fmt: skip


def _shares(key: str, name: Any, default: dict[str, int]) -> Rule:
    words = {hour: f"{hour}:00" for hour in default}
    fault = _("Write a whole number from 1 to 100 for each hour; only how they compare counts.")
    kind = numbers_by_key(words, 100, fault, _("parts"))
    return register(
        Rule(key=f"shuttles.{key}", name=name, default=default, unit=_("parts"), source=ESTIMATE, **kind)
    )  # fmt: skip


RIDERS_A_JOURNEY = _number(
    "plan_riders", _("how many go on one journey to a field"), 1.5, 10, _("people"), least=0.1
)  # fmt: skip
WALK_OVER = _number(
    "plan_walk_over", _("fields so far on foot, one way, ask for a shuttle"), 30, 300, MINUTES
)  # fmt: skip
WALK_FROM_STOP = _number("plan_walk_from_stop", _("how far a field may lie from its stop, on foot"), 40, 300, MINUTES)
OUT_HOURS = _shares(
    "plan_out_hours", _("when people go out to the fields"), {"5": 10, "6": 40, "7": 35, "8": 15}
)  # fmt: skip
BACK_HOURS = _shares(
    "plan_back_hours", _("when people come back from the fields"), {"10": 10, "11": 25, "16": 15, "17": 35, "18": 15}
)  # fmt: skip
STAY = register(
    Rule(
        key="shuttles.plan_stay", name=_("hours after which one who wishes for a ride goes back"),
        default={"field": 5, "school": 9, "town": 3}, unit=_("hours"), source=ESTIMATE,
        **numbers_by_key(
            {kind.value: kind.label for kind in Purpose}, 12, _("Write whole hours from 1 to 12 for each."), _("hours")
        ),
    )
)  # fmt: skip


def _school_hours(key: str, name: Any, default: dict[str, int]) -> Rule:
    words, fault = {stage.value: stage.label for stage in SCHOOL_STAGES}, _("Write an hour from 1 to 23 for each.")
    return register(
        Rule(key=f"shuttles.{key}", name=name, default=default, unit=_("o'clock"), source=ESTIMATE,
             **numbers_by_key(words, 23, fault, _("o'clock")))
    )  # fmt: skip


SCHOOL_OUT = _school_hours(
    "plan_school_out", _("hour in which pupils set out to school"),
    {"kindergarten": 8, "primary": 7, "junior": 6, "senior": 6, "vocational": 7, "special": 7},
)  # fmt: skip
SCHOOL_BACK = _school_hours(
    "plan_school_back", _("hour in which pupils come home from school"),
    {"kindergarten": 16, "primary": 16, "junior": 17, "senior": 18, "vocational": 17, "special": 16},
)  # fmt: skip
SHORT = _number("plan_short", _("what a rider left without a seat weighs"), 200, 10_000, YUAN)
WALK = _number("plan_walk", _("what a minute on foot to another stop weighs"), 0.3, 100, YUAN)
WAIT = _number("plan_wait", _("what a minute before or after the wished hour weighs"), 0.1, 100, YUAN)
SHIFT = _number("plan_shift", _("how far from the wished hour people are taken"), 60, 240, MINUTES)
KM_YUAN = _number("plan_km_yuan", _("cost of a kilometre where a vehicle has none of its own"), 3, 1000, YUAN)
DAY_YUAN = _number("plan_day_yuan", _("cost of a day of a vehicle that has none of its own"), 200, 100_000, YUAN)


def fen(rule: Rule) -> int:
    """A rule in yuan as whole fen."""
    return round(100 * float(value_of(rule.key)))


def prices() -> Prices:
    """What the planner weighs, as the rules say."""
    return Prices(short=fen(SHORT), walk=fen(WALK), wait=fen(WAIT))


def limits(day: Any) -> Limits:
    """What a timetable must keep, as the rules say on a day."""
    from apps.shuttles import rest

    law = rest.Limits.on(day)
    return Limits(
        shift=round(float(value_of(SHIFT.key, day))), pause=law.pause, on_end=law.on_end, day=law.day,
        duty=rest.DAY - law.rest, longest=min(Limits().longest, law.on_end),
    )  # fmt: skip
