"""One pass over all fields, beside asking an index for each, and beside a bare KD-tree without reading or writing."""

import json
import subprocess
import sys

from bench.data import ROOT, THOUSAND, environment
from bench.measure import Spread
from bench.registry import Aim, Result, Row, register
from bench.stage import Stage

GROUP = "500,000 fields: way from home and the nearest facility of each kind"
FIELDS = 500_000
_found: dict[int, dict] = {}


def measured(stage: Stage) -> dict:
    """Once for both rows."""
    if id(stage) not in _found:
        # A pass takes seconds, so fewer runs say as much.
        arguments = [str(FIELDS), str(max(3, stage.runs // 3))]
        done = subprocess.run([sys.executable, "-m", "bench.fields_run", *arguments], cwd=ROOT, check=False,
                              env=environment(THOUSAND), capture_output=True, text=True)  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr[-2_000:])
        _found[id(stage)] = json.loads(done.stdout.splitlines()[-1])
    return _found[id(stage)]


def against(stage: Stage, other: str, title: str, aim: Aim, *, over: bool) -> Result:
    """The pass, everything included, against something else, pair by pair."""
    found = measured(stage)
    runs = found["runs"]
    figures: dict[str, Spread | float | int | str] = {
        "fields": found["fields"],
        "kinds": found["kinds"],
        "facilities": found["facilities"],
        "pass s": Spread.of([run["pass"] for run in runs]),
        f"{title} s": Spread.of([run[other] for run in runs]),
    }
    ratios = [run[other] / run["pass"] if over else run["pass"] / run[other] for run in runs]
    return Result(figures, Spread.of(ratios), aim)


def index(stage: Stage) -> Result:
    """How many times longer the index takes, from a sample of 2,000 fields."""
    return against(stage, "index", "index", Aim(10, at_most=False), over=True)


def tree(stage: Stage) -> Result:
    """How much longer the pass takes than the bare search, reading and writing included."""
    return against(stage, "tree", "KD-tree", Aim(2, at_most=True), over=False)


register(Row(GROUP, "fields.index", "an index asked for each field ÷ the pass", index, (THOUSAND,)))
register(Row(GROUP, "fields.tree", "the pass ÷ a bare KD-tree", tree, (THOUSAND,)))
