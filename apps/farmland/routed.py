"""Ways that the office's routing server is asked for, after the walking function has answered at once.

Nothing is asked within a transaction, and nothing is written over a way that was computed anew meanwhile.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import Q

from apps.core import clock
from apps.core.geo.routing import KEPT_SECONDS, Spot, Way, resting, router, ways
from apps.farmland.models import Reach
from apps.farmland.vocabulary import ROUTED, Unrouted

LIMIT = 10_000
SECONDS = 240.0  # so that one beat's round ends before the next
HOME = ("home_latitude", "home_longitude", "home_altitude_m")
FIELD = ("field_latitude", "field_longitude", "field_altitude_m")
WRITTEN = ("walk_minutes", "walk_m", "source", "router", "unrouted", "asked_at")


def due() -> Any:
    """Known ways that this server was never asked for, could not answer, or answered too long ago."""
    old = clock.now() - timedelta(seconds=KEPT_SECONDS)
    asked = ~Q(router=router()) | Q(unrouted=Unrouted.FAILED) | Q(asked_at__lt=old)
    return Reach.objects.filter(asked, missing="").order_by(*HOME, "pk")


def route_due(limit: int = LIMIT, seconds: float = SECONDS) -> int:
    """Ask for what is due, home by home, until all is asked, the time is over or the server rests; ways that it gave.

    0 where no server is set. Idempotent.
    """
    if not router() or resting():
        return 0
    ends, done = monotonic() + seconds, 0
    for group in _by_home(list(due()[:limit])):
        first = group[0]
        found = ways(_spot(first, HOME), [_spot(row, FIELD) for row in group], first.detour)
        done += _write(group, found)
        if resting() or monotonic() > ends:
            break
    return done


def _by_home(rows: list[Any]) -> Iterator[list[Any]]:
    for _home, group in groupby(rows, key=lambda row: [getattr(row, name) for name in HOME]):
        yield list(group)


def _spot(row: Any, names: Sequence[str]) -> Spot:
    return Spot(*(getattr(row, name) for name in names))


def _write(asked: list[Any], found: list[Way]) -> int:
    answers = {row.pk: (row.computed_at, way) for row, way in zip(asked, found, strict=True)}
    with transaction.atomic():
        rows = list(Reach.objects.select_for_update().filter(pk__in=answers).order_by("pk"))
        fresh = [row for row in rows if row.computed_at == answers[row.pk][0]]
        for row in fresh:
            _take(row, answers[row.pk][1])
        Reach.objects.bulk_update(fresh, WRITTEN)
    return sum(row.source in ROUTED for row in fresh)


def _take(row: Any, way: Way) -> None:
    row.router, row.asked_at, row.unrouted = router(), clock.now(), way.unrouted
    if not way.unrouted:
        row.walk_minutes, row.walk_m, row.source = way.minutes, way.metres, way.source
