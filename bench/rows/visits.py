"""Visits of 100,000 households planned in one statement, beside what writing as many rows costs at least."""

import json
import subprocess
import sys

from bench.data import LARGE, ROOT, environment
from bench.measure import Spread
from bench.registry import Result, Row, register
from bench.stage import Stage

GROUP = "100,000 households: visits planned, set-based"


def planning(stage: Stage) -> Result:
    """How many times longer planning takes than a bare INSERT … SELECT of as many visits."""
    run = [sys.executable, "-m", "bench.visits_run", str(max(3, stage.runs // 3))]
    done = subprocess.run(run, cwd=ROOT, check=False, env=environment(LARGE), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    found = json.loads(done.stdout.splitlines()[-1])
    runs = found["runs"]
    figures: dict[str, Spread | float | int | str] = {
        "households": found["households"],
        "visits": runs[0]["visits"],
        "planned s": Spread.of([pair["plan"] for pair in runs]),
        "bare INSERT s": Spread.of([pair["bare"] for pair in runs]),
    }
    return Result(figures, Spread.of([pair["plan"] / pair["bare"] for pair in runs]))


register(Row(GROUP, "visits.plan", "visits planned ÷ bare INSERT … SELECT of as many rows", planning, (LARGE,)))
