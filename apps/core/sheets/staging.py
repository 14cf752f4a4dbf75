"""What a sheet says, kept in the database for people to look at: encrypted, and deleted after KEEP_DAYS."""

import base64
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from apps.core.copying import copy_rows, new_keys
from apps.core.crypto import encrypt
from apps.core.models.staged_import import Outcome, StagedImport
from apps.core.sheets.cells import blank, text
from apps.core.sheets.faults import Fault
from apps.core.sheets.headings import Column
from apps.core.sheets.reader import Sheet
from apps.core.sheets.reading import Preview
from apps.core.sheets.register import Register

AT_FIRST = (Outcome.NEW, Outcome.CHANGED)  # what is chosen until somebody says otherwise
SAMPLE_ROWS = 30
SAMPLES = 3


def keep_file(sheet_import: StagedImport, data: bytes) -> None:
    """Store the uploaded file, encrypted."""
    _of(sheet_import, "file").create(
        content=base64.b64encode(data).decode(), **{_owner(sheet_import, "file"): sheet_import.pk}
    )


def file_of(sheet_import: StagedImport) -> bytes:
    """The uploaded file as it came."""
    return base64.b64decode(sheet_import.file.content)


def forget(sheet_import: StagedImport, details: Sequence[str] | None = None) -> None:
    """Delete all that an import holds but its own row and log; or only these details."""
    for name in (*sheet_import.details, "file") if details is None else details:
        _of(sheet_import, name).filter(**{_owner(sheet_import, name): sheet_import.pk}).delete()


def _of(sheet_import: StagedImport, name: str) -> Any:
    relation: Any = sheet_import._meta.get_field(name)
    return relation.related_model._base_manager


def _owner(sheet_import: StagedImport, name: str) -> str:
    relation: Any = sheet_import._meta.get_field(name)
    return str(relation.field.attname)


def stage(register: Register, sheet_import: StagedImport, found: Preview) -> list[int]:
    """Replace what an import holds by this reading; the keys of the staged entries, in the order of the plans."""
    forget(sheet_import, sheet_import.details)
    keys = list(new_keys(sheet_import.entries.model, len(found.plans)))
    own = tuple(register.columns_of(found.plans[0])) if found.plans else ()
    owner, payload = _writing(sheet_import, "entries", "payload")
    copy_rows(
        sheet_import.entries.model._meta.db_table,
        ("id", owner, "row", "community_id", "outcome", "faulty", "chosen", "left_out", "fate", "payload", *own),
        (
            (key, sheet_import.pk, *_entry(register, plan, payload), *register.columns_of(plan).values())
            for key, plan in zip(keys, found.plans, strict=True)
        ),
    )
    columns = {column.index: column for column in found.table.columns}
    owner, value = _writing(sheet_import, "faults", "value")
    copy_rows(
        sheet_import.faults.model._meta.db_table,
        (owner, "row", "column", "heading", "field", "code", "params", "value"),
        (
            (sheet_import.pk, *_fault(register, fault, columns[fault.column], found.sheet, value))
            for fault in found.faults
        ),
    )
    return keys


def _writing(sheet_import: StagedImport, name: str, secret: str) -> tuple[str, Callable[[str], bytes]]:
    """The column that points to the import, and how to encrypt what stands in `secret`."""
    field: Any = _of(sheet_import, name).model._meta.get_field(secret)
    return _owner(sheet_import, name), partial(encrypt, purpose=field.purpose)


def _entry(register: Register, plan: Any, write: Callable[[str], bytes]) -> tuple[Any, ...]:
    entry = plan.entry
    chosen = not entry.faulty and plan.outcome in AT_FIRST
    payload = write(as_text(register.dump(plan)))
    return entry.row + 1, entry.community_id, plan.outcome.value, entry.faulty, chosen, "[]", "", payload


def as_text(payload: dict[str, Any]) -> str:
    """A payload as it is encrypted."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"))


def _fault(
    register: Register, fault: Fault, column: Column, sheet: Sheet, write: Callable[[str], bytes]
) -> tuple[Any, ...]:
    params = {name: str(value) if isinstance(value, Decimal) else value for name, value in fault.params.items()}
    shown = write(register.mask(column.field, text(sheet.rows[fault.row - 1][fault.column])))
    return fault.row, fault.column, column.heading[:80], column.field, fault.code, json.dumps(params), shown


def column_of(register: Register, found: Preview, column: Column) -> dict[str, Any]:
    """A column for the page that asks what it means: heading, meaning, a few cells."""
    first = found.table.header_rows[1] + 1
    cells = [row[column.index] for row in found.sheet.rows[first : first + SAMPLE_ROWS]]
    mask = register.sample_masks.get(column.field) or partial(register.mask, column.field)
    samples: Sequence[str] = [mask(text(cell)) for cell in cells if not blank(cell)]
    return {
        "index": column.index, "heading": column.heading[:80], "field": column.field, "certain": column.certain,
        "samples": list(dict.fromkeys(samples))[: 1 if column.field in register.masks else SAMPLES],
    }  # fmt: skip
