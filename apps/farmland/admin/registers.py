"""Villages, crops and busy seasons: the county's registers."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.decorators import display

from apps.core import clock, ui
from apps.core.admin import ScopedAdmin
from apps.core.registers.resource import Decimals, Register, Whole, column
from apps.farmland.filters import BusySeasonFilter, CropFilter, VillageFilter
from apps.farmland.models import BusySeason, Crop, Village
from apps.farmland.seasons import next_span
from apps.farmland.words import season_days


class VillageRegister(Register):
    """Villages, by name and township; places in WGS-84."""

    keys = ("name", "township_name")
    name, township_name = column("name"), column("township_name")
    latitude, longitude = column("latitude", Decimals()), column("longitude", Decimals())
    altitude_m, spread_m = column("altitude_m", Decimals()), column("spread_m", Whole())

    class Meta(Register.Meta):
        model = Village
        fields = ("name", "township_name", "latitude", "longitude", "altitude_m", "spread_m")
        import_id_fields = ("name", "township_name")


@admin.register(Village)
class VillageAdmin(ScopedAdmin):
    """Villages with their places: what is placed by a village lies there."""

    list_display = ("name", "township_name", "placed", "altitude", "spread_m")
    list_numbers = ("altitude", "spread_m")
    fields = (("name", "township_name"), ("latitude", "longitude"), ("altitude_m", "spread_m"), "note")
    search_fields = ("name",)
    ordering = ("name", "pk")
    filterset_class = VillageFilter
    register = VillageRegister
    list_title = _("Villages")
    empty_title = _("No villages yet")
    empty_text = _("Enter the villages that people came from, with coordinates: fields can then be placed by village.")

    @display(description=_("place"))
    def placed(self, village: Village) -> Any:
        if village.latitude is None:
            return ui.missing(_("not placed"))
        return f"{village.latitude:.4f}, {village.longitude:.4f}"

    @display(description=_("altitude (m)"), ordering="altitude_m")
    def altitude(self, village: Village) -> Any:
        return ui.missing() if village.altitude_m is None else f"{village.altitude_m:,.0f}"


@admin.register(Crop)
class CropAdmin(ScopedAdmin):
    """What is grown here."""

    list_display = ("name", "name_en", "state")
    fields = ("name", "name_en", "retired")
    search_fields = ("name",)
    ordering = ("retired", "name", "pk")
    filterset_class = CropFilter
    list_title = _("Crops")
    empty_title = _("No crops yet")
    empty_text = _("Name what is grown here, then say when it keeps people busy.")

    @display(description=_("state"), ordering="retired")
    def state(self, crop: Crop) -> Any:
        if crop.retired:
            return ui.chip("neutral", _("no longer offered"), icon="block")
        return ui.chip("done", _("offered"))


@admin.register(BusySeason)
class BusySeasonAdmin(ScopedAdmin):
    """The farm calendar: when each crop keeps people in the fields, by altitude."""

    list_display = ("crop", "work_word", "band", "days", "this_year", "trips")
    list_numbers = ("trips",)
    fields = (("crop", "band"), ("work", "work_en"), "calendar", ("from_month", "from_day"), ("to_month", "to_day"),
              "trips")  # fmt: skip
    ordering = ("crop__name", "work", "pk")
    filterset_class = BusySeasonFilter
    deletable: ClassVar[bool] = True
    list_title = _("Busy seasons")
    empty_title = _("No busy seasons yet")
    empty_text = _("Say for each crop from when to when it needs hands, in each band of altitude.")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("crop")

    @display(description=pgettext_lazy("season", "work"), ordering="work")
    def work_word(self, season: BusySeason) -> str:
        return season.work_label

    @display(description=_("from which day to which"))
    def days(self, season: BusySeason) -> str:
        said = f"{season.from_month}.{season.from_day} – {season.to_month}.{season.to_day}"
        return f"{said} {season.get_calendar_display()}"

    @display(description=_("now or next"))
    def this_year(self, season: BusySeason) -> Any:
        span = next_span(season, clock.today())
        return season_days(span.first, span.last)
