"""A field that is a list of lines, each with a few cells: answers to choose from, parts of a score, conditions.

Without a script a blank line stands at the end, and an emptied one is dropped; static/instruments/editor.js adds, moves
and takes out lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

Row = dict[str, str]


class Option(NamedTuple):
    """One thing to choose in a cell. `answers` are the words among which the cell beside it chooses then."""

    value: str
    words: Any
    answers: Sequence[str] = ()
    kind: str = ""

    @property
    def lines(self) -> str:
        """The answers, one a line."""
        return "\n".join(self.answers)


@dataclass(frozen=True, slots=True)
class Column:
    """One cell of each line. `kind`: text, number, choice or code.

    `first` is what a fresh line says there; it alone makes no line.
    """

    name: str
    label: Any
    kind: str = "text"
    options: Sequence[Option] = ()
    first: str = ""


class RowsWidget(forms.Widget):
    """The lines as a page shows them."""

    def __init__(self, columns: Sequence[Column], look: str, add: Any) -> None:
        super().__init__()
        self.columns, self.look, self.add = list(columns), look, add

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Row]:
        read = getattr(data, "getlist", None) or (lambda key: data.get(key, []))
        cells = [[said.strip() for said in read(f"{name}.{column.name}")] for column in self.columns]
        names = [column.name for column in self.columns]
        rows = [dict(zip(names, row, strict=True)) for row in zip_longest(*cells, fillvalue="")]
        return [row for row in rows if any(row[column.name] for column in self.columns if not column.first)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}.{column.name}" not in data for column in self.columns)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        rows = [self._cells(name, row) for row in value or []]
        blank = self._cells(name, {column.name: column.first for column in self.columns})
        context = {"rows": [*rows, blank], "blank": blank, "look": self.look, "add": self.add}
        return render_to_string("instruments/parts/rows.html", context)

    def _cells(self, name: str, row: Mapping[str, str]) -> list[dict[str, Any]]:
        return [
            {"name": f"{name}.{column.name}", "column": column, "value": row.get(column.name, "")}
            for column in self.columns
        ]


class RowsField(forms.Field):
    """Lines of cells. `look` names the layout in editor.css; `most` is how many lines there may be."""

    widget: RowsWidget

    def __init__(self, columns: Sequence[Column], *, label: Any, look: str, add: Any, help_text: Any = "",
                 most: int = 60) -> None:  # fmt: skip
        super().__init__(label=label, required=False, help_text=help_text, widget=RowsWidget(columns, look, add))
        self.most, self.lines = most, True

    def set_options(self, column: str, options: Sequence[Option]) -> None:
        """What may be chosen in a column."""
        self.widget.columns = [
            Column(each.name, each.label, each.kind, options, each.first) if each.name == column else each
            for each in self.widget.columns
        ]

    def validate(self, value: list[Row]) -> None:
        if len(value) > self.most:
            raise ValidationError(_("At most %(count)d lines fit.") % {"count": self.most}, code="too_many")


def at_line(number: int, said: Any) -> ValidationError:
    """A fault with the line in which it stands; lines count from 1."""
    return ValidationError(_("Line %(number)d: %(fault)s") % {"number": number, "fault": said})
