"""Parts of a score, line by line: a question, one question divided by another, or a formula; its scale and weight."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import pgettext_lazy

from apps.instruments.form import Definition, Question
from apps.instruments.form.definition import CHINESE, ENGLISH
from apps.instruments.form.expressions import Tree, from_json
from apps.instruments.form.expressions import write as text_of

METHOD_WORDS = (
    ("mean", pgettext_lazy("score", "the mean of all parts, from 0 to 100")),
    ("sum", pgettext_lazy("score", "the sum of all parts, in their own unit")),
)
Row = dict[str, str]


def counted(question: Question) -> Tree:
    """What a question counts: its points where it offers answers, else the number given."""
    ref: Tree = ("ref", question.key)
    return ("score", ref) if question.choices or question.kind == "yes_no" else ref


def chosen(definition: Definition, tree: Tree) -> tuple[str, str] | None:
    """(question, question by which it is divided or "") of a value that can be chosen; None for a formula."""
    if (single := _question(definition, tree)) is not None:
        return single, ""
    if tree[0] == "div":
        pair = _question(definition, tree[1]), _question(definition, tree[2])
        return (pair[0], pair[1]) if pair[0] is not None and pair[1] is not None else None
    return None


def _question(definition: Definition, tree: Tree) -> str | None:
    key = tree[1] if tree[0] == "ref" else tree[1][1] if tree[0] == "score" else ""
    question = definition.by_key.get(key)
    return key if question is not None and counted(question) == tree else None


def value_words(definition: Definition, tree: Tree, language: str) -> str:
    """What a part rests on, in words where it was chosen, or the formula."""
    found = chosen(definition, tree)
    if found is None:
        return text_of(tree)
    return " ÷ ".join(definition.by_key[key].label.of(language) for key in found if key)


def shown(parts: Sequence[dict[str, Any]], definition: Definition) -> list[Row]:
    """The lines of the parts."""
    return [_row(part, definition) for part in parts]


def _row(part: dict[str, Any], definition: Definition) -> Row:
    tree, label = from_json(part["value"]), part.get("label", {})
    found = chosen(definition, tree)
    return {
        "zh": label.get(CHINESE, ""), "en": label.get(ENGLISH, ""),
        "of": found[0] if found else "", "per": found[1] if found else "",
        "formula": "" if found else text_of(tree),
        "low": f"{part.get('low', 0):g}", "high": f"{part.get('high', 1):g}", "weight": f"{part.get('weight', 1):g}",
    }  # fmt: skip


def named(
    trees: Sequence[Tree], wanted: Sequence[str], known: Sequence[dict[str, Any]], definition: Definition
) -> list[str]:
    """A name for each part: the one that it has while it rests on the same, else its question's, else p1, p2 …"""
    names = {text_of(from_json(part["value"])): part["key"] for part in known}
    found: list[str] = []
    for number, (tree, key) in enumerate(zip(trees, wanted, strict=True), start=1):
        name = names.get(text_of(tree)) or (key if key in definition.by_key else f"p{number}")
        found.append(next(each for each in (name, *(f"{name}_{n}" for n in range(2, 99))) if each not in found))
    return found
