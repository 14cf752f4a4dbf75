"""Answers to the shipped questionnaires, drawn at random, wrong ones among them."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from apps.instruments import form, shipping
from apps.instruments.form import Definition, Question

TODAY = date(2026, 11, 23)
SHIPPED = {key: form.read(shipping.shipped(key)["content"]) for key in shipping.KEYS}


def _answer(question: Question) -> Any:
    keys = [choice.key for choice in question.choices] or ["yes", "no"]
    wild = st.one_of(st.none(), st.integers(-5, 40), st.sampled_from(["yes", "fail", "", "2026-11-23", "1380000"]))
    lists = st.lists(st.sampled_from(keys), max_size=3, unique=True)
    fitting = lists if question.kind == "choose_many" else st.sampled_from(keys)
    return st.one_of(fitting, st.integers(0, 12) if not question.choices else fitting, wild)


def drawn(definition: Definition) -> Any:
    """Answers to a questionnaire."""
    picks = {}
    for group in definition.groups:
        for question in group.questions:
            if question.kind == "repeat":
                inner = {each.key: _answer(each) for each in question.questions}
                row = st.fixed_dictionaries({"member": st.integers(1, 3)}, optional=inner)
                picks[question.key] = st.lists(row, max_size=3, unique_by=lambda one: one["member"])
            else:
                picks[question.key] = _answer(question)
    return st.fixed_dictionaries({}, optional=picks)
