"""What people read about an import: problems, notices, conflicts, changes, in their language."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from apps.core.sheets.files import PROBLEMS
from apps.core.sheets.plans import rich
from apps.core.sheets.register import Register

_WORK_PROBLEMS = {
    "refused": gettext_lazy(
        "The register did not take one of the entries, so nothing was written. Read the list again and look at it anew."
    ),
    "gave_up": gettext_lazy(
        "The work broke off several times; nothing was written. Please try again, and tell the county administrator "
        "if it goes on."
    ),
}


def problem(register: Register, code: str) -> str:
    """Why an import stopped."""
    return str(register.problem_words.get(code) or PROBLEMS.get(code) or _WORK_PROBLEMS.get(code) or code)


def field(register: Register, key: str) -> str:
    """The name of a field."""
    return str(register.more_words[key] if key in register.more_words else register.lexicon.by_key[key].word)


def value(register: Register, key: str, stored: Any) -> str:
    """A value as people read it; a dash for none."""
    given = rich(stored)
    shown = register.show(key, given)
    if shown is not None:
        return shown
    if given is None or given == "" or given == []:
        return "—"
    if isinstance(given, list):
        return listed(value(register, key, item) for item in given)
    if key in register.choices:
        return str(register.choices[key].get(given, given))
    if key in register.masks:
        return register.masks[key](str(given))
    if isinstance(given, bool):
        return _("yes") if given else _("no")
    if isinstance(given, Decimal):
        return number_format(given.quantize(Decimal(1)) if given == given.to_integral() else given.normalize())
    if isinstance(given, date):
        return date_format(given, "DATE_FORMAT")
    if isinstance(given, float):
        return f"{given:.6f}".rstrip("0").rstrip(".")
    return str(given)


def conflict(register: Register, code: str, params: dict[str, Any]) -> tuple[str, str]:
    """What contradicts the register, and what to do."""
    said, remedy = register.conflict_words[code]
    return str(said) % params, str(remedy) % params


def warning(register: Register, code: str, params: dict[str, Any]) -> str:
    """Something odd about an entry, that holds nothing back."""
    return str(register.warning_words[code]) % params


def notice(register: Register, given: dict[str, Any]) -> str:
    """Something about the file that people should know."""
    if given["code"] in register.notices:
        return register.notices[given["code"]](given)
    if given["code"] == "warning":
        return _warned(register, given)
    if given["code"] == "absent":
        return _absent(register, given)
    return _NOTICES[given["code"]](given)


def _warned(register: Register, given: dict[str, Any]) -> str:
    said = str(register.notice_words[given["warning"]]) % {"count": number_format(given["count"])}
    rows = listed(given["rows"])
    return _("%(said)s Rows: %(rows)s%(more)s") % {
        "said": said, "rows": rows, "more": " …" if given["count"] > len(given["rows"]) else "",
    }  # fmt: skip


def _absent(register: Register, given: dict[str, Any]) -> str:
    return _("%(count)s %(entries)s of the register are not named in this file. They stay as they are.") % {
        "count": number_format(given["count"]), "entries": register.entries_word,
    }  # fmt: skip


def _rows_skipped(given: dict[str, Any]) -> str:
    rows = listed(f"{row} ({words})" for row, words in given["rows"])
    text = ngettext(
        "%(count)s row was not read as an entry: %(rows)s.",
        "%(count)s rows were not read as entries: %(rows)s.",
        given["count"],
    )
    return text % {"count": given["count"], "rows": rows}


def _outside(given: dict[str, Any]) -> str:
    text = ngettext(
        "%(count)s entry belongs to communities outside your area and is left out: %(names)s.",
        "%(count)s entries belong to communities outside your area and are left out: %(names)s.",
        given["count"],
    )
    return text % {"count": given["count"], "names": listed(given["names"])}


_NOTICES: dict[str, Any] = {
    "other_sheets": lambda given: (
        _("Only the sheet “%(sheet)s” was read. The workbook also has: %(names)s.")
        % {"sheet": given["sheet"], "names": listed(given["names"])}
    ),
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
}


def listed(items: Any) -> str:
    """Items in a row, as the language separates them."""
    return pgettext("between the items of a list", ", ").join(str(item) for item in items)
