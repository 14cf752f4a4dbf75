"""Dated rules of communities: office hours."""

from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core.rules import Rule, register


def parse_hours(value: Any) -> list[tuple[time, time]]:
    """[["08:30", "12:00"], ["14:00", "17:30"]] as times. Raises ValidationError when they overlap or are no times."""
    try:
        spans = [(time.fromisoformat(start), time.fromisoformat(end)) for start, end in value]
    except (TypeError, ValueError) as error:
        raise ValidationError(_('Write office hours like [["08:30", "12:00"], ["14:00", "17:30"]].')) from error
    edges = [edge for span in spans for edge in span]
    if not spans or edges != sorted(edges) or len(set(edges)) != len(edges):
        raise ValidationError(_("Office hours must follow each other without overlap."))
    return spans


OFFICE_HOURS = register(
    Rule(
        key="communities.office_hours",
        name=_("office hours"),
        default=[["08:30", "12:00"], ["14:00", "17:30"]],
        check=parse_hours,
        unit=_("time of day"),
        source="common practice",
    )
)
