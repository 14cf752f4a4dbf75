"""Vehicles: their list, and the page of one with what it drives and when it cannot be had."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from unfold.decorators import display

from apps.core import ui
from apps.core.deeds import Deed
from apps.core.periods import is_over
from apps.core.register_pages import RegisterAdmin
from apps.shuttles.actions import VEHICLE_FIELDS, vehicle_change, vehicle_out, vehicle_register
from apps.shuttles.admin.columns import TRIP_HEADERS, concerned, days_of, listed, plans, trip_rows
from apps.shuttles.admin.undoing import ends_span
from apps.shuttles.filters import VehicleFilter
from apps.shuttles.forms import SpanForm
from apps.shuttles.models import Trip, Vehicle, VehicleOutage


def _outage(row: Vehicle, user: Any, answers: dict[str, Any]) -> str:
    made = vehicle_out(vehicle=row, by=user, **answers)
    return concerned(row.trips.filter(day__contained_by=made.period))


@admin.register(Vehicle)
class VehicleAdmin(RegisterAdmin):
    """Buses and vans."""

    list_display = ("title", "in_community", "seats", "wheelchair_places", "per_km", "per_day", "today")
    list_numbers = ("seats", "wheelchair_places", "per_km", "per_day")
    filterset_class = VehicleFilter
    ordering = ("community", "plate", "pk")
    list_title = _("Vehicles")
    add_word = _("Add a vehicle")
    empty_title = _("No vehicles yet")
    empty_text = _("Add the buses and vans with their seats; trips take their seats from them.")
    fields = (
        "community", ("plate", "name"), ("seats", "wheelchair_places"), ("cost_per_km_yuan", "cost_per_day_yuan"),
        "retired_on", "note",
    )  # fmt: skip
    noun, given = "vehicle", VEHICLE_FIELDS
    registers, changes = staticmethod(vehicle_register), staticmethod(vehicle_change)
    deeds = (
        Deed("outage", _("Out of service"), _outage, plans, icon="build",
             form=lambda row, user, data: SpanForm(data),
             hint=_("Its trips of those days stay and need another vehicle: until then the first page counts them.")),
        ends_span("outages", _("Back in service earlier"), "build_circle"),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        out = VehicleOutage.objects.current().filter(vehicle=OuterRef("pk"))
        return super().get_queryset(request).annotate(is_out=Exists(out))

    def page_title(self, row: Any) -> str:
        return row.plate

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        trips = Trip.objects.visible_to(user).ahead().filter(vehicle=row).select_related("route")
        return {
            "head": {"icon": "directions_bus", "words": f"{row.plate} {row.name}".strip(), "chips": [self.today(row)]},
            "facts": [
                (_t("community"), row.community.name),
                (pgettext("vehicle", "seats"), row.seats),
                (_t("places for wheelchairs"), row.wheelchair_places),
                (_t("cost of a kilometre (yuan)"), self.per_km(row)),
                (_t("cost of a day in use (yuan)"), self.per_day(row)),
                *([(_t("note"), row.note)] if row.note else []),
            ],
            "parts": [
                {
                    "title": _t("Coming trips"), "headers": TRIP_HEADERS, "rows": trip_rows(trips),
                    "empty": _t("It has no coming trip."), "url": listed("trip", f"vehicle={row.pk}&when=coming"),
                    "link": _t("All"),
                },
                {
                    "title": _t("Out of service"), "headers": [_t("from"), _t("until"), _t("why")],
                    "rows": [[*days_of(one), one.why or "—"] for one in row.outages.order_by("-period", "-pk")[:12]],
                    "empty": _t("It was never out of service."),
                },
            ],
        }  # fmt: skip

    @display(description=_("vehicle"), ordering="plate")
    def title(self, row: Vehicle) -> Any:
        return ui.named("directions_bus", row.plate, row.name)

    def export_title(self, row: Vehicle) -> str:
        return f"{row.plate} {row.name}".strip()

    @display(description=_("yuan a km"), ordering="cost_per_km_yuan")
    def per_km(self, row: Vehicle) -> Any:
        return ui.missing() if row.cost_per_km_yuan is None else ui.plain(row.cost_per_km_yuan)

    def export_per_km(self, row: Vehicle) -> Any:
        return row.cost_per_km_yuan

    @display(description=_("yuan a day"), ordering="cost_per_day_yuan")
    def per_day(self, row: Vehicle) -> Any:
        return ui.missing() if row.cost_per_day_yuan is None else ui.plain(row.cost_per_day_yuan)

    def export_per_day(self, row: Vehicle) -> Any:
        return row.cost_per_day_yuan

    @display(description=_("today"))
    def today(self, row: Any) -> Any:
        if is_over(row.retired_on):
            return ui.chip("neutral", _t("retired"), icon="inventory_2", title=ui.exact(row.retired_on))
        if row.is_out:
            return ui.chip("due", _t("out of service"), icon="build")
        return ui.chip("done", _t("in service"), icon="directions_bus")
