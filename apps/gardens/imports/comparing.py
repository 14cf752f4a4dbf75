"""How a list differs from the register. A row is a locker, a plot or, without either number, a zone.

An empty cell says nothing and changes nothing. A plot whose zone is not there yet brings it along.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models

from apps.core.sheets import places
from apps.core.sheets.plans import Conflict, Entry, Plan
from apps.gardens.models import GardenPlot, GardenZone, ToolLocker

NUMBERED = re.compile(r"(?P<code>[^-]{1,4})-(?P<line>[^-]+)-(?P<place>\d{1,4})")  # A-3-07: zone, row, place in it
SAME = {"note": "note", "accessible": "accessible", "water": "water"}
OF_KIND: dict[str, Mapping[str, str]] = {
    "zone": {**SAME, "zone": "name", "rows": "rows", "columns": "columns", "width": "cell_width_m",
             "depth": "cell_depth_m"},
    "plot": {**SAME, "block": "block", "order": "place", "area": "area_m2", "condition": "condition"},
    "locker": {"note": "note", "accessible": "accessible", "condition": "condition", "size": "size_l"},
}  # fmt: skip
MODELS: dict[str, Any] = {"zone": GardenZone, "plot": GardenPlot, "locker": ToolLocker}


def kind_of(values: Mapping[str, Any]) -> str:
    """What a row is."""
    return "locker" if values.get("locker") else "plot" if values.get("plot") else "zone"


def code_of(values: Mapping[str, Any]) -> str:
    """The letter of the row's zone: as it says, else the beginning of the plot's number (A-3-07)."""
    numbered = NUMBERED.fullmatch(values.get("plot") or "")
    return values.get("code") or (numbered["code"] if numbered else "")


class Comparison:
    """A snapshot of the communities that a list speaks of, and the plans made with it."""

    def __init__(self, entries: Sequence[Entry], *, lock: bool) -> None:
        communities = {entry.community_id for entry in entries if entry.community_id}

        def rows(model: type[models.Model]) -> Any:
            found = model._default_manager.filter(community__in=communities).order_by("pk")
            return found.select_for_update(of=("self",)) if lock else found

        zones = list(rows(GardenZone))
        self.by_code = {(zone.community_id, zone.code): zone for zone in zones}
        self.by_name = {(zone.community_id, zone.name): zone for zone in zones}
        self.numbered = {
            kind: {(row.community_id, row.number): row for row in rows(MODELS[kind])} for kind in ("plot", "locker")
        }

    def plan(self, entry: Entry) -> Plan:
        """What to do with one row."""
        kind, zone = kind_of(entry.values), self._zone(entry)
        number = entry.values.get(kind)
        row: Any = zone if kind == "zone" else self.numbered[kind].get((entry.community_id, number))
        plan = Plan(entry, row.pk if row is not None else None)
        for field, column in OF_KIND[kind].items():
            self._note(plan, row, field, column)
        if kind == "plot" and row is None:
            self._lies(plan, zone)
        elif kind != "zone" and zone is not None and (row is None or row.zone_id != zone.pk):
            self._moves(plan, row, zone)
        self._place(plan, row)
        return plan

    def _zone(self, entry: Entry) -> GardenZone | None:
        code, name = code_of(entry.values), entry.values.get("zone")
        found = self.by_code.get((entry.community_id, code)) if code else None
        return found or self.by_name.get((entry.community_id, name or ""))

    def _note(self, plan: Plan, row: Any, field: str, column: str) -> None:
        new = plan.entry.values.get(field)
        old = getattr(row, column) if row is not None else None
        if new is None or (row is not None and new == old):
            return
        plan.updates[column] = new
        if row is not None:
            plan.compare(field, old, new)

    def _lies(self, plan: Plan, zone: GardenZone | None) -> None:
        """In which zone a new plot lies, and where in which run."""
        values = plan.entry.values
        if zone is not None:
            plan.updates["zone"] = zone
        elif code_of(values) and values.get("zone"):
            plan.updates["zone"] = (code_of(values), values["zone"])
        else:
            plan.conflicts.append(Conflict("no_zone", {"zone": values.get("zone") or values.get("code") or "—"}))
        numbered = NUMBERED.fullmatch(values.get("plot") or "")
        if numbered:
            plan.updates.setdefault("block", f"{numbered['code']}-{numbered['line']}"[:12])
            plan.updates.setdefault("place", int(numbered["place"]))

    def _moves(self, plan: Plan, row: Any, zone: GardenZone) -> None:
        """A locker may stand at another zone than before; a plot cannot move."""
        if row is not None and not isinstance(row, ToolLocker):
            params = {"number": row.number, "zone": row.zone.name}
            plan.conflicts.append(Conflict("other_zone", params))
            return
        plan.updates["zone"] = zone
        if row is not None:
            plan.compare("zone", row.zone.name if row.zone else None, zone.name)

    def _place(self, plan: Plan, row: Any) -> None:
        place = plan.entry.values.get("place")
        if place is None:
            return
        before = len(plan.changes)
        if row is not None:
            places.compare(plan, row.latitude, row.longitude)
        if row is None or len(plan.changes) > before:
            plan.updates |= {"latitude": place[0], "longitude": place[1]}


def compare(entries: Sequence[Entry], *, lock: bool = False) -> list[Plan]:
    """A plan for each entry, in order; four queries whatever their number."""
    snapshot = Comparison(entries, lock=lock)
    return [snapshot.plan(entry) for entry in entries]
