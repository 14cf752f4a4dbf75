"""The county's standards, each from a day on."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.facilities.filters import StandardFilter
from apps.facilities.models import FacilityStandard
from apps.facilities.words import ages_words


@admin.register(FacilityStandard)
class StandardAdmin(ScopedAdmin):
    """What is expected of each kind."""

    list_display = (
        "kind",
        "since",
        "concerned",
        "residents_from",
        "people_per_facility",
        "places_per_100",
        "min_capacity",
        "people_per_staff",
        "max_minutes",
        "source",
    )
    list_numbers = (
        "residents_from",
        "people_per_facility",
        "places_per_100",
        "min_capacity",
        "people_per_staff",
        "max_minutes",
    )
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
    list_title = _("Facility standards")
    empty_title = _("No standards yet")
    empty_text = _("Enter what the county expects of each kind. Until then the gap analysis says “no standard”.")

    @display(description=_("valid from"), ordering="valid_from")
    def since(self, row: FacilityStandard) -> str:
        return ui.exact(row.valid_from)

    @display(description=_("those concerned"))
    def concerned(self, row: FacilityStandard) -> Any:
        return ages_words(row)
