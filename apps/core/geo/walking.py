"""Minutes on foot and by electric bike between two places of which the straight line and the climb are known.

Tobler's hiking function (W. Tobler, Three Presentations on Geographical Analysis and Modeling, NCGIA 93-1, 1993):
6·exp(-3.5·|slope + 0.05|) km/h on a path, the slope being climb over the horizontal way, downhill negative. His factor
for walking off the path is not used: people walk to their fields on paths.
"""

from dataclasses import dataclass
from math import exp, isfinite
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

DETOUR = 1.0
EBIKE_KMH = 20.0
FASTEST_KMH, STEEPNESS, GENTLE = 6.0, 3.5, 0.05
# The slope at which Tobler's walker gains or loses height fastest. What is steeper than that is walked in bends.
BEST_SLOPE = 1 / STEEPNESS


@dataclass(frozen=True)
class Walk:
    """Minutes out, minutes back, and whether the ground was taken as flat because an altitude is missing."""

    out: float
    back: float
    flat_assumed: bool

    @property
    def minutes(self) -> float:
        """One way, as the mean of out and back."""
        return (self.out + self.back) / 2


def tobler_kmh(slope: float) -> float:
    """Walking speed on a path, km/h, at a slope (climb over way; 0.1 is 10 m up in 100 m)."""
    return FASTEST_KMH * exp(-STEEPNESS * abs(slope + GENTLE))


def walk(distance_m: float, climb_m: float | None, detour: float = DETOUR) -> Walk:
    """The walk over a straight line of `distance_m` metres that ends `climb_m` higher (negative: lower; None: unknown).

    `detour` is way over straight line, 1 or more. The climb is taken as steady over the way: ups and downs between
    the two ends are not known here, and belong into the detour factor.
    """
    if not (isfinite(distance_m) and distance_m >= 0 and detour >= 1):
        raise ValueError("metres must be 0 or more, the detour factor 1 or more")
    climb = 0.0 if climb_m is None else climb_m
    way = max(distance_m * detour, abs(climb) / BEST_SLOPE)
    if not way:
        return Walk(0.0, 0.0, climb_m is None)
    km, slope = way / 1000, climb / way
    return Walk(km / tobler_kmh(slope) * 60, km / tobler_kmh(-slope) * 60, climb_m is None)


def walk_minutes(distance_m: float, climb_m: float | None, detour: float = DETOUR) -> float:
    """Minutes one way, the mean of out and back; see `walk`."""
    return walk(distance_m, climb_m, detour).minutes


def walks_minutes(distance_m: Any, climb_m: Any, detour: float = DETOUR) -> "np.ndarray":
    """`walk_minutes` over arrays; a climb of NaN is taken as flat, a distance of NaN stays NaN."""
    import numpy as np

    climb = np.abs(np.nan_to_num(climb_m))
    way = np.maximum(np.asarray(distance_m) * detour, climb / BEST_SLOPE)
    slope = np.divide(climb, way, out=np.zeros_like(way), where=way > 0)
    pace = np.exp(STEEPNESS * np.abs(GENTLE + slope)) + np.exp(STEEPNESS * np.abs(GENTLE - slope))
    minutes: np.ndarray = way / 1000 * 60 / FASTEST_KMH * pace / 2
    return minutes


def way_sql(distance: str, climb: str, detour: str) -> str:
    """Metres of way as `walk` takes them, as SQL text over SQL expressions (never user input); no climb is flat."""
    return f"greatest({distance} * {detour}, coalesce(abs({climb}), 0) * {STEEPNESS})"


def walk_minutes_sql(way: str, climb: str) -> str:
    """`walk_minutes` as SQL text over the way of `way_sql` and the climb; no way gives NULL."""
    slope = f"coalesce(abs({climb}) / nullif({way}, 0), 0)"
    pace = " + ".join(f"exp({STEEPNESS} * abs({GENTLE} {sign} {slope}))" for sign in "+-")
    return f"({way} * {60 / 1000 / FASTEST_KMH / 2!r} * ({pace}))"


def ride_minutes(distance_m: float, speed_kmh: float = EBIKE_KMH, detour: float = DETOUR) -> float:
    """Minutes one way by electric bike at a steady speed over the way; slopes are not counted."""
    if speed_kmh <= 0:
        raise ValueError("a speed must be over 0 km/h")
    return distance_m * detour / 1000 / speed_kmh * 60
