"""Rows of the bench. A later issue adds a module to bench/rows/ that registers its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.data import SIZES, Size
from bench.measure import Spread

if TYPE_CHECKING:
    from bench.stage import Stage


@dataclass(frozen=True)
class Aim:
    """What a figure should be: at most, or at least."""

    value: float
    at_most: bool

    def met(self, found: float) -> bool:
        return found <= self.value if self.at_most else found >= self.value

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.value:g}"


@dataclass
class Result:
    """What a row found: its figures by name, and the ratio that is judged."""

    figures: dict[str, Spread | float | int | str]
    ratio: Spread | None = None
    aim: Aim | None = None
    faults: list[str] = field(default_factory=list)

    @property
    def met(self) -> bool:
        within = self.ratio is None or self.aim is None or self.aim.met(self.ratio.middle)
        return within and not self.faults

    def as_dict(self) -> dict[str, Any]:
        figures = {k: v.as_dict() if isinstance(v, Spread) else v for k, v in self.figures.items()}
        return {
            "figures": figures,
            "ratio": self.ratio.as_dict() if self.ratio else None,
            "aim": str(self.aim) if self.aim else None,
            "met": self.met,
            "faults": self.faults,
        }


@dataclass(frozen=True)
class Row:
    """One measurement: where it stands in the table, its words, and how it is done."""

    group: str
    key: str
    title: str
    run: Callable[["Stage"], Result]
    sizes: "tuple[Size, ...]" = SIZES  # the databases it needs


ROWS: dict[str, Row] = {}


def register(row: Row) -> Row:
    """Add a row; its key must be new."""
    if row.key in ROWS:
        raise ValueError(f"two rows are called {row.key}")
    ROWS[row.key] = row
    return row
