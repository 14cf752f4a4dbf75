"""Dated clocks of complaints. Source: common practice of 接诉即办 offices; every county edits its own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from apps.complaints.vocabulary import Urgency
from apps.core.rules import Rule, number_between, register

STAGES = ("accept", "contact", "resolve")
UNITS = ("hours", "days")

DEFAULT_CLOCKS = {
    Urgency.DANGER: {"accept": [0.5, "hours"], "contact": [1, "hours"], "resolve": [2, "hours"]},
    Urgency.UTILITIES: {"accept": [2, "hours"], "contact": [4, "hours"], "resolve": [24, "hours"]},
    Urgency.ORDINARY: {"accept": [1, "days"], "contact": [2, "days"], "resolve": [7, "days"]},
    Urgency.COMPLEX: {"accept": [1, "days"], "contact": [2, "days"], "resolve": [15, "days"]},
}


def check_clock(value: Any) -> None:
    """A clock names accept, contact and resolve, each as [number, "hours" or "days"] of working time."""
    try:
        good = set(value) - {"around_the_clock"} == set(STAGES) and all(
            float(value[stage][0]) > 0 and value[stage][1] in UNITS for stage in STAGES
        )
    except (TypeError, ValueError, IndexError, KeyError):
        good = False
    if not good:
        raise ValidationError(
            _('Write a clock like {"accept": [1, "days"], "contact": [2, "days"], "resolve": [7, "days"]}.')
        )


def show_clock(value: Any) -> str:
    """Acceptance 1 day · First contact 2 days · Resolution 7 days."""
    names = {"accept": _("Acceptance"), "contact": _("First contact"), "resolve": _("Resolution")}
    parts = []
    for stage, name in names.items():
        amount, unit = value[stage]
        count = f"{amount:g}"
        long = _("%(count)s h") if unit == "hours" else _("%(count)s d")
        parts.append(f"{name} {long % {'count': count}}")
    if value.get("around_the_clock"):
        parts.append(str(_("day and night")))
    return " · ".join(parts)


CLOCKS = {
    urgency: register(
        Rule(
            key=f"complaints.clock.{urgency.value}",
            name=format_lazy("{}: {}", _("clock of complaints"), urgency.label),
            default=DEFAULT_CLOCKS[urgency],
            check=check_clock,
            show=show_clock,
            unit=_("working time"),
        )
    )
    for urgency in Urgency
}


def check_days(value: Any) -> None:
    """A number of working days, from 1 to 60."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= 60:
        raise ValidationError(_("Write a number of working days from 1 to 60."))


CALL_BACK = register(
    Rule(
        key="complaints.call_back",
        name=_("call-back after a complaint was resolved"),
        default=3,
        check=check_days,
        unit=_("working days"),
    )
)

SATISFACTION_FLOOR = register(
    Rule(
        key="complaints.satisfaction_floor",
        name=_("lowest acceptable satisfaction rate"),
        default=85,
        check=number_between(0, 100),
        unit="%",
        source=_("one county's own target"),
    )
)
