"""Timing on a machine that others use too: A and B in turns, medians of paired ratios with their least and most."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Spread:
    """A median with its least and most."""

    middle: float
    least: float
    most: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        return cls(median(values), min(values), max(values))

    def scaled(self, factor: float) -> "Spread":
        return Spread(self.middle * factor, self.least * factor, self.most * factor)

    def as_dict(self) -> dict[str, float]:
        return {"median": round(self.middle, 5), "min": round(self.least, 5), "max": round(self.most, 5)}


def timed(act: Callable[[], object]) -> float:
    """Seconds of wall time."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def paired(
    a: Callable[[], float], b: Callable[[], float], *, runs: int, warm: int = 2
) -> tuple[Spread, Spread, Spread]:
    """Measure a and b in turns, the order changing each time. Returns (a, b, b ÷ a)."""
    for _i in range(warm):
        a()
        b()
    gc.collect()
    pairs = []
    for run in range(runs):
        if run % 2:
            second = b()
            pairs.append((a(), second))
        else:
            pairs.append((a(), b()))
    return Spread.of([p[0] for p in pairs]), Spread.of([p[1] for p in pairs]), Spread.of([p[1] / p[0] for p in pairs])
