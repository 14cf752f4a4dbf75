"""The workbook to send back: the roster as it came, its faulty cells marked (apps/core/sheets/workbook.py)."""

from apps.core.sheets import reader, workbook
from apps.core.sheets.reader import Sheet
from apps.households.models.roster import RosterFault, RosterHousehold, RosterImport
from apps.households.roster import staging

CONTENT_TYPE = workbook.CONTENT_TYPE


def error_workbook(roster: RosterImport) -> bytes:
    """The sheet as it came; of a long one only the households with faults, whole."""
    sheet = _sheet_of(roster)
    entries: set[int] = set()
    if len(sheet.rows) > workbook.WHOLE_UP_TO:
        for staged in RosterHousehold.objects.filter(roster=roster, faulty=True).iterator(chunk_size=500):
            household, _seen = staging.load(staged)
            entries.update(household.rows)
    found = RosterFault.objects.filter(roster=roster).order_by("row", "column").defer("value")
    return workbook.error_workbook(sheet, found, header_row=roster.summary.get("header_row", 1), entries=entries)


def _sheet_of(roster: RosterImport) -> Sheet:
    sheets = reader.read(staging.file_of(roster)).sheets
    return next((sheet for sheet in sheets if sheet.name[:80] == roster.sheet), sheets[0])
