"""Trips: today's, the coming and the past ones as a list, and the page of one."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import DeedPages
from apps.shuttles.admin.trip_deeds import DEEDS
from apps.shuttles.admin.trip_page import trip_context
from apps.shuttles.filters import TripFilter
from apps.shuttles.looks import PURPOSE_ICONS, moment_words, trip_chip
from apps.shuttles.models import Trip
from apps.shuttles.words import trip_words


@admin.register(Trip)
class TripAdmin(DeedPages, ScopedAdmin):
    """One departure of one vehicle each."""

    list_display = ("title", "state_column", "seats_column", "left", "waits", "vehicle_column", "driver_column", "late")
    more_columns = ("in_community", "in_season", "rode", "km", "cost")
    list_numbers = ("seats_column", "left", "waits", "late", "rode", "km", "cost")
    filterset_class = TripFilter
    ordering = ("starts_at", "pk")
    page_template = "shuttles/trip.html"
    list_before_template = "core/links.html"
    list_title = _("Trips")
    empty_title = _("No trips yet")
    empty_text = _("Trips come from the timetable: open a season and put them on the calendar.")
    deeds = DEEDS

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("route", "run__season", "vehicle", "driver", "community")

    def opening(self, request: HttpRequest) -> str:
        """Without a question, what is still to come."""
        kept = super().opening(request)
        return kept if kept or request.GET or request.method != "GET" else "when=coming"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # the timetable makes them, or the page of a route

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """They come from the timetable."""
        return HttpResponseRedirect(reverse("admin:shuttles_shuttleseason_changelist"))

    def page_title(self, row: Any) -> str:
        return trip_words(row)

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        return trip_context(row, user)

    @display(description=pgettext_lazy("shuttle", "trip"), ordering="starts_at")
    def title(self, row: Trip) -> Any:
        return ui.named(
            PURPOSE_ICONS[row.route.purpose], moment_words(row.starts_at, row.day), row.name or row.route.name
        )

    def export_title(self, row: Trip) -> str:
        return f"{ui.exact(row.starts_at)} {row.name or row.route.name}"

    @display(description=_("state"), ordering="state")
    def state_column(self, row: Trip) -> Any:
        return trip_chip(row)

    @display(description=_("seats taken / in all"), ordering="taken")
    def seats_column(self, row: Trip) -> str:
        return f"{row.taken} / {row.seats}" if row.seats else "—"

    @display(description=_("seats left"))
    def left(self, row: Trip) -> Any:
        return row.seats_left if row.seats else "—"

    @display(description=pgettext_lazy("seats", "waiting"), ordering="waiting")
    def waits(self, row: Trip) -> Any:
        return row.waiting

    @display(description=_("vehicle"), ordering="vehicle__plate")
    def vehicle_column(self, row: Trip) -> Any:
        return row.vehicle.plate if row.vehicle_id else ui.chip("due", _("no vehicle"), icon="no_transfer")

    def export_vehicle_column(self, row: Trip) -> str:
        return row.vehicle.plate if row.vehicle_id else ""

    @display(description=_("driver"), ordering="driver__name")
    def driver_column(self, row: Trip) -> Any:
        return row.driver.name if row.driver_id else ui.chip("due", _("no driver"), icon="person_off")

    def export_driver_column(self, row: Trip) -> str:
        return row.driver.name if row.driver_id else ""

    @display(description=_("minutes late"), ordering="late_minutes")
    def late(self, row: Trip) -> Any:
        return row.late_minutes or "—"

    @display(description=_("community"), ordering="community")
    def in_community(self, row: Trip) -> str:
        return row.community.name

    @display(description=pgettext_lazy("shuttle", "season"), ordering="run__season")
    def in_season(self, row: Trip) -> str:
        return row.run.season.name if row.run_id else "—"

    @display(description=_("riders"), ordering="boarded")
    def rode(self, row: Trip) -> int:
        return row.riders

    @display(description=_("km"), ordering="km")
    def km(self, row: Trip) -> Any:
        return ui.missing() if row.km is None else ui.plain(row.km)

    def export_km(self, row: Trip) -> Any:
        return row.km

    @display(description=_("cost (yuan)"), ordering="cost_yuan")
    def cost(self, row: Trip) -> Any:
        return ui.missing() if row.cost_yuan is None else ui.plain(row.cost_yuan)

    def export_cost(self, row: Trip) -> Any:
        return row.cost_yuan
