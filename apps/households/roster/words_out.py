"""What people read about an import: notices, conflicts, changes and problems, in their language."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from apps.core.masking import mask_phone
from apps.core.sheets.files import PROBLEMS
from apps.households import vocabulary
from apps.households.roster import columns

_CHOICES: dict[str, Any] = {
    "sex": vocabulary.Sex, "relation": vocabulary.Relation, "health": vocabulary.Health, "labour": vocabulary.Labour,
    "education": vocabulary.Education, "work": vocabulary.Work, "kind": vocabulary.HouseholdClass,
    "old_house": vocabulary.OldHouse, "residence": vocabulary.ResidenceStatus,
}  # fmt: skip
_MORE_FIELDS = {
    "member": gettext_lazy("new member"),
    "absent": gettext_lazy("not in the roster"),
    "returned": gettext_lazy("joins this household"),
    "room": gettext_lazy("dwelling"),
}
_DATES = frozenset({"birth_date", "moved_in"})
_NUMBERS = frozenset({"area", "land", *columns.INCOME_FIELDS})
_ROSTER_PROBLEMS = {
    "no_header": gettext_lazy(
        "No row with headings such as 姓名, 身份证号码 and 户编号 was found in the first 50 rows. "
        "Please check the sheet, or start from the template."
    ),
    "no_rows": gettext_lazy("There are headings, but no people under them."),
    "gave_up": gettext_lazy(
        "The work broke off several times; nothing was written. Please try again, and tell the county administrator "
        "if it goes on."
    ),
}


def problem(code: str) -> str:
    """Why an import stopped."""
    return str(_ROSTER_PROBLEMS.get(code) or PROBLEMS.get(code) or code)


def field(key: str) -> str:
    """The name of a field."""
    return str(_MORE_FIELDS.get(key) or columns.BY_KEY[key].word)


def value(key: str, stored: Any) -> str:
    """A value as people read it; a dash for none."""
    if stored is None or stored == "" or stored == []:
        return "—"
    if isinstance(stored, list):
        return pgettext("between the items of a list", ", ").join(value(key, item) for item in stored)
    if key in _CHOICES:
        return str(_CHOICES[key](stored).label)
    if isinstance(stored, bool):
        return _("yes") if stored else _("no")
    if key == "phone":
        return mask_phone(stored)
    if key in _DATES:
        return date_format(date.fromisoformat(str(stored)), "DATE_FORMAT")
    if key in _NUMBERS:
        return _number(str(stored))
    return str(stored)


def _number(stored: str) -> str:
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return stored
    return number_format(number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize())


def conflict(code: str, params: dict[str, Any]) -> tuple[str, str]:
    """What contradicts the register, and what to do."""
    messages = {
        "person_elsewhere": (
            _("%(name)s is registered in household %(code)s of %(community)s."),
            _("If %(name)s has moved here, import the roster of that household too and accept there that they left; or "
              "correct this roster."),
        ),
        "person_elsewhere_hidden": (
            _("%(name)s is registered in another community of the county."),
            _("Ask the county administrator to settle where %(name)s belongs."),
        ),
        "person_in_two": (
            _("%(name)s also stands in another household of this file, in row %(row)s."),
            _("Delete the row that is wrong."),
        ),
        "person_died": (
            _("%(name)s is registered as deceased."),
            _("Delete the row, or correct the register if that is wrong."),
        ),
        "head_absent": (
            _("The registered head %(head)s is not in this roster, and %(name)s is named head."),
            _("Accept that %(head)s has left (tab “not in the roster”), or correct the roster."),
        ),
        "household_left": (
            _("This household has left the register on %(day)s."),
            _("If it came back, reopen it in the register first."),
        ),
    }  # fmt: skip
    said, remedy = messages[code]
    return said % params, remedy % params


def notice(given: dict[str, Any]) -> str:
    """Something about the file that people should know."""
    return _NOTICES[given["code"]](given)


def _other_sheets(given: dict[str, Any]) -> str:
    return _("Only the sheet “%(sheet)s” was read. The workbook also has: %(names)s.") % {
        "sheet": given["sheet"],
        "names": listed(given["names"]),
    }


def _rows_skipped(given: dict[str, Any]) -> str:
    rows = listed(f"{row} ({words})" for row, words in given["rows"])
    text = ngettext(
        "%(count)s row was not read as a person: %(rows)s.",
        "%(count)s rows were not read as people: %(rows)s.",
        given["count"],
    )
    return text % {"count": given["count"], "rows": rows}


def _outside(given: dict[str, Any]) -> str:
    text = ngettext(
        "%(count)s household belongs to communities outside your area and is left out: %(names)s.",
        "%(count)s households belong to communities outside your area and are left out: %(names)s.",
        given["count"],
    )
    return text % {"count": given["count"], "names": listed(given["names"])}


def _rooms_shared(given: dict[str, Any]) -> str:
    rooms = listed(f"{room['community']} {room['room']} ({', '.join(room['codes'])})" for room in given["rooms"])
    text = ngettext(
        "%(count)s room is held by several households: %(rooms)s.",
        "%(count)s rooms are held by several households: %(rooms)s.",
        given["count"],
    )
    return text % {"count": given["count"], "rooms": rooms}


def _areas_differ(given: dict[str, Any]) -> str:
    rooms = listed(
        f"{r['community']} {r['room']} ({_number(r['taken'])} / {_number(r['left'])})" for r in given["rooms"]
    )
    return _("Households in the same room give different floor areas; the first was taken: %(rooms)s.") % {
        "rooms": rooms
    }


def _older(given: dict[str, Any]) -> str:
    return _(
        "A newer roster is in the register already: “%(file)s”, as of %(day)s. Check that this one sets nothing back."
    ) % {
        "file": given["file"],
        "day": date_format(date.fromisoformat(given["as_of"])),
    }


_NOTICES = {
    "older": _older,
    "other_sheets": _other_sheets,
    "rows_skipped": _rows_skipped,
    "columns_unknown": lambda given: (
        _("These columns were not understood and not read: %(names)s.") % {"names": listed(given["names"])}
    ),
    "columns_guessed": lambda given: (
        _("The meaning of these columns was taken from what stands under them: %(names)s.")
        % {"names": listed(given["names"])}
    ),
    "formulas": lambda given: (
        _("%(count)s cells hold formulas; the results saved with the file were used.") % {"count": given["count"]}
    ),
    "outside": _outside,
    "rooms_shared": _rooms_shared,
    "areas_differ": _areas_differ,
}


def listed(items: Any) -> str:
    """Items in a row, as the language separates them."""
    return pgettext("between the items of a list", ", ").join(str(item) for item in items)
