"""What if: where a tool store, a re-planned block of fields or a shuttle stop would save most hours on the way.

Hours a year are journeys of the farm calendar, there and back, as everywhere (`burden`). Each question has one table of
gains, fields × candidate sites, and is then the p-median of `median`. Nothing is stored: it is a question, not a fact.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.geo.nearest import nearest
from apps.core.geo.rides import rides_on, timetabled_minutes
from apps.core.geo.sphere import distances_m
from apps.core.geo.walking import walks_minutes
from apps.core.rules import value_of
from apps.farmland.burden import with_hours
from apps.farmland.median import Choice, best, greedy
from apps.farmland.models import Village
from apps.farmland.rules import DETOUR
from apps.farmland.vocabulary import ROUTED
from apps.farmland.whatif_rules import SHUTTLE_KMH, SHUTTLE_WAIT
from apps.farmland.whatif_words import MOST

CELL = 0.005  # degrees, about half a kilometre: fields of one cell are one candidate site
MOST_SITES = 40
NEAR_VILLAGE_M = 1500
LEAST_HOURS = 1 / 60  # less than a minute a year is no gain, and may be rounding


class Question(models.TextChoices):
    """What is to be built or agreed."""

    STORE = "store", _("tool store")
    BLOCK = "block", _("re-planned block of fields")
    STOP = "stop", _("shuttle stop")


@dataclass(frozen=True)
class Demand:
    """Fields that are worked, with their way known: one entry each. Places are (n, 3): degrees, degrees, metres.

    `walk` is minutes one way, on foot; for the question of stops by the timetable of today where that is quicker
    (`served` fields).
    """

    fields: list[dict[str, Any]]
    home: np.ndarray
    field: np.ndarray
    village: np.ndarray
    walk: np.ndarray
    trips: np.ndarray
    without_way: int
    without_trips: int
    level: int
    routed: int
    served: int = 0

    @property
    def hours(self) -> np.ndarray:
        """Hours a year on the way to each field as it is now."""
        return self.walk * 2 * self.trips / 60


@dataclass(frozen=True)
class Site:
    """A candidate: where, what people call it, and, when chosen, what it saves for whom."""

    latitude: float
    longitude: float
    altitude_m: float | None
    village: str
    hours: float = 0.0
    households: int = 0
    fields: int = 0


@dataclass(frozen=True)
class Gain:
    """A household that gains: hours now and hours saved a year, and the number of the site (from 1)."""

    household: int
    code: str
    now: float
    saved: float
    site: int


@dataclass(frozen=True)
class Answer:
    """The best sites found, how good that is at worst, and what one site after the other would have saved."""

    sites: list[Site]
    gains: list[Gain]
    field_gains: list[float]
    field_sites: list[int]
    demand: Demand
    choice: Choice
    one_by_one: Choice
    candidates: int
    asked: int

    @property
    def now(self) -> float:
        return float(self.demand.hours.sum())


COLUMNS = (
    "pk", "household_id", "household__code", "latitude", "longitude", "altitude_m", "trips", "reach__walk_minutes",
    "reach__home_latitude", "reach__home_longitude", "reach__home_altitude_m", "reach__source", "reach__climb_m",
    "village__latitude", "village__longitude", "village__altitude_m",
)  # fmt: skip


def demand_of(parcels: Any) -> Demand:
    """What is walked to, out of these fields: held, worked by the household, way and journeys known.

    Ways are the walking function's also where a routing server has answered: what would be is measured as what is.
    """
    rows = list(with_hours(parcels.held().worked()).order_by("pk").values(*COLUMNS))
    known = [row for row in rows if row["reach__walk_minutes"] is not None]
    counted = [row for row in known if row["trips"] is not None]
    home, field = _places(counted, "reach__home_"), _places(counted, "")
    straight = distances_m(home[:, 0], home[:, 1], field[:, 0], field[:, 1])
    return Demand(
        fields=counted,
        home=home,
        field=field,
        village=_places(counted, "village__"),
        walk=walks_minutes(straight, field[:, 2] - home[:, 2], float(value_of(DETOUR.key))),
        trips=np.array([row["trips"] for row in counted], dtype=float),
        without_way=len(rows) - len(known),
        without_trips=len(known) - len(counted),
        level=sum(row["reach__climb_m"] is None for row in counted),
        routed=sum(row["reach__source"] in ROUTED for row in counted),
    )


def _places(rows: list[dict[str, Any]], prefix: str) -> np.ndarray:
    names = [f"{prefix}{name}" for name in ("latitude", "longitude", "altitude_m")]
    return np.array([[row[name] for name in names] for row in rows], dtype=float).reshape(-1, 3)


def candidate_sites(demand: Demand, villages: Sequence[Village]) -> list[Site]:
    """Where something could stand: placed villages, and the middle of each cell in which fields lie."""
    named = [Site(v.latitude or 0, v.longitude or 0, v.altitude_m, v.name) for v in villages]
    if not len(demand.field):
        return named
    _cells, member = np.unique(np.floor(demand.field[:, :2] / CELL), axis=0, return_inverse=True)
    middles = [demand.field[member.ravel() == cell] for cell in range(len(_cells))]
    places = np.array([middle[:, :2].mean(axis=0) for middle in middles])
    by = nearest(places, np.array([(site.latitude, site.longitude) for site in named]).reshape(-1, 2))
    found = []
    for place, middle, row, metres in zip(places, middles, by.site, by.metres, strict=True):
        heights = middle[:, 2][~np.isnan(middle[:, 2])]
        near = named[row].village if row >= 0 and metres <= NEAR_VILLAGE_M else ""
        found.append(Site(float(place[0]), float(place[1]), float(np.median(heights)) if len(heights) else None, near))
    return [*named, *found]


def gains_of(question: str, demand: Demand, sites: Sequence[Site]) -> np.ndarray:
    """Hours a year that each site alone would save for each field, (fields × sites); never less than 0."""
    places = np.array([(site.latitude, site.longitude, site.altitude_m) for site in sites], dtype=float).reshape(-1, 3)
    now, then = demand.walk[:, None], _minutes(question, demand, places)
    if question == Question.STORE:
        now = _over_the_village(demand)[:, None]
    hours = np.nan_to_num((now - then) * 2 * demand.trips[:, None] / 60)
    return np.where(hours < LEAST_HOURS, 0.0, hours)


def _minutes(question: str, demand: Demand, places: np.ndarray) -> np.ndarray:
    """Minutes one way from home to each field by each site."""
    if question == Question.BLOCK:
        return _walks(demand.home, places)
    if question == Question.STOP:
        road = _metres(demand.home, places) * float(value_of(DETOUR.key))
        ride = float(value_of(SHUTTLE_WAIT.key)) + road / 1000 / float(value_of(SHUTTLE_KMH.key)) * 60
        return ride + _walks(demand.field, places)
    return _walks(demand.home, places) + _walks(demand.field, places)


def as_served(demand: Demand) -> Demand:
    """The same with the way of today by shuttle where a timetable is quicker than one's feet: a new stop saves what it
    saves beyond that.
    """
    rides = timetabled_minutes(rides_on(clock.today()), demand.home, demand.field)
    return replace(demand, walk=np.fmin(demand.walk, rides), served=int((rides < demand.walk).sum()))


def _over_the_village(demand: Demand) -> np.ndarray:
    """Minutes by the old house, where the tools are now; straight to the field where its village is not known."""
    detour = float(value_of(DETOUR.key))
    legs = [
        walks_minutes(distances_m(*end[:, :2].T, *demand.village[:, :2].T), demand.village[:, 2] - end[:, 2], detour)
        for end in (demand.home, demand.field)
    ]
    around = legs[0] + legs[1]
    return np.where(np.isnan(around), demand.walk, around)


def _metres(ends: np.ndarray, places: np.ndarray) -> np.ndarray:
    return distances_m(ends[:, [0]], ends[:, [1]], places[:, 0], places[:, 1])


def _walks(ends: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Minutes on foot between each end and each place, the mean of both directions."""
    return walks_minutes(_metres(ends, places), places[:, 2] - ends[:, [2]], float(value_of(DETOUR.key)))


def what_if(question: str, parcels: Any, count: int) -> Answer:
    """Where so many (1 to 5) of what is asked for save most hours, for these fields of the user's scope."""
    demand = demand_of(parcels)
    if question == Question.STOP:
        demand = as_served(demand)
    villages = list(Village.objects.exclude(latitude=None).order_by("pk"))
    sites = candidate_sites(demand, villages)
    gains = gains_of(question, demand, sites)
    useful = [int(j) for j in np.argsort(-gains.sum(axis=0), kind="stable")[:MOST_SITES] if gains[:, j].any()]
    gains = gains[:, useful]
    count = min(max(count, 1), MOST)
    return _answer(demand, [sites[j] for j in useful], gains, best(gains, count), count)


def _answer(demand: Demand, sites: list[Site], gains: np.ndarray, choice: Choice, count: int) -> Answer:
    own = gains[:, list(choice.sites)]
    saved = own.max(axis=1) if choice.sites else np.zeros(len(gains))
    where = own.argmax(axis=1) if choice.sites else np.zeros(len(gains), dtype=int)
    households = _households(demand, saved, where)
    chosen = [_chosen(sites[j], demand, saved * (where == at)) for at, j in enumerate(choice.sites)]
    one_by_one = greedy(gains, count)
    rows, at = saved.tolist(), where.tolist()
    return Answer(chosen, households, rows, at, demand, choice, one_by_one, len(sites), count)


def _chosen(site: Site, demand: Demand, saved: np.ndarray) -> Site:
    """The site with what it saves."""
    rows = np.flatnonzero(saved > 0)
    keys = {demand.fields[row]["household_id"] for row in rows}
    return replace(site, hours=float(saved.sum()), households=len(keys), fields=len(rows))


def _households(demand: Demand, saved: np.ndarray, where: np.ndarray) -> list[Gain]:
    """Households that gain, the one that gains most first; the site is that of most of its hours."""
    found: dict[int, dict[str, Any]] = {}
    for row, now, hours, at in zip(demand.fields, demand.hours, saved, where, strict=True):
        own = found.setdefault(row["household_id"], {"code": row["household__code"], "now": 0.0, "by": {}})
        own["now"] += float(now)
        if hours > 0:
            own["by"][int(at)] = own["by"].get(int(at), 0.0) + float(hours)
    gains = [
        Gain(key, own["code"], own["now"], sum(own["by"].values()), max(own["by"], key=own["by"].__getitem__) + 1)
        for key, own in found.items()
        if own["by"]
    ]
    return sorted(gains, key=lambda gain: (-gain.saved, gain.code))
