"""The tab “Shuttle” of a household's file, its dialogs, and what stands among its concerns and events."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from apps.core import clock, ui
from apps.households.admin.fact_dialogs import buttons
from apps.households.file import Concern, Dialog, Entry, Panel, add_concerns, add_dialog, add_panel, add_timeline
from apps.households.models import Household
from apps.shuttles.actions import seat_book, wish_file
from apps.shuttles.admin.columns import change_url, days_of, listed
from apps.shuttles.calendar.words import weekdays_words
from apps.shuttles.household_forms import SeatForm, WishForm
from apps.shuttles.looks import booking_chip, standing_chip, wish_chip
from apps.shuttles.models import Booking, RideWish, StandingBooking, Trip
from apps.shuttles.policies import may_wish
from apps.shuttles.stranded import still_without_a_way
from apps.shuttles.times import clock_words
from apps.shuttles.vocabulary import Channel, StandingState
from apps.shuttles.words import booked_words, stops_words, trip_words
from apps.shuttles.workflow import BookingState, TripState

VIEW, GROUP = "shuttles.view_booking", gettext_lazy("Shuttles")
SHOWN = 12


def bookable(household: Household, user: Any) -> Any:
    """The coming trips of its community on which a seat can be booked now."""
    rows = Trip.objects.visible_to(user).filter(community=household.community_id, state=TripState.OPEN)
    return rows.filter(ends_at__gt=clock.now()).select_related("route").order_by("starts_at", "pk")


def _context(household: Household, user: Any) -> dict[str, Any]:
    return {
        "shuttle_parts": [_seats(household, user), _standing(household, user), _wishes(household, user)],
        "buttons": buttons(household, user, "shuttle-seat", "shuttle-wish"),
    }


def _seats(household: Household, user: Any) -> dict[str, Any]:
    rows = Booking.objects.visible_to(user).filter(household=household)
    shown = rows.select_related("trip__route", "from_stop", "to_stop").order_by("-trip__starts_at", "-pk")[:SHOWN]

    def cells(one: Booking) -> list[Any]:
        way = stops_words(one)
        return [trip_words(one.trip), one.riders, way, one.get_channel_display(), booking_chip(one)]

    return {
        "title": _("Seats"),
        "headers": [_("trip"), (_("riders"), "num"), pgettext("shuttle", "from – to"), _("booked how"), _("state")],
        "rows": [
            {"cells": cells(one), "url": change_url("booking", one.pk)} for one in shown
        ],
        "empty": _("It has not booked a seat yet."),
        "url": listed("booking", f"household={household.pk}"),
    }  # fmt: skip


def _standing(household: Household, user: Any) -> dict[str, Any]:
    rows = StandingBooking.objects.visible_to(user).filter(household=household)
    shown = rows.select_related("run__route").order_by("-period", "-pk")[:SHOWN]

    def cells(one: StandingBooking) -> list[Any]:
        departure = f"{clock_words(one.run.departs_at)} {one.run.route.name}"
        return [departure, one.riders, weekdays_words(one.weekdays), *days_of(one), standing_chip(one)]

    return {
        "title": _("Seats on every day"),
        "headers": [
            pgettext("shuttle", "departure"), (_("riders"), "num"), _("on"), _("since"), _("until"), _("state"),
        ],
        "rows": [
            {"cells": cells(one), "url": change_url("standingbooking", one.pk)} for one in shown
        ],
        "empty": _("It has no seat on every day. One is given on the page of a departure."),
        "url": listed("standingbooking", f"household={household.pk}"),
    }  # fmt: skip


def _wishes(household: Household, user: Any) -> dict[str, Any]:
    rows = RideWish.objects.visible_to(user).filter(household=household).select_related("stop", "season")
    return {
        "title": _("Wishes"),
        "headers": [_("where to"), _("when"), (_("riders"), "num"), _("in their words"), _("state")],
        "rows": [
            {"cells": [one.stop.name, ui.exact(one.day) if one.day else str(one.season), one.riders, one.text or "—",
                       wish_chip(one)], "url": change_url("ridewish", one.pk)}
            for one in rows.order_by("-told_at", "-pk")[:SHOWN]
        ],
        "empty": _("It has told no wish."),
        "url": listed("ridewish", f"household={household.pk}"),
    }  # fmt: skip


def _concerns(household: Household, user: Any) -> Iterable[Concern]:
    """Coming seats that were taken from it, where no other trip is booked for that day."""
    if not user.has_perm(VIEW):
        return
    mine = Booking.objects.visible_to(user).filter(household=household)
    here = f"{reverse('admin:households_household_change', args=[household.pk])}?tab=shuttle"
    for booking in still_without_a_way(mine).select_related("trip__route"):
        words = _("%(trip)s does not run, and no other trip has a seat for it.") % {"trip": trip_words(booking.trip)}
        yield Concern("late", _("Without a way"), words, here, _("Shuttles"), "no_transfer", topic="home")


def _events(household: Household, user: Any) -> Iterable[Entry]:
    rows = Booking.objects.visible_to(user).filter(household=household, trip__starts_at__lt=clock.now())
    told = rows.filter(state__in=(BookingState.BOARDED, BookingState.NO_SHOW)).select_related("trip__route")
    for one in told.order_by("-trip__starts_at")[:40]:
        day = timezone.localdate(one.trip.starts_at)
        came = one.state == BookingState.BOARDED
        words = _("Rode the shuttle: %(route)s") if came else _("Had a seat and did not come: %(route)s")
        page = change_url("booking", one.pk)
        yield Entry(day, words % {"route": one.trip.route.name}, page, topic="home", icon="directions_bus")


def _book(household: Household, user: Any, answers: dict[str, Any]) -> str:
    booking, _made = seat_book(household=household, by=user, channel=Channel.STAFF, **answers)
    return booked_words(booking)


def _wish(household: Household, user: Any, answers: dict[str, Any]) -> None:
    wish_file(household=household, by=user, channel=Channel.STAFF, **answers)


def _count(household: Household, user: Any) -> int:
    seats = Booking.objects.visible_to(user).live().filter(household=household, trip__ends_at__gt=clock.now())
    standing = StandingBooking.objects.visible_to(user).filter(household=household, state=StandingState.LIVE)
    return seats.count() + standing.count()


add_panel(
    Panel(
        "shuttle", gettext_lazy("Shuttle"), "shuttles/household_panel.html", _context, count=_count,
        may=lambda user: user.has_perm(VIEW), place=48, group="land",
    )
)  # fmt: skip
add_concerns(_concerns)
add_timeline(_events, deep=True)
add_dialog(
    Dialog(
        key="shuttle-seat",
        words=gettext_lazy("Book a seat on the shuttle"),
        icon="event_seat",
        form=lambda household, user, data: SeatForm(household, bookable(household, user), data),
        act=_book,
        may=lambda household, user: (
            user.has_perm("shuttles.add_booking") and household.left_on is None and bookable(household, user).exists()
        ),
        button=gettext_lazy("Book"),
        hint=gettext_lazy("Where no seat is left, the household waits and moves up by itself."),
        group=GROUP,
    )
)
add_dialog(
    Dialog(
        key="shuttle-wish",
        words=gettext_lazy("Needs another shuttle"),
        icon="campaign",
        form=lambda household, user, data: WishForm(household, user, data),
        act=_wish,
        may=lambda household, user: user.has_perm("shuttles.add_ridewish") and bool(may_wish(household, user)),
        hint=gettext_lazy("Counts when the next plan of a season is computed."),
        group=GROUP,
    )
)
