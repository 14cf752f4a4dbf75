"""A definition from JSON and back. What is written is canonical: empty parts are left out, expressions are trees."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.instruments.form import checking
from apps.instruments.form.checking import DefinitionError
from apps.instruments.form.definition import CHINESE, ENGLISH, Choice, Definition, Group, Part, Question, Score, Words
from apps.instruments.form.expressions import ExpressionError, Tree, from_json

__all__ = ["DefinitionError", "read", "write"]

KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,59}")
CHOICE_KEY = re.compile(r"[A-Za-z0-9_.-]{1,40}")


def read(content: Any) -> Definition:
    """The definition that JSON says. Raises DefinitionError with everything that is wrong with it."""
    reader = _Reader()
    made = reader.definition(content)
    faults = [*reader.faults, *checking.faults_of(made)]
    if faults:
        raise DefinitionError(faults)
    return made


def write(definition: Definition) -> dict[str, Any]:
    """The definition as JSON; `read` gives the same definition back."""
    return _clean(
        {
            "title": _words(definition.title),
            "intro": _words(definition.intro),
            "groups": [_group(each) for each in definition.groups],
            "scores": [_score(each) for each in definition.scores],
        }
    )


class _Reader:
    """Reads part by part and collects what is wrong, so that all of it can be told at once."""

    def __init__(self) -> None:
        self.faults: list[tuple[str, Any]] = []
        self.at = ""

    def fault(self, message: Any) -> None:
        self.faults.append((self.at, message))

    def definition(self, content: Any) -> Definition:
        given = self.object(content, {"title", "intro", "groups", "scores"})
        return Definition(
            title=self.words(given.get("title")),
            intro=self.words(given.get("intro")),
            groups=self.each(given.get("groups"), self.group),
            scores=self.each(given.get("scores"), self.score),
        )

    def object(self, content: Any, known: set[str], key: re.Pattern[str] = KEY) -> Mapping[str, Any]:
        if not isinstance(content, Mapping):
            self.fault(_("Something is missing here."))
            return {}
        if "key" in known:
            self.at = str(content.get("key", ""))
            if not key.fullmatch(self.at):
                self.fault(_("A name has letters, digits, hyphens and underscores only, at most 60, and no spaces."))
        for extra in sorted(set(content) - known):
            self.fault(_("“%(name)s” is not known here.") % {"name": extra})
        return content

    def each(self, content: Any, one: Callable[[Any], Any]) -> tuple[Any, ...]:
        if content is not None and not isinstance(content, list | tuple):
            self.fault(_("A list is expected here."))
            return ()
        return tuple(one(each) for each in content or ())

    def words(self, content: Any) -> Words:
        if isinstance(content, Mapping) and set(content) <= {CHINESE, ENGLISH}:
            return Words(str(content.get(CHINESE, "")).strip(), str(content.get(ENGLISH, "")).strip())
        if content:
            self.fault(_("Words are given in Chinese and English."))
        return Words()

    def tree(self, content: Any) -> Tree | None:
        if content in (None, "", []):
            return None
        try:
            return from_json(content)
        except ExpressionError as error:
            self.fault(error.message)
            return None

    def number(self, content: Any) -> float | None:
        if content is None or (isinstance(content, int | float) and not isinstance(content, bool)):
            return content
        self.fault(_("A number is expected here."))
        return None

    def group(self, content: Any) -> Group:
        given = self.object(content, {"key", "label", "hint", "relevant", "questions"})
        return Group(
            key=str(given.get("key", "")),
            label=self.words(given.get("label")),
            hint=self.words(given.get("hint")),
            relevant=self.tree(given.get("relevant")),
            questions=self.each(given.get("questions"), self.question),
        )

    def question(self, content: Any) -> Question:
        given = self.object(content, set(Question.__dataclass_fields__))
        return Question(
            key=str(given.get("key", "")),
            kind=str(given.get("kind", "")),
            label=self.words(given.get("label")),
            hint=self.words(given.get("hint")),
            required=given.get("required") is True,
            relevant=self.tree(given.get("relevant")),
            constraint=self.tree(given.get("constraint")),
            constraint_message=self.words(given.get("constraint_message")),
            choices=self.each(given.get("choices"), self.choice),
            unit=self.words(given.get("unit")),
            low=self.number(given.get("low")),
            high=self.number(given.get("high")),
            calculate=self.tree(given.get("calculate")),
            writes=str(given.get("writes", "")),
            questions=self.each(given.get("questions"), self.question),
        )

    def choice(self, content: Any) -> Choice:
        at = self.at
        given = self.object(content, {"key", "label", "score"}, CHOICE_KEY)
        self.at = at
        return Choice(str(given.get("key", "")), self.words(given.get("label")), self.number(given.get("score")))

    def score(self, content: Any) -> Score:
        given = self.object(content, {"key", "label", "method", "unit", "group", "parts"})
        return Score(
            key=str(given.get("key", "")),
            label=self.words(given.get("label")),
            method=str(given.get("method", "mean")),
            unit=self.words(given.get("unit")),
            group=str(given.get("group", "")),
            parts=self.each(given.get("parts"), self.part),
        )

    def part(self, content: Any) -> Part:
        at = self.at
        given = self.object(content, {"key", "label", "value", "low", "high", "weight"})
        self.at = at
        return Part(
            key=str(given.get("key", "")),
            label=self.words(given.get("label")),
            value=self.tree(given.get("value")) or ("lit", ""),
            low=self.number(given.get("low")) or 0,
            high=_or(self.number(given.get("high")), 1),
            weight=_or(self.number(given.get("weight")), 1),
        )


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _words(words: Words) -> dict[str, str]:
    return _clean({CHINESE: words.zh, ENGLISH: words.en})


def _clean(values: dict[str, Any]) -> dict[str, Any]:
    """Without what says nothing."""
    return {key: value for key, value in values.items() if value not in (None, "", {}, [], False)}


def _json(tree: Tree | None) -> Any:
    return [_json(each) if isinstance(each, tuple) else each for each in tree] if tree else None


def _group(group: Group) -> dict[str, Any]:
    return {
        "key": group.key,
        "questions": [_question(each) for each in group.questions],
        **_clean({"label": _words(group.label), "hint": _words(group.hint), "relevant": _json(group.relevant)}),
    }


def _question(question: Question) -> dict[str, Any]:
    found = {
        "key": question.key,
        "kind": question.kind,
        "label": _words(question.label),
        "hint": _words(question.hint),
        "required": question.required,
        "relevant": _json(question.relevant),
        "constraint": _json(question.constraint),
        "constraint_message": _words(question.constraint_message),
        "choices": [_choice(each) for each in question.choices],
        "unit": _words(question.unit),
        "calculate": _json(question.calculate),
        "writes": question.writes,
        "questions": [_question(each) for each in question.questions],
    }
    limits = {"low": question.low, "high": question.high}
    return _clean(found) | {name: limit for name, limit in limits.items() if limit is not None}


def _choice(choice: Choice) -> dict[str, Any]:
    worth = {} if choice.score is None else {"score": choice.score}
    return _clean({"key": choice.key, "label": _words(choice.label)}) | worth


def _score(score: Score) -> dict[str, Any]:
    found = {
        "key": score.key,
        "label": _words(score.label),
        "method": score.method,
        "unit": _words(score.unit),
        "group": score.group,
        "parts": [_part(each) for each in score.parts],
    }
    return _clean(found)


def _part(part: Part) -> dict[str, Any]:
    scale = {"low": part.low, "high": part.high}
    weight = {} if part.weight == 1 else {"weight": part.weight}
    return _clean({"key": part.key, "label": _words(part.label), "value": _json(part.value)}) | scale | weight
