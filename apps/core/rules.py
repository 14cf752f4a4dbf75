"""The registry of dated, editable rules: each app names its own with its shipped values and a check."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core import clock


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's key, words, shipped value (None: not established, shown as such) and validator.

    `check(value)` raises ValidationError with words for the administrator. `unit` is shown beside the value. `dated`
    are shipped values that hold from a day on, oldest first; `default` holds before the first of them. A value that is
    no number has `show`, which puts it into words, and `field`, which makes the form field to type it in.
    """

    key: str
    name: Any
    default: Any
    check: Callable[[Any], object]
    unit: Any = ""
    source: Any = ""
    dated: tuple[tuple[date, Any], ...] = ()
    show: Callable[[Any], str] | None = None
    field: Callable[[], Any] | None = None

    def shipped_on(self, day: date) -> Any:
        """What the product itself says for a day; None when nothing is established."""
        held = [value for start, value in self.dated if start <= day]
        return held[-1] if held else self.default


RULES: dict[str, Rule] = {}


def register(rule: Rule) -> Rule:
    """Add a rule; its key must be new."""
    if rule.key in RULES and RULES[rule.key] is not rule:
        raise ValueError(f"two rules are called {rule.key}")
    RULES[rule.key] = rule
    return rule


def value_of(key: str, day: date | None = None) -> Any:
    """What the rule said on `day` (today): the county's latest value from before that day, else the shipped one.

    None means not established: callers say so instead of computing with a guess.
    """
    from apps.core.models import DatedSetting

    day = day or clock.today()
    found = DatedSetting.objects.value_on(key, day)
    return RULES[key].shipped_on(day) if found is None else found


def values_now(keys: Iterable[str], day: date | None = None) -> dict[str, Any]:
    """What each of these rules said on `day` (today), as value_of; one query for all."""
    from apps.core.models import DatedSetting

    day, wanted = day or clock.today(), list(keys)
    rows = DatedSetting.objects.filter(key__in=wanted, valid_from__lte=day).order_by("valid_from")
    return {key: RULES[key].shipped_on(day) for key in wanted} | dict(rows.values_list("key", "value"))


def values_on(key: str, days: Iterable[date]) -> dict[date, Any]:
    """What the rule said on each of these days, as value_of; one query for all."""
    from apps.core.models import DatedSetting

    rows = DatedSetting.objects.filter(key=key).order_by("valid_from").values_list("valid_from", "value")
    changed = list(rows)
    said = {}
    for day in days:
        found = next((value for start, value in reversed(changed) if start <= day), None)
        said[day] = RULES[key].shipped_on(day) if found is None else found
    return said


def number_between(least: float, most: float) -> Callable[[Any], None]:
    """A check for rules that are one number."""

    def check(value: Any) -> None:
        sane = isinstance(value, int | float | Decimal) and not isinstance(value, bool) and least <= value <= most
        if not sane:
            raise ValidationError(
                _("Enter a number from %(least)s to %(most)s."), params={"least": f"{least:,}", "most": f"{most:,}"}
            )

    return check
