"""Fields: the list, the map beside its table, and the page of one field."""

from dataclasses import replace
from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.lists.export import Export
from apps.farmland.admin import pages
from apps.farmland.admin.whatif import whatif_page
from apps.farmland.filters import ParcelFilter
from apps.farmland.means import minutes_by_timetable
from apps.farmland.models import Parcel
from apps.farmland.radius import Radius
from apps.farmland.words import (
    metres_words,
    minutes_words,
    notes_of,
    source_words,
    use_chip,
    walk_cell,
    zone_chip,
)

TIMETABLE_COLUMN = "by_timetable"


def _ride(parcels: Any) -> None:
    """Note on the fields of a page how long the shuttle takes."""
    minutes = minutes_by_timetable(Parcel.objects.filter(pk__in=[parcel.pk for parcel in parcels]))
    for parcel in parcels:
        parcel.minutes_by_timetable = minutes.get(parcel.pk)


def rounded(minutes: float | None) -> float | None:
    """Minutes for a workbook."""
    return None if minutes is None else round(minutes, 1)


@admin.register(Parcel)
class ParcelAdmin(ScopedAdmin):
    """The list of fields within scope, with the way on foot."""

    list_display = ("whose", "named", "area", "growing", "used", "minutes", "reached")
    more_columns = ("way", "ebike", "by_timetable", "source", "in_village", "right", "code", "in_community", "metres2")
    export_only: ClassVar[tuple[str, ...]] = ("told",)
    list_numbers = ("area", "minutes", "way", "ebike", "by_timetable", "metres2")
    search_fields = ("code",)
    ordering = ("household__code", "pk")
    filterset_class = ParcelFilter
    list_title: ClassVar[Any] = _("Fields")
    sheet_imports = "farmland.parcelimport"
    add_word: ClassVar[Any] = _("Register a field")
    empty_title = _("No fields yet")
    empty_text = _("Read in the list of contracted land, or register fields on the page of a household.")
    change_list_template = "admin/farmland/parcel/change_list.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).select_related("household", "community", "crop", "village", "reach")
        return rows.with_use().annotate(zone=Radius.on().as_sql())

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        address = f"{reverse('admin:farmland_parcel_map')}?{request.GET.urlencode()}"
        response: Any = super().changelist_view(request, {"map_url": address, **(extra_context or {})})
        shown = (getattr(response, "context_data", None) or {}).get("cl")
        if shown is not None and TIMETABLE_COLUMN in shown.list_display:
            _ride(shown.result_list)
        return response

    def export_of(self, request: HttpRequest, changelist: Any) -> Export:
        export = super().export_of(request, changelist)
        names = list(self.get_list_display(request))
        if TIMETABLE_COLUMN not in names:
            return export
        minutes, columns = minutes_by_timetable(changelist.queryset), list(export.columns)
        place = names.index(TIMETABLE_COLUMN)
        columns[place] = replace(columns[place], value=lambda row: rounded(minutes.get(row.pk)))
        return replace(export, columns=columns)

    @display(description=_("household"), ordering="household__code")
    def whose(self, parcel: Any) -> str:
        return parcel.household.code

    @display(description=_("field of land"))
    def named(self, parcel: Any) -> str:
        kind = str(parcel.get_kind_display())
        return f"{parcel.name} · {kind}" if parcel.name else kind

    @display(description=_("area (mu)"), ordering="area_mu")
    def area(self, parcel: Any) -> str:
        return parcel.mu

    @display(description=_("area (m²)"), ordering="area_mu")
    def metres2(self, parcel: Any) -> str:
        return f"{parcel.area_m2:,}"

    @display(description=_("crop"))
    def growing(self, parcel: Any) -> Any:
        return str(parcel.crop) if parcel.crop_id else ui.missing()

    @display(description=_("use"))
    def used(self, parcel: Any) -> Any:
        return use_chip(parcel.use)

    @display(description=_("on foot"), ordering="reach__walk_minutes")
    def minutes(self, parcel: Any) -> Any:
        return walk_cell(parcel)

    def export_minutes(self, parcel: Any) -> float | None:
        """Minutes as a number, for workbooks."""
        reach = getattr(parcel, "reach", None)
        return None if reach is None or reach.walk_minutes is None else round(reach.walk_minutes, 1)

    @display(description=_("way on foot"), ordering="reach__walk_m")
    def way(self, parcel: Any) -> Any:
        reach = getattr(parcel, "reach", None)
        return metres_words(reach.walk_m if reach else None) or ui.missing(_("not known"))

    @display(description=_("by e-bike"), ordering="reach__ebike_minutes")
    def ebike(self, parcel: Any) -> Any:
        reach = getattr(parcel, "reach", None)
        return minutes_words(reach.ebike_minutes if reach else None) or ui.missing(_("not known"))

    @display(description=_("by shuttle today"))
    def by_timetable(self, parcel: Any) -> Any:
        """From door to field, with waiting and walking; — where none runs today that serves it."""
        return minutes_words(getattr(parcel, "minutes_by_timetable", None)) or "—"

    @display(description=_("computed by"))
    def source(self, parcel: Any) -> Any:
        reach = getattr(parcel, "reach", None)
        return ui.missing(_("not known")) if reach is None or reach.missing else source_words(reach)

    @display(description=_("what to know of the minutes"))
    def told(self, parcel: Any) -> str:
        """Taken as level, measured from the middle, outside the county: goes along with every export."""
        return " ".join(str(note) for note in notes_of(parcel)) or "—"

    @display(description=_("radius"))
    def reached(self, parcel: Any) -> Any:
        return zone_chip(parcel.zone)

    @display(description=_("village"))
    def in_village(self, parcel: Any) -> Any:
        return str(parcel.village) if parcel.village_id else ui.missing()

    @display(description=_("community"))
    def in_community(self, parcel: Any) -> str:
        return parcel.community.name

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site.admin_view
        return [
            path("map/", site(self.map_view), name="farmland_parcel_map"),
            path("what-if/", site(self.whatif_view), name="farmland_parcel_what_if"),
            path("<path:object_id>/do/<slug:step>/", site(self.do_view), name="farmland_parcel_do"),
            *super().get_urls(),
        ]

    def map_view(self, request: HttpRequest) -> HttpResponse:
        """The fields of a community on the map, by minutes on foot, with the table beside it."""
        return pages.map_page(self, request)

    def whatif_view(self, request: HttpRequest) -> HttpResponse:
        """Where a store, a block or a stop would save most hours."""
        return whatif_page(self, request)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Fields are registered on the page of their household: there it is known whose they are."""
        return pages.add_page(self, request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of one field."""
        return pages.detail(self, request, object_id)

    def do_view(self, request: HttpRequest, object_id: str, step: str) -> HttpResponse:
        """Place it, correct it, say who works it, give it up."""
        return pages.step(self, request, object_id, step)
