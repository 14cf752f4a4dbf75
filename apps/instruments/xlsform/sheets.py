"""The sheets of an XLSForm as lines of named cells."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from apps.core.sheets import reader
from apps.instruments.form import Words
from apps.instruments.form.definition import CHINESE, ENGLISH
from apps.instruments.xlsform.columns import ALIASES, HARMLESS, READ, TRANSLATED

SMALLER = "max-pixels="  # photos are made small here anyway


@dataclass(frozen=True, slots=True)
class Notice:
    """What was not taken over as it stands. `row` counts from 1; `column` is the heading; "" and 0: the whole."""

    sheet: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = self.sheet
        if self.row:
            place = _("%(sheet)s, row %(row)d") % {"sheet": self.sheet, "row": self.row}
        return f"{place}: {self.message}"


@dataclass(slots=True)
class Line:
    """One row of a sheet: `cells` by heading, `words` by heading in both languages."""

    sheet: str
    row: int
    cells: dict[str, str]
    words: dict[str, Words] = field(default_factory=dict)

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")

    def said(self, heading: str) -> Words:
        return self.words.get(heading, Words())

    def notice(self, column: str, message: Any) -> Notice:
        return Notice(self.sheet, self.row, column, str(message))


@dataclass(slots=True)
class Book:
    """The sheets by name, and what was noticed on the way."""

    sheets: dict[str, list[Line]]
    notices: list[Notice]


def read_book(data: bytes) -> Book:
    """All sheets. Raises FileProblem for what is no workbook."""
    sheets: dict[str, list[Line]] = {}
    notices: list[Notice] = []
    for sheet in reader.read(data).sheets:
        headings = [_text(cell) for cell in sheet.rows[0]] if sheet.rows else []
        name = sheet.name.strip().lower()
        sheets[name] = [
            line
            for number, row in enumerate(sheet.rows[1:], start=2)
            if (line := _line(name, number, headings, [_text(cell) for cell in row])) is not None
        ]
        if name in ("survey", "choices"):
            notices += _strange(name, headings, sheets[name])
    return Book(sheets, notices)


def _text(cell: Any) -> str:
    """A cell as it was written: punctuation stays, whole numbers have no decimals."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _line(sheet: str, number: int, headings: list[str], row: list[str]) -> Line | None:
    cells = {column(heading): value for heading, value in zip(headings, row, strict=False) if value and heading}
    if not cells:
        return None
    line = Line(sheet, number, cells)
    for name in TRANSLATED:
        zh, en, plain = (cells.get(key, "") for key in (f"{name}::{CHINESE}", f"{name}::{ENGLISH}", name))
        if plain and not (zh or en):
            zh, en = (plain, "") if any("\u4e00" <= sign <= "\u9fff" for sign in plain) else ("", plain)
        line.words[name] = Words(zh, en)
    return line


def column(heading: str) -> str:
    """The heading in one spelling; its language as zh-hans, en, or as it stands."""
    name, _mark, language = heading.partition("::")
    plain = name.strip().lower()
    if plain in TRANSLATED and language:
        return f"{plain}::{language_of(language)}"
    whole = heading.strip().lower()
    return ALIASES.get(whole, whole)


def language_of(name: str) -> str:
    """zh-hans, en, or another language's own name in small letters."""
    said = name.strip().lower()
    code = said.rpartition("(")[2].rstrip(") ")
    if code.startswith("zh") or said.startswith(("中文", "chinese", "简体", "汉语")):
        return CHINESE
    if code == "en" or code.startswith("en-") or said.startswith(("english", "英")):
        return ENGLISH
    return said


def _strange(sheet: str, headings: list[str], lines: list[Line]) -> list[Notice]:
    """Columns that are filled and say what this product has no place for."""
    found = []
    for heading in filter(None, headings):
        name = column(heading)
        base, _mark, language = name.partition("::")
        filled = next((line.row for line in lines if line[name] and not line[name].startswith(SMALLER)), 0)
        known = (base in READ and language in ("", CHINESE, ENGLISH)) or name in READ or name in HARMLESS
        if filled and not known:
            if base in TRANSLATED and language:
                message = _("The language “%(name)s” is left out: forms are in Chinese and English.") % {
                    "name": language
                }
            else:
                message = _("The column “%(name)s” is left out.") % {"name": heading}
            found.append(Notice(sheet, filled, heading, message))
    return found
