"""What a sheet says, entry by entry, and how each differs from the register."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from apps.core.models.staged_import import Outcome
from apps.core.sheets.faults import Fault

Values = dict[str, Any]


@dataclass(slots=True)
class Entry:
    """One row of the file. `values` holds what its cells say, by field: None where the cell is faulty, no key where it
    is empty. `warnings` are (code, params) to look at; they hold nothing back."""

    row: int  # index; people count from 1
    values: Values
    community_id: int | None = None
    faulty: bool = False
    outside: bool = False  # belongs to a community that is not the importer's
    warnings: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    left_out: Collection[str] = frozenset()  # fields whose cells somebody said not to take; they are not in `values`
    seen_as: int | None = None  # the key in the register that people saw it compared with

    @property
    def rows(self) -> Sequence[int]:
        """Indexes of its rows in the sheet."""
        return (self.row,)

    @property
    def label(self) -> str:
        """The community as the file names it."""
        return str(self.values.get("community") or "")

    def warn(self, code: str, **params: Any) -> None:
        """Note something to look at."""
        self.warnings.append((code, params))


@dataclass(frozen=True, slots=True)
class Area:
    """Where the importer may import: community names with keys, and names that exist but are not theirs."""

    mine: Mapping[str, int]
    foreign: frozenset[str] = frozenset()
    given: int | None = None  # the community of rows that name none
    shared: bool = False  # may import what belongs to no community
    names: Mapping[int, str] = field(default_factory=dict)  # of `mine`, by key, as people write them

    @property
    def keys(self) -> frozenset[int]:
        return frozenset(self.mine.values())

    @property
    def given_name(self) -> str:
        return self.names.get(self.given, "") if self.given is not None else ""

    def holds(self, community: int | None) -> bool:
        """Whether an entry of this community is the importer's to write."""
        return self.shared if community is None else community in self.keys


@dataclass(slots=True)
class Change:
    """One value that the file says differently. `person` is whose, where an entry is of several people."""

    field: str
    old: Any
    new: Any
    person: str = ""


@dataclass(slots=True)
class Conflict:
    """Why an entry cannot be applied as it stands; words in the register's `conflict_words`."""

    code: str
    params: dict[str, Any]


@dataclass(slots=True)
class Plan:
    """What to do with one entry. `target` is the key in the register; `link` what the entry hangs on (a household)."""

    entry: Entry
    target: int | None = None
    link: int | None = None
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    updates: Values = field(default_factory=dict)  # what to write, as the register's actions take it; not stored

    @property
    def outcome(self) -> Outcome:
        if self.conflicts:
            return Outcome.CONFLICTING
        if self.target is None:
            return Outcome.NEW
        return Outcome.CHANGED if self.changes else Outcome.UNCHANGED

    @property
    def unresolved(self) -> list[Conflict]:
        """Conflicts that hold it back: all, unless the register knows of something that settles them."""
        return self.conflicts

    @property
    def fingerprint(self) -> str:
        """Equal as long as the register says what it said when a person looked at this plan."""
        seen = [
            self.target,
            self.link,
            [[c.field, plain(c.old), plain(c.new)] for c in self.changes],
            [[c.code, c.params] for c in self.conflicts],
        ]
        return hashlib.sha256(json.dumps(seen, default=str).encode()).hexdigest()[:16]

    def compare(self, field: str, old: Any, new: Any) -> None:
        """Note a change, where the file says something (an empty cell says nothing) and it is something else."""
        if new is not None and new != old:
            self.changes.append(Change(field, old, new))


@dataclass(slots=True)
class Found:
    """What reading a table and comparing it found; `summary` and `notices` are the register's own."""

    plans: Sequence[Any]
    faults: list[Fault]
    summary: dict[str, Any] = field(default_factory=dict)
    notices: list[dict[str, Any]] = field(default_factory=list)


def plain(value: Any) -> Any:
    """A value as JSON takes it, told apart so that `rich` gives it back."""
    if isinstance(value, Decimal):
        return {"decimal": f"{value.normalize():f}"}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def rich(value: Any) -> Any:
    """What `plain` was given; lists for tuples."""
    if isinstance(value, dict) and "decimal" in value:
        return Decimal(value["decimal"])
    if isinstance(value, dict) and "date" in value:
        return date.fromisoformat(value["date"])
    return [rich(item) for item in value] if isinstance(value, list) else value
