"""Townships, communities, buildings, dwellings, and the working calendar."""

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.communities.calendar import missing_years, published_specials
from apps.communities.filters import (
    BuildingFilter,
    CalendarDayFilter,
    CommunityFilter,
    DwellingFilter,
    TownshipFilter,
)
from apps.communities.models import Building, CalendarDay, Community, Dwelling, Township
from apps.communities.registers import (
    BuildingRegister,
    CalendarDayRegister,
    CommunityRegister,
    DwellingRegister,
    TownshipRegister,
)
from apps.core import clock
from apps.core.admin import ScopedAdmin
from apps.core.ui import chip, missing

LOOK_AHEAD_DAYS = 92  # the State Council publishes next year's holidays in late autumn


@admin.register(Township)
class TownshipAdmin(ScopedAdmin):
    """Townships, which receive the monthly reports."""

    list_display = ("name", "code", "how_many")
    list_numbers = ("how_many",)
    fields = ("name", "code")
    ordering = ("name", "pk")
    filterset_class = TownshipFilter
    register = TownshipRegister
    empty_title = _("No townships yet")
    empty_text = _("Add the townships of the county first; each community belongs to one.")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(communities_n=Count("communities"))

    @display(description=_("communities"))
    def how_many(self, township: Any) -> int:
        return township.communities_n


@admin.register(Community)
class CommunityAdmin(ScopedAdmin):
    """Relocation communities."""

    list_display = ("name", "township", "how_many", "phone", "opened_on")
    list_numbers = ("how_many",)
    list_select_related = ("township",)
    fieldsets = (
        (None, {"fields": (("name", "township"), ("slug", "phone"), "address", "opened_on")}),
        (_("On the map"), {"fields": (("latitude", "longitude", "altitude_m"),)}),
    )
    ordering = ("name", "pk")
    filterset_class = CommunityFilter
    register = CommunityRegister
    empty_title = _("No communities yet")
    empty_text = _("Add the relocation communities of the county; residents choose theirs on the phone page.")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(buildings_n=Count("buildings"))

    @display(description=_("buildings"))
    def how_many(self, community: Any) -> int:
        return community.buildings_n


@admin.register(Building)
class BuildingAdmin(ScopedAdmin):
    """Blocks of flats."""

    list_display = ("label", "community", "units", "floors", "lift", "how_many")
    list_numbers = ("units", "floors", "how_many")
    list_select_related = ("community",)
    search_fields = ("number", "name")
    fieldsets = (
        (None, {"fields": ("community", ("number", "name"), ("units", "floors", "has_lift"))}),
        (_("On the map"), {"fields": (("latitude", "longitude", "altitude_m"),)}),
    )
    chosen_once = ("community",)  # so do its dwellings
    ordering = ("community", "number", "pk")
    filterset_class = BuildingFilter
    register = BuildingRegister
    empty_title = _("No buildings yet")
    empty_text = _("Buildings come in with the roster, or are added one by one.")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(dwellings_n=Count("dwellings"))

    @display(description=_("building"), ordering="number")
    def label(self, building: Building) -> str:
        return str(building)

    @display(description=_("has a lift"))
    def lift(self, building: Building) -> Any:
        if building.has_lift is None:
            return missing()
        return chip("done", _("lift")) if building.has_lift else _("no")

    @display(description=_("dwellings"))
    def how_many(self, building: Any) -> int:
        return building.dwellings_n


@admin.register(Dwelling)
class DwellingAdmin(ScopedAdmin):
    """Flats."""

    list_display = ("label", "building", "unit", "room", "area", "community")
    list_numbers = ("unit", "area")
    list_select_related = ("building", "community")
    search_fields = ("room",)
    autocomplete_fields = ("building",)
    fields = ("building", ("unit", "room", "area_m2"))
    ordering = ("building", "unit", "room", "pk")
    filterset_class = DwellingFilter
    register = DwellingRegister
    list_title = _("Dwellings")
    empty_title = _("No dwellings yet")
    empty_text = _("Dwellings come in with the roster, or are added one by one.")

    @display(description=_("dwelling"))
    def label(self, dwelling: Dwelling) -> str:
        return dwelling.label

    @display(description=_("floor area (m²)"), ordering="area_m2")
    def area(self, dwelling: Dwelling) -> Any:
        return missing() if dwelling.area_m2 is None else f"{dwelling.area_m2:g}"

    def save_model(self, request: HttpRequest, obj: Dwelling, form: Any, change: bool) -> None:
        # Its building says in which community a new one stands; Dwelling.clean keeps an old one there.
        obj.community_id = obj.building.community_id
        super().save_model(request, obj, form, change)


@admin.register(CalendarDay)
class CalendarDayAdmin(ScopedAdmin):
    """The county's own days over the published calendar, and what is published for this year."""

    list_display = ("day", "weekday", "working", "note")
    fields = (("date", "is_workday"), "note")
    ordering = ("-date",)
    filterset_class = CalendarDayFilter
    register = CalendarDayRegister
    list_after_template = "communities/calendar.html"
    deletable = True
    list_title = _("Working calendar")
    empty_title = _("No days of our own")
    empty_text = _("The published calendar holds. Enter a day here only where this county differs from it.")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        today = clock.today()
        year = int(text) if (text := request.GET.get("year", "")).isdecimal() and len(text) == 4 else today.year
        ahead = missing_years(today, date_after(today, LOOK_AHEAD_DAYS))
        shown = {
            "calendar_year": str(year),
            "calendar_days": [_line(*special) for special in published_specials(year)],
            "calendar_headers": [_("date"), _("weekday"), _("workday")],
            "calendar_missing": [str(missing) for missing in ahead],
        }
        return super().changelist_view(request, {**(extra_context or {}), **shown})

    @display(description=_("date"), ordering="date")
    def day(self, row: CalendarDay) -> str:
        return date_format(row.date, "DATE_FORMAT")

    @display(description=_("weekday"))
    def weekday(self, row: CalendarDay) -> str:
        return date_format(row.date, "l")

    @display(description=_("workday"))
    def working(self, row: CalendarDay) -> Any:
        return work_chip(row.is_workday)


def work_chip(works: bool) -> Any:
    """Workday or day off, with its icon."""
    return chip("due", _("workday"), icon="work") if works else chip("neutral", _("day off"), icon="weekend")


def _line(day: Any, works: bool) -> list[Any]:
    return [date_format(day, "DATE_FORMAT"), date_format(day, "l"), work_chip(works)]


def date_after(day: Any, days: int) -> Any:
    """The day so many days later."""
    return day.fromordinal(day.toordinal() + days)
