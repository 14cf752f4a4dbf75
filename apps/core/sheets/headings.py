"""What a column means: headings matched by meaning, in long and short forms, and by what stands under them."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apps.core.sheets.cells import Cell, compact

YEAR = re.compile(r"(20\d{2})年?(?:度)?")
BRACKETS = re.compile(r"[(\[{【〔<《][^)\]}】〕>》]*[)\]}】〕>》]?")
IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Field:
    """A fact that a sheet may hold.

    `names` are headings that mean exactly this, separated by spaces (English ones in small letters, without spaces);
    `pattern` finds it in longer ones, unless `never` is in there too. `level` is what the fact is about, for the
    grouping of the choices on screen.
    """

    key: str
    word: Any
    level: str
    names: str
    pattern: str = ""
    never: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: where it stands, its heading (white space removed), what it means ("" if unknown)."""

    index: int
    heading: str
    field: str
    certain: bool = True


def heading_of(cell: Cell) -> str:
    """A heading as scripts and people are shown it: as written, without white space but between Latin words."""
    return re.sub(r"\s+(?![A-Za-z])|(?<![A-Za-z])\s+", "", str(cell if cell is not None else ""))


def canonical(heading: str) -> str:
    """A heading as it is compared and remembered: plain forms, without brackets, year, numbering and marks."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", heading))
    bare = YEAR.sub("", BRACKETS.sub("", plain))
    bare = re.sub(r"^([一二三四五六七八九十]+、|\d+[.、])", "", bare)
    return bare.strip("*#:：。.、,;-—_·'\"“”") or plain


def column_letters(index: int) -> str:
    """0 → A, 26 → AA: how spreadsheets name columns."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


ByContent = Sequence[tuple[str, Callable[[str], bool]]]


class Lexicon:
    """The facts that one kind of sheet may hold, and how its headings say them.

    `content` tells fields by what stands under a heading that says nothing. A row is the heading only if it names one
    of `must`. `who` are the fields that show a row to be an entry and not a note; those in `weak` do not by
    themselves. `required` are the fields without which the sheet cannot be read; a heading names `fewest` at least.
    `totals`: rows that begin with 合计 and the like are none, whatever else they hold.
    """

    def __init__(
        self,
        fields: Iterable[Field],
        *,
        must: Iterable[str],
        who: Iterable[str],
        weak: Iterable[str] = (),
        required: Iterable[str] = (),
        content: ByContent = (),
        fewest: int = 4,
        totals: bool = False,
    ) -> None:
        self.fields = tuple(fields)
        self.by_key = {field.key: field for field in self.fields}
        self.must, self.who, self.weak = frozenset(must), tuple(who), frozenset(weak)
        self.required, self.content, self.fewest = tuple(required), tuple(content), fewest
        self.totals = totals
        self._exact = {spelling: field for field in self.fields for spelling in field.names.split()}
        self._patterns = [
            (field, re.compile(field.pattern), re.compile(field.never) if field.never else None)
            for field in self.fields
            if field.pattern
        ]

    def meaning(self, heading: str, learned: Mapping[str, str] | None = None) -> tuple[str, int]:
        """What a heading means, and how surely: 3 learned, 2 known, 1 found in a longer heading, 0 not understood."""
        key = canonical(heading)
        if learned and key in learned:
            return learned[key], 3
        exact = self._exact.get(key) or self._exact.get(key.lower())
        if exact is not None:
            return exact.key, 2
        for field, pattern, never in self._patterns:
            if pattern.search(key) and not (never and never.search(key)):
                return field.key, 1
        return "", 0

    def match(
        self,
        headings: Sequence[str],
        *,
        samples: Sequence[Sequence[Cell]] = (),
        learned: Mapping[str, str] | None = None,
        chosen: Mapping[int, str] | None = None,
    ) -> list[Column]:
        """Give every column a meaning, each meaning at most once. `chosen` are corrections made on screen, by index."""
        chosen = chosen or {}
        meanings = [(chosen[i], 4) if i in chosen else self.meaning(h, learned) for i, h in enumerate(headings)]
        taken: dict[str, int] = {}
        for index, (field, _sure) in sorted(enumerate(meanings), key=lambda item: (-item[1][1], item[0])):
            if not field or field == IGNORED:
                continue
            if field in taken:
                meanings[index] = ("", 0)
            else:
                taken[field] = index
        for index, (field, _sure) in enumerate(meanings):
            if not field and index < len(samples) and index not in chosen:
                guess = self._by_content(samples[index])
                if guess and guess not in taken:
                    meanings[index] = (guess, 0)
                    taken[guess] = index
        return [
            Column(i, heading_of(h), m[0], m[1] > 0) for (i, h), m in zip(enumerate(headings), meanings, strict=True)
        ]

    def _by_content(self, cells: Sequence[Cell]) -> str:
        """The field whose words stand under a heading that says nothing: nine cells of ten, and at least five."""
        values = [value for value in (compact(cell) for cell in cells) if value]
        if len(values) < 5:
            return ""
        return next((key for key, test in self.content if sum(map(test, values)) >= 0.9 * len(values)), "")

    def missing(self, columns: Iterable[Column], *, given: Iterable[str] = ()) -> list[str]:
        """Fields without which the sheet cannot be read, and that no column holds; `given` are known otherwise."""
        found = {column.field for column in columns} | set(given)
        return [key for key in self.required if key not in found]
