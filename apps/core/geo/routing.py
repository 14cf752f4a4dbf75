"""Walking times from a routing server of the office's own, where one is set: OSRM (`/table`) or Valhalla.

It is a help, never a need: what the server cannot say, or says wrongly, is computed by the walking function, and every
answer names its source. Answers are kept in the cache; after a failure the server is left alone for a minute.
The way is asked from home to field, not back: on foot the two differ only by what the server knows of slopes.
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
KEPT_SECONDS = 30 * 86_400
REST_SECONDS = 60
DOWN = "routing:down"
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
    """One way on foot: minutes, metres along it, who said so, and whether the ground was taken as flat."""

    minutes: float
    metres: float
    source: Source
    flat_assumed: bool = False


class NoAnswer(Exception):
    """The routing server did not give a table that can be used."""


def ways(home: Spot, fields: Sequence[Spot], detour: float) -> list[Way]:
    """The way from home to each field: from the routing server, and by the walking function where it says nothing."""
    found: dict[int, Way] = {}
    if settings.ROUTING_URL:
        found = _kept(home, fields)
        for batch in _batches([row for row in range(len(fields)) if row not in found]):
            if cache.get(DOWN):
                break
            found |= _asked(home, fields, batch)
    return [found.get(row) or _by_slope(home, field, detour) for row, field in enumerate(fields)]


def _by_slope(home: Spot, field: Spot, detour: float) -> Way:
    straight = distance_m(home.latitude, home.longitude, field.latitude, field.longitude)
    known = home.altitude_m is not None and field.altitude_m is not None
    climb = field.altitude_m - home.altitude_m if known else None  # type: ignore[operator]
    gone = walk(straight, climb, detour)
    return Way(gone.minutes, max(straight * detour, abs(climb or 0) / BEST_SLOPE), "slope", gone.flat_assumed)


def _key(home: Spot, field: Spot) -> str:
    """To a metre; another server or engine is another answer."""
    ends = ":".join(f"{spot.latitude:.5f},{spot.longitude:.5f}" for spot in (home, field))
    return f"routing:{settings.ROUTING_ENGINE}:{_fingerprint(settings.ROUTING_URL)}:{ends}"


def _fingerprint(text: str) -> str:
    """A short fingerprint, the same in every process."""
    return blake2s(text.encode(), digest_size=6).hexdigest()


def _kept(home: Spot, fields: Sequence[Spot]) -> dict[int, Way]:
    keys = {row: _key(home, field) for row, field in enumerate(fields)}
    answers: dict[str, tuple[float, float]] = cache.get_many(set(keys.values()))
    source = settings.ROUTING_ENGINE
    return {row: Way(*answers[key], source) for row, key in keys.items() if key in answers}


def _batches(rows: list[int]) -> Iterator[list[int]]:
    """One source and so many targets that the server's limit of places in one table is kept."""
    size = max(1, settings.ROUTING_MOST_PLACES - 1)
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _asked(home: Spot, fields: Sequence[Spot], batch: list[int]) -> dict[int, Way]:
    """What the server says of one batch; nothing, and a minute of rest, when it fails."""
    source = settings.ROUTING_ENGINE
    ask = {"osrm": _osrm, "valhalla": _valhalla}[source]
    try:
        answers = ask(home, [fields[row] for row in batch])
        if len(answers) != len(batch):
            raise NoAnswer(f"{len(answers)} answers to {len(batch)} places")
    except (requests.RequestException, NoAnswer, ValueError, KeyError, TypeError, IndexError) as error:
        # The address may carry a key: the log names the kind of failure only.
        log.warning("routing_failed", engine=source, error=type(error).__name__, places=len(batch))
        cache.set(DOWN, True, REST_SECONDS)
        return {}
    known = {row: answer for row, answer in zip(batch, answers, strict=True) if answer is not None}
    cache.set_many({_key(home, fields[row]): answer for row, answer in known.items()}, KEPT_SECONDS)
    return {row: Way(*answer, source) for row, answer in known.items()}


def _json(answer: requests.Response) -> dict[str, Any]:
    answer.raise_for_status()
    read = answer.json()
    if not isinstance(read, dict):
        raise NoAnswer("not an object")
    return read


def _usable(seconds: Any, metres: Any) -> tuple[float, float] | None:
    """Minutes and metres; None where the server found no way. Numbers that cannot be are a failure of the server."""
    if seconds is None or metres is None:
        return None
    minutes, length = float(seconds) / 60, float(metres)
    if not (isfinite(minutes) and isfinite(length) and minutes >= 0 and length >= 0):
        raise NoAnswer("a time or length that cannot be")
    return minutes, length


def _osrm(home: Spot, fields: Sequence[Spot]) -> list[tuple[float, float] | None]:
    """GET …/table/v1/foot/lon,lat;…?sources=0 (project-osrm.org, HTTP API, table service)."""
    places = ";".join(f"{spot.longitude:.6f},{spot.latitude:.6f}" for spot in (home, *fields))
    read = _json(
        requests.get(
            f"{settings.ROUTING_URL.rstrip('/')}/table/v1/foot/{places}",
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
    ends = zip(read["durations"][0], read["distances"][0], read["destinations"], strict=True)
    return [
        _usable(seconds, metres) if end is not None and end.get("distance", 0) <= OFF_PATH_M else None
        for seconds, metres, end in ends
    ]


def _valhalla(home: Spot, fields: Sequence[Spot]) -> list[tuple[float, float] | None]:
    """POST …/sources_to_targets (valhalla.github.io, time-distance matrix service); distances come in kilometres."""
    places = [{"lat": spot.latitude, "lon": spot.longitude} for spot in (home, *fields)]
    read = _json(
        requests.post(
            f"{settings.ROUTING_URL.rstrip('/')}/sources_to_targets",
            json={"sources": places[:1], "targets": places[1:], "costing": "pedestrian", "units": "kilometers"},
            timeout=settings.ROUTING_SECONDS,
        )
    )
    cells = sorted(read["sources_to_targets"][0], key=lambda cell: cell["to_index"])
    if [cell["to_index"] for cell in cells] != list(range(len(fields))):
        raise NoAnswer("targets are missing")
    return [_usable(cell["time"], None if cell["distance"] is None else cell["distance"] * 1000) for cell in cells]
