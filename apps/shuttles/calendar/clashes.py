"""Nobody in two places: where spans of time of the same vehicle or driver overlap. Pure."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """A time from `start` to before `end` of a vehicle or driver. `new`: not yet written; `what` says which trip."""

    whose: Hashable
    start: datetime
    end: datetime
    what: Any
    new: bool


def clashes(spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Each new span with one that it overlaps, the earlier of the two first. Of written ones none overlap."""
    latest: dict[Hashable, Span] = {}
    for span in sorted(spans, key=attrgetter("start", "end")):
        before = latest.get(span.whose)
        if before is not None and before.end > span.start and (before.new or span.new):
            yield before, span
        if before is None or span.end > before.end:
            latest[span.whose] = span
