"""Answers in words, in the version in which they were asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import get_language, ngettext, override, pgettext
from django.utils.translation import gettext as _

from apps.core import clock, ui
from apps.instruments.form import Filled, Question
from apps.instruments.form.definition import NUMBERS
from apps.instruments.form.expressions.evaluate import DAY, number
from apps.instruments.form.filled import MEMBER, Row, is_empty
from apps.instruments.library import definition_of
from apps.instruments.models import InstrumentVersion
from apps.instruments.words import yes_no_choices


class Said(NamedTuple):
    """One question with its answer in words ("" : asked and not answered) and what the answer is worth."""

    label: str
    words: str
    score: float | None


def show_answers(
    version: InstrumentVersion,
    answers: Mapping[str, Any],
    language: str = "",
    *,
    names: Mapping[str, str] | None = None,
    day: date | None = None,
) -> list[tuple[str, list[Said]]]:
    """[(heading, [(question, answer, score)])], only what was asked. `names` are those of members by their key,
    `day` is the one on which it was answered.
    """
    spoken = language or get_language() or "zh-hans"
    definition = definition_of(version)
    filled = Filled(definition, answers, today=(day or clock.today()).isoformat())
    with override(spoken):
        found = [
            (group.label.of(spoken), [
                said
                for question in group.questions
                if question.kind != "note" and filled.asked(question)
                for said in _lines(filled, question, spoken, names or {})
            ])
            for group in definition.groups
        ]  # fmt: skip
    return [(heading, lines) for heading, lines in found if lines]


def _lines(filled: Filled, question: Question, language: str, names: Mapping[str, str]) -> list[Said]:
    if question.kind != "repeat":
        return [_said(filled, question, None, language, question.label.of(language))]
    lines = []
    for row in filled.rows(question):
        member = str(row.get(MEMBER, ""))
        for inner in question.questions:
            if inner.kind != "note" and filled.asked(inner, row):
                label = _("%(name)s: %(question)s") % {
                    "name": names.get(member, member),
                    "question": inner.label.of(language),
                }
                lines.append(_said(filled, inner, row, language, label))
    return lines


def _said(filled: Filled, question: Question, row: Row, language: str, label: str) -> Said:
    value = filled.value(question, row)
    return Said(label, answer_words(question, value, language), question.worth(value))


def answer_words(question: Question, value: Any, language: str) -> str:
    """One answer as people read it; empty where there is none."""
    if is_empty(value):
        return ""
    if question.kind == "photo":
        return ngettext("%(count)d photo", "%(count)d photos", len(value)) % {"count": len(value)}
    if question.kind == "signature":
        return pgettext("answer", "signed")
    if question.choices or question.kind == "yes_no":
        known = {choice.key: choice.label.of(language) for choice in question.choices or yes_no_choices()}
        return _(", ").join(known.get(each, str(each)) for each in (value if isinstance(value, list) else [value]))
    if question.kind == "date" and DAY.fullmatch(value) and number(value) is not None:
        return ui.exact(date.fromisoformat(value))
    if question.kind in NUMBERS or isinstance(value, int | float):
        return f"{_plain(value)} {question.unit.of(language)}".strip()
    return str(value)


def _plain(value: Any) -> str:
    return ui.plain(value) if isinstance(value, int | float) else str(value)
