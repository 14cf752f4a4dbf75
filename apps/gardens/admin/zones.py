"""Zones: their list, the page of one with its plots drawn as they lie, and the drawing of plots."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.gardens.actions import PLOT_FIELDS, ZONE_FIELDS, plot_add, zone_change, zone_register
from apps.gardens.admin.layout import layout_page
from apps.gardens.filters import ZoneFilter
from apps.gardens.forms import PlotForm
from apps.gardens.models import GardenTenure, GardenZone
from apps.gardens.plotting import STATES, canvas_of, drawn, plots_of, shape_of, states_of
from apps.gardens.policies import may_plan

THERE = Q(plots__retired_on__isnull=True)


def _add_plot(zone: GardenZone, user: Any, answers: dict[str, Any]) -> None:
    plot_add(zone=zone, by=user, **{name: answers[name] for name in PLOT_FIELDS if name in answers})


@admin.register(GardenZone)
class ZoneAdmin(DeedPages, ScopedAdmin):
    """Pieces of land with plots."""

    list_display = ("title", "in_community", "plots_n", "free_n", "grid_size", "wet", "wheels", "on_map")
    list_numbers = ("plots_n", "free_n")
    filterset_class = ZoneFilter
    ordering = ("community", "code", "pk")
    chosen_once = ("community", "code")
    edits = True
    page_template = "gardens/zone.html"
    list_before_template = "core/links.html"
    sheet_imports = "gardens.gardenimport"
    list_title = _("Garden zones")
    add_word = _("Add a zone")
    empty_title = _("No garden zones yet")
    empty_text = _("Add the pieces of land, then draw their plots by rows and columns, or enter them one by one.")
    fieldsets = (
        (None, {"fields": ("community", ("code", "name"), ("water", "accessible"), "note")}),
        (_("On the map"), {"fields": (("latitude", "longitude", "altitude_m"),)}),
    )
    deeds = (
        Deed(
            "plot", _("Add a single plot"), _add_plot, lambda row, user: may_plan(row.community, user),
            form=lambda row, user, data: PlotForm(data, initial={"water": row.water}), icon="add_box", place="plots",
        ),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        held = Exists(GardenTenure.objects.live().filter(plot=OuterRef("plots")))
        return (
            super().get_queryset(request).select_related("community")
            .annotate(plots_n=Count("plots", filter=THERE), held_n=Count("plots", filter=THERE & Q(held)))
        )  # fmt: skip

    def save_model(self, request: HttpRequest, obj: GardenZone, form: Any, change: bool) -> None:
        """Both go through the actions, which ask the policy."""
        given = {name: form.cleaned_data[name] for name in ZONE_FIELDS if name in form.cleaned_data}
        if change:
            zone_change(zone=obj, by=request.user, **given)
            return
        made = zone_register(by=request.user, community=form.cleaned_data["community"], **given)
        obj.pk, obj._state.adding = made.pk, False

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.layout_view)
        return [path("<path:object_id>/layout/", view, name="gardens_gardenzone_layout"), *super().get_urls()]

    def layout_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Draw the plots by rows and columns."""
        zone = self.find(request, object_id)
        if not may_plan(zone.community, request.user):
            raise PermissionDenied
        return layout_page(self, request, zone)

    def page_title(self, row: GardenZone) -> str:
        return row.name

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        plots = plots_of(row)
        looks = states_of(plots)
        centre = None if row.latitude is None else (row.latitude, row.longitude)
        shapes = [shape_of(plot, looks[plot.pk]) for plot in plots]
        listed = reverse("admin:gardens_gardenplot_changelist")
        return {
            "head": {"icon": "yard", "words": f"{row.code} · {row.name}", "chips": []},
            "facts": [
                (_t("community"), row.community.name),
                (_t("plots"), len(plots)),
                (_t("without a holder"), len(plots) - row.held_n),
                (_t("area in all (m²)"), ui.plain(sum(plot.area_m2 for plot in plots)) if plots else None),
                (_t("water"), row.get_water_display() or None),
                (_t("paths fit for wheelchairs"), self.wheels(row)),
                *([(_t("note"), row.note)] if row.note else []),
            ],
            "grid": drawn(row, plots, looks),
            "canvas": canvas_of(_t("On the map"), shapes, STATES, centre),
            "plots_url": f"{listed}?zone={row.pk}",
            "layout_url": self.url_of(row, "layout") if may_plan(row.community, user) else "",
        }

    @display(description=_("garden zone"), ordering="code")
    def title(self, row: GardenZone) -> Any:
        return ui.named("yard", f"{row.code} · {row.name}")

    def export_title(self, row: GardenZone) -> str:
        return f"{row.code} · {row.name}"

    @display(description=_("community"), ordering="community")
    def in_community(self, row: GardenZone) -> str:
        return row.community.name

    @display(description=_("plots"), ordering="plots_n")
    def plots_n(self, row: Any) -> int:
        return row.plots_n

    @display(description=_("without a holder"))
    def free_n(self, row: Any) -> int:
        return row.plots_n - row.held_n

    @display(description=_("rows × columns"))
    def grid_size(self, row: GardenZone) -> str:
        return f"{row.rows} × {row.columns}" if row.is_grid else "—"

    @display(description=_("water"), ordering="water")
    def wet(self, row: GardenZone) -> Any:
        return row.get_water_display() if row.water else ui.missing()

    @display(description=_("fit for wheelchairs"), ordering="accessible")
    def wheels(self, row: GardenZone) -> Any:
        return ui.missing() if row.accessible is None else _t("yes") if row.accessible else _t("no")

    @display(description=_("on the map"))
    def on_map(self, row: GardenZone) -> Any:
        return _t("yes") if row.latitude is not None else ui.missing()
