"""Dated rules of integration: from where on an answer counts as met, and how much of a stage's evidence is enough."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.rules import Rule, number_between, register, values_now
from apps.followups.assessing.stages import Limits

LOCAL = _("shipped as a start; each county sets its own")


def _rule(key: str, name: Any, default: int, most: int, unit: Any) -> Rule:
    check = number_between(0, most)
    return register(Rule(key=f"followups.{key}", name=name, default=default, check=check, unit=unit, source=LOCAL))


FLAT_SKILLS = _rule("flat_skills", _("skills of living in a flat that are enough"), Limits.flat_skills, 6, _("skills"))
NEIGHBOURS = _rule("neighbours", _("neighbours known that are enough"), Limits.neighbours, 50, _("neighbours"))
PARTICIPATION = _rule(
    "participation", _("times taken part in half a year that are enough"), Limits.participation, 20, _("times")
)
SATISFACTION = _rule("satisfaction", _("satisfaction with life that is enough"), Limits.satisfaction, 5, _("of 5"))
SHARE = _rule("stage_share", _("share of its evidence by which a stage is left"), Limits.share, 100, _("percent"))
LIMITS = {
    "flat_skills": FLAT_SKILLS, "neighbours": NEIGHBOURS, "participation": PARTICIPATION,
    "satisfaction": SATISFACTION, "share": SHARE,
}  # fmt: skip


def limits_on(day: date | None = None) -> Limits:
    """The rules of a day (today), in one query."""
    said = values_now([rule.key for rule in LIMITS.values()], day)
    return Limits(**{name: int(said[rule.key]) for name, rule in LIMITS.items()})
