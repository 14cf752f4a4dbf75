"""From a tree back to the text of its expression, with as few brackets as it needs."""

from decimal import Decimal

from apps.instruments.form.expressions.parse import LEVELS, Tree

STRENGTH = {operator: number for number, level in enumerate(LEVELS) for operator in level}
STRONGEST = len(LEVELS)


def write(tree: Tree) -> str:
    """The text that `parse` reads as this tree."""
    return _written(tree, 0)


def _written(tree: Tree, least: int) -> str:
    head, *rest = tree
    if head == "lit":
        return _literal(rest[0])
    if head == "ref":
        return f"${{{rest[0]}}}"
    if head == "self":
        return "."
    if head == "neg":
        return f"-{_written(rest[0], STRONGEST)}"
    if head in STRENGTH:
        strength = STRENGTH[head]
        text = f"{_written(rest[0], strength)} {head} {_written(rest[1], strength + 1)}"
        return f"({text})" if strength < least else text
    return f"{head}({', '.join(_written(each, 0) for each in rest)})"


def _literal(value: str | int | float) -> str:
    if not isinstance(value, str):
        return format(Decimal(repr(value)), "f")
    return f'"{value}"' if "'" in value else f"'{value}'"
