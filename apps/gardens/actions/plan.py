"""The register of zones, plots and lockers."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.periods import since
from apps.core.text import tidied
from apps.gardens.models import GardenPlot, GardenZone, LockerHolding, ToolLocker
from apps.gardens.policies import may_plan
from apps.households.models import Household

ZONE_FIELDS = (
    "name", "code", "latitude", "longitude", "altitude_m", "rows", "columns", "cell_width_m", "cell_depth_m", "angle",
    "water", "accessible", "closed_on", "note",
)  # fmt: skip
PLOT_FIELDS = (
    "number", "block", "place", "area_m2", "water", "accessible", "condition", "latitude", "longitude", "altitude_m",
    "retired_on", "note",
)  # fmt: skip
LOCKER_FIELDS = (
    "zone", "number", "size_l", "accessible", "condition", "latitude", "longitude", "altitude_m", "retired_on", "note",
)  # fmt: skip
MOST_PLOTS = 5_000


def _known(values: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    unknown = set(values) - set(fields)
    if unknown:
        raise TypeError(f"no such fields: {sorted(unknown)}")
    return tidied(values)


@transaction.atomic
def zone_register(*, community: Any, by: Any, **values: Any) -> GardenZone:
    """Register a zone (ZONE_FIELDS) and, where it is a grid, lay its plots. Raises Refused, InvalidInput."""
    ensure(may_plan(community, by))
    zone: GardenZone = checked(GardenZone(community=community, **_known(values, ZONE_FIELDS)))
    if zone.is_grid:
        plots_lay(zone=zone, by=by)
    emit("garden_zone.register", zone_id=zone.pk)
    return zone


@transaction.atomic
def zone_change(*, zone: GardenZone, by: Any, **values: Any) -> GardenZone:
    """Change a zone. Its plots keep what is recorded of them; new places are given by `plots_lay`."""
    ensure(may_plan(zone.community, by))
    row = GardenZone.objects.select_for_update().get(pk=zone.pk)
    for name, value in _known(values, ZONE_FIELDS).items():
        setattr(row, name, value)
    emit("garden_zone.change", zone_id=row.pk)
    return checked(row)


@transaction.atomic
def plots_lay(*, zone: GardenZone, by: Any, leave_out: Iterable[tuple[int, int]] = ()) -> int:
    """Lay the plots of a grid that are not there yet, and put those that are at their places; how many were laid.

    Plots are numbered A-3-07 (zone, row, column from 1). Each row is a run of adjoining plots; cells of `leave_out`
    (row, column) have no plot and part a run in two.
    """
    ensure(may_plan(zone.community, by))
    row = GardenZone.objects.select_for_update().get(pk=zone.pk)
    if not row.is_grid:
        raise InvalidInput(_("This zone has no grid. Enter its rows and columns, or its plots one by one."))
    if (row.rows or 0) * (row.columns or 0) > MOST_PLOTS:
        raise InvalidInput(_("A zone has at most 5,000 plots. Divide it into several zones."), field="rows")
    known = {(plot.row, plot.column): plot for plot in row.plots.filter(row__isnull=False)}
    fresh: list[GardenPlot] = []
    moved: list[GardenPlot] = []
    gaps = frozenset(leave_out)
    for line in range(1, (row.rows or 0) + 1):
        part = 1
        for column in range(1, (row.columns or 0) + 1):
            if (line, column) in gaps:
                part += 1
                continue
            plot = known.get((line, column))
            (fresh if plot is None else moved).append(_cell(row, plot, line, column, part))
    GardenPlot.objects.bulk_create(fresh)
    GardenPlot.objects.bulk_update(moved, ["latitude", "longitude", "altitude_m"], batch_size=500)
    emit("garden_zone.lay", zone_id=row.pk)
    return len(fresh)


def _cell(zone: GardenZone, plot: GardenPlot | None, line: int, column: int, part: int) -> GardenPlot:
    """The plot of a cell, new or the one that is there, at its place."""
    if plot is None:
        plot = GardenPlot(
            community_id=zone.community_id, zone=zone, number=f"{zone.code}-{line}-{column:02d}", row=line,
            column=column, block=f"{zone.code}-{line}" + ("" if part == 1 else chr(95 + part)), place=column,
            area_m2=((zone.cell_width_m or Decimal(0)) * (zone.cell_depth_m or Decimal(0))).quantize(Decimal("0.1")),
            water=zone.water, accessible=bool(zone.accessible) and line == 1,
        )  # fmt: skip
    place = zone.cell_at(line - 0.5, column - 0.5)
    plot.latitude, plot.longitude = place or (None, None)
    plot.altitude_m = zone.altitude_m
    return plot


@transaction.atomic
def plot_add(*, zone: GardenZone, by: Any, **values: Any) -> GardenPlot:
    """Enter one plot (PLOT_FIELDS) that lies in no grid."""
    ensure(may_plan(zone.community, by))
    plot: GardenPlot = checked(GardenPlot(community_id=zone.community_id, zone=zone, **_known(values, PLOT_FIELDS)))
    emit("garden_plot.add", plot_id=plot.pk)
    return plot


@transaction.atomic
def plot_change(*, plot: GardenPlot, by: Any, **values: Any) -> GardenPlot:
    """Change what is known of a plot (PLOT_FIELDS)."""
    ensure(may_plan(plot.community, by))
    row = GardenPlot.objects.select_for_update().get(pk=plot.pk)
    for name, value in _known(values, PLOT_FIELDS).items():
        setattr(row, name, value)
    emit("garden_plot.change", plot_id=row.pk)
    return checked(row)


@transaction.atomic
def locker_register(*, community: Any, by: Any, **values: Any) -> ToolLocker:
    """Register a tool locker (LOCKER_FIELDS)."""
    ensure(may_plan(community, by))
    locker: ToolLocker = checked(ToolLocker(community=community, **_known(values, LOCKER_FIELDS)))
    emit("tool_locker.register", locker_id=locker.pk)
    return locker


@transaction.atomic
def locker_change(*, locker: ToolLocker, by: Any, **values: Any) -> ToolLocker:
    """Change what is known of a locker (LOCKER_FIELDS)."""
    ensure(may_plan(locker.community, by))
    row = ToolLocker.objects.select_for_update().get(pk=locker.pk)
    for name, value in _known(values, LOCKER_FIELDS).items():
        setattr(row, name, value)
    emit("tool_locker.change", locker_id=row.pk)
    return checked(row)


@transaction.atomic
def locker_give(*, locker: ToolLocker, household: Household, by: Any, day: date | None = None) -> LockerHolding:
    """From `day` (today) on a household has the locker. InvalidInput while another has it, or it has another."""
    ensure(may_plan(locker.community, by))
    if household.community_id != locker.community_id:
        raise InvalidInput(_("This household belongs to another community."), field="household")
    holding: LockerHolding = checked(
        LockerHolding(
            community_id=locker.community_id, locker=locker, household=household, period=since(day or clock.today())
        )
    )
    emit("tool_locker.give", locker_id=locker.pk, household_id=household.pk)
    return holding


@transaction.atomic
def locker_take_back(*, holding: LockerHolding, by: Any, day: date | None = None) -> LockerHolding:
    """The household has the locker until before `day` (today)."""
    ensure(may_plan(holding.community, by))
    row = LockerHolding.objects.select_for_update().get(pk=holding.pk)
    end = day or clock.today()
    if row.started is not None and end <= row.started:
        raise InvalidInput(_("It was given on a later day than that."), field="day")
    row.period = since(row.started, end)  # type: ignore[arg-type]
    emit("tool_locker.take_back", locker_id=row.locker_id, household_id=row.household_id)
    return checked(row)
