"""The plots of a zone as a grid: what stands where, who has it, how far it is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse

from apps.core.maps import MapCanvas, MapClass, area, collection, point
from apps.gardens.grid import Cell, Grid, Look, grid_of
from apps.gardens.looks import FREE, HELD, IDLE, OFFERED, UNFIT, marks_of
from apps.gardens.models import GardenOffer, GardenPlot, GardenTenure, GardenZone
from apps.gardens.workflow import TenureState

NEAREST = 21  # the map comes so near that single plots can be told apart
STATES = (FREE, HELD, OFFERED, IDLE, UNFIT)


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


Said = tuple[Look, str, str]  # a plot's look, the words below its number, and who has it


def drawn(
    zone: GardenZone, plots: list[GardenPlot], looks: Mapping[int, Look], said: Mapping[int, Said] | None = None
) -> Grid | None:
    """The zone with the look of each plot; `said` gives others, with words, such as who gets it."""
    at = places(plots)
    cells = []
    for plot in plots:
        row, column = at[plot.pk]
        look, text, who = said[plot.pk] if said else (looks[plot.pk], "", "")
        cells.append(Cell(row, column, plot.number, look, text, who, page_of(plot), marks_of(plot)))
    return grid_of(zone.name, cells)


def page_of(plot: GardenPlot) -> str:
    """The page of a plot."""
    return reverse("admin:gardens_gardenplot_change", args=[plot.pk])


def shape_of(plot: GardenPlot, look: Look, text: str = "") -> dict[str, Any] | None:
    """A plot for the map: its four corners where its zone is a grid, else its middle; None without a place."""
    zone = plot.zone
    named: dict[str, Any] = {"text": text or look.word, "kind": look.key, "url": page_of(plot)}
    if plot.row is not None and plot.column is not None and zone.cell_at(0, 0) is not None:
        row, column = plot.row, plot.column
        around = ((row - 1, column - 1), (row - 1, column), (row, column), (row, column - 1))
        return area(plot.pk, [corner for at in around if (corner := zone.cell_at(*at))], plot.number, **named)
    if plot.latitude is None or plot.longitude is None:
        return None
    return point(plot.pk, plot.latitude, plot.longitude, plot.number, **named)


def canvas_of(
    title: Any,
    shapes: Iterable[dict[str, Any] | None],
    looks: Sequence[Look],
    centre: tuple[float, float] | None = None,
    *,
    nearest: int = NEAREST,
) -> MapCanvas | None:
    """The map of plots with its legend; None where nothing has a place."""
    features = [shape for shape in shapes if shape is not None]
    if not features and centre is None:
        return None
    classes = [MapClass(look.key, look.word) for look in looks]
    return MapCanvas(title=title, data=collection(features), classes=classes, centre=centre, nearest=nearest)


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
