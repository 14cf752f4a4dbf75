"""Dated rules of integration: from which score on evidence is met, and how much of a stage's evidence is enough."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.rules import Rule, number_between, register, values_now
from apps.followups.assessing.stages import Limits

LOCAL = _("shipped as a start; each county sets its own")


def _rule(key: str, name: Any, default: int, most: int, unit: Any) -> Rule:
    check = number_between(0, most)
    return register(Rule(key=f"followups.{key}", name=name, default=default, check=check, unit=unit, source=LOCAL))


ENOUGH = _rule("stage_enough", _("score by which evidence of settling in is met"), Limits.enough, 100, _("of 100"))
STAYING = _rule("stage_staying", _("score by which the wish to stay is met"), Limits.staying, 100, _("of 100"))
SHARE = _rule("stage_share", _("share of its evidence by which a stage is left"), Limits.share, 100, _("percent"))
LIMITS = {"enough": ENOUGH, "staying": STAYING, "share": SHARE}


def limits_on(day: date | None = None) -> Limits:
    """The rules of a day (today), in one query."""
    said = values_now([rule.key for rule in LIMITS.values()], day)
    return Limits(**{name: int(said[rule.key]) for name, rule in LIMITS.items()})
