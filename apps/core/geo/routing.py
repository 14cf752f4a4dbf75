"""Walking times from a routing server of the office's own, where one is set: OSRM (`/table`) or Valhalla.

It is a help, never a need: what the server cannot say, or says wrongly, is computed by the walking function, and every
answer names its source and, where the server was asked in vain, why. Answers are kept in the cache; after a failure
the server is left alone for a minute, or as long as it asks for (Retry-After).
The way is asked from home outwards, not back: on foot the two differ only by what the server knows of slopes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2s
from math import isfinite
from typing import Any, Literal

import requests
import structlog
from django.conf import settings
from django.core.cache import cache

from apps.core.geo.sphere import distance_m
from apps.core.geo.walking import BEST_SLOPE, walk

log = structlog.get_logger(__name__)

Source = Literal["slope", "osrm", "valhalla"]
Unrouted = Literal["", "no_way", "failed"]
Answer = tuple[float, float] | None  # minutes and metres; None: the server knows no way
KEPT_SECONDS = 30 * 86_400
REST_SECONDS, LONGEST_REST = 60, 3600
DOWN = "routing:down"
NO_WAY = "no way"
# What servers say of a place that no path is near to, as opposed to a failure of their own: OSRM's code, Valhalla's
# error codes 171 (no path near enough) and 442 (no way between them).
OFF_THE_MAP = ("NoSegment", "NoTable", 171, 442)
# A field further from every path that the server knows was not routed to, but to that path.
OFF_PATH_M = 300


@dataclass(frozen=True)
class Spot:
    """A place on WGS-84, with its altitude in metres where that is known."""

    latitude: float
    longitude: float
    altitude_m: float | None = None


@dataclass(frozen=True)
class Way:
    """One way on foot: minutes, metres along it, who said so, and whether the ground was taken as flat.

    `unrouted` says why the walking function had to answer although a server is set: it knows no way, or it failed.
    """

    minutes: float
    metres: float
    source: Source
    flat_assumed: bool = False
    unrouted: Unrouted = ""


class NoAnswer(Exception):
    """The routing server did not give a table that can be used."""


class OffTheMap(Exception):
    """The server answers that it knows no path near one of the places, without saying anything of the others."""


def router() -> str:
    """A short name for the server, engine and profile that are set; "" where none is. Another one, another name."""
    if not settings.ROUTING_URL:
        return ""
    said = f"{settings.ROUTING_ENGINE} {settings.ROUTING_PROFILE} {settings.ROUTING_URL}"
    return blake2s(said.encode(), digest_size=6).hexdigest()


def resting() -> bool:
    """Whether the server failed lately and is left alone for now."""
    return bool(settings.ROUTING_URL and cache.get(DOWN))


def ways(home: Spot, fields: Sequence[Spot], detour: float) -> list[Way]:
    """The way from home to each field: from the routing server, and by the walking function where it says nothing."""
    found: dict[int, Answer] = {}
    if settings.ROUTING_URL:
        found = _kept(home, fields)
        for batch in _batches([row for row in range(len(fields)) if row not in found]):
            if resting():
                break
            found |= _asked(home, fields, batch)
    return [_way(home, field, detour, found, row) for row, field in enumerate(fields)]


def _way(home: Spot, field: Spot, detour: float, found: dict[int, Answer], row: int) -> Way:
    answer = found.get(row)
    if answer is not None:
        return Way(*answer, "valhalla" if settings.ROUTING_ENGINE == "valhalla" else "osrm")
    if not settings.ROUTING_URL:
        return _by_slope(home, field, detour, "")
    return _by_slope(home, field, detour, "no_way" if row in found else "failed")


def _by_slope(home: Spot, field: Spot, detour: float, unrouted: Unrouted) -> Way:
    straight = distance_m(home.latitude, home.longitude, field.latitude, field.longitude)
    known = home.altitude_m is not None and field.altitude_m is not None
    climb = field.altitude_m - home.altitude_m if known else None  # type: ignore[operator]
    gone = walk(straight, climb, detour)
    metres = max(straight * detour, abs(climb or 0) / BEST_SLOPE)
    return Way(gone.minutes, metres, "slope", gone.flat_assumed, unrouted)


def _key(home: Spot, field: Spot) -> str:
    """To a metre; another server, engine or profile is another answer."""
    ends = ":".join(f"{spot.latitude:.5f},{spot.longitude:.5f}" for spot in (home, field))
    return f"routing:{router()}:{ends}"


def _kept(home: Spot, fields: Sequence[Spot]) -> dict[int, Answer]:
    keys = {row: _key(home, field) for row, field in enumerate(fields)}
    answers: dict[str, Any] = cache.get_many(set(keys.values()))
    found = {row: answers[key] for row, key in keys.items() if key in answers}
    return {row: None if answer == NO_WAY else answer for row, answer in found.items()}


def _batches(rows: list[int]) -> Iterator[list[int]]:
    """One source and so many targets that the server's limit of places in one table is kept."""
    size = max(1, settings.ROUTING_MOST_PLACES - 1)
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _asked(home: Spot, fields: Sequence[Spot], batch: list[int]) -> dict[int, Answer]:
    """What the server says of one batch; nothing, and a rest, when it fails."""
    try:
        answers = _table(home, [fields[row] for row in batch])
    except (requests.RequestException, NoAnswer, ValueError, KeyError, TypeError, IndexError) as error:
        # The address may carry a key: the log names the kind of failure only.
        kind = type(error).__name__
        log.warning("routing_failed", engine=settings.ROUTING_ENGINE, error=kind, places=len(batch))
        cache.set(DOWN, True, _rest(error))
        return {}
    found = dict(zip(batch, answers, strict=True))
    kept = {_key(home, fields[row]): NO_WAY if answer is None else answer for row, answer in found.items()}
    cache.set_many(kept, KEPT_SECONDS)
    return found


def _rest(error: Exception) -> int:
    """Seconds to leave the server alone: those that it asks for, within reason."""
    answer = getattr(error, "response", None)
    asked = "" if answer is None else answer.headers.get("Retry-After", "")
    return min(max(int(asked), REST_SECONDS), LONGEST_REST) if asked.isdecimal() else REST_SECONDS


def _table(home: Spot, fields: list[Spot]) -> list[Answer]:
    """One table. Where one place spoils it, each half is asked alone, down to the place itself."""
    try:
        answers = {"osrm": _osrm, "valhalla": _valhalla}[settings.ROUTING_ENGINE](home, fields)
    except OffTheMap:
        half = len(fields) // 2
        return [None] if not half else [*_table(home, fields[:half]), *_table(home, fields[half:])]
    if len(answers) != len(fields):
        raise NoAnswer(f"{len(answers)} answers to {len(fields)} places")
    return answers


def _json(answer: requests.Response) -> dict[str, Any]:
    if answer.status_code == requests.codes.bad_request:
        said = answer.json()
        if isinstance(said, dict) and (said.get("code") in OFF_THE_MAP or said.get("error_code") in OFF_THE_MAP):
            raise OffTheMap
    answer.raise_for_status()
    read = answer.json()
    if not isinstance(read, dict):
        raise NoAnswer("not an object")
    return read


def _usable(seconds: Any, metres: Any) -> Answer:
    """Minutes and metres; None where the server found no way. Numbers that cannot be are a failure of the server."""
    if seconds is None or metres is None:
        return None
    minutes, length = float(seconds) / 60, float(metres)
    if not (isfinite(minutes) and isfinite(length) and minutes >= 0 and length >= 0):
        raise NoAnswer("a time or length that cannot be")
    return minutes, length


def _osrm(home: Spot, fields: Sequence[Spot]) -> list[Answer]:
    """GET …/table/v1/foot/lon,lat;…?sources=0 (project-osrm.org, HTTP API, table service).

    A cell that the server estimated as the crow flies (`fallback_speed_cells`) is no way.
    """
    places = ";".join(f"{spot.longitude:.6f},{spot.latitude:.6f}" for spot in (home, *fields))
    read = _json(
        requests.get(
            f"{settings.ROUTING_URL.rstrip('/')}/table/v1/{settings.ROUTING_PROFILE or 'foot'}/{places}",
            params={
                "sources": "0",
                "destinations": ";".join(str(row) for row in range(1, len(fields) + 1)),
                "annotations": "duration,distance",
            },
            timeout=settings.ROUTING_SECONDS,
        )
    )
    if read["code"] != "Ok":
        raise NoAnswer(read["code"])
    guessed = {column for _row, column in read.get("fallback_speed_cells", ())}
    ends = zip(read["durations"][0], read["distances"][0], read["destinations"], strict=True)
    return [
        _usable(seconds, metres)
        if end is not None and end.get("distance", 0) <= OFF_PATH_M and column not in guessed
        else None
        for column, (seconds, metres, end) in enumerate(ends)
    ]


def _valhalla(home: Spot, fields: Sequence[Spot]) -> list[Answer]:
    """POST …/sources_to_targets (valhalla.github.io, time-distance matrix service); distances come in kilometres."""
    places = [{"lat": spot.latitude, "lon": spot.longitude} for spot in (home, *fields)]
    costing = settings.ROUTING_PROFILE or "pedestrian"
    read = _json(
        requests.post(
            f"{settings.ROUTING_URL.rstrip('/')}/sources_to_targets",
            json={"sources": places[:1], "targets": places[1:], "costing": costing, "units": "kilometers"},
            timeout=settings.ROUTING_SECONDS,
        )
    )
    cells = sorted(read["sources_to_targets"][0], key=lambda cell: cell["to_index"])
    if [cell["to_index"] for cell in cells] != list(range(len(fields))):
        raise NoAnswer("targets are missing")
    return [_usable(cell["time"], None if cell["distance"] is None else cell["distance"] * 1000) for cell in cells]
