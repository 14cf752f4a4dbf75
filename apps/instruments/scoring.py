"""Parts of a score, one a line: a question or formula | least | most | 中文 | English | weight."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from apps.instruments.form import Definition
from apps.instruments.form.definition import CHINESE, ENGLISH
from apps.instruments.form.expressions import ExpressionError, Tree, from_json, parse
from apps.instruments.form.expressions import write as text_of

METHOD_WORDS = (
    ("mean", pgettext_lazy("score", "the mean of all parts, from 0 to 100")),
    ("sum", pgettext_lazy("score", "the sum of all parts, in their own unit")),
)


def parts_shown(parts: list[dict[str, Any]]) -> str:
    """The lines of the parts."""
    return "\n".join(_line(part) for part in parts)


def _line(part: dict[str, Any]) -> str:
    tree, label = from_json(part["value"]), part.get("label", {})
    plain = tree[1] if tree[0] == "ref" else tree[1][1] if tree[0] == "score" else text_of(tree)
    cells = [
        plain,
        f"{part.get('low', 0):g}",
        f"{part.get('high', 1):g}",
        label.get(CHINESE, ""),
        label.get(ENGLISH, ""),
    ]
    if part.get("weight", 1) != 1:
        cells.append(f"{part['weight']:g}")
    while not cells[-1]:
        cells.pop()
    return " | ".join(cells)


def parts_read(text: str, definition: Definition, known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parts of the lines; a part keeps its name while it rests on the same. Raises ValueError in words."""
    names = {text_of(from_json(part["value"])): part["key"] for part in known}
    found: list[dict[str, Any]] = []
    for line in filter(None, (line.strip() for line in text.replace("｜", "|").splitlines())):
        cells = [cell.strip() for cell in line.split("|")]
        tree = _value(cells[0], definition)
        taken = {part["key"] for part in found}
        wanted = names.get(text_of(tree)) or (cells[0] if cells[0] in definition.by_key else f"p{len(found) + 1}")
        key = next(name for name in (wanted, *(f"{wanted}_{n}" for n in range(2, 99))) if name not in taken)
        label = {language: cell for language, cell in zip((CHINESE, ENGLISH), cells[3:5], strict=False) if cell}
        found.append({"key": key, "value": tree, "label": label, **_scale(cells, line)})
    return found


def _value(said: str, definition: Definition) -> Tree:
    question = definition.by_key.get(said)
    if question is not None:
        ref: Tree = ("ref", said)
        return ("score", ref) if question.choices or question.kind == "yes_no" else ref
    try:
        return parse(said)
    except ExpressionError as error:
        raise ValueError(error.message) from error


def _scale(cells: list[str], line: str) -> dict[str, float]:
    try:
        numbers = [float(cell) if cell else None for cell in (*cells[1:3], *cells[5:6])]
    except ValueError:
        raise ValueError(_("“%(line)s”: least, most and weight are numbers.") % {"line": line}) from None
    numbers += [None] * (3 - len(numbers))
    low, high, weight = numbers
    scale = {"low": low or 0, "high": 1 if high is None else high} | ({} if weight is None else {"weight": weight})
    return {name: int(value) if value == int(value) else value for name, value in scale.items()}
