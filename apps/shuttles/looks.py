"""How trips, bookings and what stands around them look wherever staff see them."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core import clock, ui
from apps.shuttles.due import ends_soon
from apps.shuttles.models import Booking, Driver, RideWish, ShuttlePlan, StandingBooking, Trip
from apps.shuttles.times import clock_words, minute_of
from apps.shuttles.vocabulary import Purpose, StandingState, StopKind, WishState
from apps.shuttles.workflow import BEFORE_DEPARTURE, BookingState, PlanState, TripState

TRIP_CHIPS = {
    TripState.PLANNED: ("neutral", "edit_calendar"),
    TripState.OPEN: ("wait", "event_seat"),
    TripState.BOARDING: ("due", "how_to_reg"),
    TripState.UNDER_WAY: ("due", "directions_bus"),
    TripState.DONE: ("done", "check_circle"),
    TripState.CANCELLED: ("late", "cancel"),
}
BOOKING_CHIPS = {
    BookingState.WAITING: ("wait", "hourglass_empty"),
    BookingState.BOOKED: ("done", "event_seat"),
    BookingState.BOARDED: ("done", "how_to_reg"),
    BookingState.CANCELLED: ("neutral", "undo"),
    BookingState.NO_SHOW: ("late", "person_off"),
    BookingState.RELEASED: ("late", "event_busy"),
}
STANDING_CHIPS = {StandingState.LIVE: ("done", "event_repeat"), StandingState.ENDED: ("neutral", "event_busy")}
WISH_CHIPS = {
    WishState.OPEN: ("due", "campaign"),
    WishState.PLANNED: ("done", "check_circle"),
    WishState.WITHDRAWN: ("neutral", "undo"),
}
PLAN_CHIPS = {
    PlanState.COMPUTING: ("wait", "hourglass_empty"),
    PlanState.READY: ("neutral", "calculate"),
    PlanState.FAILED: ("late", "error"),
}
PURPOSE_ICONS: dict[str, str] = {Purpose.FIELD: "agriculture", Purpose.SCHOOL: "school", Purpose.TOWN: "storefront"}
STOP_ICONS: dict[str, str] = {
    StopKind.COMMUNITY: "apartment",
    StopKind.FIELD: "agriculture",
    StopKind.SCHOOL: "school",
    StopKind.TOWN: "storefront",
}


def _chip(table: Any, value: Any, word: Any, title: Any = "") -> Any:
    kind, icon = table[value]
    return ui.chip(kind, word, icon=icon, title=title)


def trip_chip(row: Trip) -> Any:
    """Where a trip stands; why it was cancelled on hover."""
    return _chip(TRIP_CHIPS, row.state, row.get_state_display(), row.why)


def trip_chips(row: Trip) -> list[Any]:
    """Its state, and what somebody must know of it."""
    chips = [trip_chip(row)]
    if row.late_minutes:
        chips.append(ui.chip("late", _("%(n)s minutes late") % {"n": row.late_minutes}, title=row.why))
    if row.state in BEFORE_DEPARTURE:
        chips += [ui.chip("due", _("no vehicle"), icon="no_transfer")] if row.vehicle_id is None else []
        chips += [ui.chip("due", _("no driver"), icon="person_off")] if row.driver_id is None else []
    return chips


def booking_chip(row: Booking) -> Any:
    """Where a booking stands."""
    return _chip(BOOKING_CHIPS, row.state, row.get_state_display())


def needs_of(row: Booking) -> str:
    """What a household needs on its ride; "" for nothing."""
    words = (
        (row.priority, _("goes first")),
        (row.needs_accessible, _("accessible")),
        (row.wheelchair, _("wheelchair")),
    )
    return " · ".join(word for there, word in words if there)


def standing_chip(row: StandingBooking) -> Any:
    """Whether it still books."""
    return _chip(STANDING_CHIPS, row.state, row.get_state_display())


def wish_chip(row: RideWish) -> Any:
    """What became of a wish."""
    return _chip(WISH_CHIPS, row.state, row.get_state_display())


def plan_chip(row: ShuttlePlan) -> Any:
    """Whether a plan is there, and the one that became the timetable."""
    if row.adopted_at:
        return ui.chip("done", _("adopted"), title=ui.exact(row.adopted_at))
    return _chip(PLAN_CHIPS, row.state, row.get_state_display())


def licence_chip(row: Driver) -> Any:
    """Until when a driver may drive."""
    if row.licence_until < clock.today():
        return ui.chip(
            "late", _("ended %(day)s") % {"day": ui.when(row.licence_until)}, title=ui.exact(row.licence_until)
        )
    if ends_soon(row):
        return ui.chip(
            "due", _("ends %(day)s") % {"day": ui.when(row.licence_until)}, title=ui.exact(row.licence_until)
        )
    return ui.exact(row.licence_until)


def moment_words(at: datetime, day: date) -> str:
    """A moment of a service day: today 06:40, 11月3日 次日 01:10."""
    return f"{ui.when(day)} {clock_words(minute_of(day, at))}"


def fare_words(value: Any) -> str:
    """What a ride costs, in words."""
    return pgettext("fare", "free") if not value else _("%(yuan)s yuan") % {"yuan": ui.plain(value)}
