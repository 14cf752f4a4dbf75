"""Wishes for trips: their list, and the page of one."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.households.admin.columns import HouseholdColumns
from apps.households.shown import home_link
from apps.households.words import label_of
from apps.shuttles.actions import wish_withdraw
from apps.shuttles.calendar.words import weekdays_words
from apps.shuttles.filters import WishFilter
from apps.shuttles.looks import wish_chip
from apps.shuttles.models import RideWish
from apps.shuttles.policies import may_withdraw_wish


def _withdraw(row: RideWish, user: Any, answers: dict[str, Any]) -> None:
    wish_withdraw(wish=row, by=user)


@admin.register(RideWish)
class WishAdmin(DeedPages, HouseholdColumns, ScopedAdmin):
    """Trips that households would need and do not find."""

    list_display = ("whose", "code", "purpose_column", "to", "wanted", "hour", "riders", "state_column", "told")
    more_columns = ("in_community", "text")
    list_numbers = ("riders",)
    filterset_class = WishFilter
    ordering = ("-told_at", "-pk")
    list_before_template = "core/links.html"
    list_title = _("Wishes for trips")
    empty_title = _("No wishes yet")
    empty_text = _(
        "Who finds no trip that suits says so on the phone or to the grid worker; plans of a season count them."
    )
    deeds = (Deed("withdraw", _("It is no longer wished"), _withdraw, may_withdraw_wish, icon="undo"),)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("stop", "season", "community", "told_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # in the file of the household

    def page_title(self, row: Any) -> str:
        return _t("Wish of %(household)s") % {"household": label_of(row.household)}

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        told_by = row.told_by or _t("by the resident")
        return {
            "head": {"icon": "campaign", "words": label_of(row.household), "chips": [wish_chip(row)]},
            "facts": [
                (_t("household"), home_link(row.household, tab="shuttle")),
                (_t("purpose"), row.get_purpose_display()),
                (_t("where to"), row.stop.name),
                (_t("when"), self.wanted(row)),
                (_t("from (hour)"), self.hour(row)),
                (_t("riders"), row.riders),
                (_t("in their words"), row.text or "—"),
                (_t("told"), f"{ui.exact(row.told_at)} · {row.get_channel_display()} · {told_by}"),
            ],
        }  # fmt: skip

    @display(description=_("purpose"), ordering="purpose")
    def purpose_column(self, row: RideWish) -> str:
        return row.get_purpose_display()

    @display(description=pgettext_lazy("shuttle", "where to"), ordering="stop")
    def to(self, row: RideWish) -> str:
        return row.stop.name

    @display(description=_("when"), ordering="day")
    def wanted(self, row: RideWish) -> str:
        if row.day:
            return ui.exact(row.day)
        return f"{row.season.name} · {weekdays_words(row.weekdays)}" if row.season else "—"

    @display(description=_("from (hour)"), ordering="hour_from")
    def hour(self, row: RideWish) -> str:
        return f"{row.hour_from:02}:00"

    @display(description=_("state"), ordering="state")
    def state_column(self, row: RideWish) -> Any:
        return wish_chip(row)

    @display(description=_("told on"), ordering="told_at")
    def told(self, row: RideWish) -> str:
        return ui.exact(row.told_at)
