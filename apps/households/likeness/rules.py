"""A dated rule of duplicates: whether merging households needs two people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from apps.core.rules import Rule, register

EYES = {"no": _("one person"), "yes": _("one proposes, another merges")}


def _check(value: Any) -> None:
    if value not in EYES:
        raise ValidationError(_("Write yes or no."))


FOUR_EYES = register(
    Rule(
        key="households.merge_four_eyes",
        name=_("merging duplicate households"),
        default="no",
        check=_check,
        show=lambda value: str(EYES[value]),
        field=lambda: forms.ChoiceField(choices=list(EYES.items()), widget=UnfoldAdminSelectWidget),
        source=_("A merge can be undone; a county may still want a second person to look."),
    )
)
