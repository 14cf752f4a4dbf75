"""Which trips a season's timetable asks for that are not there yet, and what stands in their way."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.decisions import Decision
from apps.shuttles.calendar.clashes import Span, clashes
from apps.shuttles.calendar.service import ServiceDays
from apps.shuttles.calendar.words import days_words
from apps.shuttles.fitting import driver_fits, licensed, rest_kept, vehicle_fits
from apps.shuttles.models import RouteStop, Run, ShuttleSeason, Trip
from apps.shuttles.rest import WEEK, Limits
from apps.shuttles.times import clock_words, moment
from apps.shuttles.workflow import BOOKABLE

AROUND = timedelta(minutes=WEEK)  # how far away a drive still counts for a driver's rest


@dataclass(frozen=True, slots=True)
class Draft:
    """A trip that is asked for: a run on a day."""

    run: Run
    day: date
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a run cannot be laid on some days, in words."""

    run: Run
    reason: str
    days: tuple[date, ...]

    def __str__(self) -> str:
        return _("%(run)s (%(days)s): %(reason)s") % {
            "run": name_of(self.run), "days": days_words(self.days), "reason": self.reason,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ask:
    """What the timetable asks for: drafts, how many trips stand already, and which stand without being asked for."""

    drafts: Sequence[Draft]
    kept: int
    surplus: tuple[int, ...]


def name_of(run: Run) -> str:
    """A run as people say it: 07:20 小区到茶园."""
    return f"{clock_words(run.departs_at)} {run.route.name}"


def runs_of(season: ShuttleSeason) -> QuerySet[Run]:
    """The runs of a season with all that laying asks of them, in a fixed number of queries."""
    rows = Run.objects.filter(season=season).select_related("season", "route", "pattern", "vehicle", "driver")
    stops = Prefetch("route__stops", RouteStop.objects.order_by("place"))
    return rows.prefetch_related(stops, "vehicle__outages", "driver__absences").order_by("departs_at", "pk")


def ask(season: ShuttleSeason, first: date, last: date) -> Ask:
    """What the timetable asks for from one day to another. What has departed already is not asked for."""
    runs = list(runs_of(season))
    days = ServiceDays.of(run.pattern_id for run in runs)
    rows = Trip.objects.filter(run__season=season, day__gte=min(first, clock.today()))
    standing = {(run, day): (pk, state) for pk, run, day, state in rows.values_list("pk", "run", "day", "state")}
    far = max([last, *(day for _run, day in standing)])  # trips may stand beyond: the season was shortened
    runs_on = {(run.pk, day) for run in runs for day in days.of_run(run, first, far)}
    wanted = {(run, day) for run, day in runs_on if day <= last}
    now = clock.now()
    drafts = [draft for draft in _drafts(runs, wanted - standing.keys()) if draft.starts_at > now]
    surplus = sorted(pk for key, (pk, state) in standing.items() if key not in runs_on and state in BOOKABLE)
    return Ask(drafts, len(wanted & standing.keys()), tuple(surplus))


def _drafts(runs: Iterable[Run], missing: set[tuple[int, date]]) -> Iterator[Draft]:
    by_run: dict[int, list[date]] = defaultdict(list)
    for run_id, day in missing:
        by_run[run_id].append(day)
    for run in runs:
        stops = list(run.route.stops.all())
        if len(stops) < 2:
            continue
        for day in sorted(by_run[run.pk]):
            start = moment(day, run.departs_at)
            yield Draft(run, day, start, start + timedelta(minutes=stops[-1].minutes))


def conflicts(drafts: Sequence[Draft]) -> list[Conflict]:
    """Everything that stands in the way of these trips: vehicles and drivers that cannot be had, that are needed in two
    places, or that would not get their rest. In the order of the timetable.
    """
    if not drafts:
        return []
    standing = _standing(drafts)
    found: dict[tuple[int, str], set[date]] = defaultdict(set)
    runs = {draft.run.pk: draft.run for draft in drafts}
    for run, day, reason in (*_unfit(drafts), *_in_two_places(drafts, standing), *_restless(drafts, standing)):
        found[run.pk, reason].add(day)
    return [Conflict(runs[key], reason, tuple(sorted(days))) for (key, reason), days in found.items()]


Fault = tuple[Run, date, str]


def _unfit(drafts: Iterable[Draft]) -> Iterator[Fault]:
    for draft in drafts:
        run = draft.run
        times, community = (draft.starts_at, draft.ends_at), run.community_id
        answers: list[Decision] = []
        if run.vehicle is not None:
            answers.append(vehicle_fits(community, run.vehicle, *times, run.accessible))
        if run.driver is not None:
            answers.append(driver_fits(community, run.driver, *times))
        if run.driver is not None and run.vehicle is not None:
            answers.append(licensed(run.driver, run.vehicle))
        yield from ((run, draft.day, str(answer.message)) for answer in answers if not answer)


def _standing(drafts: Sequence[Draft]) -> list[Trip]:
    """Trips around these that stand, of the same community: its vehicles and drivers drive nowhere else."""
    first, last = min(draft.starts_at for draft in drafts), max(draft.ends_at for draft in drafts)
    rows = Trip.objects.running().filter(community=drafts[0].run.community_id)
    return list(rows.filter(ends_at__gt=first - AROUND, starts_at__lt=last + AROUND).select_related("route"))


def _in_two_places(drafts: Sequence[Draft], standing: Iterable[Trip]) -> Iterator[Fault]:
    rows: list[Draft | Trip] = [*drafts, *standing]
    spans = [
        Span((kind, key), row.starts_at, row.ends_at, row, isinstance(row, Draft))
        for row in rows
        for kind, key in _crew(row)
        if key is not None
    ]
    for one, other in clashes(spans):
        new, met = (one, other) if one.new else (other, one)
        run = new.what.run
        who = run.vehicle.plate if new.whose[0] == "vehicle" else run.driver.name  # type: ignore[index]
        words = _("%(who)s is on %(trip)s at that time.") % {"who": who, "trip": _trip_words(met.what)}
        yield run, new.what.day, words


def _crew(row: Draft | Trip) -> tuple[tuple[str, int | None], tuple[str, int | None]]:
    whose: Any = row.run if isinstance(row, Draft) else row
    return ("vehicle", whose.vehicle_id), ("driver", whose.driver_id)


def _trip_words(row: Draft | Trip) -> str:
    if isinstance(row, Draft):
        return name_of(row.run)
    return f"{timezone.localtime(row.starts_at):%H:%M} {row.name or row.route.name}"


def _restless(drafts: Sequence[Draft], standing: Sequence[Trip]) -> Iterator[Fault]:
    by_driver: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.run.driver is not None:
            by_driver[draft.run.driver.pk].append(draft)
    limits = Limits.on(drafts[0].day)
    for key, mine in by_driver.items():
        driven = [(trip.starts_at, trip.ends_at) for trip in standing if trip.driver_id == key]
        driver: Any = mine[0].run.driver
        answer, at = rest_kept(driver, driven, [(draft.starts_at, draft.ends_at) for draft in mine], limits)
        if not answer:
            draft = next((each for each in mine if each.ends_at > at), mine[-1])
            yield draft.run, draft.day, str(answer.message)
