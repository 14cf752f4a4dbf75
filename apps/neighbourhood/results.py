"""Results of a competition: scores from marks, places, and means by building and criterion. No names of the last."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Sum

from apps.communities.models import Building
from apps.neighbourhood.models import Competition, CompetitionEntry, Mark

CENT = Decimal("0.01")


def most_of(competition: Competition) -> int:
    """The most marks that one judge can give one entry."""
    return int(competition.criteria.aggregate(n=Sum("most"))["n"] or 0)


def scores(competition: Competition) -> dict[int, Decimal]:
    """By entry that stands: the mean of the judges' sums. Judges who left a criterion out do not count yet."""
    wanted = competition.criteria.count()
    given = (
        Mark.objects.filter(entry__competition=competition, entry__withdrawn=False, judge__dismissed=False)
        .order_by().values("entry", "judge").annotate(total=Sum("marks"), n=Count("pk")).filter(n=wanted)
    )  # fmt: skip
    sums: dict[int, list[int]] = defaultdict(list)
    for row in given:
        sums[row["entry"]].append(row["total"])
    return {entry: (Decimal(sum(found)) / len(found)).quantize(CENT) for entry, found in sums.items()}


def unjudged(competition: Competition) -> int:
    """Entries that stand and have no complete judgement."""
    return competition.entries.standing().exclude(pk__in=scores(competition)).count()


def ranked(finals: Mapping[int, Decimal]) -> dict[int, int]:
    """Places by score, the highest first; who is equal shares a place, and the next place is left out: 1, 1, 3."""
    places: dict[int, int] = {}
    ordered = sorted(finals.items(), key=lambda pair: (-pair[1], pair[0]))
    before, shared = None, 0
    for number, (entry, score) in enumerate(ordered, 1):
        if score != before:
            before, shared = score, number
        places[entry] = shared
    return places


@dataclass(frozen=True, slots=True)
class BuildingResult:
    """What a building reached: its mean score, entries, and the mean marks by criterion (None: no marks)."""

    building: Building
    mean: Decimal | None
    entries: int
    rank: int | None
    criteria: tuple[Decimal | None, ...]


def by_building(competition: Competition) -> list[BuildingResult]:
    """The means of all buildings with entries, the best first. Reads published scores; a fixed number of queries."""
    found: dict[int, list[Any]] = defaultdict(list)
    buildings: dict[int, Building] = {}
    for entry in competition.entries.standing().select_related("building"):
        found[entry.building_id].append(entry.final_score)
        buildings[entry.building_id] = entry.building
    means: dict[int, Decimal] = {}
    for key, values in found.items():
        known = [value for value in values if value is not None]
        if known:
            means[key] = (sum(known, Decimal()) / len(known)).quantize(CENT)
    places, marked = ranked(means), _means_by_criterion(competition)
    criteria = list(competition.criteria.order_by("place").values_list("pk", flat=True))
    rows = [
        BuildingResult(
            buildings[key], means.get(key), len(values), places.get(key),
            tuple(marked.get((key, criterion)) for criterion in criteria),
        )
        for key, values in found.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.rank or len(rows) + 1, row.building.number))


def _means_by_criterion(competition: Competition) -> dict[tuple[int, int], Decimal]:
    rows = (
        Mark.objects.filter(entry__competition=competition, entry__withdrawn=False, judge__dismissed=False)
        .order_by().values_list("entry__building", "criterion").annotate(mean=Avg("marks"))
    )  # fmt: skip
    return {(building, criterion): Decimal(mean).quantize(CENT) for building, criterion, mean in rows}


def honoured(competition: Competition) -> list[CompetitionEntry]:
    """Entries on the places that have prizes, the first first: the only homes that a public page names."""
    places = len(competition.prizes) or 3
    rows = competition.entries.standing().filter(rank__lte=places).select_related("building")
    return list(rows.order_by("rank", "building__number", "place_label"))
