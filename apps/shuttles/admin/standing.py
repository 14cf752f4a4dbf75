"""Standing bookings: their list, and the page of one with the seats that it booked."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.core.forms import WhyForm
from apps.households.admin.columns import HouseholdColumns
from apps.households.shown import home_link
from apps.households.words import label_of
from apps.shuttles.actions import standing_end
from apps.shuttles.admin.columns import change_url, days_of, listed
from apps.shuttles.calendar.words import weekdays_words
from apps.shuttles.filters import StandingFilter
from apps.shuttles.looks import booking_chip, standing_chip
from apps.shuttles.models import Booking, StandingBooking
from apps.shuttles.policies import may_end_standing
from apps.shuttles.times import clock_words
from apps.shuttles.words import stops_words, trip_words


def _end(row: StandingBooking, user: Any, answers: dict[str, Any]) -> None:
    standing_end(standing=row, by=user, why=answers["why"])


@admin.register(StandingBooking)
class StandingAdmin(DeedPages, HouseholdColumns, ScopedAdmin):
    """Seats on every day of a departure."""

    list_display = ("whose", "code", "of_run", "riders", "way", "on_days", "since", "until", "state_column")
    more_columns = ("in_community",)
    list_numbers = ("riders",)
    filterset_class = StandingFilter
    ordering = ("-created_at", "-pk")
    list_before_template = "core/links.html"
    list_title = _("Standing bookings")
    empty_title = _("No standing bookings yet")
    empty_text = _(
        "Who rides every day, as pupils do, gets a seat for the season: on the page of a departure or a household."
    )
    deeds = (
        Deed("end", _("End it"), _end, may_end_standing, icon="event_busy", careful=True,
             form=lambda row, user, data: WhyForm(data), hint=_("Seats of coming trips are given back.")),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.select_related("run__route", "run__season", "community", "from_stop", "to_stop", "booked_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # on the page of a departure

    def page_title(self, row: Any) -> str:
        return _t("Standing booking of %(household)s") % {"household": label_of(row.household)}

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        run = {"url": change_url("run", row.run_id), "words": self.of_run(row)}
        seats = Booking.objects.visible_to(user).filter(standing=row).select_related("trip__route")
        since, until = days_of(row)
        return {
            "head": {
                "icon": "event_repeat", "words": label_of(row.household), "chips": [standing_chip(row)], "link": run,
            },
            "facts": [
                (_t("household"), home_link(row.household, tab="shuttle")),
                (pgettext("shuttle", "season"), row.run.season.name),
                (_t("riders"), row.riders),
                (pgettext("shuttle", "from – to"), stops_words(row)),
                (_t("on"), weekdays_words(row.weekdays)),
                (_t("since"), since),
                (_t("until"), until),
                (_t("registered"), f"{row.get_channel_display()} · {row.booked_by or _t('by the resident')}"),
                *([(_t("why it ended"), row.why)] if row.why else []),
            ],
            "parts": [
                {
                    "title": _t("Seats that it booked"), "headers": [_t("trip"), _t("state")],
                    "rows": [
                        {"cells": [trip_words(one.trip), booking_chip(one)], "url": change_url("booking", one.pk)}
                        for one in seats.order_by("-trip__starts_at", "-pk")[:20]
                    ],
                    "empty": _t("It has booked no seat yet: its trips are not on the calendar."),
                    "url": listed("booking", f"standing={row.pk}"), "link": _t("All"),
                }
            ],
        }  # fmt: skip

    @display(description=pgettext_lazy("shuttle", "departure"), ordering="run__departs_at")
    def of_run(self, row: StandingBooking) -> str:
        return f"{clock_words(row.run.departs_at)} {row.run.route.name}"

    @display(description=pgettext_lazy("shuttle", "from – to"))
    def way(self, row: StandingBooking) -> str:
        return stops_words(row)

    @display(description=_("on"))
    def on_days(self, row: StandingBooking) -> str:
        return weekdays_words(row.weekdays)

    @display(description=_("since"), ordering="period")
    def since(self, row: StandingBooking) -> str:
        return ui.exact(row.started) if row.started else "—"

    @display(description=_("until"))
    def until(self, row: StandingBooking) -> str:
        return days_of(row)[1]

    @display(description=_("state"), ordering="state")
    def state_column(self, row: StandingBooking) -> Any:
        return standing_chip(row)
