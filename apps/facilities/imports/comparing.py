"""How a list of facilities differs from the register. An empty cell says nothing and changes nothing."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from apps.communities.models import Building, Community
from apps.core import clock
from apps.core.geo import distance_m
from apps.core.sheets import places
from apps.core.sheets.plans import Conflict, Entry, Plan
from apps.facilities.imports.vocabulary import ROLES
from apps.facilities.models import Facility, FacilityStaffing
from apps.facilities.vocabulary import USUAL_UNIT, Kind, Unit
from apps.facilities.workflow import WORKFLOW, State

FAR_KM = 30
TEXTS = ("address", "phone", "note")


class Comparison:
    """A snapshot of what a list speaks of, and the plans made with it."""

    def __init__(self, entries: Sequence[Entry], *, lock: bool) -> None:
        communities = {entry.community_id for entry in entries if entry.community_id}
        where = Q(community__in=communities)
        if any(entry.values.get("shared") for entry in entries):
            where |= Q(community__isnull=True)
        rows = Facility.objects.filter(where).order_by("pk")
        self.named: dict[tuple[int | None, str], list[Facility]] = defaultdict(list)
        for row in rows.select_for_update(of=("self",)) if lock else rows:
            self.named[row.community_id, row.name].append(row)
        self.buildings = {
            (building.community_id, building.number): building
            for building in Building.objects.filter(community__in=communities)
        }
        self.places = {community.pk: community for community in Community.objects.filter(pk__in=communities)}
        staffing = FacilityStaffing.objects.filter(facility__in=rows.values("pk")).at(clock.today())
        self.staffing = {(row.facility_id, row.role): row for row in staffing}

    def plan(self, entry: Entry) -> Plan:
        """What to do with one row."""
        values = entry.values
        row = self._find(entry)
        plan = Plan(entry, row.pk if row else None)
        if values.get("kind"):
            self._note(plan, row, "kind", row.kind if row else None, values["kind"])
        for key in TEXTS:
            self._note(plan, row, key, getattr(row, key) if row else None, values.get(key))
        self._building(plan, row)
        self._capacity(plan, row)
        self._hours(plan, row)
        self._state(plan, row)
        self._place(plan, row)
        self._staff(plan, row)
        return plan

    def _find(self, entry: Entry) -> Facility | None:
        """By community, name and kind; by community and name alone, where there is one of that name."""
        name, kind = entry.values.get("name"), entry.values.get("kind")
        if not name or (entry.community_id is None and not entry.values.get("shared")):
            return None
        rows = self.named.get((entry.community_id, name), [])
        same = [row for row in rows if row.kind == kind]
        return same[0] if same else rows[0] if len(rows) == 1 else None

    def _note(self, plan: Plan, row: Facility | None, key: str, old: Any, new: Any) -> None:
        if new is None or (row is not None and new == old):
            return
        plan.updates[key] = new
        if row is not None:
            plan.compare(key, old, new)

    def _building(self, plan: Plan, row: Facility | None) -> None:
        number = plan.entry.values.get("building")
        if number is None or plan.entry.community_id is None:
            return
        found = self.buildings.get((plan.entry.community_id, number))
        if found is None:
            plan.conflicts.append(Conflict("no_building", {"number": number}))
        elif row is None or row.building_id != found.pk:
            plan.updates["building"] = found
            if row is not None:
                plan.compare("building", row.building.number if row.building else None, number)

    def _capacity(self, plan: Plan, row: Facility | None) -> None:
        given = plan.entry.values.get("capacity")
        if given is None:
            return
        number, unit = given
        kind = plan.entry.values.get("kind") or (row.kind if row else Kind.OTHER)
        unit = unit or (
            row.capacity_unit if row and row.capacity is not None else USUAL_UNIT.get(Kind(kind), Unit.PLACES)
        )
        if row is None or (row.capacity, row.capacity_unit) != (number, unit):
            plan.updates |= {"capacity": number, "capacity_unit": str(unit)}
            if row is not None:
                old = None if row.capacity is None else [row.capacity, str(row.capacity_unit)]
                plan.compare("capacity", old, [number, str(unit)])

    def _hours(self, plan: Plan, row: Facility | None) -> None:
        given = plan.entry.values.get("hours")
        if given is None:
            return
        week, note = given
        known = [row.hours, row.hours_note] if row else None
        fresh = [week or (row.hours if row else {}), note or (row.hours_note if row else "")]
        if fresh != known:
            plan.updates |= {"hours": fresh[0], "hours_note": fresh[1]}
            if row is not None:
                plan.compare("hours", known if any(known or ()) else None, [week, note])

    def _state(self, plan: Plan, row: Facility | None) -> None:
        wanted = plan.entry.values.get("state")
        if not wanted or (row is not None and row.state == wanted):
            return
        plan.updates["state"] = wanted
        if row is None:
            return
        plan.compare("state", row.state, wanted)
        if step_to(row.state, wanted) is None:
            params = {"now": str(State(row.state).label), "then": str(State(wanted).label)}
            plan.conflicts.append(Conflict("state_step", params))

    def _place(self, plan: Plan, row: Facility | None) -> None:
        place = plan.entry.values.get("place")
        if place is None:
            return
        before = len(plan.changes)
        places.compare(plan, row.latitude if row else None, row.longitude if row else None)
        if row is None:
            del plan.changes[before:]
        if row is None or len(plan.changes) > before:
            plan.updates |= {"latitude": place[0], "longitude": place[1]}
        home = self.places.get(plan.entry.community_id or 0)
        if home is not None and home.latitude is not None and home.longitude is not None:
            km = distance_m(home.latitude, home.longitude, place[0], place[1]) / 1000
            if km > FAR_KM:
                _warn_once(plan.entry, "far", km=round(km))

    def _staff(self, plan: Plan, row: Facility | None) -> None:
        """The roles that the list names: how many are in post, and, where it says so, how many are needed."""
        for role in ROLES:
            in_post, need = plan.entry.values.get(f"staff_{role}"), plan.entry.values.get(f"need_{role}")
            if in_post is None and need is None:
                continue
            known = self.staffing.get((row.pk, role)) if row else None
            if in_post is None and known is not None:
                in_post = known.in_post
            if need is None:
                need = known.need if known is not None else max(in_post or 0, 1)
                if known is None:
                    _warn_once(plan.entry, "need_unknown")
            if known is not None and (known.need, known.in_post) == (need, in_post):
                continue
            plan.updates.setdefault("staff", []).append((role, need, in_post))
            if row is not None:
                old = f"{_said(known.in_post)}/{known.need}" if known else None
                plan.compare(f"staff_{role}", old, f"{_said(in_post)}/{need}")


def _warn_once(entry: Entry, code: str, **params: Any) -> None:
    if all(known != code for known, _params in entry.warnings):
        entry.warn(code, **params)


def _said(number: int | None) -> str:
    return "?" if number is None else str(number)


def compare(entries: Sequence[Entry], *, lock: bool = False) -> list[Plan]:
    """A plan for each entry, in order; the same number of queries whatever their number."""
    snapshot = Comparison(entries, lock=lock)
    return [snapshot.plan(entry) for entry in entries]


def absent(plans: Sequence[Plan]) -> int:
    """Registered facilities of these communities that no row names."""
    communities = {plan.entry.community_id for plan in plans if plan.entry.community_id and not plan.entry.outside}
    named = {plan.target for plan in plans if plan.target}
    return Facility.objects.filter(community__in=communities).exclude(pk__in=named).count()


def step_to(now: str, wanted: str) -> list[str] | None:
    """The steps of the workflow that lead from one state to another: one, or two by way of another state."""
    steps = WORKFLOW.transitions
    for step in steps:
        if now in step.sources and step.target == wanted:
            return [step.name]
    for first in steps:
        for second in steps:
            if now in first.sources and first.target in second.sources and second.target == wanted:
                return [first.name, second.name]
    return None
