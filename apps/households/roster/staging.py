"""A household of a roster as it is kept for people to look at: what the file says, and how the register differs."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from apps.households.identity import Identity
from apps.households.models.roster import RosterAbsence, RosterHousehold
from apps.households.roster.grouping import FileHousehold, Person
from apps.households.roster.plans import Plan

DATES = frozenset({"birth_date", "moved_in"})
NUMBERS = frozenset({"area", "land", "wage", "business", "business_expense", "property", "transfer"})


def dump(plan: Plan) -> dict[str, Any]:
    """A plan as JSON: what the file says, to be compared again when applied, and what people are shown."""
    source = plan.entry
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


def load(staged: RosterHousehold, data: dict[str, Any]) -> FileHousehold:
    """The household as it was read, from its stored form."""
    people = [Person(item["row"], _values(item["values"])) for item in data["people"]]
    return FileHousehold(
        staged.row - 1,
        _values(data["values"]),
        label=data["label"],
        code=staged.code,
        community_id=staged.community_id,
        people=people,
        rows=data["rows"],
        faulty=staged.faulty,
        also_in={int(row): other for row, other in data["also_in"].items()},
    )


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


def accepted(roster: int, staged: Collection[int] | None = None) -> set[int]:
    """Memberships whose end was accepted."""
    rows = RosterAbsence.objects.filter(roster=roster, accepted=True)
    if staged is not None:
        rows = rows.filter(staged__in=staged)
    return set(rows.values_list("membership_id", flat=True))
