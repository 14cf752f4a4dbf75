"""The cells of a workbook, with their types kept, whatever wrote it: .xlsx, .xls, .csv."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from apps.core.sheets import files, sheet_xml
from apps.core.sheets.cells import Cell
from apps.core.sheets.files import FileProblem, Kind

Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(slots=True)
class Sheet:
    """One sheet. Rows and columns count from 0 here; people count rows from 1.

    `merged` are ranges of merged cells, corners included; `odd` are cells whose formula has no value ("") or an error.
    """

    name: str
    rows: list[list[Cell]]
    merged: list[Range] = field(default_factory=list)
    odd: Mapping[tuple[int, int], str] = field(default_factory=dict)
    formulas: int = 0
    hidden: bool = False


@dataclass(slots=True)
class Book:
    """The sheets of a file that hold cells."""

    kind: Kind
    sheets: list[Sheet]


def read(data: bytes) -> Book:
    """All sheets of a file, or FileProblem."""
    kind = files.inspect(data)
    sheets = _read_csv(data) if kind is Kind.CSV else _read_workbook(data, kind)
    sheets = [sheet for sheet in sheets if any(cell != "" for row in sheet.rows for cell in row)]
    if not sheets:
        raise FileProblem("no_sheet")
    return Book(kind, sheets)


def _read_workbook(data: bytes, kind: Kind) -> list[Sheet]:
    details = sheet_xml.scan(data) if kind is Kind.XLSX else {}
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return [
                _read_sheet(book, meta.name, meta.visible != SheetVisibleEnum.Visible, details.get(meta.name))
                for meta in book.sheets_metadata
                if meta.typ == SheetTypeEnum.WorkSheet
            ]
    except PasswordError as error:
        raise FileProblem("encrypted") from error
    except (CalamineError, ValueError, OSError) as error:
        raise FileProblem("not_a_workbook" if "detect" in str(error) else "damaged") from error


def _read_sheet(book: CalamineWorkbook, name: str, hidden: bool, details: sheet_xml.Details | None) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.end is None:
        return Sheet(name, [], hidden=hidden)
    if sheet.total_height > files.MOST_ROWS:
        raise FileProblem("too_many_rows")
    if sheet.total_width > files.MOST_COLUMNS:
        raise FileProblem("too_many_columns")
    rows = sheet.to_python(skip_empty_area=False)
    merged = list(sheet.merged_cell_ranges or [])
    if details is None:
        return Sheet(name, rows, merged, hidden=hidden)
    return Sheet(name, rows, merged, details.odd, details.formulas, hidden)


def _read_csv(data: bytes) -> list[Sheet]:
    content = _decode(data)
    head = content[:20_000]  # titles hold none, so the first line alone would not tell
    delimiter = max(",\t;", key=head.count)
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(content, newline=""), delimiter=delimiter):
            rows.append(list(row))
            if len(rows) > files.MOST_ROWS:
                raise FileProblem("too_many_rows")
            if len(row) > files.MOST_COLUMNS:
                raise FileProblem("too_many_columns")
    except csv.Error as error:
        raise FileProblem("damaged") from error
    width = max(map(len, rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return [Sheet("CSV", rows)]


def _decode(data: bytes) -> str:
    """UTF-8 and UTF-16 with their marks, else strict UTF-8, else GB 18030 (which GBK is a part of)."""
    marks = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    marked = next((encoding for mark, encoding in marks.items() if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileProblem("unreadable_text")
