"""Bookings: their list, and the page of one with its steps and its story."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.core.story import story
from apps.households.admin.columns import HouseholdColumns
from apps.households.shown import home_link
from apps.households.words import label_of
from apps.shuttles.actions import BY_BOOKING_STEP
from apps.shuttles.admin.columns import change_url
from apps.shuttles.filters import BookingFilter
from apps.shuttles.forms import GiveBackForm
from apps.shuttles.looks import booking_chip, fare_words, needs_of
from apps.shuttles.models import Booking
from apps.shuttles.policies import may_booking
from apps.shuttles.words import stops_words, trip_words
from apps.shuttles.workflow import BOOKING_WORKFLOW

ICONS = {"board": "how_to_reg", "unboard": "undo", "miss": "person_off", "unmiss": "undo", "cancel": "event_busy"}
ASKS = ("cancel",)
SHOWN = 20


def _deed(step: str) -> Deed:
    def act(row: Booking, user: Any, answers: dict[str, Any]) -> None:
        BY_BOOKING_STEP[step](booking=row, by=user, **answers)

    form: dict[str, Any] = {"form": lambda row, user, data: GiveBackForm(data)} if step in ASKS else {}
    word = BOOKING_WORKFLOW.by_name[step].word
    return Deed(step, word, act, lambda row, user: may_booking(row, step, user), icon=ICONS[step],
                careful=step in ASKS, **form)  # fmt: skip


@admin.register(Booking)
class BookingAdmin(DeedPages, HouseholdColumns, ScopedAdmin):
    """Seats of households."""

    list_display = ("whose", "code", "of_trip", "riders", "way", "needs", "state_column", "channel_column", "booked")
    more_columns = ("in_community", "fare")
    list_numbers = ("riders", "fare")
    filterset_class = BookingFilter
    ordering = ("-trip__starts_at", "-booked_at", "-pk")
    list_before_template = "core/links.html"
    list_title = _("Bookings")
    empty_title = _("No bookings yet")
    empty_text = _("Residents book on their phones; here, seats are booked on the page of a trip or a household.")
    deeds = tuple(_deed(step) for step in BY_BOOKING_STEP)

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.select_related("trip__route", "community", "from_stop", "to_stop", "booked_by", "standing")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # on the page of a trip

    def page_title(self, row: Any) -> str:
        return _t("Seat of %(household)s") % {"household": label_of(row.household)}

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        by = str(row.booked_by) if row.booked_by_id else _t("by the resident")
        trip = {"url": change_url("trip", row.trip_id), "words": trip_words(row.trip)}
        home = self.home(row)
        return {
            "head": {
                "icon": "event_seat", "words": label_of(row.household), "chips": [booking_chip(row)], "link": trip,
            },
            "facts": [
                (_t("household"), home),
                (_t("riders"), row.riders),
                (pgettext("shuttle", "from – to"), stops_words(row)),
                (_t("needs"), needs_of(row) or "—"),
                (_t("fare"), fare_words(row.fare_yuan)),
                (_t("place on the waitlist"), row.place or "—"),
                (_t("booked"), f"{ui.exact(row.booked_at)} · {row.get_channel_display()} · {by}"),
                *([(_t("standing booking"), _standing(row))] if row.standing_id else []),
                *([(_t("note"), row.note)] if row.note else []),
            ],
            "entries": _story(row),
        }  # fmt: skip

    @staticmethod
    def home(row: Booking) -> Any:
        """The household, leading to its tab."""
        return home_link(row.household, tab="shuttle")

    @display(description=pgettext_lazy("shuttle", "trip"), ordering="trip__starts_at")
    def of_trip(self, row: Booking) -> str:
        return trip_words(row.trip)

    @display(description=pgettext_lazy("shuttle", "from – to"))
    def way(self, row: Booking) -> str:
        return stops_words(row)

    @display(description=_("needs"), ordering="priority")
    def needs(self, row: Booking) -> str:
        return needs_of(row) or "—"

    @display(description=_("state"), ordering="state")
    def state_column(self, row: Booking) -> Any:
        return booking_chip(row)

    @display(description=_("booked how"), ordering="channel")
    def channel_column(self, row: Booking) -> str:
        return row.get_channel_display()

    @display(description=_("booked on"), ordering="booked_at")
    def booked(self, row: Booking) -> str:
        return ui.exact(row.booked_at)

    @display(description=_("fare"), ordering="fare_yuan")
    def fare(self, row: Booking) -> str:
        return fare_words(row.fare_yuan)


def _standing(row: Booking) -> Any:
    """The standing booking that made it."""
    url = change_url("standingbooking", row.standing_id)
    return format_html('<a class="aj-quiet-link" href="{}">{} ›</a>', url, _t("its standing booking"))


def _story(row: Booking) -> list[dict[str, Any]]:
    words = {name: step.word for name, step in BOOKING_WORKFLOW.by_name.items()}
    return story(row.steps, words, _t("Booked"))
