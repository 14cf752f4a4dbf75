"""Households: the list, and the file of one household."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core.admin import ScopedAdmin
from apps.core.ui import chip, missing
from apps.households.filters import HouseholdFilter
from apps.households.models import Household
from apps.households.vocabulary import ResidenceStatus

RESIDENCE_CHIPS = {
    ResidenceStatus.PERMANENT: ("done", "home"),
    ResidenceStatus.MIGRANT_WORK: ("wait", "luggage"),
    ResidenceStatus.DUAL: ("due", "swap_horiz"),
    ResidenceStatus.RETURNED: ("due", "undo"),
    ResidenceStatus.VACANT: ("neutral", "door_front"),
}


def residence_chip(status: str | None) -> Any:
    """The residence status with its icon; a note where it was not collected."""
    if not status:
        return missing()
    kind, icon = RESIDENCE_CHIPS[ResidenceStatus(status)]
    return chip(kind, ResidenceStatus(status).label, icon=icon)


@admin.register(Household)
class HouseholdAdmin(ScopedAdmin):
    """The list of households within scope."""

    list_display = ("code", "head", "place", "kind_word", "people", "living", "in_community")
    ordering = ("code", "pk")
    filterset_class = HouseholdFilter
    empty_title = _("No households yet")
    empty_text = _("Import the roster of the community, or add households one by one.")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).select_related("community")
        return rows.with_place().with_head().with_size().with_residence()

    @display(description=_("head"))
    def head(self, household: Any) -> Any:
        return household.head_name or missing()

    @display(description=_("room"))
    def place(self, household: Any) -> Any:
        return household.place_label or missing(_("no dwelling"))

    @display(description=_("household class"), ordering="kind")
    def kind_word(self, household: Any) -> Any:
        return household.get_kind_display() or missing()

    @display(description=_("people"))
    def people(self, household: Any) -> Any:
        return household.size or 0

    @display(description=_("residence status"))
    def living(self, household: Any) -> Any:
        return residence_chip(household.residence)

    @display(description=_("community"))
    def in_community(self, household: Any) -> Any:
        return household.community.name
