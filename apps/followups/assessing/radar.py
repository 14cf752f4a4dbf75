"""The radar of the five capitals as plain numbers, drawn by the template as SVG: no script, prints, follows the dark.

A capital that was not assessed leaves a gap in the line, never a point at 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

SIZE, RADIUS = 360, 112  # pixels of the picture, and from its middle to 100
MIDDLE_X, MIDDLE_Y = 180, 160
RINGS = (25, 50, 75, 100)
NAME_AWAY = 20  # of the names beyond the outermost ring


@dataclass(frozen=True, slots=True)
class Series:
    """A line of the radar: a name, a style of the stylesheet, and a value from 0 to 100 (or None) for each axis."""

    name: Any
    style: str
    values: Sequence[float | None]


def radar(axes: Sequence[Any], series: Sequence[Series]) -> dict[str, Any]:
    """What the template draws: rings, axes with their names, and of each series its lines and points."""
    return {
        "size": SIZE,
        "height": 330,
        "rings": [
            {"points": _ring(len(axes), ring), "value": ring, "y": MIDDLE_Y - RADIUS * ring / 100 - 3} for ring in RINGS
        ],
        "middle": {"x": MIDDLE_X, "y": MIDDLE_Y},
        "axes": [_axis(place, len(axes), name) for place, name in enumerate(axes)],
        "series": [_series(one, len(axes)) for one in series],
    }


def _at(place: int, of: int, value: float, away: float = 0) -> tuple[float, float]:
    turn = 2 * pi * place / of - pi / 2
    reach = RADIUS * value / 100 + away
    return round(MIDDLE_X + reach * cos(turn), 1), round(MIDDLE_Y + reach * sin(turn), 1)


def _ring(of: int, value: float) -> str:
    return " ".join(f"{x},{y}" for x, y in (_at(place, of, value) for place in range(of)))


def _axis(place: int, of: int, name: Any) -> dict[str, Any]:
    (x, y), (name_x, name_y) = _at(place, of, 100), _at(place, of, 100, NAME_AWAY)
    side = "middle" if abs(name_x - MIDDLE_X) < 12 else "start" if name_x > MIDDLE_X else "end"
    return {"x": x, "y": y, "name": name, "name_x": name_x, "name_y": round(name_y + 4, 1), "side": side}


def _series(series: Series, of: int) -> dict[str, Any]:
    points = [None if value is None else _at(place, of, value) for place, value in enumerate(series.values)]
    whole = all(point is not None for point in points)
    lines = [
        {"x1": first[0], "y1": first[1], "x2": second[0], "y2": second[1]}
        for first, second in zip(points, [*points[1:], *points[:1]], strict=True)
        if first is not None and second is not None
    ]
    return {
        "name": series.name,
        "style": series.style,
        "area": " ".join(f"{point[0]},{point[1]}" for point in points if point) if whole else "",
        "lines": lines,
        "points": [
            {"x": point[0], "y": point[1], "value": round(value)}
            for point, value in zip(points, series.values, strict=True)
            if point is not None and value is not None
        ],
    }
