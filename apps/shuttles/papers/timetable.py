"""The timetable of a season for the notice board: every route, its stops below each other, its departures beside."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core import clock, ui
from apps.core.addresses import public_address, qr_svg
from apps.core.periods import is_over, lasting
from apps.core.typeset import PAPER_LANGUAGE, pdf_response
from apps.shuttles.calendar.laying import runs_of
from apps.shuttles.calendar.words import pattern_words
from apps.shuttles.ics.addresses import stop_address
from apps.shuttles.models import Run, ServiceException, ShuttleSeason, ShuttleStop
from apps.shuttles.times import DAY
from apps.shuttles.vocabulary import StopKind

SOURCE = Path(__file__).with_name("timetable.typ")
LONG_NAME, FEW, MANY = 6, 3, 4  # departures beside each other, so that the stops' names keep their place


def timetable_response(season: ShuttleSeason, language: str = PAPER_LANGUAGE) -> HttpResponse:
    """The PDF, in large print; what has ended is not on it."""
    with translation.override(language):
        return pdf_response(SOURCE, _data(season), f"{season.community.slug}-shuttle-{season.pk}.pdf")


def _data(season: ShuttleSeason) -> dict[str, Any]:
    today, community = clock.today(), season.community
    from_now = season.ahead_from
    runs = [
        run for run in runs_of(season) if not any(is_over(end, from_now) for end in (run.ended_on, run.route.closed_on))
    ]
    runs.sort(key=lambda run: (run.route.code, run.route_id, run.pattern_id, run.departs_at))
    names = dict(ShuttleStop.objects.filter(community=community).values_list("pk", "name"))
    exceptions = ServiceException.objects.filter(pattern__in={run.pattern_id for run in runs}, day__gte=today)
    by_pattern = {key: list(rows) for key, rows in groupby(exceptions.order_by("pattern", "day"), _pattern)}
    span = {"first": ui.exact(season.first_day), "last": ui.exact(season.last_day)}
    by_route = groupby(runs, lambda run: run.route_id)
    address = public_address(reverse("portal:home", args=[community.slug]))
    return {
        "title": _("Shuttle timetable"),
        "subject": f"{community.name}　{season.name}",
        "heads": [community.name, season.name],
        "dated": _("printed on %(day)s") % {"day": ui.exact(today)},
        "intro": [_("%(first)s to %(last)s") % span],
        "qr": str(qr_svg(address)),
        "qr_words": _("Code for the phone: %(address)s") % {"address": address},
        "stop_word": pgettext("shuttle", "stop"),
        "routes": [_route(list(mine), names, by_pattern, season) for _key, mine in by_route],
        "outro": _outro(community),
        "calendars_title": _("Departures in the phone's calendar"),
        "calendars": [
            {"name": stop.name, "qr": str(qr_svg(stop_address(stop))), "address": stop_address(stop)}
            for stop in _boarding(runs)
        ],
    }  # fmt: skip


def _boarding(runs: Sequence[Run]) -> list[ShuttleStop]:
    """The stops in the community from which these runs leave."""
    keys = {row.stop_id for run in runs for row in list(run.route.stops.all())[:-1]}
    rows = ShuttleStop.objects.filter(lasting("closed_on"), pk__in=keys, kind=StopKind.COMMUNITY).select_related(
        "community"
    )
    return list(rows.order_by("code", "pk"))


def _pattern(row: ServiceException) -> int:
    return row.pattern_id


def _outro(community: Any) -> list[str]:
    words = [_("Book your seat with the phone, by the code on the first page, or at the office.")]
    if community.phone:
        words.append(_("Telephone: %(phone)s") % {"phone": community.phone})
    return words


def _route(
    runs: Sequence[Run], names: dict[int, str], exceptions: dict[int, list[ServiceException]], season: ShuttleSeason
) -> dict[str, Any]:
    route = runs[0].route
    fare = _("%(fare)s yuan a rider") % {"fare": ui.plain(route.fare_yuan)} if route.fare_yuan else _("free of charge")
    parts = []
    for _key, group in groupby(runs, lambda run: run.pattern_id):
        mine = list(group)
        named = [row for row in exceptions.get(mine[0].pattern_id, ()) if row.day <= season.last_day]
        said = "　".join([pattern_words(mine[0].pattern), *_exceptions(named)])
        parts += [_part(said, few, names) for few in _beside(mine, names)]
    return {"title": f"{route.code}　{route.name}", "note": fare, "parts": parts}


def _exceptions(rows: Iterable[ServiceException]) -> Iterator[str]:
    for row in rows:
        words = _("runs on %(day)s") if row.runs else _("does not run on %(day)s")
        yield words % {"day": date_format(row.day, pgettext("date format", "M j"))}


def _beside(runs: Sequence[Run], names: dict[int, str]) -> Iterator[Sequence[Run]]:
    longest = max(len(names[row.stop_id]) for row in runs[0].route.stops.all())
    width = FEW if longest > LONG_NAME else MANY
    return (runs[at : at + width] for at in range(0, len(runs), width))


def _part(days: str, runs: Sequence[Run], names: dict[int, str]) -> dict[str, Any]:
    rows = [
        {"stop": names[row.stop_id], "times": [_time(run.departs_at + row.minutes) for run in runs]}
        for row in runs[0].route.stops.all()
    ]
    marks = [pgettext("shuttle", "wheelchairs") if run.accessible else "" for run in runs]
    return {"days": days, "marks": marks, "rows": rows}


def _time(minute: int) -> dict[str, str]:
    """The clock, and the word above it where it is of the next day."""
    return {
        "clock": f"{minute % DAY // 60:02}:{minute % 60:02}",
        "day": pgettext("shuttle", "next day") if minute >= DAY else "",
    }
