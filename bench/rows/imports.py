"""Imports of a roster and of a ledger of land against a bare COPY of the rows that they write.

The imports encrypt, keep history, check all constraints, and compute the way to each field.
"""

import json
import subprocess
import sys
from functools import partial

from bench.data import ROOT, SCRATCH, environment
from bench.measure import Spread
from bench.registry import Aim, Result, Row, register
from bench.stage import Stage

GROUP = "Imports of sheets against a bare COPY of the same rows"
FIELDS_EACH = 4  # of a ledger, for each household of a roster
Run = dict[str, float]
_found: dict[tuple[int, str], tuple[list[Run], float]] = {}


def measured(stage: Stage, of: str, length: int) -> tuple[list[Run], float]:
    """Once for both rows of a register: the runs, and the most memory of the importing process in MB."""
    if (id(stage), of) not in _found:
        # Imports take seconds, so fewer runs say as much.
        arguments = [of, str(length), str(max(3, stage.runs // 3))]
        done = subprocess.run([sys.executable, "-m", "bench.import_run", *arguments], cwd=ROOT, check=False,
                              env=environment(SCRATCH), capture_output=True, text=True)  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr[-2_000:])
        answer = json.loads(done.stdout.splitlines()[-1])
        _found[id(stage), of] = answer["runs"], answer["peak"]
    return _found[id(stage), of]


def row(stage: Stage, *, of: str, each: int, steps: tuple[str, ...], aim: float) -> Result:
    """Rows a second of these steps together ÷ of the COPY."""
    length = stage.households * each
    runs, peak = measured(stage, of, length)
    took = [sum(run[step] for step in steps) for run in runs]
    figures: dict[str, Spread | float | int | str] = {
        "entries": length,
        "rows": int(runs[0]["rows"]),
        "import rows/s": Spread.of([run["rows"] / seconds for run, seconds in zip(runs, took, strict=True)]),
        "COPY rows/s": Spread.of([run["rows"] / run["copy"] for run in runs]),
        "peak MB": round(peak),
    }
    ratios = Spread.of([run["copy"] / seconds for run, seconds in zip(runs, took, strict=True)])
    return Result(figures, ratios, Aim(aim, at_most=False))


for key, each, applied, whole in (("roster", 1, 0.1, 0.03), ("parcels", FIELDS_EACH, 0.1, 0.03)):
    for name, words, steps, aim in (
        ("apply", "applied", ("apply",), applied),
        ("whole", "previewed and applied", ("preview", "apply"), whole),
    ):
        measure = partial(row, of=key, each=each, steps=steps, aim=aim)
        register(Row(GROUP, f"{key}.{name}", f"{key} {words}", measure))
