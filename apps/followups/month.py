"""The visits of a month by worker and day: what is planned, made, late and put off, beside the days off."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q

from apps.accounts.models import Staff
from apps.communities.calendar import WorkingCalendar
from apps.core import clock
from apps.followups.models import Visit
from apps.followups.workflow import VisitState

BUSY, FULL = 4, 7  # visits of one worker on one day from which it is much, and too much for a day
COUNTED = {
    "planned": Q(),
    "done": Q(state=VisitState.DONE),
    "done_late": Q(state=VisitState.DONE, done_on__gt=F("due_on")),
    "shifted": ~Q(shift_why=""),
}


@dataclass(slots=True)
class Load:
    """Visits of one worker that are due on one day, or in the month. `late`: not made, and the day is past."""

    planned: int = 0
    done: int = 0
    done_late: int = 0
    late: int = 0
    shifted: int = 0

    def add(self, other: "Load") -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def open(self) -> int:
        """Still to be made."""
        return self.planned - self.done

    @property
    def level(self) -> int:
        """0 for none, 1 for few, 2 for many, 3 for more than one person makes in a day."""
        return 0 if not self.planned else 1 if self.planned < BUSY else 2 if self.planned < FULL else 3


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month, and whether people work on it; `holiday`: a public one, not an ordinary weekend."""

    date: date
    works: bool
    holiday: bool
    today: bool


@dataclass(slots=True)
class Line:
    """One worker (None: nobody's) with a load for each day of the month, and the sum."""

    worker: Staff | None
    days: dict[date, Load] = field(default_factory=lambda: defaultdict(Load))
    total: Load = field(default_factory=Load)


def days_of(month: date) -> list[Day]:
    """The days of the month in which `month` lies; two queries for the calendar."""
    calendar, first = WorkingCalendar.load(), clock.month_start(month)
    count = (clock.next_month(first) - first).days
    days = (first + timedelta(days=n) for n in range(count))
    return [Day(day, calendar.is_workday(day), calendar.is_public_holiday(day), day == clock.today()) for day in days]


def lines_of(visits: Any, month: date) -> list[Line]:
    """A line for each worker of these visits (a scoped queryset), by name, nobody's last; two queries.

    Cancelled visits do not count.
    """
    first, end = clock.month_start(month), clock.next_month(clock.month_start(month))
    rows = visits.filter(due_on__gte=first, due_on__lt=end).exclude(state=VisitState.CANCELLED).order_by()
    counts = {name: Count("pk", filter=which) for name, which in COUNTED.items()}
    lines: dict[int | None, Line] = {}
    grouped = list(rows.values("worker", "due_on").annotate(**counts))
    people = Staff.objects.in_bulk({row["worker"] for row in grouped} - {None})
    for row in grouped:
        line = lines.setdefault(row["worker"], Line(people.get(row["worker"])))
        load = _load(row)
        line.days[row["due_on"]].add(load)
        line.total.add(load)
    return sorted(lines.values(), key=lambda line: (line.worker is None, str(line.worker or ""), _key(line)))


def sums_of(lines: Iterable[Line], days: Iterable[Day]) -> Line:
    """All workers together."""
    total = Line(None)
    for line in lines:
        total.total.add(line.total)
        for day in days:
            total.days[day.date].add(line.days[day.date])
    return total


def _key(line: Line) -> int:
    return line.worker.pk if line.worker else 0


def _load(row: Mapping[str, Any]) -> Load:
    late = row["planned"] - row["done"] if row["due_on"] < clock.today() else 0
    return Load(**{name: row[name] for name in COUNTED}, late=late)


def visits_between(user: Any, community: Any = None) -> Any:
    """The visits that `user` sees, of one community where one is named."""
    rows = Visit.objects.visible_to(user)
    return rows.filter(community=community) if community else rows
