"""Reads what the gap analysis needs, in a fixed number of queries: people by building and age, facilities, standards.

Those counted are people on the register on the day who live, in the word of the register, in the community: also those
who are away for work. What is shown of other communities is the name of a public facility and the minutes to it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, FilteredRelation, Q, QuerySet

from apps.communities.models import Building
from apps.core import clock, rules
from apps.core.geo.rides import Rides, Timetable, rides_on
from apps.core.rowscope import elevated
from apps.facilities.gaps.judge import Block, Case, Cell, Site, judge
from apps.facilities.models import Facility, FacilityStaffing, FacilityStandard
from apps.facilities.rules import DETOUR, ROAD_DETOUR, SHUTTLE_SPEED, SHUTTLE_WAIT
from apps.facilities.vocabulary import Kind
from apps.facilities.workflow import SERVING
from apps.households.ages import born_by
from apps.households.models import Membership

Ages = tuple[int | None, int | None]
EVERYBODY: Ages = (None, None)


@dataclass(frozen=True)
class People:
    """By building (None: in no building we know): everybody, of unknown age, and those of each span of ages."""

    counts: dict[int, dict[int | None, Counter[Any]]]

    def residents(self, community: int) -> int:
        return sum(block[EVERYBODY] for block in self.counts.get(community, {}).values())

    def unknown_age(self, community: int) -> int:
        return sum(block["unknown"] for block in self.counts.get(community, {}).values())


@dataclass
class Matrix:
    """Cells by community and kind, and by building and kind; `assumed` says what was taken for granted."""

    day: date
    kinds: list[Kind]
    standards: Mapping[str, FacilityStandard]
    cells: dict[int, dict[str, Cell]] = field(default_factory=dict)
    buildings: dict[int, dict[str, Cell]] = field(default_factory=dict)
    assumed: Any = None

    def gaps(self, kind: str) -> int:
        """In how many communities something is wrong with this kind."""
        return sum(row[kind].is_gap for row in self.cells.values())


def gather(communities: Collection[int], day: date | None = None, *, with_buildings: bool = False) -> Matrix:
    """The gap analysis of communities on a day (today). `with_buildings` judges each building by itself too."""
    day = day or clock.today()
    standards = FacilityStandard.objects.on(day)
    bands = {(row.age_from, row.age_to) for row in standards.values()}
    people = people_on(communities, day, bands)
    blocks = _buildings(communities)
    with elevated("the nearest facility may be another community's: its name and the minutes are shown, nothing else"):
        sites = _sites(day)
    present = {Kind(kind) for kind in sites} | {Kind(kind) for kind in standards}
    matrix = Matrix(day, [kind for kind in Kind if kind in present], standards, assumed=_assumptions(day))
    running = rides_on(day)
    for kind in matrix.kinds:
        _judge_kind(matrix, kind, communities, people, blocks, sites.get(kind, []), with_buildings, running)
    return matrix


def members_on(communities: Collection[int], day: date) -> QuerySet[Membership]:
    """People of registered households on a day, with `home`, the dwelling their household lives in."""
    stays = Q(household__left_on__isnull=True) | Q(household__left_on__gt=day)
    here = Q(household__moved_in_on__isnull=True) | Q(household__moved_in_on__lte=day)
    alive = Q(member__died_on__isnull=True) | Q(member__died_on__gt=day)
    return Membership.objects.filter(stays, here, alive, community__in=communities, period__holds_on=day).annotate(
        home=FilteredRelation("household__occupancies", condition=Q(household__occupancies__period__holds_on=day))
    )


def concerned_on(community: int, standard: FacilityStandard | None, day: date) -> QuerySet[Membership]:
    """Those whom a standard concerns, one by one: the people behind the numbers of the analysis."""
    ages = (standard.age_from, standard.age_to) if standard else EVERYBODY
    rows = members_on([community], day)
    return rows if ages == EVERYBODY else rows.filter(of_age(*ages, day))


def people_on(communities: Collection[int], day: date, bands: Collection[Ages]) -> People:
    """The same people counted by community, building and span of ages; one query."""
    rows = members_on(communities, day)
    wanted = sorted(set(bands) - {EVERYBODY}, key=repr)
    counts = {f"band_{place}": Count("pk", filter=of_age(*ages, day)) for place, ages in enumerate(wanted)}
    found: dict[int, dict[int | None, Counter[Any]]] = defaultdict(dict)
    grouped: Any = rows.order_by().values("community_id", "home__dwelling__building_id")
    grouped = grouped.annotate(
        everybody=Count("pk"), unknown=Count("pk", filter=Q(member__birth_date__isnull=True)), **counts
    )
    for row in grouped:
        counter: Counter[Any] = Counter({EVERYBODY: row["everybody"], "unknown": row["unknown"]})
        counter.update({ages: row[f"band_{place}"] for place, ages in enumerate(wanted)})
        found[row["community_id"]][row["home__dwelling__building_id"]] = counter
    return People(found)


def of_age(first: int | None, last: int | None, day: date) -> Q:
    """Members (by way of `member`) who are of these ages on the day, both included."""
    born = Q(member__birth_date__isnull=False)
    if first is not None:
        born &= Q(member__birth_date__lte=born_by(first, day))
    if last is not None:
        born &= Q(member__birth_date__gt=born_by(last + 1, day))
    return born


def _buildings(communities: Collection[int]) -> list[Building]:
    return list(Building.objects.filter(community__in=communities).order_by("community_id", "number", "pk"))


def _sites(day: date) -> dict[str, list[tuple[Site, Any]]]:
    """Facilities that served on the day, by kind, each with its place; two queries."""
    rows = Facility.objects.select_related("building").order_by("pk")
    past = day < clock.today()
    served = rows.with_state_on(day).filter(state_then__in=SERVING) if past else rows.serving()
    posts = _posts(day)
    found: dict[str, list[tuple[Site, Any]]] = defaultdict(list)
    for row in served:
        short, in_post = posts.get(row.pk, (0, None))
        place = row.place
        site = Site(row.pk, row.name, row.community_id, row.capacity, short, in_post, place is not None)
        found[row.kind].append((site, place))
    return found


def _posts(day: date) -> dict[int, tuple[int, int | None]]:
    """(empty posts, people in post or None where a role was not collected) by facility."""
    found: dict[int, tuple[int, int | None]] = {}
    rows = FacilityStaffing.objects.at(day).order_by("pk").values_list("facility_id", "need", "in_post")
    for facility, need, in_post in rows:
        short, total = found.get(facility, (0, 0))
        if in_post is None:
            found[facility] = (short, None)
        else:
            found[facility] = (short + max(0, need - in_post), None if total is None else total + in_post)
    return found


def _assumptions(day: date) -> Any:
    from apps.facilities.gaps.ways import Assumptions  # NumPy is loaded where it is used

    numbers = (rules.value_of(rule.key, day) for rule in (DETOUR, ROAD_DETOUR, SHUTTLE_SPEED, SHUTTLE_WAIT))
    return Assumptions(day, *map(float, numbers))


def _judge_kind(
    matrix: Matrix,
    kind: Kind,
    communities: Collection[int],
    people: People,
    buildings: list[Building],
    sites: list[tuple[Site, Any]],
    with_buildings: bool,
    running: list[tuple[Timetable, Rides]],
) -> None:
    """Judge one kind in every community, and in every building where that is asked."""
    from apps.facilities.gaps.ways import Ways

    standard = matrix.standards.get(kind)
    placed = [building for building in buildings if building.latitude is not None and building.longitude is not None]
    row_of = {building.pk: row for row, building in enumerate(placed)}
    places = [(building.latitude, building.longitude, building.altitude_m) for building in placed]
    ways = Ways(places, [(site, place) for site, place in sites if place is not None], matrix.assumed, running)  # type: ignore[arg-type]
    ages = (standard.age_from, standard.age_to) if standard else EVERYBODY
    of_community: dict[int, list[int | None]] = defaultdict(list)
    for building in buildings:
        of_community[building.community_id].append(building.pk)
    for community in communities:
        outside, counts = ways.outside(community), people.counts.get(community, {})
        own = [site for site, _place in sites if site.community_id == community]
        hidden = any(not site.placed and site.community_id in (community, None) for site, _place in sites)
        blocks = [
            _block(key, counts.get(key, Counter())[ages], row_of.get(key) if key else None, ways, outside)
            for key in (*of_community[community], None)
        ]
        residents, unknown = people.residents(community), people.unknown_age(community) if ages != EVERYBODY else 0

        def case(chosen: list[Block], everybody: int, ageless: int, own: Any = own, hidden: bool = hidden) -> Case:
            return Case(everybody, chosen, own, ageless, exists=bool(sites), hidden=hidden)

        matrix.cells.setdefault(community, {})[kind] = judge(standard, case(blocks, residents, unknown))
        for block in blocks if with_buildings else ():
            if block.building is not None:
                matrix.buildings.setdefault(block.building, {})[kind] = judge(
                    standard,
                    case([block], residents, counts.get(block.building, Counter())["unknown"] if unknown else 0),
                )


def _block(key: int | None, concerned: int, row: int | None, ways: Any, outside: Any) -> Block:
    if row is None:
        return Block(key, concerned, placed=False)
    return Block(key, concerned, ways.best(row), ways.best(row, outside), ride=ways.quickest_ride(row))
