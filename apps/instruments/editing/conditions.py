"""Conditions without code: questions, comparisons and answers, all or one of which must hold. More is written out."""

from collections.abc import Sequence
from functools import reduce
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import pgettext_lazy

from apps.instruments.form import Definition, Question
from apps.instruments.form.definition import NUMBERS
from apps.instruments.form.expressions import Tree
from apps.instruments.form.expressions import write as text_of
from apps.instruments.showing import answer_words


class How(models.TextChoices):
    """How an answer is compared."""

    IS = "is", pgettext_lazy("condition", "is")
    IS_NOT = "is_not", pgettext_lazy("condition", "is not")
    INCLUDES = "includes", pgettext_lazy("condition", "includes")
    EXCLUDES = "excludes", pgettext_lazy("condition", "does not include")
    MORE = "more", pgettext_lazy("condition", "is more than")
    LESS = "less", pgettext_lazy("condition", "is less than")
    AT_LEAST = "at_least", pgettext_lazy("condition", "is at least")
    AT_MOST = "at_most", pgettext_lazy("condition", "is at most")
    ANSWERED = "answered", pgettext_lazy("condition", "is answered")
    UNANSWERED = "unanswered", pgettext_lazy("condition", "is not answered")


class Join(models.TextChoices):
    """How several conditions belong together."""

    ALL = "and", pgettext_lazy("conditions", "all of these hold")
    ANY = "or", pgettext_lazy("conditions", "one of these holds")


class Simple(NamedTuple):
    """One comparison: the key of a question, how it is compared, and with which answer (a choice's key, a number)."""

    key: str
    how: str
    answer: str = ""


MARKS = {How.IS: "=", How.IS_NOT: "!=", How.MORE: ">", How.LESS: "<", How.AT_LEAST: ">=", How.AT_MOST: "<="}
NUMERIC = frozenset({How.MORE, How.LESS, How.AT_LEAST, How.AT_MOST})
NO_ANSWER = frozenset({How.ANSWERED, How.UNANSWERED})  # comparisons that need no answer beside them
JOINS = {Join.ALL: pgettext_lazy("conditions", " and "), Join.ANY: pgettext_lazy("conditions", " or ")}
EMPTY: Tree = ("lit", "")


def simple(tree: Tree | None) -> Simple | None:
    """A condition that is one comparison; None for others."""
    if not tree or len(tree) < 2:
        return None
    if tree[0] == "not":
        inner = simple(tree[1])
        return Simple(inner.key, How.EXCLUDES.value, inner.answer) if inner and inner.how == How.INCLUDES else None
    if tree[1][0] != "ref" or len(tree) != 3:
        return None
    key = tree[1][1]
    if tree[2] == EMPTY:
        how = {"!=": How.ANSWERED, "=": How.UNANSWERED}.get(tree[0])
        return Simple(key, how.value) if how else None
    answer = _literal(tree[2])
    if answer is None:
        return None
    if tree[0] == "selected":
        return Simple(key, How.INCLUDES.value, answer)
    how = next((how for how, mark in MARKS.items() if mark == tree[0]), None)
    return Simple(key, how.value, answer) if how else None


def _literal(tree: Tree) -> str | None:
    if tree[0] == "neg" and tree[1][0] == "lit":
        return f"-{tree[1][1]}"
    return str(tree[1]) if tree[0] == "lit" else None


def several(tree: Tree | None) -> tuple[Join, list[Simple]] | None:
    """A condition that is comparisons of which all, or one, must hold; None for what is more than that."""
    if tree is None:
        return Join.ALL, []
    join = Join(tree[0]) if tree[0] in Join.values else Join.ALL
    found = [simple(each) for each in _flat(tree, join.value)]
    known = [each for each in found if each is not None]
    return (join, known) if len(known) == len(found) else None


def _flat(tree: Tree, operator: str) -> list[Tree]:
    """a and b and c, as it is read: the left side first."""
    return [*_flat(tree[1], operator), tree[2]] if tree[0] == operator else [tree]


def joined(join: str, trees: Sequence[Tree]) -> Tree | None:
    """The other way: the comparisons as one tree."""
    return reduce(lambda left, right: (join, left, right), trees) if trees else None


def tree_of(question: Question, how: str, answer: str) -> Tree:
    """The comparison as a tree; a number for a question that asks for one. Raises ValueError for what is no number."""
    ref: Tree = ("ref", question.key)
    if how in NO_ANSWER:
        return ("!=" if how == How.ANSWERED else "=", ref, EMPTY)
    many = question.kind == "choose_many"
    if how == How.INCLUDES or (many and how == How.IS):
        return ("selected", ref, ("lit", answer))
    if how == How.EXCLUDES or (many and how == How.IS_NOT):
        return ("not", ("selected", ref, ("lit", answer)))
    value: Any = answer
    if question.kind in NUMBERS or question.kind == "calculated" or how in NUMERIC:
        number = float(answer)
        value = int(number) if number == int(number) else number
    literal: Tree = ("neg", ("lit", -value)) if not isinstance(value, str) and value < 0 else ("lit", value)
    return (MARKS[How(how)], ref, literal)


def answer_key(question: Question, said: str) -> str:
    """The name of the answer that somebody chose or wrote in words."""
    plain = said.strip()
    if question.kind == "yes_no":
        return {"是": "yes", "否": "no", "Yes": "yes", "No": "no"}.get(plain, plain)
    return next((choice.key for choice in question.choices if plain in (choice.label.zh, choice.label.en)), plain)


def answer_shown(question: Question, answer: str, language: str) -> str:
    """The answer of a comparison in words; a number without its unit."""
    if question.choices or question.kind == "yes_no":
        return answer_words(question, [answer] if question.kind == "choose_many" else answer, language)
    return answer


def condition_words(definition: Definition, tree: Tree | None, language: str) -> str:
    """The condition as people say it where it is comparisons, or written out."""
    if tree is None:
        return ""
    found = several(tree)
    if found is None or any(each.key not in definition.by_key for each in found[1]):
        return text_of(tree)
    return str(JOINS[found[0]]).join(_words(definition.by_key[each.key], each, language) for each in found[1])


def _words(question: Question, found: Simple, language: str) -> str:
    answer = answer_words(question, [found.answer] if question.kind == "choose_many" else found.answer, language)
    return f"{question.label.of(language)} {How(found.how).label} {answer}".strip()
