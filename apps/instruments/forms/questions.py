"""Questions and the headings above them: one part of a draft at a time, without code."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.instruments import writes
from apps.instruments.editing import choices as choice_lines
from apps.instruments.form import Definition
from apps.instruments.form.expressions import from_json
from apps.instruments.form.expressions import write as text_of
from apps.instruments.forms.base import clean_expression, expression, free, number_of, pair, spread, whole, words
from apps.instruments.forms.conditions import WithCondition
from apps.instruments.forms.rows import Column, RowsField, at_line
from apps.instruments.looks import KIND_WORDS

OUTSIDE_MEMBERS = ("repeat", "photo", "signature")
ORDER = (
    "label_zh", "label_en", "kind", "choices", "required", "hint_zh", "hint_en", "conditions", "join", "unit_zh",
    "unit_en", "low", "high",
)  # fmt: skip


class QuestionForm(WithCondition):
    """One question."""

    label_zh, label_en = words(_("Question in Chinese"), rows=2), words(_("Question in English"), rows=2)
    kind = forms.ChoiceField(label=_("Kind of answer"))
    choices = RowsField(
        [
            Column("zh", pgettext_lazy("answer to choose", "in Chinese")),
            Column("en", pgettext_lazy("answer to choose", "in English")),
            Column("points", pgettext_lazy("answer to choose", "points"), "number"),
        ],
        label=_("Answers to choose from"), look="choices", add=_("Add an answer"),
        help_text=_("Points are for scores and may be left out."),
    )  # fmt: skip
    required = forms.BooleanField(label=_("must be answered"), required=False)
    hint_zh, hint_en = words(_("Hint in Chinese")), words(_("Hint in English"))
    unit_zh, unit_en = words(_("Unit in Chinese"), most=20), words(_("Unit in English"), most=30)
    low, high = (forms.FloatField(label=label, required=False) for label in (_("at least"), _("at most")))
    constraint = expression(_("The answer must hold"), _("“.” is the answer itself, such as: . <= ${people}"))
    constraint_message_zh = words(_("What to say otherwise, in Chinese"))
    constraint_message_en = words(_("What to say otherwise, in English"))
    calculate = expression(_("Formula"), _("For a calculated value only, such as: ${wage} + ${business}"))
    writes = forms.ChoiceField(label=_("Updates the register"), required=False)
    key = forms.RegexField(
        r"^[A-Za-z_][A-Za-z0-9_-]{0,59}$", label=_("Name for formulas and files"), required=False,
        help_text=_("Letters, digits and underscores. Left empty, one is given."),
    )  # fmt: skip

    def __init__(self, definition: Definition, part: dict[str, Any], data: Any, *, within: bool = False) -> None:
        initial = {name: part.get(name) for name in ("key", "kind", "required", "low", "high", "writes")}
        initial |= spread(part, "label", "hint", "unit", "constraint_message")
        initial["choices"] = choice_lines.shown(part.get("choices", []))
        for name in ("constraint", "calculate"):
            initial[name] = text_of(from_json(part[name])) if part.get(name) else ""
        super().__init__(definition, part, data, **initial)
        self.order_fields([*ORDER, *self.fields])
        kinds = [(kind, said) for kind, said in KIND_WORDS.items() if not (within and kind in OUTSIDE_MEMBERS)]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        targets = {key: target.words for key, target in writes.TARGETS.items()}
        if part.get("writes") and part["writes"] not in targets:
            targets[part["writes"]] = part["writes"]
        self.fields["writes"].choices = [("", _t("nothing")), *targets.items()]  # type: ignore[attr-defined]

    def clean_constraint(self) -> Any:
        return clean_expression(self.cleaned_data["constraint"])

    def clean_calculate(self) -> Any:
        return clean_expression(self.cleaned_data["calculate"])

    def clean_choices(self) -> list[dict[str, Any]]:
        """The answers to choose from, as JSON. Raises ValidationError with the line."""
        rows = self.cleaned_data["choices"]
        points = []
        for number, row in enumerate(rows, start=1):
            if not (row["zh"] or row["en"]):
                raise at_line(number, _t("Which answer?"))
            try:
                points.append(number_of(row["points"]))
            except ValueError as error:
                raise at_line(number, _t("The points are no number.")) from error
        return choice_lines.read(rows, points, self.part.get("choices", []))

    def question(self) -> dict[str, Any]:
        """The question as JSON."""
        given = self.cleaned_data
        kind = given["kind"]
        made = {
            "key": given["key"] or self.part.get("key") or free("q", set(self.definition.by_key)),
            "kind": kind,
            "required": given["required"],
            "relevant": self.condition(),
            "constraint": given["constraint"],
            "calculate": given["calculate"] if kind == "calculated" else None,
            "choices": given["choices"] if kind in ("choose_one", "choose_many", "yes_no") else [],
            "writes": given["writes"],
            **{name: pair(given, name) for name in ("label", "hint", "unit", "constraint_message")},
        }
        if kind in ("integer", "decimal", "money"):
            made |= {name: whole(given[name]) for name in ("low", "high") if given[name] is not None}
        return {name: value for name, value in made.items() if value not in (None, "", [], {})}


class GroupForm(WithCondition):
    """The heading of a group."""

    label_zh, label_en = words(_("Heading in Chinese"), most=80), words(_("Heading in English"), most=120)
    hint_zh, hint_en = words(_("Hint in Chinese")), words(_("Hint in English"))

    def __init__(self, definition: Definition, part: dict[str, Any], data: Any) -> None:
        super().__init__(definition, part, data, **spread(part, "label", "hint"))
        self.order_fields(["label_zh", "label_en", "hint_zh", "hint_en", "conditions", "join"])

    def group(self) -> dict[str, Any]:
        """The group as JSON, without its questions."""
        key = self.part.get("key") or free("g", {group.key for group in self.definition.groups})
        made = {
            "key": key,
            "relevant": self.condition(),
            **{name: pair(self.cleaned_data, name) for name in ("label", "hint")},
        }
        return {name: value for name, value in made.items() if value}
