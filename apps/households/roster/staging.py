"""What a roster says, kept in the database for people to look at: encrypted, and deleted after KEEP_DAYS."""

import base64
import json
import re
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from apps.core.crypto import encrypt
from apps.core.masking import mask_id, mask_phone
from apps.core.sheets.cells import text
from apps.core.sheets.faults import Fault
from apps.core.sheets.headings import Column
from apps.core.sheets.reader import Sheet
from apps.households.identity import Identity
from apps.households.models.roster import (
    Outcome,
    RosterAbsence,
    RosterFault,
    RosterFile,
    RosterHousehold,
    RosterImport,
)
from apps.households.roster.bulk import copy_in, new_keys
from apps.households.roster.grouping import FileHousehold, Person
from apps.households.roster.plans import Plan

PAYLOAD = "households.rosterhousehold.payload"
VALUE = "households.rosterfault.value"
DATES = frozenset({"birth_date", "moved_in"})
NUMBERS = frozenset({"area", "land", "wage", "business", "business_expense", "property", "transfer"})
CHOOSABLE = (Outcome.NEW, Outcome.CHANGED)


def keep_file(roster: RosterImport, data: bytes) -> None:
    """Store the uploaded file, encrypted."""
    RosterFile.objects.create(roster=roster, content=base64.b64encode(data).decode())


def file_of(roster: RosterImport) -> bytes:
    """The uploaded file as it came."""
    return base64.b64decode(roster.file.content)


def forget(roster: RosterImport) -> None:
    """Delete all that an import holds but its own row and log."""
    RosterFile.objects.filter(roster=roster).delete()
    RosterAbsence.objects.filter(roster=roster).delete()
    RosterFault.objects.filter(roster=roster).delete()
    RosterHousehold.objects.filter(roster=roster).delete()


def stage(
    roster: RosterImport, plans: Sequence[Plan], faults: Sequence[Fault], columns: Sequence[Column], sheet: Sheet
) -> None:
    """Replace what an import holds by this reading."""
    RosterAbsence.objects.filter(roster=roster).delete()
    RosterFault.objects.filter(roster=roster).delete()
    RosterHousehold.objects.filter(roster=roster).delete()
    keys = list(new_keys(RosterHousehold, len(plans)))
    copy_in(
        RosterHousehold,
        ("id", "roster_id", "row", "code", "community_id", "household_id", "outcome", "people", "faulty", "chosen",
         "fate", "payload"),
        [_household_row(key, roster.pk, plan) for key, plan in zip(keys, plans, strict=True)],
    )  # fmt: skip
    absences = {
        membership.id: (roster.pk, key, membership.id, False)
        for key, plan in zip(keys, plans, strict=True)
        for membership in plan.absent
    }
    copy_in(RosterAbsence, ("roster_id", "staged_id", "membership_id", "accepted"), list(absences.values()))
    by_index = {column.index: column for column in columns}
    copy_in(
        RosterFault,
        ("roster_id", "row", "column", "heading", "field", "code", "params", "value"),
        [_fault_row(roster.pk, fault, by_index[fault.column], sheet) for fault in faults],
    )


def _household_row(key: int, roster: int, plan: Plan) -> tuple[Any, ...]:
    source = plan.source
    chosen = not source.faulty and plan.outcome in CHOOSABLE
    payload = encrypt(json.dumps(dump(plan), ensure_ascii=False, separators=(",", ":")), purpose=PAYLOAD)
    known = plan.household.id if plan.household else None
    return (
        key, roster, source.rows[0] + 1, source.code, source.community_id, known, plan.outcome.value,
        len(source.people), source.faulty, chosen, "", payload,
    )  # fmt: skip


def _fault_row(roster: int, fault: Fault, column: Column, sheet: Sheet) -> tuple[Any, ...]:
    params = {key: str(value) if isinstance(value, Decimal) else value for key, value in fault.params.items()}
    shown = encrypt(masked(column.field, text(sheet.rows[fault.row - 1][fault.column])), purpose=VALUE)
    heading = column.heading[:80]
    return roster, fault.row, fault.column, heading, column.field, fault.code, json.dumps(params), shown


def masked(field: str, value: str) -> str:
    """What stands in a cell, as it may be shown: numbers of people masked, and whatever looks like one."""
    if field == "id_number" or re.search(r"\d{15}", value):
        return mask_id(value)
    if field == "phone" or re.search(r"\d{10}", value):
        return mask_phone(re.sub(r"\D", "", value))
    return value[:40]


def dump(plan: Plan) -> dict[str, Any]:
    """A plan as JSON: what the file says, to be compared again when applied, and what people are shown."""
    source = plan.source
    return {
        "label": source.label,
        "rows": source.rows,
        "also_in": source.also_in,
        "values": {key: _plain(value) for key, value in source.values.items()},
        "people": [
            {
                "row": planned.person.row,
                "outcome": planned.outcome.value,
                "values": {key: _plain(value) for key, value in planned.person.values.items() if value is not None},
            }
            for planned in plan.people
        ],
        "changes": [
            {"field": c.field, "old": _plain(c.old), "new": _plain(c.new), "person": c.person} for c in plan.changes
        ],
        "conflicts": [
            asdict(c) | {"params": {key: _plain(value) for key, value in c.params.items()}} for c in plan.conflicts
        ],
        "fingerprint": plan.fingerprint,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Identity):
        return value.number
    return str(value) if isinstance(value, Decimal | date) else value


def load(staged: RosterHousehold) -> tuple[FileHousehold, str]:
    """The household as it was read, from its stored form, and the fingerprint of the plan that people looked at."""
    data = json.loads(staged.payload)
    people = [Person(item["row"], _values(item["values"])) for item in data["people"]]
    household = FileHousehold(
        label=data["label"],
        code=staged.code,
        community_id=staged.community_id,
        people=people,
        rows=data["rows"],
        values=_values(data["values"]),
        faulty=staged.faulty,
        also_in={int(row): other for row, other in data["also_in"].items()},
    )
    return household, data["fingerprint"]


def _values(stored: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in stored.items():
        if key in DATES:
            value = date.fromisoformat(value)
        elif key in NUMBERS:
            value = Decimal(value)
        values[key] = value
    if values.get("id_number"):
        values["id_number"] = Identity(values["id_number"], values["birth_date"], values["sex"])
    return values


def accepted(roster: RosterImport, staged: Collection[int] | None = None) -> set[int]:
    """Memberships whose end was accepted."""
    rows = RosterAbsence.objects.filter(roster=roster, accepted=True)
    if staged is not None:
        rows = rows.filter(staged__in=staged)
    return set(rows.values_list("membership_id", flat=True))
