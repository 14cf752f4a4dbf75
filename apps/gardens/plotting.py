"""The plots of a zone as a grid: what stands where, who has it, how far it is."""

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse

from apps.gardens.grid import Cell, Grid, Look, grid_of
from apps.gardens.looks import FREE, HELD, IDLE, OFFERED, UNFIT, marks_of
from apps.gardens.models import GardenOffer, GardenPlot, GardenTenure, GardenZone
from apps.gardens.workflow import TenureState


def plots_of(zone: GardenZone) -> list[GardenPlot]:
    """The plots that are not given up, as they lie; those without a row come last, ten in a row."""
    rows = list(zone.plots.filter(retired_on__isnull=True).order_by("row", "column", "block", "place", "pk"))
    for row in rows:
        row.zone = zone
    return rows


def places(rows: list[GardenPlot]) -> dict[int, tuple[int, int]]:
    """Where each is drawn: its row and column, else its run and its place in it."""
    blocks: dict[str, int] = {}
    below = max((row.row for row in rows if row.row is not None), default=0)
    found = {}
    for plot in rows:
        if plot.row is not None and plot.column is not None:
            found[plot.pk] = (plot.row, plot.column)
        else:
            found[plot.pk] = (below + blocks.setdefault(plot.block, len(blocks) + 1), plot.place)
    return found


def drawn(zone: GardenZone, say: Callable[[GardenPlot, Look], tuple[Look, str]] | None = None) -> Grid | None:
    """The zone with each plot's state; `say` gives another look and text for a plot, such as who gets it."""
    plots = plots_of(zone)
    at, states = places(plots), states_of(plots)
    cells = []
    for plot in plots:
        look, text = say(plot, states[plot.pk]) if say else (states[plot.pk], "")
        row, column = at[plot.pk]
        url = reverse("admin:gardens_gardenplot_change", args=[plot.pk])
        cells.append(Cell(row, column, plot.number, look, text, url, marks_of(plot)))
    return grid_of(zone.name, cells)


def states_of(plots: Iterable[GardenPlot]) -> dict[int, Look]:
    """Whether each is free, held, idle, offered or not usable. Two queries."""
    plots = list(plots)
    keys = [plot.pk for plot in plots]
    held = dict(GardenTenure.objects.live().filter(plot__in=keys).order_by("pk").values_list("plot", "state"))
    offered = set(GardenOffer.objects.waiting().filter(plot__in=keys).order_by().values_list("plot", flat=True))

    def look(plot: Any) -> Look:
        if plot.pk in held:
            return IDLE if held[plot.pk] == TenureState.IDLE else HELD
        if plot.pk in offered:
            return OFFERED
        return FREE if plot.is_usable else UNFIT

    return {plot.pk: look(plot) for plot in plots}
