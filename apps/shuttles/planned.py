"""What a plan keeps: the columns of its row, from a problem and a judged timetable."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from apps.core.canonical import content_hash
from apps.shuttles.gathering import timetable_of
from apps.shuttles.models import ShuttleSeason
from apps.shuttles.planning import Problem, Trip
from apps.shuttles.planning.bound import least_trips
from apps.shuttles.planning.greedy import greedy
from apps.shuttles.planning.judge import Judged, judge


def columns(inputs: dict[str, Any], judged: Judged, beside: dict[str, Any], method: str) -> dict[str, Any]:
    """The columns of a plan. `beside` are the figures that it is compared with."""
    outputs = {
        "trips": [asdict(trip) for trip in judged.trips],
        "loads": [[_ride(one, riders) for one, riders in load] for load in judged.loads],
    }
    faults = [[rule, _who(inputs, rule, who)] for rule, who in judged.faults]
    return {
        "method": method,
        "inputs": inputs,
        "outputs": outputs,
        "totals": beside | {"plan": judged.figures.as_dict(), "faults": faults},
        "content_hash": content_hash(inputs, outputs),
    }


def beside(season: ShuttleSeason, inputs: dict[str, Any]) -> dict[str, Any]:
    """Greedy plan, today's timetable if there is one, and what no plan that seats everybody can go below."""
    problem = Problem.read(inputs)
    found = {"greedy": judge(problem, greedy(problem)).figures.as_dict(), "least_trips": least_trips(problem)}
    today = timetable_of(season, inputs)
    return found | ({"today": judge(problem, today).figures.as_dict()} if today else {})


def trips_in(outputs: dict[str, Any]) -> list[Trip]:
    """The trips of a plan that is kept."""
    return [
        Trip(**trip | {"path": tuple(trip["path"]), "offsets": tuple(trip["offsets"])}) for trip in outputs["trips"]
    ]


def _ride(one: Any, riders: int) -> dict[str, int]:
    return {"group": one.group, "board": one.board, "alight": one.alight, "riders": riders}


def _who(inputs: dict[str, Any], rule: str, who: int) -> str:
    names: Sequence[str] = [bus["key"] for bus in inputs["vehicles"]] if rule.startswith("vehicle") else inputs["names"]
    return str(names[who])
