"""The judge: what is asked, what is wrong, what is missing, and scores that never take unknown for nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.instruments import form, shipping
from apps.instruments.form import Definition, DefinitionError
from tests.instruments.drawing import SHIPPED, TODAY, drawn

pytestmark = pytest.mark.usefixtures("english")


def asks(*questions: dict[str, Any], scores: Any = (), **group: Any) -> Definition:
    """A definition of one group."""
    named = [{"label": {"en": each["key"]}} | each for each in questions]
    return form.read(
        {"title": {"en": "t"}, "groups": [{"key": "g", "questions": named} | group], "scores": list(scores)}
    )


def codes(definition: Definition, **answers: Any) -> dict[str, str]:
    return {fault.key: fault.code for fault in form.judge(definition, answers, today=TODAY).faults}


CHOICES = [{"key": "x", "label": {"en": "x"}, "score": 2}, {"key": "n", "label": {"en": "does not apply"}}]


@pytest.mark.parametrize(
    ("question", "answer", "code"),
    [
        ({"kind": "integer", "required": True}, None, "required"),
        ({"kind": "integer"}, "three", "not_a_number"),
        ({"kind": "integer"}, 2.5, "not_whole"),
        ({"kind": "money", "low": 0}, -1, "too_low"),
        ({"kind": "decimal", "high": 9}, 9.5, "too_high"),
        ({"kind": "yes_no"}, "maybe", "not_a_choice"),
        ({"kind": "choose_one", "choices": CHOICES}, "y", "not_a_choice"),
        ({"kind": "choose_one", "choices": CHOICES}, ["x"], "not_a_choice"),
        ({"kind": "choose_many", "choices": CHOICES}, ["x", "y"], "not_a_choice"),
        ({"kind": "choose_many", "choices": CHOICES}, "x", "not_a_choice"),
        ({"kind": "date"}, "2026-02-30", "not_a_date"),
        ({"kind": "date"}, "3", "not_a_date"),
        ({"kind": "phone"}, "no number", "not_a_phone"),
        ({"kind": "text"}, "x" * 2001, "too_long"),
        ({"kind": "signature"}, "javascript:", "invalid"),
        ({"kind": "photo"}, "p", "invalid"),
        ({"kind": "integer", "constraint": ". mod 2 = 0"}, 3, "constraint"),
        ({"kind": "integer", "required": True}, float("inf"), "not_a_number"),
        ({"kind": "money"}, float("nan"), "not_a_number"),
        ({"kind": "money"}, 10**400, "not_a_number"),
        ({"kind": "choose_one", "choices": CHOICES}, {"a": 1}, "invalid"),
        ({"kind": "choose_many", "choices": CHOICES}, [["x"]], "invalid"),
        ({"kind": "text"}, "a\0b", "invalid"),
    ],
)
def test_an_answer_that_does_not_fit(question: dict[str, Any], answer: Any, code: str) -> None:
    assert codes(asks({"key": "q"} | question), q=answer) == {"q": code}


def test_what_is_not_asked_is_neither_wrong_nor_missing_nor_seen() -> None:
    definition = asks(
        {"key": "a", "kind": "yes_no"},
        {"key": "b", "kind": "integer", "required": True, "relevant": "${a} = 'yes'"},
        {"key": "c", "kind": "integer", "relevant": "${b} > 3"},
    )
    judged = form.judge(definition, {"a": "no", "b": 5}, today=TODAY)
    assert (judged.relevant, judged.ok, judged.missing) == ({"a"}, True, ())
    judged = form.judge(definition, {"a": "yes", "b": 5}, today=TODAY)
    assert (judged.relevant, judged.missing) == ({"a", "b", "c"}, ("c",))


def test_each_member_is_asked_and_all_are_counted() -> None:
    inner = [
        {"key": "age", "kind": "integer", "label": {"en": "age"}},
        {"key": "wage", "kind": "money", "label": {"en": "wage"}, "relevant": "${age} >= 16", "required": True},
    ]
    definition = asks(
        {"key": "people", "kind": "repeat", "questions": inner},
        {"key": "all", "kind": "calculated", "calculate": "sum(${wage})"},
        {"key": "why", "kind": "text", "relevant": "${all} < 1000"},
    )
    rows = [{"member": 1, "age": 40, "wage": 900}, {"member": 2, "age": 9}]
    judged = form.judge(definition, {"people": rows}, today=TODAY)
    assert judged.relevant == {"people", "people.1.age", "people.1.wage", "people.2.age", "all", "why"}
    assert judged.ok
    rows[1]["age"] = 17
    judged = form.judge(definition, {"people": rows}, today=TODAY)
    assert [(fault.key, fault.code) for fault in judged.faults] == [("people.2.wage", "required")]
    assert "why" not in judged.relevant  # the sum is not known, which is not “less”
    assert codes(definition, people=[{"member": 1, "age": {}, "pin": "x"}]) == {
        "people.1.age": "not_a_number", "people.pin": "unknown",
    }  # fmt: skip
    for nobody in ({"age": 40}, {"member": "x"}, {"member": None}, 3):
        assert codes(definition, people=[nobody]) == {"people": "invalid"}


SCORES = [
    {"key": "s", "label": {"en": "s"}, "parts": [
        {"key": "p1", "value": "${a}", "low": 0, "high": 10},
        {"key": "p2", "value": "${b}", "low": 10, "high": 0},
        {"key": "p3", "value": "score(${c})", "low": 0, "high": 2},
    ]},
    {"key": "t", "label": {"en": "t"}, "method": "sum", "parts": [
        {"key": "p1", "value": "${a}", "low": 0, "high": 10}, {"key": "p2", "value": "${b}", "low": 0, "high": 10},
    ]},
]  # fmt: skip


def scored(**answers: Any) -> Any:
    numbers = ({"key": "a", "kind": "integer"}, {"key": "b", "kind": "integer"})
    definition = asks(*numbers, {"key": "c", "kind": "choose_one", "choices": CHOICES}, scores=SCORES)
    return form.judge(definition, answers, today=TODAY).scores


def test_scores_say_what_they_are_made_of() -> None:
    found = scored(a=5, b=10, c="x")
    assert (found["s"].value, found["t"].value) == (50, 15)
    assert [part.position for part in found["s"].parts] == [50, 0, 100]
    assert found["s"].as_json()["parts"] == {"p1": 5, "p2": 10, "p3": 2}


def test_a_score_with_missing_parts_says_so_and_unknown_is_never_nothing() -> None:
    found = scored(a=10, c="x")
    assert (found["s"].value, found["s"].missing) == (100, ("p2",))
    assert (found["t"].value, found["t"].missing) == (None, ("p2",))
    found = scored(a=10)
    assert (found["s"].value, found["s"].missing) == (None, ("p2", "p3"))  # less than half of it is known


def test_an_answer_outside_the_scale_leaves_its_part_out() -> None:
    found = scored(a=10, b=0, c="n")
    assert ([part.key for part in found["s"].parts], found["s"].value) == (["p1", "p2"], 100)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"kind": "spell"}, "no kind"),
        ({"kind": "choose_one"}, "at least two"),
        ({"kind": "text", "low": 3}, "Only a number"),
        ({"kind": "integer", "low": 3, "high": 2}, "above the most"),
        ({"kind": "integer", "relevant": "${nobody} > 1"}, "no question"),
        ({"kind": "integer", "relevant": "${q} > 1"}, "itself"),
        ({"kind": "integer", "relevant": "${q"}, "does not fit"),
        ({"kind": "calculated"}, "formula"),
        ({"kind": "repeat"}, "each member"),
        ({"kind": "text", "label": {}}, "no words"),
        ({"kind": "text", "wrong": 1}, "not known here"),
        ({"kind": "text", "key": "1 2"}, "letters"),
    ],
)
def test_a_definition_that_cannot_be_asked_is_refused(question: dict[str, Any], said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        asks({"key": "q"} | question)


@pytest.mark.parametrize("key", shipping.KEYS)
def test_shipped_questionnaires_are_whole_and_in_both_languages(key: str) -> None:
    definition = form.read(shipping.shipped(key)["content"])
    assert form.read(form.write(definition)) == definition
    words = [definition.title, definition.intro, *(group.label for group in definition.groups)]
    for _group, question in definition:
        words += [question.label, *(choice.label for choice in question.choices)]
        words += [said for said in (question.hint, question.constraint_message, question.unit) if said]
    words += [score.label for score in definition.scores]
    assert all(said.zh and said.en for said in words)


@given(st.data())
def test_any_answers_are_judged(data: st.DataObject) -> None:
    definition = SHIPPED[data.draw(st.sampled_from(shipping.KEYS))]
    answers = data.draw(drawn(definition))
    judged = form.judge(definition, answers, today=TODAY)
    assert not set(judged.missing) - judged.relevant
    assert {fault.key for fault in judged.faults if fault.code == "required"} <= set(judged.missing)
    for score in judged.scores.values():
        assert score.value is None or score.low is None or score.low <= score.value <= score.high
        assert score.value is None or any(part.value is not None for part in score.parts)
