"""Answers as a page sends them, in the form in which they are kept."""

import math
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from apps.core import clock
from apps.core.requests import key_of
from apps.instruments.form import Definition, Filled, Question
from apps.instruments.form.definition import NUMBERS
from apps.instruments.form.filled import MEMBER, is_empty
from apps.instruments.library import definition_of
from apps.instruments.models import InstrumentVersion


def read_post(version: InstrumentVersion, data: QueryDict, *, prefix: str = "") -> dict[str, Any]:
    """The answers that a form sent. What cannot be read stays as it was typed, for the judge to tell.

    Only questions that are asked are kept, and of them only those that were answered.
    """
    definition = definition_of(version)
    given: dict[str, Any] = {}
    for question in (each for group in definition.groups for each in group.questions if each.answers):
        read = _rows if question.kind == "repeat" else _value
        given[question.key] = read(question, data, prefix + question.key)
    return tidy(definition, given)


def tidy(definition: Definition, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers without those that are empty or were not to be asked."""
    filled = Filled(definition, answers, today=clock.today().isoformat())
    kept: dict[str, Any] = {}
    for group in definition.groups:
        for question in group.questions:
            value = filled.value(question) if question.answers else None
            if question.kind == "repeat":
                rows = [_row(filled, question, row) for row in filled.rows(question)]
                value = [row for row in rows if len(row) > 1]
            if not is_empty(value):
                kept[question.key] = value
    return kept


def _row(filled: Filled, repeat: Question, row: Mapping[str, Any]) -> dict[str, Any]:
    found = {inner.key: filled.value(inner, row) for inner in repeat.questions if inner.answers}
    return {MEMBER: row.get(MEMBER)} | {key: value for key, value in found.items() if not is_empty(value)}


def _rows(repeat: Question, data: QueryDict, name: str) -> list[dict[str, Any]]:
    """One row for each member whom the form names in `<repeat>.member`."""
    found = []
    for member in data.getlist(f"{name}.{MEMBER}"):
        row = {
            inner.key: _value(inner, data, f"{name}.{member}.{inner.key}")
            for inner in repeat.questions
            if inner.answers
        }
        found.append({MEMBER: member if (key := key_of(member)) is None else key} | row)
    return found


def _value(question: Question, data: QueryDict, name: str) -> Any:
    if question.kind in ("choose_many", "photo"):
        return [value for value in data.getlist(name) if value]
    typed = data.get(name, "").strip()
    return _number(typed) if question.kind in NUMBERS else typed or None


def _number(typed: str) -> Any:
    """1,200 and full-width digits are read; what is no number stays as it was typed."""
    if not typed:
        return None
    try:
        value = float(typed.replace(",", "").replace("，", ""))
    except ValueError:
        return typed
    if not math.isfinite(value):
        return typed
    return int(value) if value == int(value) and abs(value) < 1e15 else value
