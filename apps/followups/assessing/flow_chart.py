"""The picture of a flow between two days: bands from the states on the left to those on the right, as plain numbers.

The template draws it as SVG: every band is a link to its households, has its number written on it, and a pattern of its
own, so that it reads in black and white. The table beside it says the same.
"""

from collections.abc import Mapping, Sequence
from typing import Any

WIDTH, LEFT, RIGHT, BAR = 640, 150, 490, 18  # pixels: the picture, where the bars stand, and how wide they are
HEIGHT, GAP, TOP = 320, 14, 30
LEAST = 2.0  # a band of one household among thousands can still be seen and clicked


def flow_chart(
    states: Sequence[tuple[str, Any]], matrix: Mapping[tuple[str, str], int], address: Any, ranked: Sequence[str]
) -> dict[str, Any] | None:
    """Bars and bands of a matrix {(from, to): how many}; `address(from, to)` is where a band leads. None when empty.

    `ranked` are the states of which a later one is farther: between those a band goes forward, back or stays.
    """
    whole = sum(matrix.values())
    if not whole:
        return None
    keys = [key for key, _name in states]
    used = {side: [k for k in keys if _sum(matrix, k, side)] for side in (0, 1)}
    room = HEIGHT - TOP - GAP * max(len(used[0]), len(used[1]))
    scale = room / whole
    left, right = (_bars(used[side], matrix, side, dict(states), scale) for side in (0, 1))
    return {
        "width": WIDTH, "height": HEIGHT, "bar": BAR, "left_x": LEFT, "right_x": RIGHT, "top": TOP - 12,
        "left": list(left.values()), "right": list(right.values()),
        "bands": _bands(keys, matrix, left, right, scale, address, dict(states), ranked),
    }  # fmt: skip


def _sum(matrix: Mapping[tuple[str, str], int], key: str, side: int) -> int:
    return sum(number for pair, number in matrix.items() if pair[side] == key)


def _bars(keys: Sequence[str], matrix: Any, side: int, names: Mapping[str, Any], scale: float) -> dict[str, Any]:
    bars, y = {}, float(TOP)
    for key in keys:
        number = _sum(matrix, key, side)
        height = max(number * scale, LEAST)
        bars[key] = {
            "key": key, "name": names[key], "number": number, "y": round(y, 1), "height": round(height, 1),
            "middle": round(y + height / 2, 1), "x": (LEFT, RIGHT)[side], "next": y,
        }  # fmt: skip
        y += height + GAP
    return bars


def _bands(
    keys: Sequence[str],
    matrix: Any,
    left: Any,
    right: Any,
    scale: float,
    address: Any,
    names: Mapping[str, Any],
    ranked: Sequence[str],
) -> list[dict[str, Any]]:
    bands = []
    for first in keys:
        for second in keys:
            number = matrix.get((first, second), 0)
            if not number:
                continue
            height = max(number * scale, LEAST)
            y1, y2 = left[first]["next"], right[second]["next"]
            left[first]["next"] += number * scale
            right[second]["next"] += number * scale
            bands.append(
                {
                    "from": first, "to": second, "number": number, "url": address(first, second),
                    "from_name": names[first], "to_name": names[second], "path": _path(y1, y2, height),
                    "label_x": LEFT + BAR + 14, "label_y": round(y1 + height / 2 + 4, 1), "wide": height >= 13,
                    "way": _way(first, second, ranked),
                }
            )  # fmt: skip
    return bands


def _way(first: str, second: str, ranked: Sequence[str]) -> str:
    if first == second:
        return "same"
    if first not in ranked or second not in ranked:
        return "other"
    return "forward" if ranked.index(second) > ranked.index(first) else "back"


def _path(y1: float, y2: float, height: float) -> str:
    x1, x2 = LEFT + BAR, RIGHT
    half = (x1 + x2) / 2
    return (
        f"M{x1},{y1:.1f} C{half},{y1:.1f} {half},{y2:.1f} {x2},{y2:.1f}"
        f" L{x2},{y2 + height:.1f} C{half},{y2 + height:.1f} {half},{y1 + height:.1f} {x1},{y1 + height:.1f} Z"
    )
