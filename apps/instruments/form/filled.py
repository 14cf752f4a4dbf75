"""A form as far as it is filled: which questions are asked, and what expressions see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from apps.instruments.form.definition import Definition, Question
from apps.instruments.form.expressions import Tree, evaluate, truth

MEMBER = "member"  # in a row of answers: the key of the person whom it is about
Row = Mapping[str, Any] | None


def is_empty(value: Any) -> bool:
    """Whether nothing was answered."""
    return value is None or value == "" or value == []


class Filled:
    """Answers in the light of their definition. An answer to a question that is not asked does not count."""

    def __init__(self, definition: Definition, answers: Mapping[str, Any], *, today: str) -> None:
        self.definition = definition
        self.answers = answers
        self.today = today
        self._asked: dict[tuple[str, int], bool] = {}

    def asked(self, question: Question, row: Row = None) -> bool:
        """Whether the question is asked, for a question within a repeat: of the member of this row."""
        at = (question.key, id(row) if row is not None else 0)
        if at not in self._asked:
            self._asked[at] = self._is_asked(question, row)
        return self._asked[at]

    def _is_asked(self, question: Question, row: Row) -> bool:
        repeat = self.definition.repeat_of.get(question.key)
        if repeat is not None and not self.asked(repeat):
            return False
        group = self.definition.group_of[question.key]
        if repeat is None and group.relevant is not None and not truth(evaluate(group.relevant, _Seen(self))):
            return False
        return question.relevant is None or truth(evaluate(question.relevant, _Seen(self, question, row)))

    def value(self, question: Question, row: Row = None) -> Any:
        """The answer, None where the question is not asked; of a calculated one what it amounts to."""
        if not self.asked(question, row):
            return None
        if question.calculate is not None:
            return evaluate(question.calculate, _Seen(self, question, row))
        return (self.answers if row is None else row).get(question.key)

    def rows(self, repeat: Question) -> list[Mapping[str, Any]]:
        """The rows of a repeat, one a member."""
        given = self.answers.get(repeat.key) if self.asked(repeat) else None
        return [row for row in given if isinstance(row, Mapping)] if isinstance(given, list) else []

    def places(self) -> Iterator[tuple[str, Question, Row]]:
        """(path, question, row) of everything that is asked; the path within a repeat is `repeat.member.question`."""
        for _group, question in self.definition:
            repeat = self.definition.repeat_of.get(question.key)
            if repeat is None:
                if self.asked(question):
                    yield question.key, question, None
                continue
            for row in self.rows(repeat):
                if self.asked(question, row):
                    yield f"{repeat.key}.{row.get(MEMBER, '')}.{question.key}", question, row

    @cached_property
    def unanswered(self) -> tuple[tuple[str, str], ...]:
        """(path, key) of what is asked and not answered. A calculated value is an answer's matter, not one itself."""
        return tuple(
            (path, question.key)
            for path, question, row in self.places()
            if question.answers and question.kind != "repeat" and is_empty(self.value(question, row))
        )

    @cached_property
    def unanswered_keys(self) -> frozenset[str]:
        """The keys of those, with the calculated values that are not known."""
        calculated = (
            question.key
            for _path, question, row in self.places()
            if question.calculate is not None and is_empty(self.value(question, row))
        )
        return frozenset((*(key for _path, key in self.unanswered), *calculated))

    def constrained(self, tree: Tree, question: Question, row: Row) -> bool:
        """Whether an answer keeps to its constraint."""
        return truth(evaluate(tree, _Seen(self, question, row)))

    def computed(self, tree: Tree) -> Any:
        """The value of an expression over the whole form."""
        return evaluate(tree, _Seen(self))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What an expression of one question sees: from within a row its member's answers, from outside those of all."""

    filled: Filled
    question: Question | None = None
    row: Row = None

    @property
    def today(self) -> str:
        return self.filled.today

    def own(self) -> Any:
        return self.filled.value(self.question, self.row) if self.question is not None else None

    def value(self, key: str) -> Any:
        return self._over(key, lambda question, row: self.filled.value(question, row))

    def score(self, key: str) -> Any:
        return self._over(key, lambda question, row: question.worth(self.filled.value(question, row)))

    def _over(self, key: str, read: Any) -> Any:
        definition, filled = self.filled.definition, self.filled
        question = definition.by_key[key]
        repeat = definition.repeat_of.get(key)
        if question.kind == "repeat":
            return filled.rows(question)
        if repeat is None:
            return read(question, None)
        if self.question is not None and self.row is not None and definition.repeat_of.get(self.question.key) is repeat:
            return read(question, self.row)
        return [read(question, row) for row in filled.rows(repeat) if filled.asked(question, row)]
