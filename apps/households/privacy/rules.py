"""Dated rules of privacy: what a missing consent does, when it is told, how long departed households are kept."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from apps.core.rules import Rule, number_between, register
from apps.households.models.consent import NOTICE_RULE

CHECKS = {"off": _("not checked"), "warn": _("a warning"), "block": _("refused")}


def _check(value: Any) -> None:
    if value not in CHECKS:
        raise ValidationError(_("Write off, warn or block."))


CONSENT_CHECK = register(
    Rule(
        key="households.consent_check",
        name=_("revealing without a recorded consent or statute"),
        default="warn",
        check=_check,
        show=lambda value: str(CHECKS[value]),
        field=lambda: forms.ChoiceField(choices=list(CHECKS.items()), widget=UnfoldAdminSelectWidget),
        source=_("PIPL Art. 28–31: separate consent, or a statutory basis"),
    )
)

CONSENT_NOTICE = register(
    Rule(
        key=NOTICE_RULE,
        name=_("consents that expire are announced"),
        default=30,
        check=number_between(1, 365),
        unit=_("days before"),
    )
)

KEEP_YEARS = register(
    Rule(
        key="households.keep_years_after_leaving",
        name=_("personal data of households that left are kept"),
        default=5,
        check=number_between(0, 50),
        unit=_("years after leaving"),
        source=_(
            "PIPL Art. 19: the shortest time that is needed. Five years is this product's proposal, not a law: ask the "
            "county's archives authority."
        ),
    )
)
