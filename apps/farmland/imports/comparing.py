"""How a ledger of land differs from the register. An empty cell says nothing and changes nothing."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from apps.core import clock
from apps.core.sheets import places
from apps.core.sheets.plans import Area, Conflict, Entry, Plan
from apps.farmland.imports.households import Households
from apps.farmland.models import Crop, Parcel, ParcelUse, Village
from apps.farmland.placing import outside_county
from apps.farmland.vocabulary import PlacedBy

SAME_ALTITUDE_M = 0.5
TEXTS = {"parcel_code": "code", "parcel_name": "name", "note": "note"}
PLAIN = {"area": "area_mu", "kind": "kind", "right": "right"}


class Comparison:
    """A snapshot of what a ledger speaks of, and the plans made with it, row by row."""

    def __init__(self, entries: Sequence[Entry], area: Area, *, lock: bool) -> None:
        self.homes = Households(entries, area, lock=lock)
        rows = Parcel.objects.filter(household__in=self.homes.households, given_up_on__isnull=True).order_by("pk")
        self.of_home: dict[int, list[Parcel]] = defaultdict(list)
        for row in rows.select_for_update(of=("self",)) if lock else rows:
            self.of_home[row.household_id].append(row)
        codes = {entry.values["parcel_code"] for entry in entries if entry.values.get("parcel_code")}
        coded = Parcel.objects.filter(community__in=area.keys, code__in=codes)
        self.by_code = {(row.community_id, row.code): row for row in coded}
        uses = ParcelUse.objects.at(clock.today()).filter(parcel__in=rows.values("pk"))
        self.uses = {use.parcel_id: use for use in uses}
        self.crops = {crop.pk: crop for crop in Crop.objects.all()}
        self.crop_named = {crop.name: crop for crop in self.crops.values()}
        self.villages = {village.pk: village for village in Village.objects.all()}
        self.village_named = {village.name: village for village in self.villages.values()}
        self.taken: set[int] = set()
        self.outside = outside_county()

    def plan(self, entry: Entry) -> Plan:
        """What to do with one row."""
        home, conflict = self.homes.find(entry)
        plan = Plan(entry, link=home.pk if home else None)
        if home is None:
            plan.conflicts += [conflict] if conflict else []
            return plan
        entry.community_id = home.community_id
        if home.left_on is not None:
            plan.conflicts.append(Conflict("household_left", {"code": home.code}))
        row = self._find(plan, home.pk)
        if row is not None:
            plan.target = row.pk
            self.taken.add(row.pk)
        self._values(plan, row)
        self._crop(plan, row)
        self._village(plan, row)
        self._place(plan, row)
        self._use(plan, row)
        return plan

    def _find(self, plan: Plan, home: int) -> Parcel | None:
        """The field by its code, else by its name, else one without either of the same kind and area."""
        values = plan.entry.values
        rows = [row for row in self.of_home[home] if row.pk not in self.taken]
        seen = next((row for row in rows if row.pk == plan.entry.seen_as), None)
        if seen is not None and not values.get("parcel_code"):
            return seen  # the one that people looked at; others of the sheet may not be compared with it this time
        if code := values.get("parcel_code"):
            known = self.by_code.get((plan.entry.community_id or 0, code))
            if known is not None and (known.household_id != home or known.given_up_on is not None):
                params = {"code": code, "household": known.household.code}
                plan.conflicts.append(Conflict("code_elsewhere", params))
            if known is not None:
                return known if known.household_id == home and known.pk not in self.taken else None
            rows = [row for row in rows if not row.code]
        same = [row for row in rows if (row.area_mu, row.kind) == (values.get("area"), values.get("kind"))]
        if name := values.get("parcel_name"):
            named = [row for row in rows if row.name == name]
            if len(named) > 1:
                named = [row for row in named if row in same] or named
            if named:
                return named[0]
            return next((row for row in same if not row.name), None) if values.get("parcel_code") else None
        return next((row for row in same if not row.name and (values.get("parcel_code") or not row.code)), None)

    def _note(self, plan: Plan, row: Parcel | None, key: str, column: str, new: Any) -> None:
        old = getattr(row, column) if row else None
        if new is None or (row is not None and new == old):
            return
        plan.updates[column] = new
        if row is not None:
            plan.compare(key, old, new)

    def _values(self, plan: Plan, row: Parcel | None) -> None:
        for key, column in {**TEXTS, **PLAIN}.items():
            self._note(plan, row, key, column, plan.entry.values.get(key))

    def _crop(self, plan: Plan, row: Parcel | None) -> None:
        crop = self.crop_named.get(plan.entry.values.get("crop") or "")
        if crop is not None and (row is None or row.crop_id != crop.pk):
            plan.updates["crop"] = crop
            if row is not None:
                plan.compare("crop", self.crops[row.crop_id].name if row.crop_id else None, crop.name)

    def _village(self, plan: Plan, row: Parcel | None) -> None:
        said = plan.entry.values.get("village")
        if not said:
            return
        names = [name for name in self.village_named if said == name or said.startswith(name)]
        village = self.village_named[max(names, key=len)] if names else None
        if village is None:
            _warn(plan.entry, "village_unknown", village=said)
        elif row is None or row.village_id != village.pk:
            plan.updates["village"] = village
            if row is not None:
                plan.compare("village", self.villages[row.village_id].name if row.village_id else None, village.name)

    def _place(self, plan: Plan, row: Parcel | None) -> None:
        """By the coordinates given; where there are none and the field has no place yet, by its village."""
        values = plan.entry.values
        place, altitude = values.get("place"), values.get("altitude")
        if "place" in plan.entry.left_out:
            return
        if place is None:
            village = plan.updates.get("village") or (self.villages.get(row.village_id or 0) if row else None)
            unplaced = row is None or row.latitude is None
            if unplaced and village is not None and village.latitude is not None:
                plan.updates["place"] = (PlacedBy.VILLAGE, village, None, None, altitude)
                if row is not None:
                    plan.compare("place", None, village.name)
            elif altitude is not None and (row is None or row.latitude is None):
                _warn(plan.entry, "altitude_alone")
            return
        if self.outside(*place):
            _warn(plan.entry, "outside_county")
        before = len(plan.changes)
        if row is not None:
            places.compare(plan, row.latitude, row.longitude)
            old = row.altitude_m
            if altitude is not None and (old is None or abs(float(altitude) - old) > SAME_ALTITUDE_M):
                plan.compare("altitude", old, altitude)
        if row is None or len(plan.changes) > before:
            known = altitude if altitude is not None or row is None else row.altitude_m
            plan.updates["place"] = (PlacedBy.COORDINATES, None, place, values.get("datum"), known)

    def _use(self, plan: Plan, row: Parcel | None) -> None:
        use, partner = plan.entry.values.get("use"), plan.entry.values.get("partner")
        if not use:
            return
        known = self.uses.get(row.pk) if row else None
        if known is not None and known.use == use and partner in (None, known.partner):
            return
        plan.updates["use"] = (use, partner or "")
        if row is not None:
            plan.compare("use", known.use if known else None, use)
            if known is not None and known.use == use:
                plan.compare("partner", known.partner, partner)


def _warn(entry: Entry, code: str, **params: Any) -> None:
    if all(known != code for known, _params in entry.warnings):
        entry.warn(code, **params)


def compare(entries: Sequence[Entry], area: Area, *, lock: bool = False) -> list[Plan]:
    """A plan for each entry, in order; the same number of queries whatever their number."""
    snapshot = Comparison(entries, area, lock=lock)
    return [snapshot.plan(entry) for entry in entries]


def absent(plans: Sequence[Plan]) -> int:
    """Registered fields of the households that the ledger names, which no row of it is."""
    homes = {plan.link for plan in plans if plan.link}
    named = {plan.target for plan in plans if plan.target}
    return Parcel.objects.filter(household__in=homes, given_up_on__isnull=True).exclude(pk__in=named).count()
