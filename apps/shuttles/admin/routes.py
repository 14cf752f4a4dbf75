"""Routes: their list, the page of one with its stops in order, and the form in which stops are rows."""

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from unfold.admin import TabularInline
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedChoices
from apps.core.deeds import Deed
from apps.core.maps import MapCanvas, MapClass, collection, line, point
from apps.core.periods import lasting
from apps.core.register_pages import RegisterAdmin
from apps.shuttles.actions import ROUTE_FIELDS, route_change, route_register, trip_add
from apps.shuttles.admin.columns import change_url, listed, plans
from apps.shuttles.filters import RouteFilter
from apps.shuttles.forms import OneOffForm
from apps.shuttles.looks import PURPOSE_ICONS, fare_words
from apps.shuttles.models import RouteStop, ShuttleRoute
from apps.shuttles.times import clock_words, moment


class RouteStopInline(ScopedChoices, TabularInline):
    """The stops of the form; their minutes give their order."""

    model = RouteStop
    fields = ("stop", "minutes", "km")
    ordering = ("place",)
    extra = 4
    hide_title = True  # a row is its stop, which stands in it
    verbose_name_plural = _("Stops, in the order of their minutes; the first has 0 minutes and 0 km")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **given: Any) -> Any:
        found = super().formfield_for_dbfield(db_field, request, **given)
        if found is not None:  # the headings of the columns are not read out with a field
            found.widget.attrs["aria-label"] = found.label
        return found

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # the route's own permission opened the form

    has_change_permission = has_delete_permission = has_view_permission = has_add_permission


def _one_off(row: ShuttleRoute, user: Any, answers: dict[str, Any]) -> str:
    starts_at = moment(answers["day"], answers["departs_at"])
    trip = trip_add(route=row, by=user, day=answers["day"], starts_at=starts_at,
                    vehicle=answers["vehicle"], driver=answers["driver"], name=answers["name"])  # fmt: skip
    return _t("The trip of %(time)s is on the calendar.") % {"time": clock_words(answers["departs_at"])} if trip else ""


@admin.register(ShuttleRoute)
class RouteAdmin(RegisterAdmin):
    """Which way shuttles take."""

    list_display = ("title", "in_community", "purpose_words", "stops_n", "fare", "runs_n", "closed")
    list_numbers = ("stops_n", "runs_n", "fare")
    filterset_class = RouteFilter
    ordering = ("community", "code", "pk")
    page_template = "shuttles/route.html"
    list_title = _("Routes")
    add_word = _("Add a route")
    empty_title = _("No routes yet")
    empty_text = _("Add a route with its stops in order and the minutes from the first; timetables are made of routes.")
    fields = ("community", ("code", "name"), ("purpose", "fare_yuan"), "closed_on", "note")
    inlines = (RouteStopInline,)
    noun, given = "route", ROUTE_FIELDS
    deeds = (
        Deed("trip", _("A single trip outside the timetable"), _one_off, plans, icon="add_road",
             form=lambda row, user, data: OneOffForm(row, user, data)),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        counted = {"stops_n": Count("stops", distinct=True), "runs_n": Count("runs", distinct=True)}
        return super().get_queryset(request).annotate(**counted)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Together with its stops, below."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        given = {name: form.cleaned_data[name] for name in ROUTE_FIELDS if name in form.cleaned_data}
        rows = [one.cleaned_data for one in formsets[0].forms if one.cleaned_data.get("stop")]
        kept = sorted((row for row in rows if not row.get("DELETE")), key=lambda row: row["minutes"])
        given["stops"] = [(row["stop"], row["minutes"], row["km"]) for row in kept]
        if change:
            route_change(route=form.instance, by=request.user, **given)
            return
        made = route_register(community=form.cleaned_data["community"], by=request.user, **given)
        form.instance.pk, form.instance._state.adding = made.pk, False

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        return super().construct_change_message(request, form, [], add)  # the actions have logged the stops

    def page_title(self, row: Any) -> str:
        return row.name

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        stops = list(row.stops.select_related("stop").order_by("place"))
        seasons = row.runs.filter(lasting("ended_on")).order_by().values("season", "season__name")
        return {
            "head": {"icon": PURPOSE_ICONS[row.purpose], "words": f"{row.code} · {row.name}", "chips": []},
            "facts": [
                (_t("community"), row.community.name),
                (_t("purpose"), row.get_purpose_display()),
                (_t("fare"), fare_words(row.fare_yuan)),
                (_t("length"), _t("%(km)s km, %(minutes)s minutes") % _length(stops) if stops else None),
                *([(_t("given up on"), ui.exact(row.closed_on))] if row.closed_on else []),
                *([(_t("note"), row.note)] if row.note else []),
            ],
            "canvas": _canvas(stops),
            "parts": [
                {
                    "title": _t("Stops in order"),
                    "headers": [_t("stop"), _t("code"), (_t("minutes"), "num"), (_t("km"), "num")],
                    "rows": [
                        {"cells": [one.stop.name, one.stop.code, one.minutes, ui.plain(one.km)],
                         "url": change_url("shuttlestop", one.stop_id)} for one in stops
                    ],
                    "empty": _t("No stops yet. Change the route to add them."),
                },
                {
                    "title": _t("In these timetables"),
                    "headers": [pgettext("shuttle", "season"), (_t("departures"), "num")],
                    "rows": [
                        {"cells": [one["season__name"], one["n"]], "url": change_url("shuttleseason", one["season"])}
                        for one in seasons.annotate(n=Count("pk")).order_by("season__name")
                    ],
                    "empty": _t("No timetable has it yet. Add departures on the page of a season."),
                    "url": listed("trip", f"route={row.pk}&when=coming"), "link": _t("Its coming trips"),
                },
            ],
        }  # fmt: skip

    @display(description=_("route"), ordering="code")
    def title(self, row: ShuttleRoute) -> Any:
        return ui.named(PURPOSE_ICONS[row.purpose], row.name, row.code)

    def export_title(self, row: ShuttleRoute) -> str:
        return f"{row.code} · {row.name}"

    @display(description=_("purpose"), ordering="purpose")
    def purpose_words(self, row: ShuttleRoute) -> str:
        return row.get_purpose_display()

    @display(description=_("stops"), ordering="stops_n")
    def stops_n(self, row: Any) -> int:
        return row.stops_n

    @display(description=_("departures"), ordering="runs_n")
    def runs_n(self, row: Any) -> int:
        return row.runs_n

    @display(description=_("fare"), ordering="fare_yuan")
    def fare(self, row: ShuttleRoute) -> str:
        return fare_words(row.fare_yuan)

    @display(description=_("given up on"), ordering="closed_on")
    def closed(self, row: ShuttleRoute) -> str:
        return ui.exact(row.closed_on) if row.closed_on else "—"


def _length(stops: list[Any]) -> dict[str, str]:
    return {"km": ui.plain(stops[-1].km), "minutes": str(stops[-1].minutes)}


def _canvas(stops: list[Any]) -> MapCanvas | None:
    placed = [one for one in stops if one.stop.latitude is not None and one.stop.longitude is not None]
    if not placed:
        return None
    points = [
        point(one.stop.pk, one.stop.latitude, one.stop.longitude, f"{one.place + 1} {one.stop.name}", kind="stop",
              url=change_url("shuttlestop", one.stop_id))
        for one in placed
    ]  # fmt: skip
    way = line("way", [(one.stop.latitude, one.stop.longitude) for one in placed], _t("route"))
    return MapCanvas(title=_t("On the map"), data=collection([way, *points]), classes=[MapClass("stop", _t("stops"))])
