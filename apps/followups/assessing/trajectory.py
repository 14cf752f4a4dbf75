"""One capital over time as a small line: plain numbers, drawn by the template as SVG."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

WIDTH, HEIGHT, EDGE = 160, 40, 6  # pixels, and the room left for points at the ends


def trajectory(points: Sequence[tuple[date, float | None]]) -> dict[str, Any]:
    """Points by day from 0 (below) to 100; what was not assessed breaks the line."""
    first, last = points[0][0], points[-1][0]
    days = max((last - first).days, 1)
    drawn = []
    for day, value in points:
        x = EDGE + (WIDTH - 2 * EDGE) * (day - first).days / days
        drawn.append(
            None if value is None else (round(x, 1), round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * value / 100, 1))
        )
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "points": [{"x": point[0], "y": point[1]} for point in drawn if point],
        "lines": [
            {"x1": one[0], "y1": one[1], "x2": two[0], "y2": two[1]} for one, two in pairwise(drawn) if one and two
        ],
    }
