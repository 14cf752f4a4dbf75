"""What a visit's answers write into registers: each kind of fact says how it is read and written.

A fact goes through the household's own action, with all its rules; who may not do that through a visit either.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from apps.instruments import writes
from apps.instruments.writes import Target

CHOICE = frozenset({"choose_one"})
CHECKED = frozenset({"choose_one", "yes_no"})
MANY = frozenset({"choose_one", "choose_many"})
NUMBER = frozenset({"integer", "decimal", "money"})


@dataclass(frozen=True, slots=True)
class Told:
    """Who was told, on which day, and all that was said of the household or person in question, by target.

    `as_of`: the last day that counts where a register is read; None: what it says today.
    """

    by: Any
    day: date
    said: Mapping[str, Any]
    as_of: date | None = None

    @property
    def evening_before(self) -> "Told":
        """The same, read as registers stood before the day of the visit."""
        return replace(self, as_of=self.day - timedelta(days=1))


Subjects = Collection[Any]  # households, or members
Now = dict[int, dict[str, Any]]  # by their key: values by target


@dataclass(frozen=True, slots=True)
class Register:
    """Targets that are read and written together.

    `read_many(subjects, told)` gives by their keys what the register says now by target, None for not collected, in one
    query for all; `write(subject, values, told)` records the values that differ. `always`: what was found again is
    recorded again, with its day.
    """

    targets: tuple[Target, ...]
    read_many: Callable[[Subjects, Told], Now]
    write: Callable[[Any, dict[str, Any], Told], None]
    always: bool = False

    def read(self, subject: Any, told: Told) -> dict[str, Any]:
        """What the register says of one."""
        return self.read_many([subject], told).get(subject.pk, {})

    @property
    def of_member(self) -> bool:
        return self.targets[0].of_member

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(target.key for target in self.targets)


REGISTERS: list[Register] = []


def gathered(values: Iterable[tuple[int, str, Any]]) -> Now:
    """(key of the subject, target, value) by subject; of several values the last counts."""
    found: Now = defaultdict(dict)
    for subject, target, value in values:
        found[subject][target] = value
    return found


def add(register: Register) -> Register:
    """Offer its targets to the questions of the county."""
    for target in register.targets:
        writes.add(target)
    REGISTERS.append(register)
    return register


def holding(rows: Any, told: Told) -> Any:
    """Of facts with a period, those that hold on the day that is read."""
    return rows.current() if told.as_of is None else rows.at(told.as_of)


def written_by(rows: Any, told: Told) -> Any:
    """Of amounts of a year, those that stood so already on the day that is read."""
    if told.as_of is None:
        return rows
    return rows.filter(updated_at__lt=timezone.make_aware(datetime.combine(told.as_of + timedelta(days=1), time())))


def plain(number: Decimal | None) -> int | float | None:
    """A number as answers hold it: whole ones without a decimal point."""
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)


def exact(number: Any) -> Decimal:
    """A number of an answer as registers keep it, two decimals."""
    return Decimal(str(number)).quantize(Decimal("0.01"))


def last_year(told: Told) -> int:
    """The year that amounts of a year are about: the one that was said, else the last that is over."""
    return int(told.said.get("income.year") or told.day.year - 1)
