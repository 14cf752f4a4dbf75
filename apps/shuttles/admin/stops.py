"""Stops: their list, and the page of one with the walk from each building and what calls there today."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import clock, ui
from apps.core.addresses import qr_svg
from apps.core.maps import MapCanvas, MapClass, collection, point
from apps.core.periods import is_over, lasting
from apps.core.register_pages import RegisterAdmin
from apps.shuttles.actions import STOP_FIELDS, stop_change, stop_register
from apps.shuttles.admin.columns import TRIP_HEADERS, listed, trip_rows
from apps.shuttles.filters import StopFilter
from apps.shuttles.ics.addresses import stop_address
from apps.shuttles.looks import STOP_ICONS
from apps.shuttles.models import RouteStop, ShuttleStop, Trip
from apps.shuttles.walks import walks_to


@admin.register(ShuttleStop)
class StopAdmin(RegisterAdmin):
    """Where one gets on and off."""

    list_display = ("title", "in_community", "kind_words", "routes_n", "wheels", "on_map", "closed")
    list_numbers = ("routes_n",)
    filterset_class = StopFilter
    ordering = ("community", "code", "pk")
    page_template = "shuttles/stop.html"
    list_title = _("Stops")
    add_word = _("Add a stop")
    empty_title = _("No stops yet")
    empty_text = _("Add the places where shuttles call: at the community, by the fields, at schools and in town.")
    fieldsets = (
        (None, {"fields": ("community", ("code", "name"), ("kind", "accessible"), "closed_on", "note")}),
        (_("On the map"), {"fields": (("latitude", "longitude", "altitude_m"),)}),
    )
    noun, given = "stop", STOP_FIELDS
    registers, changes = staticmethod(stop_register), staticmethod(stop_change)

    def get_queryset(self, request: HttpRequest) -> Any:
        lines = RouteStop.objects.filter(lasting("route__closed_on"), stop=OuterRef("pk")).order_by().values("stop")
        number = Subquery(lines.annotate(n=Count("route", distinct=True)).values("n"))
        return super().get_queryset(request).annotate(routes_n=Coalesce(number, 0))

    def page_title(self, row: Any) -> str:
        return row.name

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        walks = walks_to(row)
        calls = Trip.objects.visible_to(user).filter(stops__stop=row, day=clock.today()).select_related("route")
        return {
            "head": {"icon": STOP_ICONS[row.kind], "words": f"{row.name} · {row.code}", "chips": []},
            "facts": [
                (_t("community"), row.community.name),
                (_t("kind"), row.get_kind_display()),
                (_t("fit for wheelchairs"), self.wheels(row)),
                (_t("place"), f"{row.latitude:.5f}, {row.longitude:.5f}" if row.latitude is not None else None),
                *([(_t("given up on"), ui.exact(row.closed_on))] if row.closed_on else []),
                *([(_t("note"), row.note)] if row.note else []),
            ],
            "canvas": _canvas(row, walks),
            "calendar": None if is_over(row.closed_on) else stop_address(row),
            "qr": "" if is_over(row.closed_on) else qr_svg(stop_address(row)),
            "parts": [
                _walks(row, walks),
                {
                    "title": _t("Trips that call here today"), "headers": TRIP_HEADERS,
                    "rows": trip_rows(calls.order_by("starts_at", "pk")),
                    "empty": _t("No trip calls here today."), "url": listed("trip", "when=coming"), "link": _t("All"),
                },
                {
                    "title": _t("Routes through this stop"),
                    "headers": [_t("route"), (_t("minutes from the first stop"), "num")],
                    "rows": [
                        [one.route.name, one.minutes]
                        for one in RouteStop.objects.filter(stop=row).select_related("route").order_by("route", "place")
                    ],
                    "empty": _t("No route calls here yet. Add the stop on the page of a route."),
                },
            ],
        }  # fmt: skip

    @display(description=_("stop"), ordering="code")
    def title(self, row: ShuttleStop) -> Any:
        return ui.named(STOP_ICONS[row.kind], row.name, row.code)

    def export_title(self, row: ShuttleStop) -> str:
        return f"{row.code} · {row.name}"

    @display(description=_("kind"), ordering="kind")
    def kind_words(self, row: ShuttleStop) -> str:
        return row.get_kind_display()

    @display(description=_("routes"), ordering="routes_n")
    def routes_n(self, row: Any) -> int:
        return row.routes_n

    @display(description=_("fit for wheelchairs"), ordering="accessible")
    def wheels(self, row: ShuttleStop) -> Any:
        return ui.missing() if row.accessible is None else _t("yes") if row.accessible else _t("no")

    def export_wheels(self, row: ShuttleStop) -> Any:
        return None if row.accessible is None else self.wheels(row)

    @display(description=_("on the map"))
    def on_map(self, row: ShuttleStop) -> Any:
        return _t("yes") if row.latitude is not None else ui.missing()

    @display(description=_("given up on"), ordering="closed_on")
    def closed(self, row: ShuttleStop) -> str:
        return ui.exact(row.closed_on) if row.closed_on else "—"


def _walks(stop: ShuttleStop, walks: list[Any]) -> dict[str, Any]:
    return {
        "title": _t("On foot from each building"),
        "note": _t("one way, uphill and downhill counted"),
        "headers": [_t("building"), (_t("minutes"), "num"), (_t("straight line (m)"), "num")],
        "rows": [
            [str(one.building), f"{one.minutes:,.0f}", f"{one.metres:,.0f}"]
            if one.minutes is not None
            else [str(one.building), None, None]
            for one in walks
        ],
        "empty": _t("Give the stop a place on the map first; then the walk is known.")
        if stop.latitude is None
        else _t("No building of this community is registered."),
    }


def _canvas(stop: ShuttleStop, walks: list[Any]) -> MapCanvas | None:
    if stop.latitude is None or stop.longitude is None:
        return None
    homes = [
        point(f"b{one.building.pk}", one.building.latitude, one.building.longitude, str(one.building),
              text=_t("%(n)s minutes on foot") % {"n": round(one.minutes)}, kind="home")
        for one in walks if one.minutes is not None
    ]  # fmt: skip
    here = point(f"s{stop.pk}", stop.latitude, stop.longitude, stop.name, kind="stop", front=True)
    classes = [MapClass("stop", _t("this stop")), MapClass("home", _t("buildings"))]
    return MapCanvas(title=_t("On the map"), data=collection([*homes, here]), classes=classes)
