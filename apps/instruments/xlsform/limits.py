"""The least and the most of a number, which XLSForm keeps as the beginning of a constraint."""

from apps.instruments.form import Question
from apps.instruments.form.definition import NUMBERS
from apps.instruments.form.expressions import Tree


def with_limits(question: Question) -> Tree | None:
    """The constraint with the least and the most of a number before it, as other programs keep them."""
    trees: list[Tree] = []
    if question.kind in NUMBERS:
        limits = ((">=", question.low), ("<=", question.high))
        trees = [(mark, ("self",), _literal(limit)) for mark, limit in limits if limit is not None]
    trees += [question.constraint] if question.constraint else []
    whole: Tree | None = None
    for tree in trees:
        whole = tree if whole is None else ("and", whole, tree)
    return whole


def _literal(value: float) -> Tree:
    return ("neg", ("lit", -value)) if value < 0 else ("lit", value)


def limits_of(kind: str, tree: Tree | None) -> tuple[Tree | None, float | None, float | None]:
    """The constraint without a least and a most before it, and these two."""
    parts: list[Tree] = []
    rest = tree
    while rest is not None and rest[0] == "and":
        parts.insert(0, rest[2])
        rest = rest[1]
    parts = [rest, *parts] if rest is not None else []
    limits: dict[str, float] = {}
    for mark in (">=", "<="):
        if kind in NUMBERS and parts and (found := _limit(parts[0], mark)) is not None:
            limits[mark] = found
            parts = parts[1:]
    whole: Tree | None = None
    for part in parts:
        whole = part if whole is None else ("and", whole, part)
    return whole, limits.get(">="), limits.get("<=")


def _limit(tree: Tree, mark: str) -> float | None:
    if tree[0] != mark or tree[1] != ("self",):
        return None
    sign, value = (-1, tree[2][1]) if tree[2][0] == "neg" else (1, tree[2])
    return sign * value[1] if value[0] == "lit" and not isinstance(value[1], str) else None
