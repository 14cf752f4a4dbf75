"""Trying and applying a register's workbook: the whole of it, or nothing."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.core.errors import InvalidInput
from apps.core.lists.workbook import Marks, workbook
from apps.core.registers.reading import dataset_of
from apps.core.registers.resource import Register

SHOWN = 200


@dataclass
class Outcome:
    """What an import would do, or did."""

    counts: dict[str, int] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    rows: list[tuple[int, str, list[Any]]] = field(default_factory=list)  # line, new/update/skip, cells
    faults: list[tuple[int, str, str]] = field(default_factory=list)  # line, column, what is wrong


def register_try(*, register: Register, data: bytes) -> Outcome:
    """What the workbook would change; nothing is written."""
    return _run(register, data, dry=True)


@transaction.atomic
def register_apply(*, register: Register, data: bytes) -> Outcome:
    """Write all of it. Raises InvalidInput, and writes nothing, where a row is faulty."""
    outcome = _run(register, data, dry=False)
    if outcome.faults:
        raise InvalidInput(
            _("Some rows are faulty now. Nothing was written; look at the preview again."), code="faulty"
        )
    return outcome


def register_workbook(*, register: Register, marks: Marks) -> Any:
    """Today's rows within the area, in the form in which they are read back."""
    names = list(register.fields)
    rows = (
        [register.export_field(register.fields[name], row) for name in names]
        for row in register.get_queryset().order_by(*register.keys)
    )
    return workbook(marks, [register.heading(name) for name in names], rows)


def _run(register: Register, data: bytes, *, dry: bool) -> Outcome:
    table, lines = dataset_of(data, register)
    result = register.import_data(table, dry_run=dry, raise_errors=False, rollback_on_validation_errors=True)
    outcome = Outcome(counts=dict.fromkeys(("new", "update", "skip"), 0))
    outcome.headings = [register.heading(name) for name in register.fields]
    for error in result.base_errors:
        outcome.faults.append((0, "", str(error.error)))
    for index, row in enumerate(result.rows):
        outcome.faults += [(lines[index], _column(register, error.error), _words(error.error)) for error in row.errors]
        if row.validation_error is not None:
            outcome.faults += _validation(register, lines[index], row.validation_error)
        elif not row.errors:
            outcome.counts[row.import_type] = outcome.counts.get(row.import_type, 0) + 1
            if len(outcome.rows) < SHOWN and row.import_type != "skip":
                outcome.rows.append((lines[index], row.import_type, list(row.diff or [])))
    return outcome


def _validation(register: Register, line: int, error: Any) -> list[tuple[int, str, str]]:
    if not hasattr(error, "error_dict"):
        return [(line, "", message) for message in error.messages]
    return [
        (line, register.heading(name) if name in register.fields else "", message)
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def _column(register: Register, error: Any) -> str:
    """The heading of the column in which a key could not be read."""
    name = getattr(error, "column", "")
    return register.heading(name) if name in register.fields else ""


def _words(error: Any) -> str:
    """Without the name of the column that the library puts before it."""
    return str(error).rpartition("': ")[2] if str(error).startswith("Column '") else str(error)
