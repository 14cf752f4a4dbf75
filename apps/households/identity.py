"""Resident identity numbers (GB 11643): check digit, birth date, sex. Region codes are a hint, never a verdict:
the library's table lacks 422801 and 422802 (Enshi and Lichuan), so only its check digit is used.
"""

from dataclasses import dataclass
from datetime import date

from stdnum.cn.ric import calc_check_digit


@dataclass(frozen=True, slots=True)
class Identity:
    """What a valid number says."""

    number: str
    birth_date: date
    sex: str


class IdentityFault(ValueError):
    """Why a number cannot be right. `code` is one of length, characters, birth date, check digit."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        self.detail = detail
        super().__init__(code)


def parse(number: str, *, today: date) -> Identity:
    """Read an 18-character number. Raises IdentityFault with the first reason why not.

    `number` is already normalised: no spaces, plain digits, capital X.
    """
    if len(number) != 18:
        raise IdentityFault("length", str(len(number)))
    if not (number[:17].isascii() and number[:17].isdigit()) or number[17] not in "0123456789X":
        raise IdentityFault("characters")
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as error:
        raise IdentityFault("birth date") from error
    if born > today or born.year < 1880:
        raise IdentityFault("birth date")
    if calc_check_digit(number) != number[17]:
        raise IdentityFault("check digit")
    return Identity(number, born, "male" if int(number[16]) % 2 else "female")
