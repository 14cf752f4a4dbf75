"""Plots: their list, and the page of one with who has it and had it."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import DeedPages
from apps.gardens.actions import PLOT_FIELDS, plot_change
from apps.gardens.filters import PlotFilter
from apps.gardens.looks import tenure_chip
from apps.gardens.models import GardenPlot, GardenTenure
from apps.gardens.plotting import states_of
from apps.households.shown import home_link, with_homes
from apps.households.words import label_of


@admin.register(GardenPlot)
class PlotAdmin(DeedPages, ScopedAdmin):
    """All plots of all zones."""

    list_display = ("number", "in_zone", "area", "wet", "wheels", "fit", "holder", "used")
    more_columns = ("in_community",)
    export_only = ("row", "column", "latitude", "longitude")
    list_numbers = ("area",)
    filterset_class = PlotFilter
    ordering = ("zone__code", "row", "column", "number", "pk")
    chosen_once = ("community", "zone")
    edits = True
    list_before_template = "core/links.html"
    sheet_imports = "gardens.gardenimport"
    list_title = _("Garden plots")
    empty_title = _("No garden plots yet")
    empty_text = _("Plots are drawn on the page of their zone, by rows and columns.")
    fields = (
        ("number", "area_m2"), ("block", "place"), ("water", "condition"), "accessible",
        ("latitude", "longitude", "altitude_m"), "retired_on", "note",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        live = with_homes(GardenTenure.objects.live().order_by("period", "pk"))
        rows = super().get_queryset(request).select_related("zone", "community")
        return rows.prefetch_related(Prefetch("tenures", queryset=live, to_attr="live"))

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Plots are drawn on the page of their zone."""
        return HttpResponseRedirect(reverse("admin:gardens_gardenzone_changelist"))

    def save_model(self, request: HttpRequest, obj: GardenPlot, form: Any, change: bool) -> None:
        given = {name: form.cleaned_data[name] for name in PLOT_FIELDS if name in form.cleaned_data}
        plot_change(plot=obj, by=request.user, **given)

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        look = states_of([row])[row.pk]
        had = with_homes(GardenTenure.objects.visible_to(user).filter(plot=row)).order_by("-period", "-pk")
        kind = "neutral" if look.key == "free" else look.key
        zone = reverse("admin:gardens_gardenzone_change", args=[row.zone_id])
        return {
            "head": {
                "icon": "yard", "words": row.number, "chips": [ui.chip(kind, look.word, icon=look.icon)],
                "link": {"url": zone, "words": f"{row.zone.code} · {row.zone.name}"},
            },
            "facts": [
                (_t("area (m²)"), ui.plain(row.area_m2)),
                (_t("water"), row.get_water_display() or None),
                (_t("fit for disabled people"), _t("yes") if row.accessible else _t("no")),
                (_t("condition"), row.get_condition_display()),
                (_t("run of plots"), f"{row.block} · {row.place}"),
                (_t("place"), f"{row.latitude:.5f}, {row.longitude:.5f}" if row.latitude is not None else None),
                *([(_t("note"), row.note)] if row.note else []),
            ],
            "parts": [
                {
                    "title": _t("Who has it and had it"),
                    "headers": [_t("household"), _t("since"), _t("until"), _t("state")],
                    "rows": [
                        {"cells": [label_of(tenure.household), *days_of(tenure), tenure_chip(tenure)],
                         "url": reverse("admin:gardens_gardentenure_change", args=[tenure.pk])}
                        for tenure in had[:20]
                    ],
                    "empty": _t("Nobody has had this plot yet."),
                }
            ],
        }  # fmt: skip

    @display(description=_("garden zone"), ordering="zone__code")
    def in_zone(self, row: GardenPlot) -> str:
        return row.zone.name

    @display(description=_("area (m²)"), ordering="area_m2")
    def area(self, row: GardenPlot) -> str:
        return ui.plain(row.area_m2)

    @display(description=_("water"), ordering="water")
    def wet(self, row: GardenPlot) -> Any:
        return row.get_water_display() if row.water else ui.missing()

    @display(description=_("for disabled people"), ordering="accessible")
    def wheels(self, row: GardenPlot) -> Any:
        return ui.chip("done", _t("fit"), icon="accessible") if row.accessible else "—"

    def export_wheels(self, row: GardenPlot) -> Any:
        return _t("yes") if row.accessible else _t("no")

    @display(description=_("condition"), ordering="condition")
    def fit(self, row: GardenPlot) -> str:
        return row.get_condition_display()

    @display(description=_("household"))
    def holder(self, row: Any) -> Any:
        return format_html("{}", home_link(row.live[0].household, tab="garden")) if row.live else "—"

    def export_holder(self, row: Any) -> str:
        return row.live[0].household.code if row.live else ""

    @display(description=_("state"))
    def used(self, row: Any) -> Any:
        if row.live:
            return tenure_chip(row.live[0])
        return ui.chip("neutral", _t("free") if row.is_usable else _t("not usable"))

    @display(description=_("community"), ordering="community")
    def in_community(self, row: GardenPlot) -> str:
        return row.community.name


def days_of(row: Any) -> tuple[str, str]:
    """Since and until of a period, in words."""
    return ui.exact(row.started), ui.exact(row.ended) if row.ended else _t("open")
