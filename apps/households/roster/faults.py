"""What only a roster can have wrong: identity numbers, people and their households."""

from django.utils.translation import gettext_lazy as _

from apps.core.sheets.faults import FaultKind, add_kinds

_RETYPE_ID = _("Format the column as text, then type the number again from the residence booklet.")
_BOOKLET = _("Compare it with the residence booklet and enter it again.")
KINDS: dict[str, FaultKind] = {
    "id_numeric": FaultKind(
        "numeric cell, digits lost",
        _("The number stands in a numeric cell, so the spreadsheet has lost its last digits."),
        _RETYPE_ID,
    ),
    "id_length": FaultKind(
        "{n} characters",
        _("The identity number has %(n)s characters; it must have 18."),
        _BOOKLET,
    ),
    "id_fifteen": FaultKind(
        "15 characters",
        _("This is an old identity number of 15 digits; today's have 18."),
        _("Copy the number of 18 characters from the identity card or the residence booklet."),
    ),
    "id_characters": FaultKind(
        "letter in the wrong place",
        _("The identity number has a character that cannot stand there; only the last may be an X."),
        _BOOKLET,
    ),
    "id_birth": FaultKind(
        "impossible birth date",
        _("Digits 7 to 14 of the identity number are not a possible birth date."),
        _BOOKLET,
    ),
    "id_unborn": FaultKind(
        "birth date in the future",
        _("By the identity number this person is not born yet."),
        _BOOKLET,
    ),
    "id_check": FaultKind(
        "check digit",
        _("The last digit does not fit the others: at least one digit is mistyped."),
        _BOOKLET,
    ),
    "same_person": FaultKind(
        "same person as row {row}",
        _("The same person already stands in row %(row)s."),
        _("Delete one of the two rows."),
    ),
    "same_number": FaultKind(
        "same number as row {row}",
        _("Row %(row)s has the same identity number with another name."),
        _("Check both in the residence booklets; one of the numbers is wrong."),
    ),
    "contradicts_id": FaultKind(
        "contradicts the ID number",
        _("This does not agree with the identity number."),
        _("Compare both with the residence booklet and correct the wrong one."),
    ),
    "no_head": FaultKind(
        "household has no head",
        _("Nobody in this household is marked as its head."),
        _("Write 户主 in the row of the head."),
    ),
    "two_heads": FaultKind(
        "two heads",
        _("Row %(row)s is already the head of this household."),
        _("Leave one head; write how the other person is related to them."),
    ),
}
add_kinds(KINDS)
