"""Days as planning reads them: working days, and the busy seasons of the fields that a household works."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from apps.communities.calendar import WorkingCalendar
from apps.farmland.burden import with_band
from apps.farmland.models import Parcel
from apps.farmland.seasons import Span, offered, spans_around

SLACK = 30  # days: no run of days off is longer


@dataclass(frozen=True, slots=True)
class Days:
    """From `first` on, so many days: for each the next day on which people work."""

    first: date
    works: tuple[date, ...]

    @classmethod
    def load(cls, first: date, days: int) -> "Days":
        """Two queries."""
        calendar, last = WorkingCalendar.load(), first + timedelta(days=days + SLACK)
        found, following = [], last
        for back in range((last - first).days, -1, -1):
            day = first + timedelta(days=back)
            following = day if calendar.is_workday(day) else following
            found.append(following)
        return cls(first, tuple(reversed(found)))

    def working(self, day: date) -> date:
        """This day, or the next on which people work."""
        return self.works[(day - self.first).days]

    def columns(self) -> list[Any]:
        """The days and what follows them, as two arrays."""
        return [[self.first + timedelta(days=n) for n in range(len(self.works))], list(self.works)]


def busy_spans(first: date, last: date) -> list[Span]:
    """Every busy season that touches these days."""
    spans = (span for season in offered() for span in spans_around(season, first))
    return [span for span in spans if span.first <= last and span.last >= first]


def worked_fields() -> Any:
    """(household, crop, band) of every field that its household works."""
    return with_band(Parcel.objects.held().worked().filter(crop__isnull=False)).filter(in_band__isnull=False)


def ends_of(spans: Iterable[Span], fields: set[tuple[int, str]], day: date) -> date | None:
    """The last day of the seasons that keep somebody with these fields busy on the day; None where none does."""
    holding = (span for span in spans if day in span and (span.season.crop_id, str(span.season.band)) in fields)
    return max((span.last for span in holding), default=None)
