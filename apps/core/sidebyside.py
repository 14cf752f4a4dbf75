"""Ways to do the same thing side by side: a column each, a line for each figure, the best of a line marked.

templates/core/columns.html draws the columns' heads, templates/core/lines.html the lines.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """One figure over all columns. A cell has `text`, and `best` where it is the best of its line."""

    word: str
    note: str
    cells: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Column:
    """One way, with its figures. `chosen` is the one that counts, `chosen_word` what it is called; `url` its page."""

    title: str
    note: str
    values: Mapping[str, Any]
    chosen: bool = False
    url: str = ""
    chosen_word: Any = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of every column: its key, name, note, how it is said, and which value is best: 1 the most, -1 the least.

    0: none is better than another.
    """

    key: str
    word: Any
    note: Any
    say: Callable[[Any], str]
    better: int


def line(columns: Sequence[Column], figure: Figure) -> Line:
    """The figure over the columns; “—” where a column does not have it. Stars only where values differ."""
    values = [column.values.get(figure.key) for column in columns]
    known = [value for value in values if value is not None]
    best = (max(known) if figure.better > 0 else min(known)) if known and figure.better else None
    stars = best is not None and any(value != best for value in known)
    cells = [
        {"text": "—" if value is None else figure.say(value), "best": stars and value == best, "column": column}
        for value, column in zip(values, columns, strict=True)
    ]
    return Line(str(figure.word), str(figure.note), cells)
