"""Expressions and answers drawn at random, for Python and for the browser."""

from typing import Any

from hypothesis import strategies as st

from apps.instruments.form.expressions.parse import FUNCTIONS, OPERATORS

KEYS = ("a", "b", "c", "many")
TEXTS = ("", "yes", "no", "x", "3", "-4.5", "2026-11-23", "2024-02-30", "x y", "1e3", "０")
numbers = st.one_of(
    st.integers(-10_000, 10_000), st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 4))
)
values = st.one_of(st.none(), numbers, st.sampled_from(TEXTS))
answers = st.fixed_dictionaries(
    {"a": values, "b": values, "c": values, "many": st.lists(st.sampled_from(["x", "y", "3"]), unique=True, max_size=3)}
)
_literals = st.one_of(st.sampled_from(TEXTS), st.integers(0, 999), st.floats(0, 999).map(lambda value: round(value, 3)))
leaves = st.one_of(
    _literals.map(lambda value: ("lit", int(value) if isinstance(value, float) and value == int(value) else value)),
    st.sampled_from(KEYS).map(lambda key: ("ref", key)),
    st.just(("self",)),
    st.just(("today",)),
)


def _above(inner: Any) -> Any:
    calls = [st.tuples(st.just(operator), inner, inner) for operator in sorted(OPERATORS)]
    calls.append(st.tuples(st.just("neg"), inner))
    calls.append(st.sampled_from(KEYS).map(lambda key: ("score", ("ref", key))))
    for name, (fewest, _most) in sorted(FUNCTIONS.items()):
        if name != "score":
            calls.append(st.tuples(st.just(name), *[inner] * fewest))
    calls.append(st.tuples(st.just("round"), inner, st.integers(0, 7).map(lambda digits: ("lit", digits))))
    return st.one_of(calls)


trees = st.recursive(leaves, _above, max_leaves=12)
