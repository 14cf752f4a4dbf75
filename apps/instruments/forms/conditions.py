"""“Asked only if”: questions, comparisons and answers to choose; or a condition that is written out."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from apps.instruments.editing.conditions import (
    NO_ANSWER,
    How,
    Join,
    Simple,
    answer_key,
    answer_shown,
    joined,
    several,
    tree_of,
)
from apps.instruments.form import Definition, Question
from apps.instruments.form.expressions import Tree, from_json
from apps.instruments.form.expressions import write as text_of
from apps.instruments.forms.base import clean_expression, expression
from apps.instruments.forms.rows import Column, Option, Row, RowsField, at_line
from apps.instruments.words import yes_no_choices

NOT_COMPARED = frozenset({"note", "photo", "signature", "repeat"})


def question_options(
    definition: Definition, language: str, *, without: str = "", left_out: frozenset[str] = NOT_COMPARED
) -> Iterator[Option]:
    """The questions that can be compared or counted, with the answers that each offers."""
    for key, question in definition.by_key.items():
        if key != without and question.kind not in left_out:
            choices = yes_no_choices() if question.kind == "yes_no" else question.choices
            answers = [choice.label.of(language) for choice in choices]
            yield Option(key, question.label.of(language) or key, answers, question.kind)


class WithCondition(forms.Form):
    """A part of a questionnaire that may be asked of some only."""

    join = forms.ChoiceField(label=_("Where there are several"), choices=Join.choices, required=False)
    conditions = RowsField(
        [
            Column("when", pgettext_lazy("condition", "question"), "choice"),
            Column("how", _("comparison"), "choice", [Option(*each) for each in How.choices], How.IS.value),
            Column("answer", pgettext_lazy("condition", "answer")),
        ],
        label=_("Ask only if"), look="conditions", add=_("Add a condition"), most=12,
        help_text=_("Without a condition it is always asked."),
    )  # fmt: skip
    relevant = expression(
        _("or a condition in full"),
        _("Such as: ${age} >= 60 and selected(${help}, 'stairs'). It goes before the conditions that were chosen."),
    )

    def __init__(self, definition: Definition, part: dict[str, Any], data: Any, **initial: Any) -> None:
        self.definition, self.part, self.language = definition, part, get_language() or ""
        tree = from_json(part["relevant"]) if part.get("relevant") else None
        found = several(tree)
        if found is not None and all(each.key in definition.by_key for each in found[1]):
            initial |= {"join": found[0].value, "conditions": [self._row(each) for each in found[1]]}
        elif tree is not None:
            initial["relevant"] = text_of(tree)
        super().__init__(data, initial=initial)
        field: Any = self.fields["conditions"]
        known = list(question_options(definition, self.language, without=part.get("key", "")))
        field.set_options("when", [Option("", _t("always")), *known])

    def _row(self, found: Simple) -> Row:
        answer = answer_shown(self.definition.by_key[found.key], found.answer, self.language)
        return {"when": found.key, "how": found.how, "answer": answer}

    def clean_relevant(self) -> Any:
        return clean_expression(self.cleaned_data["relevant"])

    def clean_conditions(self) -> list[Tree]:
        """The comparison of each line. Raises ValidationError with the line."""
        rows = self.cleaned_data["conditions"]
        return [self._tree(number, row) for number, row in enumerate(rows, start=1)]

    def _tree(self, number: int, row: Row) -> Tree:
        question = self.definition.by_key.get(row["when"])
        if question is None:
            raise at_line(number, _t("Which question?"))
        how = row["how"] if row["how"] in How.values else How.IS.value
        answer = answer_key(question, row["answer"])
        if how not in NO_ANSWER:
            _answer_fits(number, question, answer)
        try:
            return tree_of(question, how, answer)
        except ValueError as error:
            raise at_line(number, _t("Please give a number.")) from error

    def condition(self) -> Tree | None:
        """The tree of the condition, as JSON; None: always asked."""
        given = self.cleaned_data
        return given.get("relevant") or joined(given.get("join") or Join.ALL.value, given.get("conditions") or [])


def _answer_fits(number: int, question: Question, answer: str) -> None:
    """Raises ValidationError where the answer is none, or none that the question offers."""
    if not answer:
        raise at_line(number, _t("Which answer?"))
    choices = yes_no_choices() if question.kind == "yes_no" else question.choices
    if choices and answer not in {choice.key for choice in choices}:
        offered = _t(", ").join(choice.label.of(get_language() or "") for choice in choices[:8])
        said = _t("“%(answer)s” is no answer to this question. It offers: %(offered)s")
        raise at_line(number, said % {"answer": answer, "offered": offered})
