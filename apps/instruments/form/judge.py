"""The judge of answers: what is asked, what is wrong, what is missing, and what the scores are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.instruments.form.definition import CHOICES, NUMBERS, YES_NO, Definition, Part, Question, Score, Words
from apps.instruments.form.expressions import references
from apps.instruments.form.expressions.evaluate import DAY, number
from apps.instruments.form.filled import MEMBER, Filled, Row, is_empty
from apps.instruments.form.sifting import sifted

PHONE = re.compile(r"\+?[0-9][0-9 -]{4,19}")
LONGEST_TEXT = 2000
SIGNATURE = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]{20,120000}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one answer. `key` is its path, `code` the same on pages, in the API and in the browser."""

    key: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class PartValue:
    """One part of a score. `position` is 0–100 between low and high; `missing`: it was asked and not answered."""

    key: str
    label: Words
    value: float | None
    low: float
    high: float
    position: float | None
    missing: bool


@dataclass(frozen=True, slots=True)
class ScoreValue:
    """A score with its parts; parts that do not concern the household are left out. `value` None: not known."""

    key: str
    label: Words
    value: float | None
    low: float | None
    high: float | None
    parts: tuple[PartValue, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that nobody answered."""
        return tuple(part.key for part in self.parts if part.missing)

    def as_json(self) -> dict[str, Any]:
        """As an answer keeps it: {"value", "low", "high", "parts": {key: value or None}, "missing": [keys]}."""
        parts = {part.key: part.value for part in self.parts}
        scale = {"low": self.low, "high": self.high}
        return {"value": self.value, **scale, "parts": parts, "missing": list(self.missing)}


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict. `relevant` and `missing` are paths; `missing` are those asked and not answered, required or not."""

    relevant: frozenset[str]
    faults: tuple[Fault, ...]
    scores: Mapping[str, ScoreValue]
    missing: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.faults


def judge(definition: Definition, answers: Mapping[str, Any], *, today: date) -> Judged:
    """Look at answers in the light of their definition, on a day. Nothing is raised: faults are in the verdict."""
    readable, lost = sifted(definition, answers)
    filled = Filled(definition, readable, today=today.isoformat())
    places = list(filled.places())
    told = [place for place in places if place[0] not in lost]
    found = [fault for path, question, row in told for fault in _faults(filled, path, question, row)]
    return Judged(
        relevant=frozenset(path for path, _question, _row in places),
        faults=(*_unreadable(lost), *found, *_strangers(definition, answers)),
        scores={score.key: _scored(filled, score) for score in definition.scores},
        missing=tuple(path for path, _key in filled.unanswered),
    )


def _unreadable(lost: Mapping[str, Question]) -> Iterator[Fault]:
    for path, question in lost.items():
        if question.kind in NUMBERS:
            yield Fault(path, "not_a_number", _("Please give a number."))
        elif question.kind == "repeat":
            yield Fault(path, "invalid", _("The answers of the members cannot be read."))
        else:
            yield Fault(path, "invalid", _("This answer cannot be read."))


def _strangers(definition: Definition, answers: Mapping[str, Any]) -> Iterator[Fault]:
    """Answers to what was never asked: the form has changed, or somebody made them up."""
    unknown = [key for key in answers if key not in definition.by_key or key in definition.repeat_of]
    for question in (each for each in definition.by_key.values() if each.kind == "repeat"):
        known = {MEMBER, *(inner.key for inner in question.questions)}
        rows = answers.get(question.key)
        for row in rows if isinstance(rows, list) else []:
            unknown += [f"{question.key}.{key}" for key in row if key not in known] if isinstance(row, Mapping) else []
    for key in dict.fromkeys(unknown):
        yield Fault(key, "unknown", _("This question does not stand in this version of the form."))


def _faults(filled: Filled, path: str, question: Question, row: Row) -> Iterator[Fault]:
    if not question.answers:
        return
    value = filled.value(question, row)
    if is_empty(value):
        if question.required:
            yield Fault(path, "required", _("Please answer this question."))
        return
    fault = _fits(question, value)
    if fault:
        yield Fault(path, *fault)
    elif question.constraint is not None and not filled.constrained(question.constraint, question, row):
        said = question.constraint_message
        yield Fault(path, "constraint", said.of(get_language() or "") or _("This does not fit with the other answers."))


def _fits(question: Question, value: Any) -> tuple[str, str] | None:
    """Whether the answer is of the question's kind: (code, message) if not."""
    if question.kind in NUMBERS:
        return _number_fits(question, value)
    if question.kind == "yes_no":
        return None if value in YES_NO else ("not_a_choice", _("Please choose one of the answers."))
    if question.kind in CHOICES:
        return _choice_fits(question, value)
    if question.kind == "repeat":
        good = isinstance(value, list) and all(isinstance(row, Mapping) for row in value)
        return None if good else ("invalid", _("The answers of the members cannot be read."))
    if question.kind == "photo":
        good = isinstance(value, list) and all(isinstance(name, str) for name in value)
        return None if good else ("invalid", _("The photos cannot be read."))
    return _text_fits(question.kind, value)


def _number_fits(question: Question, value: Any) -> tuple[str, str] | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return "not_a_number", _("Please give a number.")
    if question.kind == "integer" and value != int(value):
        return "not_whole", _("Please give a whole number.")
    if question.low is not None and value < question.low:
        return "too_low", _("It is at least %(low)s.") % {"low": _plain(question.low)}
    if question.high is not None and value > question.high:
        return "too_high", _("It is at most %(high)s.") % {"high": _plain(question.high)}
    return None


def _choice_fits(question: Question, value: Any) -> tuple[str, str] | None:
    many = question.kind == "choose_many"
    given = value if many and isinstance(value, list) else [value]
    known = {choice.key for choice in question.choices}
    if (many and not isinstance(value, list)) or any(not isinstance(each, str) or each not in known for each in given):
        return "not_a_choice", _("Please choose one of the answers.")
    return None


def _text_fits(kind: str, value: Any) -> tuple[str, str] | None:
    if not isinstance(value, str):
        return "invalid", _("This answer cannot be read.")
    if kind == "date" and not (DAY.fullmatch(value) and number(value) is not None):
        return "not_a_date", _("Please give a day, such as 2026-11-23.")
    if kind == "phone" and not PHONE.fullmatch(value):
        return "not_a_phone", _("A telephone number has 5 to 20 digits.")
    if kind == "signature" and not SIGNATURE.fullmatch(value):
        return "invalid", _("The signature cannot be read. Please sign again.")
    if kind == "text" and len(value) > LONGEST_TEXT:
        return "too_long", _("At most %(count)d characters fit.") % {"count": LONGEST_TEXT}
    return None


def _plain(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _scored(filled: Filled, score: Score) -> ScoreValue:
    parts = tuple(found for part in score.parts if (found := _part(filled, part)) is not None)
    value = _mean(score, parts) if score.method == "mean" else _sum(parts)
    return ScoreValue(score.key, score.label, value, score.low, score.high, parts)


def _part(filled: Filled, part: Part) -> PartValue | None:
    """The part, or None where it does not concern this household: what it rests on is not asked, or the answer is one
    that has no place on the scale, such as "does not apply".
    """
    value = number(filled.computed(part.value))
    if value is None and not references(part.value) & filled.unanswered_keys:
        return None
    position = None if value is None else min(max((value - part.low) / (part.high - part.low) * 100, 0), 100)
    label = part.label or _label(filled.definition, part)
    return PartValue(part.key, label, value, part.low, part.high, position, value is None)


def _label(definition: Definition, part: Part) -> Words:
    """The words of the question that the part rests on."""
    keys = sorted(references(part.value))
    return definition.by_key[keys[0]].label if keys else Words()


def _mean(score: Score, parts: tuple[PartValue, ...]) -> float | None:
    weights = {part.key: part.weight for part in score.parts}
    known = [(part.position, weights[part.key]) for part in parts if part.position is not None]
    if not known or 2 * len(known) < len(parts):
        return None
    total = sum(weight for _position, weight in known)
    return sum(position * weight for position, weight in known) / total


def _sum(parts: tuple[PartValue, ...]) -> float | None:
    known = [part.value for part in parts if part.value is not None]
    return sum(known) if known and len(known) == len(parts) else None
