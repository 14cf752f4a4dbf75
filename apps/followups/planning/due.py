"""When one household is to be visited next, in Python: the twin of the set-based statement (plan.py).

A test proves that both agree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from apps.followups.assessing.moments import months_after
from apps.followups.models import Answer, Level, Visit
from apps.followups.needs import NEEDS, ROUTINE
from apps.followups.planning.calendar import Days, busy_spans, ends_of, worked_fields
from apps.followups.planning.intervals import months_between_visits
from apps.followups.planning.sql import since_of
from apps.followups.rules import Terms
from apps.followups.vocabulary import ShiftWhy, VisitKind
from apps.households.models import Household, Presence
from apps.households.vocabulary import ResidenceStatus

RANKS: Sequence[str] = VisitKind.values  # the most pressing first
EPOCH = date(2000, 1, 1)
SPREAD = 7919  # a prime: neighbours in the register are not due on neighbouring days
PATIENT = (VisitKind.ROUTINE.value, VisitKind.BASELINE.value)  # these wait for the end of a busy season


@dataclass(frozen=True, slots=True)
class Wanted:
    """One reason for a visit and the day by which it is to be made."""

    cause: str
    kind: str
    due: date
    instruments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """The next visit of a household, all reasons together."""

    kind: str
    causes: tuple[str, ...]
    instruments: tuple[str, ...]
    opens_on: date
    due_on: date
    first_due_on: date
    shift_why: str


def due_of(household: Household, day: date) -> Due | None:
    """What planning on this day makes of a household without an open visit; None where nothing is due yet."""
    if household.left_on is not None:
        return None
    terms = Terms.on(day)
    last = (
        Visit.objects.done().filter(household=household).order_by("-done_on").values_list("done_on", flat=True).first()
    )
    wanted = [*_needed(household, day, last, terms), *_routine(household, day, last, terms)]
    if not wanted:
        return None
    first = min(row.due for row in wanted)
    kind = min((row.kind for row in wanted), key=RANKS.index)
    why, moved = _shifted(household, kind, first, day, terms)
    due = Days.load(day, span_days(terms)).working(moved)
    opens = day if kind not in PATIENT else max(day, due - timedelta(days=terms.window))
    ordered = sorted(wanted, key=lambda row: (RANKS.index(row.kind), row.cause))
    return Due(
        kind, tuple(row.cause for row in ordered), _asked(household, day, wanted, terms), opens, due, first,
        why or (ShiftWhy.HOLIDAY.value if due != first else ""),
    )  # fmt: skip


def span_days(terms: Terms) -> int:
    """How many days ahead a visit can come to stand at most."""
    return max(terms.ahead, terms.backlog) + terms.shift + 1


def spread(household: int, days: int) -> int:
    """A household's own place among so many days, always the same."""
    return household * SPREAD % days


def _needed(household: Household, day: date, last: date | None, terms: Terms) -> Iterable[Wanted]:
    for need in NEEDS.values():
        since = since_of(need, household.pk, day)
        if since is None or (last is not None and last >= since and not need.unmet_by_visit):
            continue
        due = since + timedelta(days=need.within(day))
        if due > day + timedelta(days=terms.ahead):
            continue
        if due < day:
            long_ago = since < day - timedelta(days=terms.backlog)
            due = day + timedelta(days=spread(household.pk, terms.backlog) if long_ago else 0)
        yield Wanted(need.key, need.kind, due, need.instruments)


def _routine(household: Household, day: date, last: date | None, terms: Terms) -> Iterable[Wanted]:
    level = Level.objects.at(day).filter(household=household).order_by("pk").values_list("level", flat=True).first()
    months = months_between_visits(level, household.kind, terms)
    if last is not None:
        due = max(months_after(last, months), day)
    else:
        due = day + timedelta(days=(household.pk * SPREAD - (day - EPOCH).days) % (months * 30))
    if due <= day + timedelta(days=terms.ahead):
        yield Wanted(ROUTINE, VisitKind.ROUTINE, due)


def _shifted(household: Household, kind: str, due: date, day: date, terms: Terms) -> tuple[str, date]:
    """(why, day): after the busy season, where they are at the old house then or the visit can wait."""
    if kind == VisitKind.EVENT:
        return "", due
    spans = busy_spans(day, day + timedelta(days=span_days(terms)))
    fields = set(worked_fields().filter(household=household).values_list("crop", "in_band"))
    end = ends_of(spans, fields, due)
    if end is None:
        return "", due
    free, most = end + timedelta(days=1), due + timedelta(days=terms.shift)
    if Presence.objects.at(due).filter(household=household, status=ResidenceStatus.DUAL).exists():
        return ShiftWhy.AT_OLD_HOUSE.value, min(free, most)
    if kind in PATIENT and free <= most:
        return ShiftWhy.BUSY_SEASON.value, free
    return "", due


def _asked(household: Household, day: date, wanted: Iterable[Wanted], terms: Terms) -> tuple[str, ...]:
    """Questionnaires whose last answer is too old, then those that the reasons ask for."""
    found = []
    for key, months in terms.asked.items():
        rows = Answer.objects.filter(household=household, version__instrument__key=key)
        newest = rows.order_by("-answered_on").values_list("answered_on", flat=True).first()
        if not months or newest is None or months_after(newest, months) <= day:
            found.append(key)
    more = {key for row in wanted for key in row.instruments}
    return (*found, *sorted(more - set(found)))
