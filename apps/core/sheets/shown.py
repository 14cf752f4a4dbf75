"""What the pages show of an import: counts, tabs, rows. Words in the reader's language; nothing sensitive unmasked."""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.models.sheet_import import Fate, Outcome, SheetEntry, SheetFault, SheetImport
from apps.core.sheets import faults, words
from apps.core.sheets.headings import IGNORED, column_letters
from apps.core.sheets.plans import rich
from apps.core.sheets.register import Register

PER_PAGE = 25
TABS = (
    ("faulty", gettext_lazy("Faulty cells")),
    ("conflicting", gettext_lazy("Conflicts")),
    ("changed", gettext_lazy("Changed")),
    ("new", gettext_lazy("New")),
    ("unchanged", gettext_lazy("Unchanged")),
)
CHANGES_SHOWN = 12
KINDS = {"new": "done", "changed": "wait", "unchanged": "", "conflicting": "due"}


def tabs(sheet_import: SheetImport, wanted: str, address: str) -> tuple[str, list[dict[str, Any]]]:
    """The current tab and all tabs; what needs a look comes first."""
    summary = sheet_import.summary
    found = {"faulty": summary.get("faulty_cells", 0), **summary.get("entries", {})}
    current = wanted if wanted in dict(TABS) else next((key for key, _word in TABS if found.get(key)), "new")
    return current, [
        {"title": word, "count": found.get(key, 0), "url": f"{address}?tab={key}", "current": key == current}
        for key, word in TABS
        if found.get(key) or key in (current, "new", "changed")
    ]


def rows_of(sheet_import: SheetImport, tab: str) -> QuerySet[Any]:
    """The rows of a tab, unpaged."""
    if tab == "faulty":
        return SheetFault.objects.filter(sheet_import=sheet_import.pk).order_by("row", "column")
    rows = SheetEntry.objects.filter(sheet_import=sheet_import.pk, outcome=tab)
    return rows.order_by("row", "pk").select_related("community")


def shown(register: Register, tab: str, rows: Iterable[Any]) -> list[dict[str, Any]]:
    """The rows of one page, ready for the template."""
    return [fault_row(row) if tab == "faulty" else entry_row(register, row) for row in rows]


def fault_row(fault: SheetFault) -> dict[str, Any]:
    """A faulty cell with what is wrong and what to do."""
    return {
        "row": fault.row,
        "heading": fault.heading,
        "column": column_letters(fault.column),
        "value": fault.value or "",
        "message": faults.message(fault.code, fault.params),
        "remedy": faults.remedy(fault.code, fault.params),
    }


def entry_row(register: Register, staged: SheetEntry) -> dict[str, Any]:
    """An entry of the file: what it is called, where, and how it differs."""
    data = json.loads(staged.payload)
    values = {key: rich(value) for key, value in data["values"].items()}
    changes = [
        {
            "field": words.field(register, change["field"]),
            "old": words.value(register, change["field"], change["old"]),
            "new": words.value(register, change["field"], change["new"]),
        }
        for change in data["changes"]
    ]
    return {
        "staged": staged,
        "title": register.heading(values),
        "aside": [*([staged.community] if staged.community else []), *register.aside(values)],
        "changes": changes[:CHANGES_SHOWN],
        "more": max(0, len(changes) - CHANGES_SHOWN),
        "conflicts": [words.conflict(register, c["code"], c["params"]) for c in data["conflicts"]],
        "warnings": [words.warning(register, code, params) for code, params in data["warnings"]],
        "choosable": not staged.faulty and staged.outcome in (Outcome.NEW, Outcome.CHANGED),
    }


def kpis(sheet_import: SheetImport) -> list[dict[str, Any]]:
    """The four counts."""
    counts = sheet_import.summary["entries"]
    return [
        {
            "value": counts[outcome.value],
            "label": outcome.label,
            "kind": KINDS[outcome.value] if counts[outcome.value] else "",
        }
        for outcome in Outcome
    ]


def facts(register: Register, sheet_import: SheetImport) -> list[tuple[Any, Any]]:
    """What was read."""
    summary = sheet_import.summary
    answers = [
        (question.word, dict(question.choices).get(sheet_import.answers[question.key], ""))
        for question in register.questions
        if sheet_import.answers.get(question.key)
    ]
    return [
        (_("sheet"), sheet_import.sheet),
        (_("entries in the file"), summary["entries_in_file"]),
        (_("entries held back for faults"), summary["entries_with_faults"]),
        *([(_("entries outside your area"), summary["entries_outside"])] if summary["entries_outside"] else []),
        *answers,
    ]


def chosen_count(sheet_import: SheetImport) -> int:
    """How many entries would be applied."""
    return SheetEntry.objects.filter(sheet_import=sheet_import.pk, chosen=True).count()


def result_facts(register: Register, sheet_import: SheetImport) -> list[tuple[Any, Any]]:
    """What was written."""
    return [(word, sheet_import.result.get(key, 0)) for key, word in register.result_words.items()]


def moved_on(sheet_import: SheetImport) -> list[int]:
    """Rows that were not written, since the register had changed meanwhile."""
    rows = SheetEntry.objects.filter(sheet_import=sheet_import.pk, fate=Fate.MOVED_ON).order_by("row")
    return list(rows.values_list("row", flat=True)[:50])


def column_rows(sheet_import: SheetImport) -> list[dict[str, Any]]:
    """The columns page: heading, samples, meaning."""
    return [
        column | {"letters": column_letters(column["index"]), "samples": column.get("samples", [])}
        for column in sheet_import.columns
    ]


def meanings(register: Register) -> list[tuple[str, list[tuple[str, str]]]]:
    """The choices of a column's meaning, in groups."""
    return [
        (
            str(title),
            [(f.key, str(f.word)) for f in register.lexicon.fields if f.level == level and f.key != IGNORED],
        )
        for level, title in register.levels
    ]


def asked(register: Register, sheet_import: SheetImport) -> list[str]:
    """What the page of columns has to ask for: fields without a column, questions without an answer."""
    said = []
    missing = sheet_import.summary.get("missing", [])
    if missing:
        names = words.listed(words.field(register, key) for key in missing)
        said.append(_("No column was found for: %(names)s. Please choose them below.") % {"names": names})
    unanswered = sheet_import.summary.get("unanswered", [])
    return said + [str(question.missing) for question in register.questions if question.key in unanswered]
