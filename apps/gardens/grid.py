"""A zone as people see it from the path: rows and columns of plots, each with its number, its state and a word.

A table of links: it reads aloud as it looks, works by keyboard (static/gardens/grid.js adds the arrows), and prints.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Look:
    """What a kind of plot looks like: its colour's name (CSS `gp-…`), icon and word."""

    key: str
    icon: str
    word: Any


@dataclass(frozen=True, slots=True)
class Cell:
    """One plot. `text` (else the look's word) stands below its number, `who` below that; `marks` are (icon, word)."""

    row: int
    column: int
    label: str
    look: Look
    text: str = ""
    who: str = ""
    url: str = ""
    marks: tuple[tuple[str, Any], ...] = ()

    @property
    def said(self) -> str:
        """Everything it says, in one line, for the hover and for readers."""
        words = [str(word) for _icon, word in self.marks]
        return " · ".join(part for part in (self.label, str(self.look.word), self.text, self.who, *words) if part)


@dataclass(frozen=True)
class Grid:
    """A zone drawn: every place of the grid in order, None where there is no plot."""

    name: str
    columns: range
    lines: list[tuple[int, list[Cell | None]]]
    legend: list[tuple[Look, int]] = field(default_factory=list)


def grid_of(name: str, cells: Iterable[Cell]) -> Grid | None:
    """The smallest grid that holds the cells, with the looks in it counted; None without cells."""
    at = {(cell.row, cell.column): cell for cell in cells}
    if not at:
        return None
    rows, columns = [row for row, _column in at], [column for _row, column in at]
    across = range(min(columns), max(columns) + 1)
    lines = [(row, [at.get((row, column)) for column in across]) for row in range(min(rows), max(rows) + 1)]
    counted: dict[Look, int] = {}
    for cell in at.values():
        counted[cell.look] = counted.get(cell.look, 0) + 1
    return Grid(name, across, lines, list(counted.items()))
