"""Writes the plans of a list through the actions of gardens: first zones, then plots and lockers."""

from collections.abc import Callable, Sequence
from typing import Any

from apps.communities.models import Community
from apps.core.actors import SCRIPT
from apps.core.rules import value_of
from apps.core.sheets.plans import Plan
from apps.gardens.actions import (
    locker_change,
    locker_register,
    plot_add,
    plot_change,
    zone_change,
    zone_register,
)
from apps.gardens.imports.comparing import MODELS, code_of, kind_of
from apps.gardens.models import GardenZone
from apps.gardens.rules import PLOT_M2

ORDER = ("zone", "plot", "locker")


def write(plans: Sequence[Plan], *, by: Any, report: Callable[[int, int], None]) -> dict[str, int]:
    """Write all plans within the caller's transaction; counts for the result page."""
    writer = _Writer(plans, by or SCRIPT)
    for number, plan in enumerate(sorted(plans, key=lambda plan: ORDER.index(kind_of(plan.entry.values)))):
        if number % 20 == 0:
            report(number, len(plans))
        writer.write(plan)
    return writer.counts


class _Writer:
    """Zones that this list brings are made once, with the first row that needs them."""

    def __init__(self, plans: Sequence[Plan], by: Any) -> None:
        self.by = by
        self.counts = {f"{kind}s_{what}": 0 for kind in ORDER for what in ("new", "changed")}
        keys = {plan.entry.community_id for plan in plans if plan.entry.community_id}
        self.communities = Community.objects.in_bulk(keys)
        self.zones: dict[tuple[int | None, str], GardenZone] = {
            (zone.community_id, zone.code): zone for zone in GardenZone.objects.filter(community__in=keys)
        }
        self.places: dict[int, int] = {}

    def write(self, plan: Plan) -> None:
        """Register or change one row."""
        kind, values = kind_of(plan.entry.values), dict(plan.updates)
        self.counts[f"{kind}s_{'changed' if plan.target else 'new'}"] += 1
        if plan.target:
            row = MODELS[kind].objects.get(pk=plan.target)
            values.pop("zone", None) if kind == "plot" else None
            change: Any = {"zone": zone_change, "plot": plot_change, "locker": locker_change}[kind]
            change(**{kind: row}, by=self.by, **values)
            return
        getattr(self, f"_new_{kind}")(plan, values)

    def _new_zone(self, plan: Plan, values: dict[str, Any]) -> None:
        key = (plan.entry.community_id, code_of(plan.entry.values))
        self.zones[key] = zone_register(
            community=self.communities[plan.entry.community_id or 0], by=self.by, code=key[1], **values
        )

    def _new_plot(self, plan: Plan, values: dict[str, Any]) -> None:
        zone = values.pop("zone")
        if not isinstance(zone, GardenZone):
            zone = self._zone(plan.entry.community_id, *zone)
        number = plan.entry.values["plot"]
        known = zone.plots.filter(number=number).first()  # a zone of this list has laid its grid
        if known is not None:
            plot_change(plot=known, by=self.by, **values)
            return
        values.setdefault("area_m2", value_of(PLOT_M2.key))
        values.setdefault("block", zone.code)
        values.setdefault("place", self._next_place(zone, values["block"]))
        plot_add(zone=zone, by=self.by, number=number, **values)

    def _new_locker(self, plan: Plan, values: dict[str, Any]) -> None:
        community = self.communities[plan.entry.community_id or 0]
        if "zone" not in values:
            values["zone"] = self.zones.get((plan.entry.community_id, code_of(plan.entry.values)))
        locker_register(community=community, by=self.by, number=plan.entry.values["locker"], **values)

    def _zone(self, community: int | None, code: str, name: str) -> GardenZone:
        key = (community, code)
        if key not in self.zones:
            self.zones[key] = zone_register(
                community=self.communities[community or 0], by=self.by, code=code, name=name
            )
            self.counts["zones_new"] += 1
        return self.zones[key]

    def _next_place(self, zone: GardenZone, block: str) -> int:
        last = zone.plots.filter(block=block).order_by("-place").values_list("place", flat=True).first()
        return (last or 0) + 1
