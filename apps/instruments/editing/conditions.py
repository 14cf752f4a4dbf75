"""Conditions without code: one question, a comparison, an answer. What is more than that is written out."""

from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy

from apps.instruments.form import Question
from apps.instruments.form.definition import NUMBERS
from apps.instruments.form.expressions import Tree


class How(models.TextChoices):
    """How an answer is compared."""

    IS = "is", pgettext_lazy("condition", "is")
    IS_NOT = "is_not", pgettext_lazy("condition", "is not")
    INCLUDES = "includes", pgettext_lazy("condition", "includes")
    MORE = "more", pgettext_lazy("condition", "is more than")
    LESS = "less", pgettext_lazy("condition", "is less than")
    AT_LEAST = "at_least", pgettext_lazy("condition", "is at least")
    AT_MOST = "at_most", pgettext_lazy("condition", "is at most")
    ANSWERED = "answered", pgettext_lazy("condition", "is answered")


MARKS = {How.IS: "=", How.IS_NOT: "!=", How.MORE: ">", How.LESS: "<", How.AT_LEAST: ">=", How.AT_MOST: "<="}
NUMERIC = frozenset({How.MORE, How.LESS, How.AT_LEAST, How.AT_MOST})
EMPTY: Tree = ("lit", "")


def simple(tree: Tree | None) -> tuple[str, str, str] | None:
    """(question, how, answer) of a condition that is as simple as that; None for others."""
    if not tree or len(tree) < 2 or tree[1][0] != "ref":
        return None
    key = tree[1][1]
    if tree == ("!=", ("ref", key), EMPTY):
        return key, How.ANSWERED.value, ""
    if tree[0] == "selected" and tree[2][0] == "lit":
        return key, How.INCLUDES.value, str(tree[2][1])
    how = next((how for how, mark in MARKS.items() if mark == tree[0]), None)
    if how is None or tree[2][0] != "lit" or tree[2] == EMPTY:
        return None
    return key, how.value, str(tree[2][1])


def tree_of(question: Question, how: str, answer: str) -> Tree:
    """The condition as a tree; a number for a question that asks for one. Raises ValueError for what is no number."""
    ref: Tree = ("ref", question.key)
    if how == How.ANSWERED:
        return ("!=", ref, EMPTY)
    if how == How.INCLUDES or (question.kind == "choose_many" and how == How.IS):
        return ("selected", ref, ("lit", answer))
    value: Any = answer
    if question.kind in NUMBERS or question.kind == "calculated" or how in NUMERIC:
        number = float(answer)
        value = int(number) if number == int(number) else number
    literal: Tree = ("neg", ("lit", -value)) if not isinstance(value, str) and value < 0 else ("lit", value)
    return (MARKS[How(how)], ref, literal)


def answer_key(question: Question, said: str) -> str:
    """The name of the answer that somebody wrote in words."""
    plain = said.strip()
    if question.kind == "yes_no":
        return {"是": "yes", "否": "no", "Yes": "yes", "No": "no"}.get(plain, plain)
    return next((choice.key for choice in question.choices if plain in (choice.label.zh, choice.label.en)), plain)
