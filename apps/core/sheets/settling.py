"""Settling how an entry differs, value by value: take what the sheet says, or keep what the register says.

Keeping leaves the cell out, and an empty cell changes nothing: the entry is compared anew without it. So a conflict
goes where a cell is left out that it comes from, and what is shown is what will be written.
"""

import json
from collections import Counter
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.core.errors import InvalidInput
from apps.core.models.staged_import import Outcome, StagedImport
from apps.core.sheets.actions import lock_for
from apps.core.sheets.register import Register, register_of
from apps.core.sheets.staging import AT_FIRST, as_text


@transaction.atomic
def sheet_settle(*, sheet_import: StagedImport, by: Any, entry: int, field: str, take: bool) -> Any:
    """Take the sheet's value of a field of a staged entry, or keep the register's. Returns the entry, compared anew.

    Raises InvalidInput for a field that the entry does not differ in.
    """
    locked = lock_for(sheet_import, "apply", by)
    register = register_of(locked.register)
    staged = locked.entries.filter(pk=entry, faulty=False).select_related("community").first()
    if staged is None:
        raise InvalidInput(_("This row is not there any more. Load the page again."), code="no_entry", field="entry")
    data = json.loads(staged.payload)
    kept = dict(data.get("kept", {}))
    if take:
        kept.pop(field, None)
    else:
        kept[field] = _difference(register, data, field)
    _compare_anew(register, locked, staged, data | {"kept": kept}, by)
    counts = Counter(locked.entries.order_by().values_list("outcome", flat=True))
    locked.summary[register.noun] = {outcome.value: counts[outcome] for outcome in Outcome}
    locked.save(update_fields=["summary", "updated_at"])
    return staged


def _difference(register: Register, data: dict[str, Any], field: str) -> dict[str, Any]:
    """What the register and the sheet say of a field, for people who may change their mind."""
    for change in data["changes"]:
        if change["field"] == field:
            return {"old": change["old"], "new": change["new"]}
    ways = [way for conflict in data["conflicts"] for way, _word in register.ways_out.get(conflict["code"], ())]
    if field not in ways:
        raise InvalidInput(_("The row does not differ in this field."), code="no_difference", field="field")
    said = [data["values"][cell] for cell in register.cells_of(field) if cell in data["values"]]
    return {"old": None, "new": said[0] if said else None}


def _compare_anew(register: Register, locked: StagedImport, staged: Any, data: dict[str, Any], by: Any) -> None:
    was = staged.outcome
    staged.left_out = sorted(data["kept"])
    source = register.load(staged, data)
    area = register.area(by, locked.given_community_id)
    plan = register.compare([source], area, locked.answers)[0]
    fresh = register.dump(plan)
    warnings = data["warnings"] + [told for told in fresh["warnings"] if told not in data["warnings"]]
    staged.payload = as_text(fresh | {"values": data["values"], "kept": data["kept"], "warnings": warnings})
    staged.outcome, staged.community_id = plan.outcome, plan.entry.community_id
    if plan.outcome not in AT_FIRST:
        staged.chosen = False
    elif was not in AT_FIRST:
        staged.chosen = True
    for column, value in register.columns_of(plan).items():
        setattr(staged, column, value)
    staged.save()
