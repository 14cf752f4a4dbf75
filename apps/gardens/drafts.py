"""Between the register and the solver: what goes into an allocation, and what is kept of it."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.communities.models import Building
from apps.core.canonical import content_hash
from apps.core.errors import InvalidInput
from apps.core.geo import distance_m
from apps.core.geo.walking import walk_minutes
from apps.core.rules import value_of
from apps.gardens import rules
from apps.gardens.allocation import Constraints, Household, Problem, Run
from apps.gardens.allocation.compare import comparison
from apps.gardens.allocation.published import as_bytes, contents
from apps.gardens.allocation.solve import METHOD, solve
from apps.gardens.models import AllocationDraft, GardenOffer, GardenPlot, GardenRequest, GardenRound, GardenTenure
from apps.gardens.workflow import OfferState

Place = tuple[float, float, float | None]


def usual_constraints() -> Constraints:
    """What a first draft asks for: everything that households wish, and the county's order of who is served."""
    return Constraints(priority=rules.priority())


def gather(round: GardenRound, constraints: Constraints, stay: dict[str, str] | None = None) -> dict[str, Any]:
    """The inputs of an allocation as the register stands now. Raises InvalidInput where places are missing."""
    requests = list(GardenRequest.objects.eligible().filter(round=round).select_related("household", "building"))
    keeping = _kept(round, requests) if constraints.keep else {}
    runs, spots = _runs(_plots(round))
    kept = {plot for run in runs for plot in run.plots}
    buildings = sorted({request.building for request in requests if request.building}, key=lambda one: one.number)
    rows = {building.pk: row for row, building in enumerate(buildings)}
    households = [
        Household(
            code=request.household.code, place=rows[request.building_id or 0], weight=request.weight, order=order,
            waited=request.waited, accessible=request.needs_accessible, together=request.together,
            keep=keeping.get(request.household_id, "") if keeping.get(request.household_id) in kept else "",
        )
        for order, request in enumerate(requests)
    ]  # fmt: skip
    codes = {one.code for one in households}
    return Problem(
        seed=round.seed,
        constraints=constraints,
        places=tuple(str(building.number) for building in buildings),
        runs=tuple(runs),
        seconds=_seconds(round, buildings, spots),
        households=tuple(households),
        stay={code: plot for code, plot in (stay or {}).items() if code in codes and plot in kept},
        title={"community": round.community.name, "round": round.name},
    ).as_dict()


def gather_again(round: GardenRound, draft: AllocationDraft) -> dict[str, Any]:
    """The inputs as they stand after something was mended, with the draft's constraints and its plots to stay on."""
    return gather(round, Constraints.read(draft.constraints_asked), stay=draft.plots)


def is_current(draft: AllocationDraft, round: GardenRound) -> bool:
    """Whether the register would give the same inputs again."""
    constraints = Constraints.read(draft.constraints_asked)
    now = gather(round, constraints, stay=draft.inputs["stay"])
    return bool(now == draft.inputs)


def compute(inputs: dict[str, Any]) -> dict[str, Any]:
    """Solve, compare, and give the columns of a draft."""
    problem = Problem.read(inputs)
    found = solve(problem)
    outputs = found.as_dict()
    return {
        "constraints_asked": problem.constraints.as_dict(),
        "seed": problem.seed,
        "method": METHOD,
        "inputs": inputs,
        "outputs": outputs,
        "totals": comparison(problem, found.plots),
        "cost": found.cost,
        "bound": found.searched,
        "content_hash": content_hash(inputs, outputs),
    }


def published_file(draft: AllocationDraft) -> bytes:
    """The file that an outsider verifies: codes, no names."""
    return as_bytes(contents(draft.inputs, draft.outputs))


def moves_between(before: AllocationDraft, after: AllocationDraft) -> list[dict[str, str]]:
    """Who has another plot, or one more or less: {"household", "from", "to"} by code and number, "" for none."""
    old, new = before.plots, after.plots
    codes = sorted(code for code in old.keys() | new.keys() if old.get(code) != new.get(code))
    return [{"household": code, "from": old.get(code, ""), "to": new.get(code, "")} for code in codes]


def _kept(round: GardenRound, requests: Iterable[GardenRequest]) -> dict[int, str]:
    """Household → the number of the plot that it has and wants to keep."""
    wanting = [request.household_id for request in requests if request.keep_present]
    held = GardenTenure.objects.live().filter(household__in=wanting).order_by("-period")
    return {tenure.household_id: tenure.plot.number for tenure in held.select_related("plot")}


def _plots(round: GardenRound) -> list[GardenPlot]:
    """The plots that this round allocates: usable, not offered elsewhere, and nobody's who takes no part in it."""
    taking = GardenRequest.objects.eligible().filter(round=round).values_list("household", flat=True)
    taken = GardenTenure.objects.live().filter(period__holds_on=round.use_from, community=round.community_id)
    beyond = taken.exclude(household__in=list(taking)).values("plot")
    offered = GardenOffer.objects.filter(state=OfferState.WAITING).exclude(round=round).values("plot")
    plots = GardenPlot.objects.usable().filter(zone__in=round.zones.all()).exclude(pk__in=beyond)
    return list(plots.exclude(pk__in=offered).select_related("zone").order_by("zone__code", "block", "place", "number"))


def _runs(plots: list[GardenPlot]) -> tuple[list[Run], list[Place]]:
    """Runs of adjoining plots that are alike in access, and the middle of each. InvalidInput without a place."""
    runs, spots = [], []
    for (_zone, block), given in groupby(plots, key=lambda plot: (plot.zone_id, plot.block)):
        part = 0
        rows = list(given)
        while rows:
            here = [rows.pop(0)]
            while rows and rows[0].place == here[-1].place + 1 and rows[0].accessible == here[0].accessible:
                here.append(rows.pop(0))
            part += 1
            name = f"{here[0].zone.code}/{block}/{part}"
            runs.append(Run(name, tuple(plot.number for plot in here), here[0].accessible))
            spots.append(_middle(here))
    return runs, spots


def _middle(plots: list[GardenPlot]) -> Place:
    placed = [plot for plot in plots if plot.latitude is not None and plot.longitude is not None]
    if placed:
        sums = [sum(float(getattr(plot, name)) for plot in placed) for name in ("latitude", "longitude")]
        return sums[0] / len(placed), sums[1] / len(placed), placed[0].altitude_m
    return _place(plots[0].zone, plots[0].zone)


def _place(spot: Any, otherwise: Any) -> Place:
    for one in (spot, otherwise):
        if one.latitude is not None and one.longitude is not None:
            return one.latitude, one.longitude, one.altitude_m
    words = _("“%(what)s” has no place on the map, so nobody knows how far it is. Give it one first.")
    raise InvalidInput(words % {"what": spot}, code="unplaced")


def _seconds(round: GardenRound, buildings: list[Building], spots: list[Place]) -> tuple[tuple[int, ...], ...]:
    """Whole seconds on foot, one way, from each building to each run; a building without a place is the community's."""
    detour = float(value_of(rules.DETOUR.key))
    rows = []
    for building in buildings:
        home = _place(building, round.community)
        rows.append(tuple(_walk(home, spot, detour) for spot in spots))
    return tuple(rows)


def _walk(home: Place, spot: Place, detour: float) -> int:
    climb = None if home[2] is None or spot[2] is None else spot[2] - home[2]
    metres = distance_m(home[0], home[1], spot[0], spot[1])
    return min(round_half_up(walk_minutes(metres, climb, detour) * 60), 100_000)


def round_half_up(value: float) -> int:
    """The nearest whole number."""
    return int(value + 0.5)


def with_constraints(draft: AllocationDraft, **changed: Any) -> Constraints:
    """A draft's constraints with one of them changed: the next draft to compare."""
    return replace(Constraints.read(draft.constraints_asked), **changed)
