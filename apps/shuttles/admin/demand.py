"""The demand of a plan as a picture that is a table: riders by stop and hour, out and back."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _


def demand_of(inputs: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The two directions, each with hours, a line for each stop, and sums; one without riders is left out."""
    stops, groups = inputs.get("stops", ()), inputs.get("groups", ())
    titles = ((False, _("Demand: from the community, by stop and hour")), (True, _("Demand: back, by stop and hour")))
    sides = [(title, [one for one in groups if bool(one["back"]) == back]) for back, title in titles]
    return [_side(title, stops, mine) for title, mine in sides if mine]


def _side(title: str, stops: Any, groups: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    wanted = Counter[tuple[int, int]]()
    for one in groups:
        wanted[one["stop"], one["hour"]] += one["riders"]
    hours = range(min(hour for _stop, hour in wanted), max(hour for _stop, hour in wanted) + 1)
    most = max(wanted.values())
    served = sorted({stop for stop, _hour in wanted})
    lines = [
        {
            "stop": stops[stop],
            "cells": [{"riders": wanted[stop, hour], "level": _level(wanted[stop, hour], most)} for hour in hours],
            "sum": sum(wanted[stop, hour] for hour in hours),
        }
        for stop in served
    ]
    sums = [sum(wanted[stop, hour] for stop in served) for hour in hours]
    note = _("riders a day; the darker, the more")
    return {"title": title, "note": note, "hours": list(hours), "lines": lines, "sums": sums, "sum": sum(sums)}


def _level(riders: int, most: int) -> int:
    """0 to 3: none, and thirds of the most."""
    return 0 if not riders else min(3, 1 + 3 * (riders - 1) // most) if most > 2 else 2
