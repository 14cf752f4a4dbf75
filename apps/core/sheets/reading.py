"""From the bytes of a file to its preview: entries, plans and what people should be told. Writes nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from apps.core.models import HeadingMeaning, Outcome
from apps.core.sheets import reader, table
from apps.core.sheets.faults import Fault
from apps.core.sheets.files import FileProblem
from apps.core.sheets.reader import Sheet
from apps.core.sheets.register import Register, Report
from apps.core.sheets.table import Table
from apps.core.text import tidy_name

MOST_NAMED = 20  # rows and the like that a notice names


@dataclass(slots=True)
class Request:
    """What a person decided about the file, or nothing."""

    sheet: str = ""
    columns: Mapping[int, str] = field(default_factory=dict)
    community: int | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Preview:
    """What one reading found. `plans` and what follows are empty where people must be asked first."""

    sheets: list[dict[str, Any]]
    table: Table
    missing: list[str]
    unanswered: list[str]
    answers: Mapping[str, str]
    plans: Sequence[Any] = ()
    faults: Sequence[Fault] = ()
    notices: list[dict[str, Any]] = field(default_factory=list)
    summary: dict[str, Any] = field(default_factory=dict)

    @property
    def sheet(self) -> Sheet:
        return self.table.sheet


def preview(register: Register, data: bytes, *, by: Any, request: Request, report: Report) -> Preview:
    """Read a file whole. Raises FileProblem for one that cannot be read."""
    report("opening", 0, 0)
    book, lexicon = reader.read(data), register.lexicon
    learned = dict(HeadingMeaning.objects.filter(register=register.key).values_list("heading", "field"))
    found = {sheet.name: table.find(sheet, lexicon, learned=learned) for sheet in book.sheets}
    sheets = [{"name": sheet.name, "hidden": sheet.hidden, "rows": len(sheet.rows)} for sheet in book.sheets]
    chosen = table.find(
        _choose_sheet(book.sheets, found, request.sheet), lexicon, learned=learned, chosen=request.columns
    )
    if chosen is None:
        raise FileProblem("no_header")
    table.sort_rows(chosen, lexicon)
    if not chosen.entries:
        raise FileProblem("no_rows")
    answers = register.settle_answers(chosen, request.answers)
    area = register.area(by, request.community or _community_of_titles(register, chosen, by))
    missing = lexicon.missing(chosen.columns, given=("community",) if area.given else ())
    result = Preview(sheets, chosen, missing, register.unanswered(chosen, answers), answers)
    if missing or result.unanswered:
        return result
    read = register.read(chosen, area, answers, report)
    result.plans, result.faults = read.plans, read.faults
    result.summary = _summary(register, read.plans, read.faults) | read.summary
    result.notices = [*_notices(result), *read.notices, *_warnings(result)]
    return result


def _community_of_titles(register: Register, found: Table, by: Any) -> int | None:
    """The one community that titles or the sheet's name mention, for a list without that column."""
    if "community" in found.by_field:
        return None
    said = " ".join([*found.titles, found.sheet.name])
    named = [key for key, name in register.areas(by).items() if tidy_name(name) in said]
    return named[0] if len(named) == 1 else None


def _choose_sheet(sheets: Sequence[Sheet], found: Mapping[str, Table | None], wanted: str) -> Sheet:
    """The sheet that was asked for, else the visible one that reads most like this register."""
    if wanted:
        sheet = next((sheet for sheet in sheets if sheet.name[:80] == wanted), None)
        if sheet is None:
            raise FileProblem("no_such_sheet")
        return sheet

    def likeness(sheet: Sheet) -> tuple[bool, int, int]:
        list_found = found[sheet.name]
        return (not sheet.hidden, len(list_found.by_field), len(sheet.rows)) if list_found else (False, 0, 0)

    return max(sheets, key=likeness)


def _summary(register: Register, plans: Sequence[Any], faults: Sequence[Fault]) -> dict[str, Any]:
    """All counts of a preview. Each entry stands under exactly one outcome."""
    outcomes, noun = Counter(plan.outcome for plan in plans), register.noun
    return {
        f"{noun}_in_file": len(plans),
        noun: {outcome.value: outcomes[outcome] for outcome in Outcome},
        f"{noun}_with_faults": sum(plan.entry.faulty and not plan.entry.outside for plan in plans),
        f"{noun}_outside": sum(plan.entry.outside for plan in plans),
        "faulty_cells": len(faults),
        "faults_by_code": dict(Counter(fault.code for fault in faults).most_common()),
        "warnings": dict(Counter(code for plan in plans for code, _params in plan.entry.warnings).most_common()),
    }


def _notices(result: Preview) -> list[dict[str, Any]]:
    """What was read in a way that people should know."""
    notices: list[dict[str, Any]] = []
    found = result.table
    others = [sheet["name"] for sheet in result.sheets if sheet["name"] != found.sheet.name]
    if others:
        notices.append({"code": "other_sheets", "sheet": found.sheet.name, "names": others[:MOST_NAMED]})
    outside = [plan.entry for plan in result.plans if plan.entry.outside]
    if outside:
        names = [name for name in dict.fromkeys(entry.label for entry in outside) if name]
        notices.append({"code": "outside", "count": len(outside), "names": names[:MOST_NAMED]})
    if found.skipped:
        notices.append({"code": "rows_skipped", "count": len(found.skipped), "rows": found.skipped[:MOST_NAMED]})
    unknown = [column.heading for column in found.columns if not column.field]
    if unknown:
        notices.append({"code": "columns_unknown", "names": unknown[:MOST_NAMED]})
    guessed = [column.heading for column in found.columns if column.field and not column.certain]
    if guessed:
        notices.append({"code": "columns_guessed", "names": guessed[:MOST_NAMED]})
    if found.sheet.formulas:
        notices.append({"code": "formulas", "count": found.sheet.formulas})
    return notices


def _warnings(result: Preview) -> list[dict[str, Any]]:
    notices: list[dict[str, Any]] = []
    for code, count in result.summary["warnings"].items():
        rows = [plan.entry.row + 1 for plan in result.plans if any(c == code for c, _p in plan.entry.warnings)]
        notices.append({"code": "warning", "warning": code, "count": count, "rows": rows[:MOST_NAMED]})
    return notices
