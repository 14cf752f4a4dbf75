"""What a comparison finds: for each household and person, what is to be done."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from apps.households.models.roster import Outcome
from apps.households.roster.grouping import FileHousehold, Person
from apps.households.roster.register import HouseholdRow, MemberRow, MembershipRow

Place = tuple[int, int, int, str]  # community, building, unit, room


@dataclass(slots=True)
class Change:
    """One value that the roster says differently. `person` is the row's name, empty for the household itself."""

    field: str
    old: Any
    new: Any
    person: str = ""


@dataclass(slots=True)
class Conflict:
    """Why a household cannot simply be applied. Accepting that `membership` has ended resolves it."""

    code: str
    params: dict[str, Any]
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
class Plan:
    """What to do with one household."""

    source: FileHousehold
    household: HouseholdRow | None
    people: list[PersonPlan] = field(default_factory=list)
    updates: dict[str, Any] = field(default_factory=dict)
    incomes: dict[str, Decimal] = field(default_factory=dict)
    place: Place | None = None
    area: Decimal | None = None
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    absent: list[MembershipRow] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        if self.conflicts:
            return Outcome.CONFLICTING
        if self.household is None:
            return Outcome.NEW
        return Outcome.CHANGED if self.changes else Outcome.UNCHANGED

    @property
    def fingerprint(self) -> str:
        """Equal as long as the register says what it said when a person looked at this plan."""
        seen = [
            self.household.id if self.household else None,
            [[c.field, c.old, c.new, c.person] for c in self.changes],
            [[c.code, c.membership] for c in self.conflicts],
            [m.id for m in self.absent],
            [p.member.id if p.member else None for p in self.people],
        ]
        return hashlib.sha256(json.dumps(seen, default=str).encode()).hexdigest()[:16]

    def unresolved(self, accepted: Collection[int]) -> list[Conflict]:
        """Conflicts that remain when the memberships in `accepted` end."""
        return [c for c in self.conflicts if c.membership is None or c.membership not in accepted]
