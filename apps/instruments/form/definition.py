"""What a questionnaire consists of. A Definition is made by reading.read from JSON, and never changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from apps.instruments.form.expressions import Tree

CHINESE, ENGLISH = "zh-hans", "en"
LANGUAGES = (CHINESE, ENGLISH)

YES_NO = ("yes", "no")
NUMBERS = frozenset({"integer", "decimal", "money"})
CHOICES = frozenset({"choose_one", "choose_many"})
# What is only shown, and what comes as a file: neither is an answer that could be missing.
SHOWN = frozenset({"note", "calculated"})
KINDS = frozenset({"yes_no", "text", "date", "phone", "photo", "signature", "repeat"}) | NUMBERS | CHOICES | SHOWN


@dataclass(frozen=True, slots=True)
class Words:
    """A text in the two languages; where one is missing the other stands in."""

    zh: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)

    def of(self, language: str) -> str:
        """The text for a reader of `language`, such as "zh-hans" or "en"."""
        first, second = (self.en, self.zh) if language.lower().startswith("en") else (self.zh, self.en)
        return first or second


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose; `score` is what it is worth, where it is worth something."""

    key: str
    label: Words
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question. A `repeat` asks its `questions` of each member of the household.

    `relevant` says when it is asked, `constraint` what an answer must keep to (`.` is the answer itself), `low` and
    `high` are the least and the most of a number, `calculate` gives the value of a calculated one, `writes` names the
    register that the answer updates (apps/instruments/writes.py).
    """

    key: str
    kind: str
    label: Words
    hint: Words = Words()
    required: bool = False
    relevant: Tree | None = None
    constraint: Tree | None = None
    constraint_message: Words = Words()
    choices: tuple[Choice, ...] = ()
    unit: Words = Words()
    low: float | None = None
    high: float | None = None
    calculate: Tree | None = None
    writes: str = ""
    questions: tuple["Question", ...] = ()

    @property
    def answers(self) -> bool:
        """Whether somebody answers it."""
        return self.kind not in SHOWN

    def worth(self, value: Any) -> float | None:
        """What an answer is worth: the score of the choice, of several their sum, of yes 1 and of no 0."""
        if self.kind == "yes_no" and not self.choices:
            return {"yes": 1.0, "no": 0.0}.get(value) if isinstance(value, str) else None
        worths = {choice.key: choice.score for choice in self.choices}
        found = [worths.get(each) for each in (value if isinstance(value, list) else [value])]
        return None if not found or None in found else sum(each for each in found if each is not None)

    def choice(self, key: Any) -> Choice | None:
        return next((choice for choice in self.choices if choice.key == key), None)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one heading."""

    key: str
    label: Words
    questions: tuple[Question, ...]
    hint: Words = Words()
    relevant: Tree | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One indicator of a score: a value between `low` and `high`; `low` above `high` where less is better."""

    key: str
    label: Words
    value: Tree
    low: float = 0
    high: float = 1
    weight: float = 1


@dataclass(frozen=True, slots=True)
class Score:
    """A figure made of visible parts.

    `mean`: each part is brought to 0–100 between its low and high, and the weighted mean taken of those known, if at
    least half are. `sum`: the parts added in their own unit; not known while one of them is not.
    """

    key: str
    label: Words
    parts: tuple[Part, ...]
    method: str = "mean"
    unit: Words = Words()
    group: str = ""

    @property
    def low(self) -> float | None:
        return 0 if self.method == "mean" else None

    @property
    def high(self) -> float | None:
        return 100 if self.method == "mean" else None


@dataclass(frozen=True)
class Definition:
    """A whole questionnaire."""

    title: Words
    groups: tuple[Group, ...]
    scores: tuple[Score, ...] = ()
    intro: Words = Words()

    def __iter__(self) -> Iterator[tuple[Group, Question]]:
        """Every question with its group, in order; those within a repeat behind it."""
        for group in self.groups:
            for question in group.questions:
                yield group, question
                yield from ((group, inner) for inner in question.questions)

    @cached_property
    def by_key(self) -> Mapping[str, Question]:
        return {question.key: question for _group, question in self}

    @cached_property
    def repeat_of(self) -> Mapping[str, Question]:
        """key of a question within a repeat → that repeat."""
        return {inner.key: question for _group, question in self for inner in question.questions}

    @cached_property
    def group_of(self) -> Mapping[str, Group]:
        return {question.key: group for group, question in self}

    def writing(self) -> Mapping[str, Question]:
        """register target → the question that updates it."""
        return {question.writes: question for question in self.by_key.values() if question.writes}
