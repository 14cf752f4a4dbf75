"""Days of shuttles planned: beside a greedy plan, a solve ten times longer, and what seats alone allow."""

import json
import subprocess
import sys

from bench.data import ROOT
from bench.measure import Spread
from bench.registry import Aim, Result, Row, register
from bench.stage import Stage

GROUP = "Shuttles: a season's usual day planned, 12 stops"


def measured(requests: int) -> dict:
    """What bench.shuttles_run says of one size; a process of its own without a database."""
    run = [sys.executable, "-m", "bench.shuttles_run", str(requests)]
    done = subprocess.run(run, cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    found: dict = json.loads(done.stdout.splitlines()[-1])
    return found


def planned(requests: int) -> Result:
    """Cost over that of a solve ten times longer; never over greedy, never under the bound, never against the rules."""
    found = measured(requests)
    ours, longer, by_hand = found["plan"], found["longer"], found["greedy"]
    figures: dict[str, Spread | float | int | str] = {
        "CPU s": round(ours["cpu"], 1),
        "CPU s of ten times": round(longer["cpu"], 1),
        "trips": ours["trips"],
        "trips at least, by seats": found["least_trips"],
        "trips of greedy": by_hand["trips"],
        "seats short": ours["short"],
        "seats short of greedy": by_hand["short"],
        "yuan a day": round(ours["cost_fen"] / 100),
        "yuan a day of greedy": round(by_hand["cost_fen"] / 100),
        "weighed cost over greedy": round(ours["weighed_fen"] / by_hand["weighed_fen"], 3),
    }
    faults = []
    if ours["weighed_fen"] > by_hand["weighed_fen"]:
        faults.append("worse than greedy")
    if not ours["short"] and ours["trips"] < found["least_trips"]:
        faults.append("fewer trips than seats allow")
    if ours["faults"]:
        faults.append("vehicles or drivers against the rules")
    return Result(figures, Spread.of([ours["weighed_fen"] / longer["weighed_fen"]]), Aim(1.01, at_most=True), faults)


def small(stage: Stage) -> Result:
    """A community."""
    return planned(200)


def large(stage: Stage) -> Result:
    """Several communities that share a fleet."""
    return planned(1_000)


register(Row(GROUP, "shuttles.small", "200 requests: weighed cost ÷ that of a solve ten times longer", small, ()))
register(Row(GROUP, "shuttles.large", "1,000 requests: weighed cost ÷ that of a solve ten times longer", large, ()))
