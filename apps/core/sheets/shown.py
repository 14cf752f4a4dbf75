"""What the pages show of an import: counts, tabs, rows. Words in the reader's language; nothing sensitive unmasked."""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.models.staged_import import Fate, Outcome, StagedEntry, StagedFault, StagedImport
from apps.core.sheets import faults, words
from apps.core.sheets.headings import IGNORED, column_letters
from apps.core.sheets.parts import Tab
from apps.core.sheets.register import Register

PER_PAGE = 25
FIRST = (
    ("faulty", gettext_lazy("Faulty cells")),
    ("conflicting", gettext_lazy("Conflicts")),
    ("changed", gettext_lazy("Changed")),
)
LAST = (("new", gettext_lazy("New")), ("unchanged", gettext_lazy("Unchanged")))
CHANGES_SHOWN = 12
KINDS = {"new": "done", "changed": "wait", "unchanged": "", "conflicting": "due"}


def tabs(register: Register, sheet_import: StagedImport, wanted: str, address: str) -> tuple[str, list[dict[str, Any]]]:
    """The current tab and all tabs; what needs a look comes first, the register's own before what is new."""
    summary = sheet_import.summary
    own = {tab.key: summary.get(tab.count, 0) for tab in register.tabs}
    found = {"faulty": summary.get("faulty_cells", 0), **summary.get(register.noun, {}), **own}
    all_tabs = (*FIRST, *((tab.key, tab.word) for tab in register.tabs), *LAST)
    current = wanted if wanted in dict(all_tabs) else next((key for key, _word in all_tabs if found.get(key)), "new")
    return current, [
        {"title": word, "count": found.get(key, 0), "url": f"{address}?tab={key}", "current": key == current}
        for key, word in all_tabs
        if found.get(key) or key in (current, "new", "changed")
    ]


def own_tab(register: Register, key: str) -> Tab | None:
    """The register's own tab of this name."""
    return next((tab for tab in register.tabs if tab.key == key), None)


def rows_of(register: Register, sheet_import: StagedImport, tab: str, search: str = "") -> QuerySet[Any]:
    """The rows of a tab, unpaged; `search` narrows entries by what people find them by."""
    if own := own_tab(register, tab):
        return own.rows(sheet_import)
    if tab == "faulty":
        return sheet_import.faults.order_by("row", "column")
    rows: QuerySet[Any] = sheet_import.entries.filter(outcome=tab).order_by("row", "pk").select_related("community")
    return rows.filter(**{f"{register.find_by}__icontains": search}) if search and register.find_by else rows


def shown(register: Register, tab: str, rows: Iterable[Any]) -> list[dict[str, Any]]:
    """The rows of one page, ready for the template."""
    if own := own_tab(register, tab):
        return [own.row(row) for row in rows]
    return [fault_row(row) if tab == "faulty" else entry_row(register, row) for row in rows]


def fault_row(fault: StagedFault) -> dict[str, Any]:
    """A faulty cell with what is wrong and what to do."""
    return {
        "row": fault.row,
        "heading": fault.heading,
        "column": column_letters(fault.column),
        "value": fault.value or "",
        "message": faults.message(fault.code, fault.params),
        "remedy": faults.remedy(fault.code, fault.params),
    }


def entry_row(register: Register, staged: StagedEntry) -> dict[str, Any]:
    """An entry of the file: what it is called, where, and how it differs."""
    data = json.loads(staged.payload)
    title, aside = register.called(staged, data)
    kept = [{"field": field, **values, "kept": True} for field, values in data.get("kept", {}).items()]
    changes = [_change_row(register, change) for change in (*kept, *data["changes"])]
    return {
        "staged": staged,
        "title": title,
        "aside": aside,
        "changes": changes[:CHANGES_SHOWN],
        "more": max(0, len(changes) - CHANGES_SHOWN),
        "conflicts": [
            (*words.conflict(register, c["code"], c["params"]), register.ways_out.get(c["code"], ()))
            for c in data["conflicts"]
        ],
        "warnings": [words.warning(register, code, params) for code, params in data.get("warnings", ())],
        "choosable": not staged.faulty and staged.outcome in register.choosable,
    }


def _change_row(register: Register, change: dict[str, Any]) -> dict[str, Any]:
    """A value that the sheet says differently, and which of the two is taken."""
    key = change["field"]
    return {
        "key": key,
        "person": change.get("person", ""),
        "field": words.field(register, key),
        "old": words.value(register, key, change["old"]),
        "new": words.value(register, key, change["new"]),
        "kept": change.get("kept", False),
        "either": register.may_keep(key),
    }


def kpis(register: Register, sheet_import: StagedImport) -> list[dict[str, Any]]:
    """The four counts."""
    counts = sheet_import.summary[register.noun]
    return [
        {
            "value": counts[outcome.value],
            "label": outcome.label,
            "note": register.note(sheet_import, outcome.value),
            "kind": KINDS[outcome.value] if counts[outcome.value] else "",
        }
        for outcome in Outcome
    ]


def facts(register: Register, sheet_import: StagedImport) -> list[tuple[Any, Any]]:
    """What was read."""
    return [(_("sheet"), sheet_import.sheet), *register.counts(sheet_import), *register.facts(sheet_import)]


def result_facts(register: Register, sheet_import: StagedImport) -> list[tuple[Any, Any]]:
    """What was written."""
    return [(word, sheet_import.result.get(key, 0)) for key, word in register.result_words.items()]


def moved_on(register: Register, sheet_import: StagedImport) -> list[Any]:
    """Entries that were not written, since the register had changed meanwhile, as people know them."""
    rows = sheet_import.entries.filter(fate=Fate.MOVED_ON).order_by("row")
    return list(rows.values_list(register.row_name, flat=True)[:50])


def column_rows(sheet_import: StagedImport) -> list[dict[str, Any]]:
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


def asked(register: Register, sheet_import: StagedImport) -> list[str]:
    """What the page of columns has to ask for: fields without a column, questions without an answer."""
    said = []
    missing = sheet_import.summary.get("missing", [])
    if missing:
        names = words.listed(words.field(register, key) for key in missing)
        said.append(_("No column was found for: %(names)s. Please choose them below.") % {"names": names})
    unanswered = sheet_import.summary.get("unanswered", [])
    return said + [str(question.missing) for question in register.questions if question.key in unanswered]
