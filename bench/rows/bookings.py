"""Bookings of one trip, all at once, beside what one contended row costs at least."""

import json
import subprocess
import sys

from bench.data import ROOT, TINY, environment
from bench.measure import Spread
from bench.registry import Result, Row, register
from bench.stage import Stage

GROUP = "Shuttles: 500 bookings at once for 30 seats"


def bookings(stage: Stage) -> Result:
    """Bookings a second over bare UPDATEs of one row a second, by the same threads."""
    run = [sys.executable, "-m", "bench.bookings_run", str(stage.runs)]
    done = subprocess.run(run, cwd=ROOT, check=False, env=environment(TINY), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    found = json.loads(done.stdout.splitlines()[-1])
    figures: dict[str, Spread | float | int | str] = {
        "bookings /s": Spread.of([pair["booked"] for pair in found["runs"]]),
        "bare UPDATE /s": Spread.of([pair["bare"] for pair in found["runs"]]),
        "threads": found["threads"],
    }
    return Result(figures, Spread.of([pair["booked"] / pair["bare"] for pair in found["runs"]]))


register(Row(GROUP, "shuttles.bookings", "bookings ÷ bare UPDATE of one row", bookings, (TINY,)))
