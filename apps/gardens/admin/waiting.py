"""The waitlist, as a list; its order is the allocation's."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core.admin import ScopedAdmin
from apps.gardens.filters import WaitlistFilter
from apps.gardens.looks import wait_chip
from apps.gardens.models import WaitlistEntry
from apps.households.admin.columns import OnHouseholdPage


@admin.register(WaitlistEntry)
class WaitlistAdmin(OnHouseholdPage, ScopedAdmin):
    """Who waits, in which order."""

    household_tab = "garden"
    list_display = ("place", "whose", "code", "of_round", "state_column")
    more_columns = ("in_community",)
    list_numbers = ("place",)
    filterset_class = WaitlistFilter
    ordering = ("-round", "place", "pk")
    list_before_template = "core/links.html"
    list_title = _("Waitlist")
    empty_title = _("Nobody waits for a plot")
    empty_text = _(
        "Where plots do not suffice, those left wait here; a plot that becomes free is offered to the first."
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("round", "community")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # the allocation puts them here

    @display(description=_("garden round"), ordering="round")
    def of_round(self, row: WaitlistEntry) -> str:
        return row.round.name

    @display(description=_("state"), ordering="state")
    def state_column(self, row: WaitlistEntry) -> Any:
        return wait_chip(row)
