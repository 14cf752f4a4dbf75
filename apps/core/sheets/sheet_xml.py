"""What the parser of .xlsx does not tell: how far a sheet reaches (before memory is taken for it), and cells whose
formula has no saved value or shows an error.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

from apps.core.sheets import files
from apps.core.sheets.files import FileProblem

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{1,7})([0-9]{1,12})""")
# Beyond column AZ or row 99,999. Where no reference is, the sheet is small enough and need not be measured.
FAR = re.compile(rb"""\br\s*=\s*["']\s*(?:[A-Za-z]{3}|[B-Zb-z][A-Za-z]|[A-Za-z]{1,2}[0-9]{6})""")
FORMULA_OR_ERROR = re.compile(rb"""<(?:\w+:)?f[ />]|\bt\s*=\s*["']e["']""")
CHUNK = 4 * 2**20
OVERLAP = 64


@dataclass(slots=True)
class Details:
    """Cells of one sheet whose value is not to be trusted: "" for a formula without value, else the error shown."""

    odd: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: int = 0


def scan(data: bytes) -> dict[str, Details]:
    """Details by sheet name. Raises FileProblem for a sheet that reaches too far."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: _scan_sheet(archive, part) for name, part in _sheets(archive)}
    except (zipfile.BadZipFile, ElementTree.ParseError, expat.ExpatError, KeyError, EOFError, OSError) as error:
        raise FileProblem("damaged") from error
    except (NotImplementedError, RuntimeError, ValueError) as error:
        raise FileProblem("not_a_workbook") from error


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(sheet name, path of its part), in the workbook's order."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {node.get("Id"): node.get("Target") or "" for node in relations}
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    present = set(archive.namelist())
    for node in workbook.iter():
        if node.tag.rpartition("}")[2] != "sheet":
            continue
        target = targets.get(node.get(RELATION) or node.get(STRICT_RELATION)) or ""
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if part in present:
            yield node.get("name") or "", part


def _scan_sheet(archive: zipfile.ZipFile, part: str) -> Details:
    far = special = False
    for block in _blocks(archive, part):
        far = far or FAR.search(block) is not None
        special = special or FORMULA_OR_ERROR.search(block) is not None
    if far:
        _measure(archive, part)
    return _odd_cells(archive, part) if special else Details()


def _blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in overlapping blocks. The sizes in an archive's directory may lie, so what comes out is counted."""
    unpacked = 0
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            unpacked += len(chunk)
            if unpacked > files.MOST_UNPACKED:
                raise FileProblem("zip_bomb")
            yield rest + chunk
            rest = chunk[-OVERLAP:]


def _measure(archive: zipfile.ZipFile, part: str) -> None:
    """Refuse a sheet whose used rectangle, which the parser takes memory for, is too large."""
    height = width = 0
    for block in _blocks(archive, part):
        for letters, digits in set(REFERENCE.findall(block)):
            height, width = max(height, int(digits)), max(width, _column(letters))
    if height * width > files.MOST_CELLS:
        raise FileProblem("too_many_columns" if width > files.MOST_COLUMNS else "too_many_rows")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


class _Watcher:
    """Follows the cells of one sheet part."""

    def __init__(self) -> None:
        self.details = Details()
        self.place = (0, 0)
        self.formula = self.in_value = False
        self.kind = self.value = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "row":
            number = attributes.get("r")
            self.place = (int(number) - 1 if number else self.place[0] + 1, -1)
        elif tag == "c":
            reference = re.fullmatch(r"([A-Za-z]+)(\d+)", attributes.get("r", ""))
            row, column = self.place
            if reference:
                row, column = int(reference[2]) - 1, _column(reference[1].encode()) - 2
            self.place = (row, column + 1)
            self.kind, self.formula, self.value = attributes.get("t", ""), False, ""
        elif tag == "f":
            self.formula = True
            self.details.formulas += 1
        elif tag == "v":
            self.in_value = True

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "v":
            self.in_value = False
        elif tag == "c":
            if self.kind == "e":
                self.details.odd[self.place] = self.value or "#N/A"
            elif self.formula and not self.value and self.kind != "str":  # "str": the result is an empty text
                self.details.odd[self.place] = ""

    def data(self, data: str) -> None:
        if self.in_value:
            self.value += data


def _odd_cells(archive: zipfile.ZipFile, part: str) -> Details:
    watcher = _Watcher()
    parser = expat.ParserCreate()
    parser.StartElementHandler = watcher.start
    parser.EndElementHandler = watcher.end
    parser.CharacterDataHandler = watcher.data
    with archive.open(part) as stream:
        parser.ParseFile(stream)
    return watcher.details
