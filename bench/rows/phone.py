"""A worker's phone: what its pack costs the server, and what a day's visits cost when they come in."""

import json
import subprocess
import sys
from functools import cache

from bench.data import ROOT, SMALL, environment
from bench.measure import Spread
from bench.registry import Aim, Result, Row, register
from bench.stage import Stage

GROUP = "Visits: a worker's phone, on the server"
PACK_SECONDS, VISIT_SECONDS = Aim(2, at_most=True), Aim(0.2, at_most=True)


@cache
def measured(runs: int) -> list[dict[str, float]]:
    """What bench.phone_run says, for both rows."""
    run = [sys.executable, "-m", "bench.phone_run", str(runs)]
    done = subprocess.run(run, cwd=ROOT, check=False, env=environment(SMALL), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    found: dict[str, list[dict[str, float]]] = json.loads(done.stdout.splitlines()[-1])
    return found["runs"]


def pack(stage: Stage) -> Result:
    """Seconds for the pack of 200 households with their forms and what the register knows."""
    runs = measured(stage.runs)
    figures: dict[str, Spread | float | int | str] = {
        "households": int(runs[0]["households"]),
        "kB": round(runs[0]["kilobytes"]),
    }
    return Result(figures, Spread.of([run["pack"] for run in runs]), PACK_SECONDS)


def sync(stage: Stage) -> Result:
    """Seconds for one of 50 visits, each with a questionnaire and the residence for the register, in batches of ten."""
    runs = measured(stage.runs)
    figures: dict[str, Spread | float | int | str] = {"s for 50": Spread.of([run["sync"] for run in runs])}
    return Result(figures, Spread.of([run["sync"] / 50 for run in runs]), VISIT_SECONDS)


register(Row(GROUP, "phone.pack", "seconds, pack of 200 households", pack, (SMALL,)))
register(Row(GROUP, "phone.sync", "seconds a visit, 50 sent at once", sync, (SMALL,)))
