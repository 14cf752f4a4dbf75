"""Small pieces of the editor's forms: texts in both languages, expressions, names that are free."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.instruments.form.definition import CHINESE, ENGLISH
from apps.instruments.form.expressions import ExpressionError, Tree, parse


def pair(values: dict[str, Any], name: str) -> dict[str, str]:
    """A text in both languages, from two fields."""
    both = {CHINESE: values.get(f"{name}_zh", ""), ENGLISH: values.get(f"{name}_en", "")}
    return {language: said.strip() for language, said in both.items() if said.strip()}


def spread(part: dict[str, Any], *names: str) -> dict[str, str]:
    """The other way: what the two fields of each text show."""
    return {
        f"{name}_{short}": part.get(name, {}).get(language, "")
        for name in names
        for short, language in (("zh", CHINESE), ("en", ENGLISH))
    }


def words(label: Any, *, most: int = 300, required: bool = False, rows: int = 1) -> forms.CharField:
    """A field for a text."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(label=label, max_length=most, required=required, widget=widget)


def expression(label: Any, help_text: Any = "") -> forms.CharField:
    """A field for an expression that is written out."""
    widget = forms.TextInput(attrs={"class": "iq-code", "spellcheck": "false"})
    return forms.CharField(label=label, max_length=2000, required=False, widget=widget, help_text=help_text)


def clean_expression(text: str) -> Tree | None:
    """The tree of what was written. Raises ValidationError in words."""
    if not text.strip():
        return None
    try:
        return parse(text)
    except ExpressionError as error:
        raise ValidationError(str(error.message), code="expression") from error


def free(letter: str, taken: Collection[str]) -> str:
    """A name that no other part has: q1, q2 …"""
    return next(f"{letter}{number}" for number in range(1, 10_000) if f"{letter}{number}" not in taken)


def whole(value: float) -> float:
    """3.0 as 3."""
    return int(value) if value == int(value) else value


def number_of(said: str) -> float | None:
    """The number that somebody typed, None for nothing. Raises ValueError."""
    return whole(float(said.replace("，", ".").replace(",", "."))) if said else None
