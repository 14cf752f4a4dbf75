"""What is wrong with a definition as a whole: names used twice, questions that nobody asks, circles."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.instruments.form.definition import CHOICES, KINDS, NUMBERS, Definition, Question, Score
from apps.instruments.form.expressions import Tree, functions, references

Fault = tuple[str, Any]  # key of what it is about ("" for the whole), what is wrong in words
METHODS = ("mean", "sum")


class DefinitionError(ValueError):
    """A definition that cannot be used; `faults` says what is wrong where."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{key}: {message}" for key, message in faults))


def faults_of(definition: Definition) -> Iterator[Fault]:
    """Everything that is wrong."""
    if not definition.title:
        yield "", _("The questionnaire needs a title.")
    yield from _names(definition)
    for _group, question in definition:
        yield from _question(question, within=question.key in definition.repeat_of)
    yield from _unknown(definition)
    yield from _scored_too_early(definition)
    yield from _circles(definition)
    for score in definition.scores:
        yield from _score(score, definition)


def _names(definition: Definition) -> Iterator[Fault]:
    """Questions have one name each, and so have groups, scores, and the parts of a score."""
    kinds: list[list[str]] = [[question.key for _group, question in definition]]
    kinds += [[group.key for group in definition.groups], [score.key for score in definition.scores]]
    kinds += [[part.key for part in score.parts] for score in definition.scores]
    for keys in kinds:
        for key, count in Counter(keys).items():
            if count > 1:
                yield key, _("This name is used more than once.")


def _question(question: Question, *, within: bool) -> Iterator[Fault]:
    if question.kind not in KINDS:
        yield question.key, _("“%(kind)s” is no kind of question.") % {"kind": question.kind}
    if not question.label:
        yield question.key, _("The question has no words.")
    if question.kind in CHOICES and len(question.choices) < 2:
        yield question.key, _("There must be at least two answers to choose from.")
    if question.choices and question.kind not in CHOICES | {"yes_no"}:
        yield question.key, _("Only a question with choices has answers to choose from.")
    if len({choice.key for choice in question.choices}) < len(question.choices):
        yield question.key, _("Two answers have the same name.")
    if question.choices and question.kind == "yes_no" and [choice.key for choice in question.choices] != ["yes", "no"]:
        yield question.key, _("A yes-or-no question has the answers yes and no.")
    if any(not choice.label for choice in question.choices):
        yield question.key, _("An answer has no words.")
    if (question.low is not None or question.high is not None) and question.kind not in NUMBERS:
        yield question.key, _("Only a number has a least and a most.")
    if question.low is not None and question.high is not None and question.low > question.high:
        yield question.key, _("The least is above the most.")
    if (question.kind == "calculated") != (question.calculate is not None):
        yield question.key, _("A calculated value needs its formula, and only it has one.")
    if (question.kind == "repeat") != bool(question.questions):
        yield question.key, _("What is asked of each member needs its questions, and only it has them.")
    if within and question.kind in ("repeat", "signature", "photo"):
        yield question.key, _("This kind of question cannot be asked of each member.")


def _trees(question: Question) -> Iterator[Tree]:
    yield from (tree for tree in (question.relevant, question.constraint, question.calculate) if tree)


def _scored_too_early(definition: Definition) -> Iterator[Fault]:
    """What an answer is worth is a matter of scores; XLSForm has no word for it."""
    trees = [(question.key, tree) for _group, question in definition for tree in _trees(question)]
    for key, tree in [*trees, *((group.key, group.relevant) for group in definition.groups if group.relevant)]:
        if "score" in functions(tree):
            yield key, _("score() stands in scores only.")


def _unknown(definition: Definition) -> Iterator[Fault]:
    """Expressions ask only about what there is."""
    used = [(question.key, tree) for _group, question in definition for tree in _trees(question)]
    used += [(group.key, group.relevant) for group in definition.groups if group.relevant]
    used += [(score.key, part.value) for score in definition.scores for part in score.parts]
    for key, tree in used:
        for name in sorted(references(tree) - set(definition.by_key)):
            yield key, _("There is no question “%(name)s”.") % {"name": name}


def _circles(definition: Definition) -> Iterator[Fault]:
    """No question waits for itself: whether it is asked or what it amounts to never leads back to it."""
    waits = {}
    for group, question in definition:
        repeat = definition.repeat_of.get(question.key)
        trees = [question.relevant, question.calculate, group.relevant, repeat.relevant if repeat else None]
        waits[question.key] = frozenset().union(*(references(tree) for tree in trees))
    settled: set[str] = set()
    while ready := [key for key, on in waits.items() if key not in settled and on & waits.keys() <= settled]:
        settled.update(ready)
    for key in waits.keys() - settled:
        yield key, _("Whether this question is asked depends on itself, by way of others.")


def _score(score: Score, definition: Definition) -> Iterator[Fault]:
    if score.method not in METHODS:
        yield score.key, _("“%(name)s” is not known here.") % {"name": score.method}
    if not score.parts:
        yield score.key, _("A score needs at least one part.")
    if score.group and score.group not in {group.key for group in definition.groups}:
        yield score.key, _("There is no group “%(name)s”.") % {"name": score.group}
    for part in score.parts:
        if part.low == part.high:
            yield score.key, _("The least and the most of “%(name)s” are the same.") % {"name": part.key}
        if part.weight <= 0:
            yield score.key, _("A weight is more than 0.")
