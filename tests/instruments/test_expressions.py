"""Expressions: what is written is read back, nothing that is drawn at random breaks them, and None is never 0."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.instruments.form.expressions import ExpressionError, evaluate, from_json, parse, references, write
from tests.instruments.trees import answers, trees

pytestmark = pytest.mark.usefixtures("english")


class Env:
    """Answers as an expression sees them; `.` is a."""

    today = "2026-11-23"

    def __init__(self, **given: Any) -> None:
        self.given = given

    def value(self, key: str) -> Any:
        return self.given.get(key)

    def score(self, key: str) -> Any:
        return {"x": 2.0, "yes": 1.0}.get(self.given.get(key)) if isinstance(self.given.get(key), str) else None

    def own(self) -> Any:
        return self.given.get("a")


@given(trees)
def test_what_is_written_is_read_back(tree: Any) -> None:
    assert parse(write(tree)) == tree
    assert from_json(json.loads(json.dumps(tree))) == tree


@given(trees, answers)
def test_any_expression_has_a_value_that_json_can_hold(tree: Any, given_answers: dict[str, Any]) -> None:
    json.dumps(evaluate(tree, Env(**given_answers)), allow_nan=False)
    assert references(tree) <= set(given_answers)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ExpressionError):
        assert parse(write(parse(text))) == parse(text)


@pytest.mark.parametrize(
    ("text", "given_answers", "value"),
    [
        ("${a} = 'x' and selected(${b}, 'y')", {"a": "x", "b": ["y", "z"]}, True),
        ("1 + 2 * 3 - 4 div 2", {}, 5),
        ("(1 + 2) * 3", {}, 9),
        ("not(${a} > 3 or ${b} <= 2)", {"a": 3, "b": 3}, True),
        ("-2 - -3", {}, 1),
        ("7 mod 4", {}, 3),
        ("if(${a} > 60, 'old', 'young')", {"a": 61}, "old"),
        ("today() - '2026-11-20'", {}, 3),
        ("${a} < today()", {"a": "2026-11-22"}, True),
        ("round(2.345, 2)", {}, 2.35),
        ("coalesce(${a}, 0) + 1", {}, 1),
        ("count-selected(${a})", {"a": ["x", "y"]}, 2),
        ("sum(${a})", {"a": [1, 2, 3.5]}, 6.5),
        ("max(${a}, 4)", {"a": [1, 9]}, 9),
        (". >= 0 and . <= ${b}", {"a": 2, "b": 2}, True),
        ("${a} = ''", {}, True),
        ("string-length(${a}) = 11", {"a": "13800000000"}, True),
    ],
)
def test_values(text: str, given_answers: dict[str, Any], value: Any) -> None:
    assert evaluate(parse(text), Env(**given_answers)) == value


@pytest.mark.parametrize(
    "text", ["${a} + 1", "sum(${many})", "1 div 0", "${a} * 0", "min(${a}, 1)", "round(${a})", "'x' + 1", "5 mod 0"]
)
def test_what_is_not_known_stays_so(text: str) -> None:
    assert evaluate(parse(text), Env(many=[1, None])) is None


def test_what_is_not_known_is_neither_above_nor_below() -> None:
    assert not evaluate(parse("${a} > 0 or ${a} <= 0 or ${a} = 0"), Env())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "too early"), ("${a", "does not fit"), ("foo(1)", "not known"), ("if(1, 2)", "too many or too few"),
        ("1 +", "too early"), ("regex(., '^1')", "not known"), ("(" * 60 + "1" + ")" * 60, "nested"),
        ("1 1", "does not fit"), ("score(3)", "takes a question"), ("x" * 2001, "at most"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(text: str, said: str) -> None:
    with pytest.raises(ExpressionError, match=said):
        parse(text)


def test_a_chain_may_be_long_and_none_breaks_the_reading() -> None:
    chain = parse(" or ".join(f"${{q}} = '{number}'" for number in range(100)))
    assert from_json(json.loads(json.dumps(chain))) == chain
    assert evaluate(chain, Env(q="99")) is True
    for text in ("+".join(["1"] * 900), "not(" * 200 + "1" + ")" * 200, "1" * 400, "-" * 300 + "1"):
        with pytest.raises(ExpressionError):
            parse(text)
    with pytest.raises(ExpressionError):
        from_json(["lit", float("inf")])
