"""Whether a file is safe to open, and of what kind it is, before any parser sees it."""

import io
import re
import zipfile
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.errors import InvalidInput

MOST_BYTES = 20 * 2**20
MOST_UNPACKED = 500 * 2**20
MOST_RATIO = 200  # real rosters pack 8 to 40 times; bombs a thousand times and more
RATIO_FROM = 5 * 2**20  # small parts may pack well by chance
MOST_PARTS = 2_000
MOST_ROWS = 120_000
MOST_COLUMNS = 200
MOST_CELLS = 30_000_000  # of the rectangle that the used cells span


class Kind(StrEnum):
    """What the file is, whatever its name says."""

    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"


_SAVE_AS = _("Open it in Excel or WPS and save it as .xlsx.")
PROBLEMS: dict[str, Any] = {
    "empty_file": _("The file is empty. Please choose another one."),
    "too_large": _("The file is larger than 20 MB. Remove pictures and other sheets, or split it by community."),
    "not_a_workbook": _(
        "This is not a workbook that can be read. Please upload .xlsx, .xls or .csv; other formats can be saved as one "
        "of these in Excel or WPS."
    ),
    "web_page": _(
        "This is a web page that was only named .xls. Open it in Excel or WPS, save it as .xlsx and upload that."
    ),
    "encrypted": _("The file is protected by a password. Remove the password in Excel or WPS and upload it again."),
    "zip_bomb": _("The file unpacks to far more than a list holds, so it was not opened. Save it anew and try again."),
    "damaged": _("The file is damaged and cannot be read to its end. Open it in Excel or WPS and save it again."),
    "too_many_rows": _("The sheet has more than 120,000 rows. Please split it by community."),
    "too_many_columns": _("The sheet has more than 200 columns. Delete those that do not belong to the list."),
    "no_sheet": _("The workbook has no sheet with cells."),
    "no_such_sheet": _("The workbook has no sheet of that name."),
    "no_header": _(
        "No row with the headings of this list was found in the first 50 rows. Please check the sheet, or start from "
        "the template."
    ),
    "no_rows": _("There are headings, but no entries under them."),
    "unreadable_text": _("The characters of this .csv file cannot be read. Save it as .xlsx, or as CSV UTF-8."),
}


class FileProblem(InvalidInput):
    """A file that cannot be taken. `code` is a key of PROBLEMS."""

    def __init__(self, code: str) -> None:
        super().__init__(PROBLEMS[code], code=code, field="file")


ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
TEXT_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def inspect(data: bytes) -> Kind:
    """The kind of the file, or FileProblem. Looks at the bytes, not at the name."""
    if not data.strip(b"\x00\r\n\t "):
        raise FileProblem("empty_file")
    if len(data) > MOST_BYTES:
        raise FileProblem("too_large")
    if data.startswith(ZIP):
        return _inspect_zip(data)
    if data.startswith(OLE):
        if ENCRYPTED_PACKAGE in data:
            raise FileProblem("encrypted")
        return Kind.XLS
    head = data[:4096]
    if re.match(rb"\s*(\xef\xbb\xbf)?\s*<(!doctype|html|table|\?xml|head|meta)", head, re.IGNORECASE):
        raise FileProblem("web_page")
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and TEXT_BYTES.search(head):
        raise FileProblem("not_a_workbook")
    return Kind.CSV


def _inspect_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileProblem("damaged") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileProblem("zip_bomb")
    for part in parts:
        if part.file_size > RATIO_FROM and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise FileProblem("zip_bomb")
        if part.flag_bits & 0x1:
            raise FileProblem("encrypted")
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names and not any(name.startswith("xl/") for name in names):
        raise FileProblem("not_a_workbook")
    return Kind.XLSX
