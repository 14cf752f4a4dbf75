"""What a version asks, as its page shows it."""

from typing import Any

from django.utils.translation import gettext as _

from apps.instruments import writes
from apps.instruments.editing.conditions import condition_words
from apps.instruments.editing.scoring import value_words
from apps.instruments.form import Definition, Question
from apps.instruments.form.expressions import Tree, references
from apps.instruments.form.expressions import write as text_of
from apps.instruments.looks import KIND_WORDS


def groups_shown(definition: Definition, language: str) -> list[dict[str, Any]]:
    """The groups with their questions."""
    return [
        {
            "key": group.key,
            "label": group.label.of(language) or _("without a heading"),
            "hint": group.hint.of(language),
            "when": condition_words(definition, group.relevant, language),
            "questions": [_question(definition, question, language) for question in group.questions],
        }
        for group in definition.groups
    ]


def _question(definition: Definition, question: Question, language: str) -> dict[str, Any]:
    return {
        "key": question.key,
        "label": question.label.of(language),
        "hint": question.hint.of(language),
        "kind": KIND_WORDS.get(question.kind, question.kind),
        "required": question.required,
        "choices": [_choice(choice, language) for choice in question.choices],
        "when": condition_words(definition, question.relevant, language),
        "notes": list(_notes(question, language)),
        "questions": [_question(definition, inner, language) for inner in question.questions],
        "repeat": question.kind == "repeat",
    }


def _choice(choice: Any, language: str) -> str:
    worth = "" if choice.score is None else f" ({choice.score:g})"
    return f"{choice.label.of(language)}{worth}"


def _notes(question: Question, language: str) -> Any:
    unit = question.unit.of(language)
    if question.low is not None or question.high is not None:
        limits = " – ".join("" if limit is None else f"{limit:,g}" for limit in (question.low, question.high))
        yield f"{limits.strip()} {unit}".strip()
    elif unit:
        yield unit
    if question.constraint is not None:
        yield question.constraint_message.of(language) or text_of(question.constraint)
    if question.calculate is not None:
        yield f"= {text_of(question.calculate)}"
    if question.writes:
        target = writes.TARGETS.get(question.writes)
        yield _("updates the register: %(name)s") % {"name": target.words if target else question.writes}


def scores_shown(definition: Definition, language: str) -> list[dict[str, Any]]:
    """The scores with their parts."""
    return [
        {
            "key": score.key,
            "label": score.label.of(language),
            "method": score.method,
            "parts": [
                {"label": part.label.of(language) or _label(definition, part.value, language),
                 "value": value_words(definition, part.value, language), "scale": f"{part.low:g} → {part.high:g}"}
                for part in score.parts
            ],
        }
        for score in definition.scores
    ]  # fmt: skip


def _label(definition: Definition, tree: Tree, language: str) -> str:
    keys = sorted(references(tree))
    return definition.by_key[keys[0]].label.of(language) if keys else ""
