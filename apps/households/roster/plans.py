"""What a comparison finds: for each household and person, what is to be done."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from apps.core.models import Outcome
from apps.core.sheets import plans
from apps.core.sheets.plans import Change
from apps.households.roster.grouping import FileHousehold, Person
from apps.households.roster.snapshot import HouseholdRow, MemberRow, MembershipRow, Snapshot

Place = tuple[int, int, int, str]  # community, building, unit, room


@dataclass(slots=True)
class Conflict(plans.Conflict):
    """Why a household cannot simply be applied. Accepting that `membership` has ended resolves it."""

    membership: int | None = None


@dataclass(slots=True)
class PersonPlan:
    """What to do with one person. `membership` is the live one in this household; `labour` what it becomes."""

    person: Person
    member: MemberRow | None
    membership: MembershipRow | None
    updates: dict[str, Any] = field(default_factory=dict)
    labour: str = ""
    outcome: Outcome = Outcome.UNCHANGED


@dataclass(slots=True)
class Plan(plans.Plan):
    """What to do with one household. `known` is what it was compared with, `accepted` which memberships have ended."""

    entry: FileHousehold
    household: HouseholdRow | None = None
    known: Snapshot = field(default_factory=Snapshot)
    people: list[PersonPlan] = field(default_factory=list)
    incomes: dict[str, Decimal] = field(default_factory=dict)
    place: Place | None = None
    area: Decimal | None = None
    absent: list[MembershipRow] = field(default_factory=list)
    accepted: Collection[int] = frozenset()

    @property
    def fingerprint(self) -> str:
        """Equal as long as the register says what it said when a person looked at this plan."""
        seen = [
            self.household.id if self.household else None,
            [[c.field, c.old, c.new, c.person] for c in self.changes],
            [[c.code, getattr(c, "membership", None)] for c in self.conflicts],
            [m.id for m in self.absent],
            [p.member.id if p.member else None for p in self.people],
        ]
        return hashlib.sha256(json.dumps(seen, default=str).encode()).hexdigest()[:16]

    @property
    def unresolved(self) -> list[Any]:
        """Conflicts that remain when the memberships in `accepted` end."""
        return [c for c in self.conflicts if getattr(c, "membership", None) not in self.accepted]


__all__ = ["Change", "Conflict", "PersonPlan", "Place", "Plan"]
