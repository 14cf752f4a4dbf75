"""What a sheet says, kept in the database for people to look at: encrypted, and deleted after KEEP_DAYS."""

import base64
import json
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from apps.core.copying import copy_rows
from apps.core.crypto import encrypt
from apps.core.masking import mask_id, mask_phone
from apps.core.models.sheet_import import Outcome, SheetEntry, SheetFault, SheetFile, SheetImport
from apps.core.sheets.cells import blank, text
from apps.core.sheets.faults import Fault
from apps.core.sheets.headings import Column
from apps.core.sheets.plans import Entry, Plan, plain, rich
from apps.core.sheets.reader import Sheet
from apps.core.sheets.reading import Preview
from apps.core.sheets.register import Register

PAYLOAD = "core.sheetentry.payload"
VALUE = "core.sheetfault.value"
CHOOSABLE = (Outcome.NEW, Outcome.CHANGED)
SAMPLE_ROWS = 30
SAMPLES = 3


def keep_file(sheet_import: SheetImport, data: bytes) -> None:
    """Store the uploaded file, encrypted."""
    SheetFile.objects.create(sheet_import_id=sheet_import.pk, content=base64.b64encode(data).decode())


def file_of(sheet_import: SheetImport) -> bytes:
    """The uploaded file as it came."""
    return base64.b64decode(SheetFile.objects.get(sheet_import=sheet_import.pk).content)


def forget(sheet_import: SheetImport) -> None:
    """Delete all that an import holds but its own row and log."""
    for model in (SheetFile, SheetFault, SheetEntry):
        model._base_manager.filter(sheet_import=sheet_import.pk).delete()


def stage(register: Register, sheet_import: SheetImport, found: Preview) -> None:
    """Replace what an import holds by this reading."""
    assert found.reading is not None
    SheetFault.objects.filter(sheet_import=sheet_import.pk).delete()
    SheetEntry.objects.filter(sheet_import=sheet_import.pk).delete()
    copy_rows(
        SheetEntry._meta.db_table,
        ("sheet_import_id", "row", "community_id", "target", "outcome", "faulty", "chosen", "fate", "payload"),
        [_entry_row(sheet_import.pk, plan) for plan in found.plans],
    )
    columns = {column.index: column for column in found.table.columns}
    copy_rows(
        SheetFault._meta.db_table,
        ("sheet_import_id", "row", "column", "heading", "field", "code", "params", "value"),
        [
            _fault_row(register, sheet_import.pk, fault, columns[fault.column], found.sheet)
            for fault in found.reading.faults
        ],
    )


def _entry_row(key: int, plan: Plan) -> tuple[Any, ...]:
    entry = plan.entry
    chosen = not entry.faulty and plan.outcome in CHOOSABLE
    payload = encrypt(json.dumps(dump(plan), ensure_ascii=False, separators=(",", ":")), purpose=PAYLOAD)
    return (
        key, entry.row + 1, entry.community_id, plan.target, plan.outcome.value, entry.faulty, chosen, "", payload,
    )  # fmt: skip


def _fault_row(register: Register, key: int, fault: Fault, column: Column, sheet: Sheet) -> tuple[Any, ...]:
    params = {name: str(value) if isinstance(value, Decimal) else value for name, value in fault.params.items()}
    shown = masked(register, column.field, text(sheet.rows[fault.row - 1][fault.column]))
    return (
        key, fault.row, fault.column, column.heading[:80], column.field, fault.code, json.dumps(params),
        encrypt(shown, purpose=VALUE),
    )  # fmt: skip


def masked(register: Register, field: str, value: str) -> str:
    """What stands in a cell, as it may be shown: what the register masks, and whatever looks like a person's number."""
    if field in register.masks:
        return register.masks[field](value)
    if re.search(r"(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)\d{15}(?!\d)", value):
        return mask_id(value)
    if re.search(r"(?<!\d)1\d{10}(?!\d)", value):
        return mask_phone(re.sub(r"\D", "", value))
    return value[:40]


def dump(plan: Plan) -> dict[str, Any]:
    """A plan as JSON: what the file says, to be compared again when applied, and what people are shown."""
    entry = plan.entry
    return {
        "values": {key: plain(value) for key, value in entry.values.items() if value is not None},
        "warnings": [[code, {k: plain(v) for k, v in params.items()}] for code, params in entry.warnings],
        "changes": [{"field": c.field, "old": plain(c.old), "new": plain(c.new)} for c in plan.changes],
        "conflicts": [{"code": c.code, "params": {k: plain(v) for k, v in c.params.items()}} for c in plan.conflicts],
        "fingerprint": plan.fingerprint,
    }


def load(staged: SheetEntry) -> tuple[Entry, str]:
    """The entry as it was read, from its stored form, and the fingerprint of the plan that people looked at."""
    data = json.loads(staged.payload)
    values = {key: rich(value) for key, value in data["values"].items()}
    return Entry(staged.row - 1, values, staged.community_id, staged.faulty), data["fingerprint"]


def column_of(register: Register, found: Preview, column: Column) -> dict[str, Any]:
    """A column for the page that asks what it means: heading, meaning, a few cells."""
    first = found.table.header_rows[1] + 1
    cells = [row[column.index] for row in found.sheet.rows[first : first + SAMPLE_ROWS]]
    mask = partial(masked, register, column.field)
    samples: Sequence[str] = [mask(text(cell)) for cell in cells if not blank(cell)]
    return {
        "index": column.index, "heading": column.heading[:80], "field": column.field, "certain": column.certain,
        "samples": list(dict.fromkeys(samples))[: 1 if column.field in register.masks else SAMPLES],
    }  # fmt: skip
