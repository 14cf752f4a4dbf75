"""Identity and telephone numbers as people type them: read, or refused each in its own words.

The words are those of the roster import, so that the form, the API and a faulty cell say the same.
"""

import re

from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.errors import InvalidInput
from apps.core.sheets import cells, faults
from apps.core.sheets.faults import CellFault
from apps.households.identity import Identity
from apps.households.roster import normalise

# A number that a spreadsheet kept as a number: fifteen digits are left, then zeros.
ROUNDED = re.compile(r"\d{15}000")


def read_identity(text: str, *, field: str = "id_number") -> Identity | None:
    """The number, None for an empty one. Raises InvalidInput: id_length (also the old 15 digits), id_characters,
    id_birth, id_unborn, id_check, id_numeric (a spreadsheet has eaten digits)."""
    try:
        return normalise.identity(text, today=clock.today())
    except CellFault as fault:
        plain = cells.compact(text)
        code = "id_numeric" if fault.code == "id_check" and ROUNDED.fullmatch(plain) else fault.code
        code = "id_fifteen" if code == "id_length" and re.fullmatch(r"\d{15}", plain) else code
        raise _said(code, fault, field) from fault


def read_phone(text: str, *, field: str = "phone") -> str:
    """A mobile number or a landline with its area code, digits only; empty for none. Raises InvalidInput."""
    try:
        return cells.phone(text) or ""
    except CellFault as fault:
        raise _said(fault.code, fault, field) from fault


def _said(code: str, fault: CellFault, field: str) -> InvalidInput:
    said = {"what": faults.message(code, fault.params), "remedy": faults.remedy(code, fault.params)}
    return InvalidInput(_("%(what)s %(remedy)s") % said, code=code, field=field)
