"""Quantities with units, and long numbers that are names, as sheets hold them. Pure functions."""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal

from apps.core.sheets.cells import DIGITS_OF_FLOAT, NOTHING, NUMBER, SCIENTIFIC, Cell, bounded, compact, short
from apps.core.sheets.faults import CellFault


def measure(
    cell: Cell, units: dict[str, Decimal], *, unit: Decimal = Decimal(1), most: Decimal, zero: bool = True
) -> Decimal | None:
    """A quantity of at most two decimals whose unit may stand in the cell: 1.2亩, 800平方米, １．２.

    `units` says how many of the register's unit each word is; `unit` is what the heading says, for bare numbers.
    """
    if isinstance(cell, datetime | date | time):
        raise CellFault("date_for_number")
    value = compact(cell)
    if value in NOTHING:
        return None
    word = next((word for word in sorted(units, key=len, reverse=True) if value.endswith(word)), "")
    match = NUMBER.fullmatch(value.removesuffix(word))
    if match is None or not (match[2] or match[3]):
        raise CellFault("not_number")
    number = Decimal(value.removesuffix(word).replace(",", "")) * (units[word] if word else unit)
    if number < 0:
        raise CellFault("below_zero")
    return bounded(number, most=most, zero=zero)


def heading_unit(heading: str, units: dict[str, Decimal]) -> Decimal:
    """The unit that a heading names in brackets or at its end (面积（平方米）); 1 where it names none."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", heading)).rstrip(")]】")
    word = next((word for word in sorted(units, key=len, reverse=True) if plain.endswith(word)), "")
    return units.get(word, Decimal(1))


def numeral(cell: Cell, most: int) -> str | None:
    """A long number kept as text (a parcel's code of 19 digits): digits and letters, in capitals, no white space.

    A number of more than 15 digits in a numeric cell has lost its last ones.
    """
    if isinstance(cell, datetime | date | time):
        raise CellFault("date_for_number")
    if isinstance(cell, float | int) and not isinstance(cell, bool) and abs(cell) >= DIGITS_OF_FLOAT:
        raise CellFault("digits_lost")
    value = re.sub(r"(?<=\d)\.0$", "", compact(cell).upper())
    if value in NOTHING or value == "无":
        return None
    if SCIENTIFIC.fullmatch(value):
        raise CellFault("digits_lost")
    return short(value, most)
