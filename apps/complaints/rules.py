"""Dated clocks of complaints. Source: common practice of 接诉即办 offices; every county edits its own."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminDecimalFieldWidget as Number
from unfold.widgets import UnfoldAdminSelectWidget as Select
from unfold.widgets import UnfoldBooleanSwitchWidget as Switch

from apps.complaints.vocabulary import Urgency
from apps.core.rule_fields import NumberField, Row, RowsField
from apps.core.rules import Rule, number_between, register

STAGE_NAMES = {"accept": _("Acceptance"), "contact": _("First contact"), "resolve": _("Resolution")}
STAGES = tuple(STAGE_NAMES)
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
        raise ValidationError(_("Give a number of hours or days for acceptance, first contact and resolution."))


def clock_field() -> RowsField:
    """How long each stage may take, in hours or days, and whether the clock runs day and night."""

    def row(name: Any) -> Row:
        amount = NumberField(min_value=0.5, max_value=999, label=_("how many"), widget=Number(attrs={"step": "0.5"}))
        unit = forms.ChoiceField(choices=[("hours", _("hours")), ("days", _("days"))], label=_("unit"), widget=Select)
        return Row(name, (amount, unit))

    def pack(parts: list[Any]) -> dict[str, Any]:
        *typed, day_and_night = parts
        value: dict[str, Any] = {stage: typed[2 * n : 2 * n + 2] for n, stage in enumerate(STAGES)}
        return value | {"around_the_clock": True} if day_and_night else value

    def unpack(value: Any) -> list[Any]:
        return [part for stage in STAGES for part in value[stage]] + [bool(value.get("around_the_clock"))]

    whole = Row(_("Day and night"), (forms.BooleanField(required=False, widget=Switch),))
    return RowsField((*map(row, STAGE_NAMES.values()), whole), pack=pack, unpack=unpack)


def show_clock(value: Any) -> str:
    """Acceptance 1 day · First contact 2 days · Resolution 7 days."""
    parts = []
    for stage, name in STAGE_NAMES.items():
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
            field=clock_field,
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
