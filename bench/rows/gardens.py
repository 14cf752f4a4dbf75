"""Rounds of garden plots: solved, beside a bare scipy solve of the same dense matrix, and what simpler ways cost."""

import json
import subprocess
import sys

from bench.data import ROOT
from bench.measure import Spread
from bench.registry import Aim, Result, Row, register
from bench.stage import Stage

GROUP = "Garden plots: a round solved and proven, whole numbers only"


def measured(households: int, runs: int, *more: str) -> dict:
    """What bench.gardens_run says of one size; a process of its own."""
    run = [sys.executable, "-m", "bench.gardens_run", str(households), str(runs), *more]
    done = subprocess.run(run, cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    found: dict = json.loads(done.stdout.splitlines()[-1])
    return found


def _figures(found: dict) -> dict[str, Spread | float | int | str]:
    runs = found["runs"]
    return {
        "s": Spread.of([run["wall"] for run in runs]),
        "CPU s": Spread.of([run["cpu"] for run in runs]),
        "peak MB": round(found["peak_mb"]),
        "of which before MB": round(found["before_mb"]),
        **{f"{name} costs more by %": round(100 * gap, 1) for name, gap in found["gaps"].items()},
    }


def _faults(found: dict) -> list[str]:
    return [] if found["proven"] else ["the result is not proven to be the best"]


def dense(stage: Stage) -> Result:
    """How many times longer scipy takes for the same optimum (CPU)."""
    found = measured(2_000, stage.runs, "dense")
    figures = _figures(found) | {"scipy CPU s": Spread.of([run["scipy cpu"] for run in found["runs"]])}
    ratio = Spread.of([run["scipy cpu"] / run["cpu"] for run in found["runs"]])
    return Result(figures, ratio, Aim(100, at_most=False), _faults(found))


def county(stage: Stage) -> Result:
    """Seconds for a county's households at once."""
    found = measured(20_000, stage.runs)
    return Result(
        _figures(found), Spread.of([run["wall"] for run in found["runs"]]), Aim(1, at_most=True), _faults(found)
    )


register(Row(GROUP, "gardens.dense", "2,000 households: scipy on the dense matrix ÷ the round solved (CPU)", dense, ()))
register(Row(GROUP, "gardens.county", "20,000 households: seconds", county, ()))
