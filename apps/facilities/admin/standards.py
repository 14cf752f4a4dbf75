"""The county's standards, each from a day on."""

from typing import Any

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.facilities.filters import StandardFilter
from apps.facilities.models import FacilityStandard
from apps.facilities.words import ages_words, asked_words


@admin.register(FacilityStandard)
class StandardAdmin(ScopedAdmin):
    """What is expected of each kind."""

    list_display = ("kind", "since", "concerned", "asks", "max_minutes", "origin")
    export_only = ("residents_from", "people_per_facility", "places_per_100", "min_capacity", "people_per_staff")
    list_numbers = ("max_minutes",)
    fieldsets = (
        (None, {"fields": (("kind", "valid_from"), ("age_from", "age_to"), "source")}),
        (_("How many"), {"fields": (("residents_from", "people_per_facility"),)}),
        (
            _("How large, how staffed, how near"),
            {"fields": (("places_per_100", "min_capacity"), ("people_per_staff", "max_minutes"))},
        ),
    )
    ordering = ("kind", "-valid_from", "pk")
    filterset_class = StandardFilter
    deletable = True
    list_before_template = "facilities/links.html"
    list_title = _("Facility standards")
    empty_title = _("No standards yet")
    empty_text = _("Enter what the county expects of each kind. Until then the gap analysis says “no standard”.")

    @display(description=_("valid from"), ordering="valid_from")
    def since(self, row: FacilityStandard) -> str:
        return ui.exact(row.valid_from)

    @display(description=_("those concerned"))
    def concerned(self, row: FacilityStandard) -> Any:
        return ages_words(row)

    @display(description=_("what is asked"))
    def asks(self, row: FacilityStandard) -> Any:
        return asked_words(row) or "—"

    @display(description=_("source"))
    def origin(self, row: FacilityStandard) -> Any:
        return format_html('<span class="fc-source">{}</span>', row.source) if row.source else "—"

    def export_origin(self, row: FacilityStandard) -> str:
        return row.source
