"""Garden zones and the plots in them."""

from math import cos, radians, sin
from typing import Self

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import clock
from apps.core.geo import Placed, distance_m
from apps.core.models import Stamped
from apps.core.querysets import ScopedQuerySet
from apps.gardens.models.base import SiteOwned
from apps.gardens.vocabulary import Condition, Water

MOST_ROWS = 200
NO_GRID = Q(rows__isnull=True, columns__isnull=True, cell_width_m__isnull=True, cell_depth_m__isnull=True)
GRID = Q(rows__gte=1, rows__lte=MOST_ROWS, columns__gte=1, columns__lte=MOST_ROWS) & Q(
    cell_width_m__gt=0, cell_depth_m__gt=0
)
SHORT = 0.001  # degrees: over a garden the ground is flat


@pghistory.track()
class GardenZone(SiteOwned, Placed, Stamped):
    """A piece of land with plots. Its place is the corner at row 1, column 1; the grid runs from there.

    `angle` turns the columns clockwise from east, in degrees: 0 lays rows one south of the other and columns eastwards.
    A zone without a grid (rows and columns empty) has plots that were entered one by one.
    """

    name = models.CharField(pgettext_lazy("place", "name"), max_length=40)
    code = models.CharField(_("letter"), max_length=4, help_text=_("Stands before the plot numbers, such as A."))
    rows = models.PositiveSmallIntegerField(
        _("rows"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_ROWS)]
    )
    columns = models.PositiveSmallIntegerField(
        _("columns"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_ROWS)]
    )
    cell_width_m = models.DecimalField(_("plot width (m)"), max_digits=4, decimal_places=1, null=True, blank=True)
    cell_depth_m = models.DecimalField(_("plot depth (m)"), max_digits=4, decimal_places=1, null=True, blank=True)
    angle = models.PositiveSmallIntegerField(_("turned by (°)"), default=0, validators=[MaxValueValidator(359)])
    water = models.CharField(_("water"), max_length=8, choices=Water.choices, blank=True)
    accessible = models.BooleanField(_("paths fit for wheelchairs"), null=True, blank=True)
    closed_on = models.DateField(_("given up on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("garden zone")
        verbose_name_plural = _("garden zones")
        ordering = ("community", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("community", "code"),
                name="gardens_zone_code_once",
                violation_error_message=_("This community already has a zone with this letter."),
            ),
            models.CheckConstraint(
                condition=NO_GRID | GRID,
                name="gardens_grid_whole",
                violation_error_message=_("A grid needs rows, columns, and the width and depth of a plot."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="gardens_zone_place_whole",
                violation_error_message=_("A place needs both latitude and longitude."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def is_grid(self) -> bool:
        return self.rows is not None

    def cell_at(self, row: float, column: float) -> tuple[float, float] | None:
        """Degrees of the point `row` cells down and `column` cells along from the corner; 0.5, 0.5 is the middle of
        the first plot. None where the zone has no place or no grid.
        """
        if self.latitude is None or self.longitude is None or not self.is_grid:
            return None
        along, down = column * float(self.cell_width_m or 0), row * float(self.cell_depth_m or 0)
        turn = radians(self.angle)
        east = along * cos(turn) - down * sin(turn)
        south = along * sin(turn) + down * cos(turn)
        here = self.latitude, self.longitude
        north_m = distance_m(*here, self.latitude + SHORT, self.longitude) / SHORT
        east_m = distance_m(*here, self.latitude, self.longitude + SHORT) / SHORT
        return self.latitude - south / north_m, self.longitude + east / east_m


class PlotQuerySet(ScopedQuerySet):
    """Plots."""

    def usable(self) -> Self:
        """Not given up, in a zone that is not given up, and something can be grown."""
        kept = self.filter(retired_on__isnull=True, zone__closed_on__isnull=True)
        return kept.exclude(condition=Condition.UNUSABLE)

    def with_held(self) -> Self:
        """Adds `held`: whether a household has the plot today or will have it."""
        from apps.gardens.models.tenure import GardenTenure

        today = clock.today()
        live = GardenTenure.objects.filter(plot=OuterRef("pk")).exclude(period__endswith__lte=today)
        return self.annotate(held=Exists(live))

    def free(self) -> Self:
        """Usable, and nobody has it today or later."""
        return self.usable().with_held().filter(held=False)


@pghistory.track()
class GardenPlot(SiteOwned, Placed, Stamped):
    """A garden plot (微菜园). `block` names its run of adjoining plots, `place` its place in the run."""

    zone = models.ForeignKey(GardenZone, on_delete=models.PROTECT, related_name="plots", verbose_name=_("garden zone"))
    number = models.CharField(_("plot number"), max_length=12, help_text=_("Such as A-3-07."))
    row = models.PositiveSmallIntegerField(_("row"), null=True, blank=True)
    column = models.PositiveSmallIntegerField(_("column"), null=True, blank=True)
    block = models.CharField(
        _("run of plots"), max_length=12, help_text=_("Plots with the same one adjoin in order of their place.")
    )
    place = models.PositiveSmallIntegerField(_("place in the run"), default=1)
    area_m2 = models.DecimalField(_("area (m²)"), max_digits=6, decimal_places=1)
    water = models.CharField(_("water"), max_length=8, choices=Water.choices, blank=True)
    accessible = models.BooleanField(_("fit for disabled people"), default=False)
    condition = models.CharField(_("condition"), max_length=10, choices=Condition.choices, default=Condition.GOOD)
    retired_on = models.DateField(_("given up on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = PlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("garden plot")
        verbose_name_plural = _("garden plots")
        ordering = ("zone", "block", "place", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("community", "number"),
                name="gardens_plot_number_once",
                violation_error_message=_("This community already has a plot with this number."),
            ),
            models.UniqueConstraint(
                fields=("zone", "block", "place"),
                name="gardens_plot_place_once",
                violation_error_message=_("There is already a plot at this place of the run."),
            ),
            models.CheckConstraint(
                condition=Q(area_m2__gt=0, area_m2__lte=1000),
                name="gardens_plot_area_sane",
                violation_error_message=_("The area of a plot is more than 0 and at most 1,000 m²."),
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def is_usable(self) -> bool:
        """The same as PlotQuerySet.usable, which a test proves."""
        kept = self.retired_on is None and self.zone.closed_on is None
        return kept and self.condition != Condition.UNUSABLE
