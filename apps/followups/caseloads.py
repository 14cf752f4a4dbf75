"""Who has how much to do, and how it could be divided fairly."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from apps.accounts.models import Staff
from apps.accounts.roles import Role
from apps.communities.models import Community
from apps.core import clock
from apps.core.scope import Scope, scope_of
from apps.followups.models import Caseload, Task, Visit
from apps.followups.planning.intervals import with_months
from apps.followups.rules import Terms
from apps.followups.workflow import DOOR
from apps.households.models import Household, Occupancy

YEAR = 12  # months
NOWHERE: tuple[int | None, int] = (None, 0)  # building and staircase of who holds no dwelling


@dataclass
class Load:
    """What one worker (None: nobody) has: households, their buildings, visits a year, open visits and tasks."""

    worker: Any
    households: int = 0
    buildings: set[int] = field(default_factory=set)
    visits_a_year: float = 0
    open_visits: int = 0
    open_tasks: int = 0


@dataclass(frozen=True, slots=True)
class Home:
    """A household as it is divided: where it lives, what it weighs in visits a year, whose it is."""

    pk: int
    community: int
    township: int
    building: int | None
    unit: int
    weight: float
    worker: int | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who should look after whom: {household: worker}, only those that change; loads before and after."""

    moves: dict[int, int]
    before: list[Load]
    after: list[Load]


def workers_for(communities: Collection[int]) -> Any:
    """Active staff who make visits and have an area in any of these communities."""
    townships = Community.objects.filter(pk__in=communities).order_by().values("township")
    found = Staff.objects.filter(assignments__community__in=communities)
    found |= Staff.objects.filter(assignments__building__community__in=communities)
    found |= Staff.objects.filter(assignments__township__in=townships)
    found |= Staff.objects.filter(assignments__level="county")
    keys = found.order_by().values("pk")
    return Staff.objects.filter(pk__in=keys, is_active=True, role__in=DOOR).order_by("username")


def homes_of(communities: Collection[int]) -> list[Home]:
    """Every household of these communities with its weight and worker of today. Three queries."""
    day = clock.today()
    terms = Terms.on(day)
    rows = with_months(Household.objects.active().filter(community__in=communities), day, terms)
    places = Occupancy.objects.current().filter(household__community__in=communities).order_by()
    where = {home: (building, unit) for home, building, unit in places.values_list(
        "household", "dwelling__building", "dwelling__unit"
    )}  # fmt: skip
    held = Caseload.objects.current().filter(household__community__in=communities).order_by()
    whose = dict(held.values_list("household", "worker"))
    return [
        Home(
            pk, community, township, where.get(pk, NOWHERE)[0], where.get(pk, NOWHERE)[1], YEAR / months, whose.get(pk)
        )
        for pk, community, township, months in rows.order_by("code", "pk").values_list(
            "pk", "community", "community__township", "months"
        )
    ]


def workloads(communities: Collection[int]) -> list[Load]:
    """What each worker of these communities has, nobody's households last. Set-based."""
    return _loads(homes_of(communities), communities, {})


def propose(community: Community, *, without: Any = None) -> Proposal:
    """Divide the community's households among those who can look after them, buildings kept together.

    `without` names a worker who is to have none: then only that worker's households move. Grid workers come first;
    managers get those households that no grid worker's area holds.
    """
    homes = homes_of([community.pk])
    workers = [row for row in workers_for([community.pk]) if without is None or row.pk != without.pk]
    hands = [row for row in workers if row.role == Role.GRID_WORKER]
    others = [row for row in workers if row.role != Role.GRID_WORKER]
    moving = [home for home in homes if without is None or home.worker == without.pk]
    loads, leaving = {row.pk: 0.0 for row in workers}, {home.pk for home in moving}
    for home in homes:
        if home.pk not in leaving and home.worker in loads:
            loads[home.worker] += home.weight
    given = _divided(moving, hands, loads)
    given |= _divided([home for home in moving if home.pk not in given], others, loads)
    moves = {home.pk: given[home.pk] for home in moving if home.pk in given and given[home.pk] != home.worker}
    before = _loads(homes, [community.pk], {})
    return Proposal(moves, before, _loads(homes, [community.pk], moves))


def _divided(homes: Iterable[Home], hands: Iterable[Any], loads: dict[int, float]) -> dict[int, int]:
    """household → worker: the heaviest building first, to whoever of those allowed there has least; then improved."""
    scopes = {row.pk: scope_of(row) for row in hands}
    groups = _groups(list(homes), len(scopes))
    given: dict[Any, int] = {}
    for key in sorted(groups, key=lambda key: (-_weight(groups[key]), str(key))):
        able = [pk for pk in scopes if _holds(scopes[pk], groups[key][0])]
        if able:
            now = _holder(groups[key])
            given[key] = min(able, key=lambda pk: (loads[pk], pk != now, pk))
            loads[given[key]] += _weight(groups[key])
    _improve(groups, given, scopes, loads)
    return {home.pk: worker for key, worker in given.items() for home in groups[key]}


def _groups(homes: list[Home], hands: int) -> dict[Any, list[Home]]:
    """Households by building; a building that is more than one worker's share, by staircase."""
    groups: dict[Any, list[Home]] = defaultdict(list)
    for home in homes:
        groups[home.building, 0].append(home)
    share = _weight(homes) / max(hands, 1)
    for key in [key for key, rows in groups.items() if _weight(rows) > share]:
        for home in groups.pop(key):
            groups[home.building, home.unit].append(home)
    return groups


def _improve(
    groups: dict[Any, list[Home]], given: dict[Any, int], scopes: dict[int, Scope], loads: dict[int, float]
) -> None:
    """Give a group of the one who has most to the one who has least while that makes the two more alike."""
    for _round in range(len(given)):
        best: tuple[float, Any, int] | None = None
        for key, worker in given.items():
            weight = _weight(groups[key])
            for other in scopes:
                gain = loads[worker] - loads[other] - weight
                if other != worker and gain > 1e-9 and _holds(scopes[other], groups[key][0]):
                    gain *= weight
                    best = max(best, (gain, key, other), key=lambda row: row[0]) if best else (gain, key, other)
        if best is None:
            return
        _gain, key, other = best
        loads[given[key]] -= _weight(groups[key])
        loads[other] += _weight(groups[key])
        given[key] = other


def _weight(homes: Iterable[Home]) -> float:
    return sum(home.weight for home in homes)


def _holder(homes: list[Home]) -> int | None:
    """Who has most of them now."""
    counted: dict[int | None, int] = defaultdict(int)
    for home in homes:
        counted[home.worker] += 1
    return max(counted, key=lambda worker: (counted[worker], str(worker)))


def _holds(scope: Scope, home: Home) -> bool:
    """Whether an area holds a household, all of whose neighbours in the group it holds then too."""
    whole = home.community in scope.communities or home.township in scope.townships
    return scope.county or whole or home.building in scope.buildings


def _loads(homes: list[Home], communities: Collection[int], moves: dict[int, int]) -> list[Load]:
    people = {row.pk: row for row in workers_for(communities)}
    found: dict[int | None, Load] = {pk: Load(row) for pk, row in people.items()}
    others = Staff.objects.in_bulk([home.worker for home in homes if home.worker and home.worker not in people])
    for home in homes:
        worker = moves.get(home.pk, home.worker)
        load = found.setdefault(worker, Load(people.get(worker) or others.get(worker)))
        load.households += 1
        load.visits_a_year += home.weight
        if home.building is not None:
            load.buildings.add(home.building)
    for name, rows, column in (
        ("open_visits", Visit.objects.open(), "worker"), ("open_tasks", Task.objects.open(), "owner"),
    ):  # fmt: skip
        counted = rows.filter(community__in=communities).order_by().values_list(column).annotate(n=Count("pk"))
        for worker, number in counted:
            if worker in found:
                setattr(found[worker], name, number)
    return sorted(found.values(), key=lambda load: (load.worker is None, -load.visits_a_year))
