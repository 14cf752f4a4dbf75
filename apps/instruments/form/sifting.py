"""Answers as far as they can be read at all: what was cut off or made up must not stop the judge."""

from collections.abc import Mapping
from typing import Any

from apps.instruments.form.definition import Definition, Question
from apps.instruments.form.filled import MEMBER

LARGEST = 1e15  # beyond it numbers are no longer exact


def sifted(definition: Definition, answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Question]]:
    """(answers that can be read, by path the questions whose answers cannot).

    A repeat falls as a whole where one of its rows names nobody. Answers to unknown questions are left out.
    """
    kept: dict[str, Any] = {}
    lost: dict[str, Question] = {}
    for key, value in answers.items():
        question = definition.by_key.get(key)
        if question is None or key in definition.repeat_of:
            continue
        if question.kind == "repeat" and isinstance(value, list):
            if not all(_is_row(row) for row in value):
                lost[key] = question
                continue
            kept[key] = [_row(question, row, lost) for row in value]
        elif _plain(value):
            kept[key] = value
        else:
            lost[key] = question
    return kept, lost


def _row(repeat: Question, row: Mapping[str, Any], lost: dict[str, Question]) -> dict[str, Any]:
    found = {MEMBER: row[MEMBER]}
    for inner in repeat.questions:
        if _plain(row.get(inner.key)):
            found |= {inner.key: row[inner.key]} if inner.key in row else {}
        else:
            lost[f"{repeat.key}.{row[MEMBER]}.{inner.key}"] = inner
    return found


def _is_row(row: Any) -> bool:
    return isinstance(row, Mapping) and type(row.get(MEMBER)) is int and _plain(row[MEMBER])


def _plain(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(each, str) and _plain(each) for each in value)
    if isinstance(value, str):
        return "\0" not in value
    return value is None or (isinstance(value, int | float) and -LARGEST <= value <= LARGEST)
