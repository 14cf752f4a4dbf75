"""Dated rules of reminders: how long before a clock runs out, and how long after it the township hears."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core.rules import Rule, register


def check_days(value: Any) -> None:
    """A number of working days, halves too, from 0.5 to 30."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.5 <= value <= 30:
        raise ValidationError(_("Write a number of working days from 0.5 to 30."))


DAYS_BEFORE = register(
    Rule(
        key="reminders.days_before",
        name=_("reminder before a clock runs out"),
        default=1,
        check=check_days,
        unit=_("working days"),
    )
)
DAYS_TO_TOWNSHIP = register(
    Rule(
        key="reminders.days_to_township",
        name=_("the township hears of what is overdue after"),
        default=2,
        check=check_days,
        unit=_("working days"),
    )
)
