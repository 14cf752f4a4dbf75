"""From the text of an expression to its tree."""

import math
import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

Tree = tuple[Any, ...]

# name: (fewest, most) arguments
FUNCTIONS = {
    "abs": (1, 1), "coalesce": (2, 9), "count": (1, 1), "count-selected": (1, 1), "false": (0, 0), "if": (3, 3),
    "int": (1, 1), "max": (1, 9), "min": (1, 9), "not": (1, 1), "number": (1, 1), "round": (1, 2), "score": (1, 1),
    "selected": (2, 2), "string-length": (1, 1), "sum": (1, 1), "today": (0, 0), "true": (0, 0),
}  # fmt: skip
# Operators from the weakest to the strongest, each level from left to right.
LEVELS: tuple[tuple[str, ...], ...] = (
    ("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"),
)  # fmt: skip
OPERATORS = frozenset(operator for level in LEVELS for operator in level)
LONGEST, DEEPEST = 2000, 40  # characters; brackets within brackets
TALLEST = 200  # levels of a tree, which are gone down one by one, also for a long chain of “or”

_TOKEN = re.compile(
    r"""\s*(?:\$\{\s*(?P<ref>[A-Za-z_][A-Za-z0-9_-]*)\s*\}|(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    |'(?P<single>[^']*)'|"(?P<double>[^"]*)"|(?P<name>[A-Za-z][A-Za-z0-9:-]*)|(?P<mark><=|>=|!=|[=<>+*(),-])|(?P<self>\.))""",
    re.VERBOSE,
)


class ExpressionError(ValueError):
    """An expression that cannot be read; `message` says what stands where, for the person who wrote it."""

    def __init__(self, message: Any) -> None:
        self.message = message
        super().__init__(str(message))


def parse(text: str) -> Tree:
    """The tree of an expression such as `${age} >= 60 and selected(${help}, 'stairs')`. Raises ExpressionError."""
    if len(text) > LONGEST:
        raise ExpressionError(_("An expression has at most %(count)d characters.") % {"count": LONGEST})
    return _Parser(text).whole()


def from_json(value: Any, depth: int = 0) -> Tree:
    """The tree that JSON holds, or that a text says. Raises ExpressionError for what is no tree."""
    if isinstance(value, str):
        return parse(value)
    if not isinstance(value, list | tuple) or not value or depth > TALLEST:
        raise ExpressionError(_("This is no expression."))
    head, *rest = value
    if head == "lit" and len(rest) == 1 and isinstance(rest[0], str | int | float) and not isinstance(rest[0], bool):
        return _literal(rest[0])
    if head == "ref" and len(rest) == 1 and isinstance(rest[0], str):
        return ("ref", rest[0])
    if head == "self" and not rest:
        return ("self",)
    return _call(str(head), tuple(from_json(each, depth + 1) for each in rest))


def height(tree: Tree) -> int:
    """How many levels a tree has; found without going down them by calls, so that none is too tall for it."""
    levels, row = 0, [tree]
    while row:
        levels, row = levels + 1, [each for one in row for each in one[1:] if isinstance(each, tuple)]
    return levels


def references(tree: Tree | None) -> frozenset[str]:
    """The keys of the questions that an expression asks about."""
    if tree is None or tree[0] == "lit":
        return frozenset()
    if tree[0] == "ref":
        return frozenset({tree[1]})
    return frozenset().union(*(references(each) for each in tree[1:]))


def functions(tree: Tree) -> frozenset[str]:
    """The functions and operators that it uses."""
    if tree[0] in ("lit", "ref"):
        return frozenset()
    return frozenset({str(tree[0])}).union(*(functions(each) for each in tree[1:]))


def _call(name: str, given: Tree) -> Tree:
    """An operator or function with its arguments, if there is such a one."""
    fewest, most = (1, 1) if name == "neg" else (2, 2) if name in OPERATORS else FUNCTIONS.get(name, (-1, -1))
    if most < 0:
        raise ExpressionError(_("“%(name)s” is not known here.") % {"name": name})
    if not fewest <= len(given) <= most:
        raise ExpressionError(_("“%(name)s” has too many or too few values.") % {"name": name})
    if name == "score" and given[0][0] != "ref":
        raise ExpressionError(_("score() takes a question."))
    return (name, *given)


def _literal(value: str | int | float) -> Tree:
    if isinstance(value, str):
        if "'" in value and '"' in value:
            raise ExpressionError(_("A text in an expression holds one kind of quotation marks only."))
        return ("lit", value)
    return ("neg", ("lit", _number(-value))) if value < 0 else ("lit", _number(value))


def _number(value: float) -> int | float:
    if not math.isfinite(value):
        raise ExpressionError(_("This number is too large."))
    return int(value) if value == int(value) else value


class _Parser:
    """Recursive descent over the tokens of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [*_tokens(text), ("end", "")]
        self.place = 0
        self.depth = 0

    def whole(self) -> Tree:
        tree = self.level(0)
        if self.tokens[self.place][0] != "end":
            raise self.fault()
        if height(tree) > TALLEST:
            raise ExpressionError(_("The expression is nested too deeply."))
        return tree

    def fault(self) -> ExpressionError:
        kind, said = self.tokens[self.place]
        if kind == "end":
            return ExpressionError(_("The expression ends too early: %(text)s") % {"text": self.text})
        return ExpressionError(_("“%(said)s” does not fit here: %(text)s") % {"said": said, "text": self.text})

    def take(self, *marks: str) -> str:
        """The next token if it is one of these operators or marks, else nothing."""
        kind, said = self.tokens[self.place]
        if kind in ("mark", "name") and said in marks:
            self.place += 1
            return said
        return ""

    def need(self, mark: str) -> None:
        if not self.take(mark):
            raise self.fault()

    def level(self, number: int) -> Tree:
        """Operators of this strength and above."""
        if number == len(LEVELS):
            return self.unary()
        left = self.level(number + 1)
        while operator := self.take(*LEVELS[number]):
            left = (operator, left, self.level(number + 1))
        return left

    def unary(self) -> Tree:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError(_("The expression is nested too deeply."))
        tree: Tree = ("neg", self.unary()) if self.take("-") else self.single()
        self.depth -= 1
        return tree

    def single(self) -> Tree:
        """A value, a reference, a call, or an expression in brackets."""
        kind, said = self.tokens[self.place]
        if kind == "mark" and said == "(":
            self.place += 1
            inner = self.level(0)
            self.need(")")
            return inner
        self.place += 1
        if kind == "lit":
            return ("lit", said)
        if kind == "ref":
            return ("ref", said)
        if kind == "self":
            return ("self",)
        if kind == "name" and self.tokens[self.place] == ("mark", "("):
            return _call(said, self.arguments())
        self.place -= 1
        raise self.fault()

    def arguments(self) -> Tree:
        self.need("(")
        if self.take(")"):
            return ()
        found = [self.level(0)]
        while self.take(","):
            found.append(self.level(0))
        self.need(")")
        return tuple(found)


def _tokens(text: str) -> Iterator[tuple[str, Any]]:
    place, end = 0, len(text.rstrip())
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None:
            rest = text[place:].strip()[:12]
            raise ExpressionError(_("“%(said)s” does not fit here: %(text)s") % {"said": rest, "text": text})
        place = match.end()
        kind = str(match.lastgroup)
        said = match.group(kind)
        if kind in ("single", "double"):
            yield "lit", said
        elif kind == "number":
            yield "lit", _number(float(said))
        else:
            yield kind, said
