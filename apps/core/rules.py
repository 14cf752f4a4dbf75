"""The registry of dated, editable rules: each app names its own with a shipped value and a check."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from apps.core import clock


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's key, words, shipped value (None: not established, shown as such) and validator.

    `check(value)` raises ValidationError with words for the administrator. `unit` is shown beside the value.
    """

    key: str
    name: Any
    default: Any
    check: Callable[[Any], object]
    unit: Any = ""
    source: str = ""


RULES: dict[str, Rule] = {}


def register(rule: Rule) -> Rule:
    """Add a rule; its key must be new."""
    if rule.key in RULES and RULES[rule.key] is not rule:
        raise ValueError(f"two rules are called {rule.key}")
    RULES[rule.key] = rule
    return rule


def value_of(key: str, day: date | None = None) -> Any:
    """What the rule said on `day` (today): the county's latest value from before that day, else the shipped one."""
    from apps.core.models import DatedSetting

    found = DatedSetting.objects.value_on(key, day or clock.today())
    return RULES[key].default if found is None else found
