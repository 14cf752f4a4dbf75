"""A feed as the zip of text files that GTFS asks for (gtfs.org, Schedule reference).

The same records make the same bytes: rows are in order of their keys and the archive carries one fixed date, so that
who fetches it knows by its fingerprint whether anything changed.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from apps.shuttles.gtfs.records import Feed, Line, problems
from apps.shuttles.gtfs.services import Service, service_of

BUS = 3
PAID_ON_BOARD, NO_TRANSFERS = 0, 0
DATED = (1980, 1, 1, 0, 0, 0)  # the first date a zip can carry
YES_NO = {None: 0, True: 1, False: 2}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Table = tuple[str, Sequence[str], Iterable[Sequence[Any]]]


def clock_of(minute: int) -> str:
    """A minute of the service day as the format writes it: 25:10:00 for ten past one of the next morning."""
    return f"{minute // 60:02d}:{minute % 60:02d}:00"


def written(feed: Feed) -> bytes:
    """The zip. Raises ValueError for records that contradict each other."""
    if wrong := problems(feed):
        raise ValueError("; ".join(wrong))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, header, rows in _tables(feed):
            archive.writestr(zipfile.ZipInfo(name, DATED), _text(header, rows), zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(header)
    table.writerows([_day(cell) if isinstance(cell, date) else cell for cell in row] for row in rows)
    return text.getvalue()


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _tables(feed: Feed) -> Iterator[Table]:
    services = [service_of(key, days) for key, days in sorted({ride.service: ride.days for ride in feed.rides}.items())]
    yield _agencies(feed)
    yield _stops(feed)
    yield _routes(feed)
    yield _trips(feed)
    yield _stop_times(feed)
    yield from _calendars(services)
    yield from _fares(feed)
    yield _info(feed)


def _agencies(feed: Feed) -> Table:
    header = ("agency_id", "agency_name", "agency_url", "agency_timezone", "agency_lang", "agency_phone")
    rows = [(one.key, one.name, one.url, feed.timezone, feed.language, one.phone) for one in feed.agencies]
    return "agency.txt", header, sorted(rows)


def _stops(feed: Feed) -> Table:
    header = ("stop_id", "stop_code", "stop_name", "stop_lat", "stop_lon", "wheelchair_boarding")
    rows = [
        (one.key, one.code, one.name, f"{one.latitude:.6f}", f"{one.longitude:.6f}", YES_NO[one.accessible])
        for one in feed.stops
    ]
    return "stops.txt", header, sorted(rows)


def _routes(feed: Feed) -> Table:
    header = ("route_id", "agency_id", "route_short_name", "route_long_name", "route_type")
    rows = [(one.key, one.agency, one.short_name, one.long_name, BUS) for one in feed.lines]
    return "routes.txt", header, sorted(rows)


def _trips(feed: Feed) -> Table:
    header = ("route_id", "service_id", "trip_id", "trip_headsign", "wheelchair_accessible")
    rows = [(one.line, one.service, one.key, one.headsign, YES_NO[one.accessible]) for one in feed.rides]
    return "trips.txt", header, sorted(rows)


def _stop_times(feed: Feed) -> Table:
    header = ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence", "timepoint")
    rows = [
        (ride.key, clock_of(call.minute), clock_of(call.minute), call.stop, place, 1)
        for ride in sorted(feed.rides, key=lambda ride: ride.key)
        for place, call in enumerate(ride.calls, start=1)
    ]
    return "stop_times.txt", header, rows


def _calendars(services: Sequence[Service]) -> Iterator[Table]:
    """calendar.txt may be left out where all days are single ones, calendar_dates.txt where none is."""
    weeks = [(one.key, *map(int, one.week), one.first, one.last) for one in services if one.week is not None]
    if weeks or not services:
        yield "calendar.txt", ("service_id", *DAYS, "start_date", "end_date"), weeks
    single = [(one.key, day, kind) for one in services for day, kind in one.differing]
    if single:
        yield "calendar_dates.txt", ("service_id", "date", "exception_type"), single


def _fares(feed: Feed) -> Iterator[Table]:
    """One fare for each price of an agency: a ride costs the same from any stop to any."""
    fares = {_fare(line): line for line in feed.lines}
    if not fares:
        return
    header = ("fare_id", "agency_id", "price", "currency_type", "payment_method", "transfers")
    rows = [
        (key, line.agency, f"{line.fare_yuan:.2f}", "CNY", PAID_ON_BOARD, NO_TRANSFERS) for key, line in fares.items()
    ]
    yield "fare_attributes.txt", header, sorted(rows)
    yield "fare_rules.txt", ("fare_id", "route_id"), sorted((_fare(line), line.key) for line in feed.lines)


def _fare(line: Line) -> str:
    return f"{line.agency}-{line.fare_yuan:.2f}"


def _info(feed: Feed) -> Table:
    said = {
        "feed_publisher_name": feed.publisher,
        "feed_publisher_url": feed.url,
        "feed_lang": feed.language,
        "default_lang": feed.language,
        "feed_start_date": feed.first,
        "feed_end_date": feed.last,
        "feed_version": feed.version,
        "feed_contact_url": feed.url,
    }
    return "feed_info.txt", list(said), [list(said.values())]
