"""A score with its parts."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from apps.instruments.editing import scoring
from apps.instruments.form import Definition
from apps.instruments.form.definition import CHINESE, ENGLISH
from apps.instruments.form.expressions import Tree
from apps.instruments.forms.base import clean_expression, free, number_of, pair, spread, words
from apps.instruments.forms.conditions import question_options
from apps.instruments.forms.rows import Column, Option, Row, RowsField, at_line

NOT_COUNTED = frozenset({"note", "photo", "signature", "repeat", "text", "phone", "date"})


class ScoreForm(forms.Form):
    """What a score is called, how its parts become one figure, and the parts."""

    label_zh = words(_("Score in Chinese"), most=60, required=True)
    label_en = words(_("Score in English"), most=80)
    method = forms.ChoiceField(label=_("How its parts become one figure"), choices=scoring.METHOD_WORDS)
    unit_zh, unit_en = words(_("Unit in Chinese"), most=20), words(_("Unit in English"), most=30)
    parts = RowsField(
        [
            Column("of", pgettext_lazy("part of a score", "rests on"), "choice"),
            Column("per", pgettext_lazy("part of a score", "divided by"), "choice"),
            Column("formula", pgettext_lazy("part of a score", "or a formula"), "code"),
            Column("low", pgettext_lazy("part of a score", "0 points at"), "number", first="0"),
            Column("high", pgettext_lazy("part of a score", "100 points at"), "number", first="1"),
            Column("weight", pgettext_lazy("part of a score", "weight"), "number", first="1"),
            Column("zh", pgettext_lazy("part of a score", "name in Chinese")),
            Column("en", pgettext_lazy("part of a score", "name in English")),
        ],
        label=_("Parts"), look="parts", add=_("Add a part"), most=40,
        help_text=_("A question with points counts by its points, another one by the number given. Where less is"
                    " better, 0 points stand at the larger number. Without a name a part is called as its question"
                    " is."),
    )  # fmt: skip

    def __init__(self, definition: Definition, part: dict[str, Any], data: Any) -> None:
        initial = {
            "method": part.get("method", "mean"),
            "parts": scoring.shown(part.get("parts", []), definition),
            **spread(part, "label", "unit"),
        }
        super().__init__(data, initial=initial)
        self.definition, self.part = definition, part
        known = list(question_options(definition, get_language() or "", left_out=NOT_COUNTED))
        field: Any = self.fields["parts"]
        field.set_options("of", [Option("", "—"), *known])
        field.set_options("per", [Option("", "—"), *known])

    def clean_parts(self) -> list[dict[str, Any]]:
        """The parts as JSON. Raises ValidationError with the line."""
        rows = self.cleaned_data["parts"]
        if not rows:
            raise ValidationError(_t("A score needs a part."), code="required")
        trees = [self._value(number, row) for number, row in enumerate(rows, start=1)]
        keys = scoring.named(trees, [row["of"] for row in rows], self.part.get("parts", []), self.definition)
        return [
            {"key": key, "value": tree, "label": _label(row), **dict(_scale(number, row))}
            for number, (row, tree, key) in enumerate(zip(rows, trees, keys, strict=True), start=1)
        ]

    def _value(self, number: int, row: Row) -> Tree:
        """What a part rests on."""
        if bool(row["formula"]) == bool(row["of"]):
            raise at_line(number, _t("Choose a question, or write a formula: one of the two."))
        if row["formula"]:
            try:
                return clean_expression(row["formula"]) or ()
            except ValidationError as error:
                raise at_line(number, error.message) from error
        found = [self.definition.by_key.get(row[name]) for name in ("of", "per") if row[name]]
        values = [scoring.counted(question) for question in found if question is not None]
        if len(values) != len(found):
            raise at_line(number, _t("Which question?"))
        return ("div", *values) if len(values) == 2 else values[0]

    def score(self) -> dict[str, Any]:
        """The score as JSON."""
        given = self.cleaned_data
        key = self.part.get("key") or free("s", {score.key for score in self.definition.scores})
        made = {"key": key, "method": given["method"], "group": self.part.get("group", ""), "parts": given["parts"],
                "label": pair(given, "label"), "unit": pair(given, "unit")}  # fmt: skip
        return {name: value for name, value in made.items() if value}


def _label(row: Row) -> dict[str, str]:
    return {language: row[name] for language, name in ((CHINESE, "zh"), (ENGLISH, "en")) if row[name]}


def _scale(number: int, row: Row) -> Iterator[tuple[str, float]]:
    """Least, most and weight; a weight of 1 goes without saying."""
    for name, otherwise in (("low", 0), ("high", 1), ("weight", 1)):
        try:
            value = number_of(row[name])
        except ValueError as error:
            raise at_line(number, _t("Points and weight are numbers.")) from error
        value = otherwise if value is None else value
        if name != "weight" or value != 1:
            yield name, value
