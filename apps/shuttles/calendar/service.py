"""The service days of runs: the kernel (days.py) with the working calendar and the exceptions that are registered."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from apps.communities.calendar import WorkingCalendar
from apps.shuttles.calendar.days import service_days
from apps.shuttles.models import Run, ServiceException, ServicePattern, ShuttleSeason


@dataclass
class ServiceDays:
    """The calendar and the exceptions of some patterns, read once (three queries) for many runs."""

    calendar: WorkingCalendar
    exceptions: dict[int, dict[date, bool]] = field(default_factory=dict)
    _known: dict[tuple[int, int, date, date], frozenset[date]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, patterns: Iterable[int]) -> "ServiceDays":
        """For the patterns with these keys."""
        found: dict[int, dict[date, bool]] = defaultdict(dict)
        rows = ServiceException.objects.filter(pattern__in=set(patterns))
        for pattern, day, runs in rows.values_list("pattern", "day", "runs"):
            found[pattern][day] = runs
        return cls(WorkingCalendar.load(), found)

    def of_pattern(self, pattern: ServicePattern, season: ShuttleSeason, first: date, last: date) -> frozenset[date]:
        """The days of a pattern between two days, both included, within a season."""
        key = (pattern.pk, season.pk, first, last)
        if key not in self._known:
            begin, end = max(first, season.first_day), min(last, season.last_day)
            named = self.exceptions.get(pattern.pk, {})
            self._known[key] = service_days(pattern, begin, end, self.calendar, named)
        return self._known[key]

    def of_run(self, run: Run, first: date, last: date) -> frozenset[date]:
        """The days of a run: those of its pattern in its season, before the day on which it or its route ends."""
        days = self.of_pattern(run.pattern, run.season, first, last)
        ends = [day for day in (run.ended_on, run.route.closed_on) if day is not None]
        return frozenset(day for day in days if day < min(ends)) if ends else days
