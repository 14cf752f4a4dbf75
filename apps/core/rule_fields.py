"""Form fields for the values of rules: one number, or rows of small fields that are kept as one value."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminDecimalFieldWidget

Pack = Callable[[list[Any]], Any]
Unpack = Callable[[Any], list[Any]]


class NumberField(forms.FloatField):
    """A number as rules keep it: whole ones without a decimal point."""

    widget = UnfoldAdminDecimalFieldWidget

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        return int(number) if number is not None and float(number).is_integer() else number

    def prepare_value(self, value: Any) -> Any:
        return f"{value:g}" if isinstance(value, float) else value


class Said(forms.Widget):
    """A choice that is made already: its words, and its key out of sight."""

    choices: Any = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        words = dict(self.choices).get(value, value)
        return format_html(
            '<span class="rule-said">{}</span><input type="hidden" name="{}" value="{}">', words, name, value
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a rule's form: its name, and its small fields, each with words for who cannot see the line."""

    name: Any
    fields: tuple[forms.Field, ...]
    between: Any = ""


class RowsWidget(forms.MultiWidget):
    """The small inputs of a RowsField, line by line."""

    template_name = "core/widgets/rows.html"

    def __init__(self, rows: tuple[Row, ...], unpack: Unpack) -> None:
        self.rows, self.unpack = rows, unpack
        super().__init__([field.widget for row in rows for field in row.fields])

    def decompress(self, value: Any) -> list[Any]:
        return [None] * len(self.widgets) if value is None else self.unpack(value)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = iter(context["widget"]["subwidgets"])
        context["rows"] = []
        for row in self.rows:
            shown = [next(parts) for _field in row.fields]
            for part, field in zip(shown, row.fields, strict=True):
                part["attrs"]["aria-label"] = f"{row.name}: {field.label}" if field.label else str(row.name)
            context["rows"].append({"name": row.name, "between": row.between, "parts": shown})
        return context

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        """The small inputs by the form renderer, the lines around them by a template of ours."""
        for row in context["rows"]:
            for part in row["parts"]:
                part["html"] = super()._render(part["template_name"], {"widget": part}, renderer)
        return render_to_string(template_name, context)


class RowsField(forms.MultiValueField):
    """A structured value, typed line by line: `pack` makes it from the flat list of parts, `unpack` takes it apart."""

    def __init__(self, rows: tuple[Row, ...], *, pack: Pack, unpack: Unpack, **kwargs: Any) -> None:
        self.pack, self.unpack = pack, unpack
        fields = [field for row in rows for field in row.fields]
        super().__init__(fields, widget=RowsWidget(rows, unpack), require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> Any:
        return self.pack(data_list)


def numbers_by_key(words: dict[str, Any], most: int, fault: Any, label: Any = None) -> dict[str, Any]:
    """The check, the words and the form field of a rule that is one whole number from 1 to `most` for each key.

    `words` are the keys with their names, `label` what is counted (days); `fault` is what a wrong value is answered.
    """

    def check(value: Any) -> None:
        sane = isinstance(value, dict) and set(value) == set(words)
        if not sane or not all(type(number) is int and 1 <= number <= most for number in value.values()):
            raise ValidationError(fault)

    def show(value: Any) -> str:
        return " · ".join(f"{words[key]} {number}" for key, number in value.items())

    def field() -> RowsField:
        boxes = [NumberField(min_value=1, max_value=most, label=label or _("days")) for _key in words]
        rows = tuple(Row(word, (box,)) for word, box in zip(words.values(), boxes, strict=True))
        return RowsField(
            rows,
            pack=lambda parts: dict(zip(words, parts, strict=True)),
            unpack=lambda value: [value[key] for key in words],
        )

    return {"check": check, "show": show, "field": field}
