"""Columns of the list of households that apps above add: offered under “Columns”, and read only when chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from unfold.decorators import display


@dataclass(frozen=True, slots=True)
class Column:
    """`prepare` adds to the rows what `show` says of a household; a number stands on the right."""

    name: str
    words: Any
    prepare: Callable[[Any], Any]
    show: Callable[[Any], Any]
    number: bool = False


COLUMNS: dict[str, Column] = {}


def add_column(column: Column) -> None:
    """Offer a column; its name must be new."""
    from apps.households.admin.household import HouseholdAdmin

    if column.name in COLUMNS or hasattr(HouseholdAdmin, column.name):
        raise ValueError(f"two columns of households are called {column.name}")
    COLUMNS[column.name] = column
    shown: Any = display(description=column.words)(lambda _admin, household: column.show(household))
    setattr(HouseholdAdmin, column.name, shown)
    HouseholdAdmin.more_columns += (column.name,)
    if column.number:
        HouseholdAdmin.list_numbers += (column.name,)


def prepared(rows: Any, names: Any) -> Any:
    """The rows with what the added columns among these need."""
    for name in names:
        if name in COLUMNS:
            rows = COLUMNS[name].prepare(rows)
    return rows
