"""Rows under a household and under a person."""

from typing import Any

from unfold.admin import TabularInline

from apps.core.admin import ScopedChoices
from apps.core.forms import PeriodForm
from apps.households.admin.forms import MembershipForm, MembershipFormSet, OccupancyFormSet, PresenceFormSet
from apps.households.models import (
    Membership,
    Occupancy,
    Presence,
)


class _Rows(ScopedChoices, TabularInline):
    """What all of them share: no empty rows, nothing is deleted (an end date says it ended)."""

    extra = 0
    can_delete = False
    tab = True
    hide_title = True

    def get_queryset(self, request: Any) -> Any:
        return self.model._default_manager.visible_to(request.user).order_by(*self.ordering or ("pk",))


class MembershipInline(_Rows):
    model = Membership
    form = MembershipForm
    formset = MembershipFormSet
    fields = ("member", "relation", "starts", "ends")
    autocomplete_fields = ("member",)
    ordering = ("period", "pk")


class OccupancyInline(_Rows):
    model = Occupancy
    form = PeriodForm
    formset = OccupancyFormSet
    fields = ("dwelling", "starts", "ends")
    autocomplete_fields = ("dwelling",)
    ordering = ("-period", "pk")


class PresenceInline(_Rows):
    model = Presence
    form = PeriodForm
    formset = PresenceFormSet
    fields = ("status", "place", "reason", "months_at_home", "starts", "ends")
    ordering = ("-period", "pk")


# Income has its own dialog on the file: one year at a time, through the action.
HOUSEHOLD_INLINES = (MembershipInline, OccupancyInline, PresenceInline)
