"""What people read about a roster that other lists do not have: notices, conflicts, values, in their language."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.core.sheets.words import listed
from apps.households import vocabulary
from apps.households.roster import columns

CHOICES: dict[str, Any] = {
    key: dict(choices.choices)
    for key, choices in {
        "sex": vocabulary.Sex, "relation": vocabulary.Relation, "health": vocabulary.Health,
        "labour": vocabulary.Labour, "education": vocabulary.Education, "work": vocabulary.Work,
        "kind": vocabulary.HouseholdClass, "old_house": vocabulary.OldHouse, "residence": vocabulary.ResidenceStatus,
    }.items()
}  # fmt: skip
MORE_FIELDS = {
    "member": gettext_lazy("new member"),
    "absent": gettext_lazy("not in the roster"),
    "returned": gettext_lazy("joins this household"),
    "room": gettext_lazy("dwelling"),
}
DATES = frozenset({"birth_date", "moved_in"})
NUMBERS = frozenset({"area", "land", *columns.INCOME_FIELDS})
PROBLEMS = {
    "no_header": gettext_lazy(
        "No row with headings such as 姓名, 身份证号码 and 户编号 was found in the first 50 rows. "
        "Please check the sheet, or start from the template."
    ),
    "no_rows": gettext_lazy("There are headings, but no people under them."),
}
CONFLICTS: dict[str, tuple[Any, Any]] = {
    "person_elsewhere": (
        gettext_lazy("%(name)s is registered in household %(code)s of %(community)s."),
        gettext_lazy(
            "If %(name)s has moved here, import the roster of that household too and accept there that they left; or "
            "correct this roster."
        ),
    ),
    "person_elsewhere_hidden": (
        gettext_lazy("%(name)s is registered in another community of the county."),
        gettext_lazy("Ask the county administrator to settle where %(name)s belongs."),
    ),
    "person_in_two": (
        gettext_lazy("%(name)s also stands in another household of this file, in row %(row)s."),
        gettext_lazy("Delete the row that is wrong."),
    ),
    "person_died": (
        gettext_lazy("%(name)s is registered as deceased."),
        gettext_lazy("Delete the row, or correct the register if that is wrong."),
    ),
    "head_absent": (
        gettext_lazy("The registered head %(head)s is not in this roster, and %(name)s is named head."),
        gettext_lazy("Accept that %(head)s has left (tab “not in the roster”), or correct the roster."),
    ),
    "household_left": (
        gettext_lazy("This household has left the register on %(day)s."),
        gettext_lazy("If it came back, reopen it in the register first."),
    ),
}  # fmt: skip


def value(key: str, stored: Any) -> str | None:
    """A value as people read it, where a roster says it otherwise than other lists."""
    if key in ("member", "returned", "absent"):
        return ""  # the name of the change says it all
    if stored is None or stored == "":
        return None
    if key == "id_number":
        return str(stored)
    if key in DATES:
        return date_format(date.fromisoformat(str(stored)), "DATE_FORMAT")
    return number(str(stored)) if key in NUMBERS else None


def number(stored: str) -> str:
    """A number as people read it."""
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return stored
    return number_format(number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize())


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
    rooms = listed(f"{r['community']} {r['room']} ({number(r['taken'])} / {number(r['left'])})" for r in given["rooms"])
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


NOTICES = {
    "older": _older,
    "rows_skipped": _rows_skipped,
    "outside": _outside,
    "rooms_shared": _rooms_shared,
    "areas_differ": _areas_differ,
}
