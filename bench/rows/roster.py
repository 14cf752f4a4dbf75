"""Import of a roster against a bare COPY of the rows that it writes: with encryption, history and all constraints."""

import json
import subprocess
import sys

from bench.data import ROOT, SCRATCH, environment
from bench.measure import Spread
from bench.registry import Aim, Result, Row, register
from bench.stage import Stage

GROUP = "Roster import against a bare COPY of the same rows"
Run = dict[str, float]
_found: dict[int, tuple[list[Run], float]] = {}


def measured(stage: Stage) -> tuple[list[Run], float]:
    """Once for both rows: the runs, and the most memory of the importing process in MB."""
    if id(stage) not in _found:
        # Imports take seconds, so fewer runs say as much.
        arguments = [str(stage.households), str(max(3, stage.runs // 3))]
        done = subprocess.run([sys.executable, "-m", "bench.roster_run", *arguments], cwd=ROOT, check=False,
                              env=environment(SCRATCH), capture_output=True, text=True)  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr[-2_000:])
        answer = json.loads(done.stdout.splitlines()[-1])
        _found[id(stage)] = answer["runs"], answer["peak"]
    return _found[id(stage)]


def row(stage: Stage, *steps: str, aim: Aim) -> Result:
    """Rows a second of these steps together ÷ of the COPY."""
    runs, peak = measured(stage)
    took = [sum(run[step] for step in steps) for run in runs]
    figures: dict[str, Spread | float | int | str] = {
        "households": stage.households,
        "rows": int(runs[0]["rows"]),
        "import rows/s": Spread.of([run["rows"] / seconds for run, seconds in zip(runs, took, strict=True)]),
        "COPY rows/s": Spread.of([run["rows"] / run["copy"] for run in runs]),
        "peak MB": round(peak),
    }
    return Result(figures, Spread.of([run["copy"] / s for run, s in zip(runs, took, strict=True)]), aim)


register(Row(GROUP, "roster.apply", "applied", lambda stage: row(stage, "apply", aim=Aim(0.1, at_most=False))))
register(
    Row(
        GROUP,
        "roster.whole",
        "previewed and applied",
        lambda stage: row(stage, "preview", "apply", aim=Aim(0.03, at_most=False)),
    )
)
