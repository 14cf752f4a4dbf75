"""Dated rules of staff and access."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.rules import Rule, number_between, register, value_of

LEAST_MONTHS = 6


def _check_months(value: Any) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < LEAST_MONTHS:
        raise ValidationError(_("The access log is kept for at least six months. Enter a whole number from 6 up."))


ACCESS_LOG_MONTHS = register(
    Rule(
        key="accounts.access_log_months",
        name=_("how long the access log is kept"),
        default=12,
        check=_check_months,
        unit=_("months"),
        source=_("Cybersecurity Law of the PRC, Art. 21: at least six months"),
    )
)


def access_log_months(day: date) -> int:
    """Months for which the access log is kept, as the rule said on a day; never fewer than six."""
    return max(LEAST_MONTHS, int(value_of(ACCESS_LOG_MONTHS.key, day)))


PHONE_DAYS = register(
    Rule(
        key="accounts.phone_days",
        name=_("days without contact after which a field phone empties itself"),
        default=7,
        check=number_between(1, 60),
        unit=_("days"),
    )
)
PHONE_TRIES = register(
    Rule(
        key="accounts.phone_tries",
        name=_("wrong PINs in a row after which a field phone empties itself"),
        default=5,
        check=number_between(3, 10),
        unit=pgettext_lazy("unit", "tries"),
    )
)
