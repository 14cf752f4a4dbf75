"""What can be wrong with a cell: a stable code, an English reason for scripts, words and a remedy for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _


class CellFault(ValueError):
    """Raised by a normaliser for a value that it will not guess at. `code` is a key of KINDS."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.params = params
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class FaultKind:
    """One kind of fault.

    `reason` is English and stable, for scripts. `message` says what happened, `remedy` what to do; both may use the
    fault's params.
    """

    reason: str
    message: Any
    remedy: Any


@dataclass(frozen=True, slots=True)
class Fault:
    """A faulty cell. `row` counts from 1 as the sheet does; `column` is the index of the column, from 0."""

    row: int
    column: int
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        return reason(self.code, self.params)


def reason(code: str, params: Mapping[str, Any]) -> str:
    """The English reason, for scripts."""
    return KINDS[code].reason.format(**params)


def message(code: str, params: Mapping[str, Any]) -> str:
    """What happened, in the reader's language."""
    return str(KINDS[code].message) % params


def remedy(code: str, params: Mapping[str, Any]) -> str:
    """What to do, in the reader's language."""
    if code == "unknown_community" and params.get("near"):
        return str(_("Write the name as the system has it. Is “%(near)s” meant?")) % params
    return str(KINDS[code].remedy) % params


_PLAIN_DATE = _("Write it like 2019-05 or 2019-05-18.")

# Faults that any sheet may have. A register adds its own with `add_kinds`.
KINDS: dict[str, FaultKind] = {
    "future": FaultKind(
        "in the future", _("This date lies in the future."), _("Check the year; write it like 2019-05.")
    ),
    "not_date": FaultKind("not a date", _("This cannot be read as a date."), _PLAIN_DATE),
    "impossible_date": FaultKind("impossible date", _("There is no such date, or it lies too far back."), _PLAIN_DATE),
    "ambiguous_date": FaultKind(
        "ambiguous date",
        _("A numeric cell: this may be January or October."),
        _PLAIN_DATE,
    ),
    "month_missing": FaultKind("month missing", _("The month is missing."), _PLAIN_DATE),
    "not_number": FaultKind(
        "not a number", _("This is not a number."), _("Write digits only, without words such as 约, 左右 or 多.")
    ),
    "negative": FaultKind(
        "negative number", _("This cannot be less than nothing."), _("Enter 0, or a loss as production expense.")
    ),
    "out_of_range": FaultKind(
        "out of range",
        _("This number cannot be right: expected is %(low)s to %(high)s."),
        _("Check the number and its unit."),
    ),
    "phone_digits": FaultKind(
        "{n} digits",
        _("The telephone number has %(n)s digits; a mobile number has 11."),
        _("Ask for the number again, or leave the cell empty."),
    ),
    "phone_form": FaultKind(
        "not a phone number",
        _("This is not a telephone number."),
        _("Enter a mobile number of 11 digits, or a landline with its area code."),
    ),
    "phone_two": FaultKind("two phone numbers", _("Two telephone numbers stand in one cell."), _("Leave one of them.")),
    "unknown_community": FaultKind(
        "unknown community",
        _("There is no community of this name."),
        _("Write the name as the system has it, or ask the county administrator to set the community up."),
    ),
    "unknown_value": FaultKind(
        "unknown value", _("“%(value)s” is none of the known words."), _("Write one of: %(known)s.")
    ),
    "contradictory": FaultKind(
        "contradictory values", _("“%(value)s” says two things that exclude each other."), _("Leave what is true.")
    ),
    "missing": FaultKind("missing", _("The cell is empty, but this is needed."), _("Fill the cell in.")),
    "differs": FaultKind(
        "differs from row {row}",
        _("Row %(row)s of the same household says something else."),
        _("Leave the right value in one row, and empty or equal cells in the others."),
    ),
    "too_long": FaultKind(
        "too long", _("The text has more than %(most)s characters."), _("Shorten it to what is needed.")
    ),
    "formula_empty": FaultKind(
        "formula without a value",
        _("The cell holds a formula whose result was never saved."),
        _("Open the file in Excel or WPS and save it again, or replace the formula by its value."),
    ),
    "formula_error": FaultKind(
        "formula error",
        _("The cell shows a formula error (%(value)s)."),
        _("Replace it by the value, or empty the cell."),
    ),
    "below_zero": FaultKind(
        "negative number", _("This cannot be less than nothing."), _("Write a number that is not negative.")
    ),
    "same_entry": FaultKind(
        "same as row {row}",
        _("The same entry already stands in row %(row)s."),
        _("Delete one of the two rows, or correct what tells them apart."),
    ),
    "digits_lost": FaultKind(
        "numeric cell, digits lost",
        _("The number stands in a numeric cell, so the spreadsheet has lost its last digits."),
        _("Format the column as text, then type the number again."),
    ),
    "date_for_number": FaultKind(
        "date instead of a number",
        _("The spreadsheet has made a date of this number."),
        _("Format the column as text or number, then type it again."),
    ),
}


def add_kinds(kinds: Mapping[str, FaultKind]) -> None:
    """Let a register add its own kinds of faults. Raises ValueError where a code is taken by another meaning."""
    for code, kind in kinds.items():
        if KINDS.setdefault(code, kind) != kind:
            raise ValueError(f"two kinds of faults are called {code}")
