"""Dated rules of communities: office hours, and the standards that a settlement was built by."""

from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from apps.core.rule_fields import Row, RowsField
from apps.core.rules import Rule, number_between, register


class Clock(UnfoldAdminTextInputWidget):
    """A time of day, as the browser asks for it."""

    input_type = "time"


def parse_hours(value: Any) -> list[tuple[time, time]]:
    """[["08:30", "12:00"], ["14:00", "17:30"]] as times. Raises ValidationError when they overlap or are no times."""
    try:
        spans = [(time.fromisoformat(start), time.fromisoformat(end)) for start, end in value]
    except (TypeError, ValueError) as error:
        raise ValidationError(_("Give a first and a last time for each span, such as 08:30 to 12:00.")) from error
    edges = [edge for span in spans for edge in span]
    if not spans or edges != sorted(edges) or len(set(edges)) != len(edges):
        raise ValidationError(_("Office hours must follow each other without overlap."))
    return spans


def hours_field() -> RowsField:
    """Up to three spans of the day; what stays empty is none."""

    def row(name: Any) -> Row:
        ends = (_("from"), _("to"))
        return Row(name, tuple(forms.TimeField(required=False, label=end, widget=Clock()) for end in ends), between="–")

    def pack(parts: list[Any]) -> list[list[str]]:
        typed = [f"{part:%H:%M}" if part else "" for part in parts]
        return [span for span in (typed[n : n + 2] for n in range(0, len(typed), 2)) if any(span)]

    def unpack(value: Any) -> list[Any]:
        parts = [edge for span in value for edge in span]
        return parts + [None] * (2 * len(names) - len(parts))

    names = (_("First span"), _("Second span"), _("Third span"))
    return RowsField(tuple(map(row, names)), pack=pack, unpack=unpack)


def show_hours(value: Any) -> str:
    """08:30–12:00 · 14:00–17:30."""
    return " · ".join(f"{start}–{end}" for start, end in value)


OFFICE_HOURS = register(
    Rule(
        key="communities.office_hours",
        name=_("office hours"),
        default=[["08:30", "12:00"], ["14:00", "17:30"]],
        check=parse_hours,
        show=show_hours,
        field=hours_field,
        unit=_("time of day"),
        source=_("common practice"),
    )
)

FLAT_STANDARD = register(
    Rule(
        key="communities.flat_m2_per_person",
        name=_("standard size of a flat"),
        default=25,
        check=number_between(1, 200),
        unit=_("m² per person"),
        source=_("national standard of the relocation programme (2016–2020)"),
    )
)
GARDEN_STANDARD = register(
    Rule(
        key="communities.garden_plot_m2",
        name=_("standard size of a garden plot"),
        default=15,
        check=number_between(1, 666),
        unit=_("m² per household"),
        source=_("practice of one village; others give 10 or 20 m²"),
    )
)
