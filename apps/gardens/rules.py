"""Dated rules of garden plots: who is eligible, how much a walk weighs for the frail, the clocks of a round."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from apps.core import rules
from apps.core.rule_fields import numbers_by_key
from apps.core.rules import Rule, number_between, register
from apps.gardens.vocabulary import Frailty
from apps.households.vocabulary import ResidenceStatus

LOCAL = _("shipped as a start; each county sets its own")
HEAVIEST = 100
AGES = (Frailty.OVER60, Frailty.OVER75)
HEALTH = (Frailty.ILL, Frailty.DISABLED)


def check_weights(value: Any) -> None:
    """Whole tenths from 1 to 100, none below the usual, and illness never told apart from age.

    The weights stand in the published file. Were illness or disability to have a weight of its own, the file would
    give away the health of a household.
    """
    _weights["check"](value)
    if min(value.values()) < value[Frailty.USUAL]:
        raise ValidationError(_("Nobody weighs less than a household without frailty."))
    if {value[health] for health in HEALTH} - {value[age] for age in AGES}:
        raise ValidationError(
            _("Give illness and disability a weight that an age has too: the published file shows weights, not health.")
        )


_weights = numbers_by_key(
    {kind.value: kind.label for kind in Frailty}, HEAVIEST, _("Write whole tenths from 1 to 100 for each."), _("tenths")
)
WEIGHTS = register(
    Rule(
        key="gardens.weights",
        name=_("how much a walk to the garden weighs"),
        default={"usual": 10, "over60": 13, "over75": 20, "ill": 20, "disabled": 20},
        unit=_("tenths: 10 counts each second once, 20 twice; the heaviest that applies"),
        source=LOCAL,
        **{**_weights, "check": check_weights},
    )
)

RESIDENT = "permanent_or_dual"
WHO = {
    "permanent": (ResidenceStatus.PERMANENT,),
    RESIDENT: (ResidenceStatus.PERMANENT, ResidenceStatus.DUAL),
    "anybody": tuple(ResidenceStatus),
}
WHO_WORDS = {
    "permanent": _("households that live here permanently"),
    RESIDENT: _("households that live here, also in two homes"),
    "anybody": _("all households of the register"),
}
FIRST = {"waited_frail": ("waited", "weight"), "frail_waited": ("weight", "waited"), "lottery": ()}
FIRST_WORDS = {
    "waited_frail": _("who waited longest, then the frail, then by lot"),
    "frail_waited": _("the frail, then who waited longest, then by lot"),
    "lottery": _("by lot alone"),
}


def _one_of(words: dict[str, Any]) -> dict[str, Any]:
    """The check, words and form field of a rule that is one of a few choices."""

    def check(value: Any) -> None:
        if value not in words:
            raise ValidationError(_("Choose one of the list."))

    def field() -> forms.ChoiceField:
        return forms.ChoiceField(choices=list(words.items()), widget=UnfoldAdminSelectWidget)

    return {"check": check, "show": lambda value: str(words[value]), "field": field}


RESIDENCE = register(
    Rule(
        key="gardens.residence", name=_("who may have a garden plot"), default=RESIDENT, source=LOCAL,
        **_one_of(WHO_WORDS),
    )
)  # fmt: skip
WHO_FIRST = register(
    Rule(
        key="gardens.who_first", name=_("who is served where plots do not suffice"), default="waited_frail",
        source=LOCAL, **_one_of(FIRST_WORDS),
    )
)  # fmt: skip
MONTHS_HERE = register(
    Rule(
        key="gardens.months_here", name=_("months since moving in before a household may have a plot"), default=0,
        check=number_between(0, 120), unit=_("months"), source=LOCAL,
    )
)  # fmt: skip
PLOT_M2 = register(
    Rule(
        key="gardens.plot_m2", name=_("usual area of a garden plot"), default=15, check=number_between(1, 1000),
        unit=_("m²"), source=_("field study: one village gave every household about 15 m²"),
    )
)  # fmt: skip
PUBLICITY_DAYS = register(
    Rule(
        key="gardens.publicity_days", name=_("days that an allocation is published for objections"), default=5,
        check=number_between(1, 60), unit=_("days; to the next working day"), source=LOCAL,
    )
)  # fmt: skip
SIGNING_DAYS = register(
    Rule(
        key="gardens.signing_days", name=_("days to sign for a garden plot"), default=15, check=number_between(1, 120),
        unit=_("days; to the next working day"), source=LOCAL,
    )
)  # fmt: skip
CURE_DAYS = register(
    Rule(
        key="gardens.cure_days", name=_("days to take an idle plot into use again"), default=30,
        check=number_between(1, 365), unit=_("days; to the next working day"), source=LOCAL,
    )
)  # fmt: skip
DETOUR = register(
    Rule(
        key="gardens.walking_detour", name=_("way on foot to a garden plot over the straight line"), default=1.3,
        check=number_between(1, 5), unit=_("times"), source=_("usual factor for street networks"),
    )
)  # fmt: skip


def residences(day: date | None = None) -> tuple[str, ...]:
    """The residence statuses with which a household may have a plot."""
    return tuple(status.value for status in WHO[rules.value_of(RESIDENCE.key, day)])


def priority(day: date | None = None) -> tuple[str, ...]:
    """What decides, in this order and before the lottery, who is served where plots do not suffice."""
    return FIRST[rules.value_of(WHO_FIRST.key, day)]


def days_of(rule: Rule, day: date | None = None) -> int:
    """The days of one of the clocks."""
    return int(rules.value_of(rule.key, day))
