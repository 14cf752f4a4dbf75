"""The value of an expression, the same as in the browser (static/instruments/expressions.js).

None is "not known" and never 0: it makes sums and products unknown, equals only the empty text, and is smaller or
larger than nothing. Numbers are double precision; days are texts such as "2026-11-23" and count as days in arithmetic.
"""

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any, Protocol

from apps.instruments.form.expressions.parse import Tree

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
DAY = re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}")
EPOCH = date(1970, 1, 1).toordinal()
WHOLE_BELOW = 1e15


class Env(Protocol):
    """What an expression sees."""

    @property
    def today(self) -> str:
        """The day, such as 2026-11-23."""

    def value(self, key: str) -> Any:
        """The answer to a question; of a question that is asked of each member, all of them."""

    def score(self, key: str) -> Any:
        """What the answer is worth, by the scores of its choices."""

    def own(self) -> Any:
        """The answer to the question itself."""


def evaluate(tree: Tree, env: Env) -> Any:
    """A number, text, truth, list, or None where it is not known."""
    head, *rest = tree
    if head == "lit":
        return rest[0]
    if head == "ref":
        return env.value(rest[0])
    if head == "self":
        return env.own()
    if head == "score":
        return env.score(rest[0][1])
    if head == "today":
        return env.today
    return _OPERATIONS[head](*(evaluate(each, env) for each in rest))


def truth(value: Any) -> bool:
    """Whether it counts as true: not empty and not 0."""
    return bool(value)


def number(value: Any) -> float | None:
    """The value as a number: of a day its number; None for what is none."""
    if isinstance(value, bool | int | float):
        return float(value)
    if not isinstance(value, str):
        return None
    if NUMBER.fullmatch(value):
        return _finite(float(value))
    if DAY.fullmatch(value):
        try:
            return float(date.fromisoformat(value).toordinal() - EPOCH)
        except ValueError:
            return None
    return None


def text(value: Any) -> str:
    """The value as text; a number only where it is whole."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(int(value)) if value == int(value) and abs(value) < WHOLE_BELOW else ""
    if isinstance(value, list):
        return " ".join(text(each) for each in value)
    return ""


def _empty(value: Any) -> bool:
    return value is None or value == "" or value == []


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _equal(left: Any, right: Any) -> bool:
    if _empty(left) or _empty(right):
        return _empty(left) and _empty(right)
    if any(isinstance(side, bool | int | float) for side in (left, right)):
        first, second = number(left), number(right)
        return first is not None and first == second
    return text(left) == text(right)


def _compared(holds: Callable[[float, float], bool]) -> Callable[[Any, Any], bool]:
    def compare(left: Any, right: Any) -> bool:
        first, second = number(left), number(right)
        return first is not None and second is not None and holds(first, second)

    return compare


def _reckoned(reckon: Callable[[float, float], float]) -> Callable[[Any, Any], float | None]:
    def compute(left: Any, right: Any) -> float | None:
        first, second = number(left), number(right)
        return None if first is None or second is None else _finite(reckon(first, second))

    return compute


def _divided(left: float, right: float) -> float:
    return left / right if right else math.inf


def _rest(left: float, right: float) -> float:
    return math.fmod(left, right) if right else math.inf


def _of_one(reckon: Callable[[float], float]) -> Callable[[Any], float | None]:
    def compute(value: Any) -> float | None:
        found = number(value)
        return None if found is None else _finite(reckon(found))

    return compute


def _flat(value: Any) -> list[Any]:
    """The single values of an answer: of many members, all of theirs."""
    if isinstance(value, list):
        return [single for each in value for single in (each if isinstance(each, list) else [each])]
    return [] if _empty(value) else [value]


def _selected(value: Any, key: Any) -> bool:
    return any(not _empty(each) and text(each) == text(key) for each in _flat(value))


def _count(value: Any) -> float:
    """How many rows or answers there are; those not given do not count."""
    return float(sum(not _empty(each) for each in (value if isinstance(value, list) else [value])))


def _all_known(values: list[Any]) -> list[float] | None:
    found = [number(each) for each in values]
    return None if None in found else [each for each in found if each is not None]


def _sum(value: Any) -> float | None:
    """Of none it is 0; of several it is not known while one of them is not."""
    known = _all_known(value if isinstance(value, list) else [value])
    if known is None:
        return None
    total = 0.0
    for each in known:  # one after the other, as the browser does it
        total += each
    return _finite(total)


def _extreme(pick: Callable[[list[float]], float]) -> Callable[..., float | None]:
    def find(*values: Any) -> float | None:
        known = _all_known([each for value in values for each in (value if isinstance(value, list) else [value])])
        return pick(known) if known else None

    return find


def _round(value: Any, digits: Any = 0) -> float | None:
    """To so many digits (0 to 6), halves upwards."""
    found, places = number(value), number(digits)
    if found is None or places is None or places != int(places) or not 0 <= places <= 6:
        return None
    scaled = _finite(found * 10.0**places)
    return None if scaled is None else math.floor(scaled + 0.5) / 10.0**places


def _coalesce(*values: Any) -> Any:
    return next((value for value in values if not _empty(value)), None)


_OPERATIONS: dict[str, Callable[..., Any]] = {
    "or": lambda left, right: truth(left) or truth(right),
    "and": lambda left, right: truth(left) and truth(right),
    "=": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<": _compared(lambda left, right: left < right),
    "<=": _compared(lambda left, right: left <= right),
    ">": _compared(lambda left, right: left > right),
    ">=": _compared(lambda left, right: left >= right),
    "+": _reckoned(lambda left, right: left + right),
    "-": _reckoned(lambda left, right: left - right),
    "*": _reckoned(lambda left, right: left * right),
    "div": _reckoned(_divided),
    "mod": _reckoned(_rest),
    "neg": _of_one(lambda value: -value),
    "abs": _of_one(abs),
    "int": _of_one(lambda value: float(math.trunc(value))),
    "number": number,
    "not": lambda value: not truth(value),
    "true": lambda: True,
    "false": lambda: False,
    "if": lambda condition, then, otherwise: then if truth(condition) else otherwise,
    "selected": _selected,
    "count-selected": lambda value: float(len(_flat(value))),
    "count": _count,
    "sum": _sum,
    "min": _extreme(min),
    "max": _extreme(max),
    "coalesce": _coalesce,
    "round": _round,
    "string-length": lambda value: float(len(text(value))),
}
