"""What the page of a trip shows: where it stands, who has its seats, its stops, and what a cancellation does."""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core import ui
from apps.core.story import story
from apps.households.admin.file_panels import OFFICE_SEES_PHONES
from apps.households.models import Household
from apps.households.shown import with_homes
from apps.households.words import label_of
from apps.shuttles.admin.columns import change_url, listed
from apps.shuttles.looks import PURPOSE_ICONS, booking_chip, fare_words, needs_of, trip_chips
from apps.shuttles.models import Booking, Trip
from apps.shuttles.policies import may
from apps.shuttles.stranded import households_without_a_way, other_ways
from apps.shuttles.telling import COMES, Call, calls_for
from apps.shuttles.times import boarding_and_leaving
from apps.shuttles.words import stops_words, trip_words
from apps.shuttles.workflow import BEFORE_DEPARTURE, LIVE, SEATED, STEPS, BookingState, TripState

WALK = [state for state in TripState if state != TripState.CANCELLED]
FORWARD = {
    TripState.PLANNED: "open",
    TripState.OPEN: "begin_boarding",
    TripState.BOARDING: "depart",
    TripState.UNDER_WAY: "finish",
}
MOST_WAYS = 6
MOST_DRAWN = 60  # seats that are drawn one by one


def trip_context(row: Trip, user: Any) -> dict[str, Any]:
    """Everything on the page but its deeds."""
    bookings = list(
        with_homes(Booking.objects.visible_to(user).filter(trip=row))
        .select_related("from_stop", "to_stop").order_by("-priority", "place", "booked_at", "pk")
    )  # fmt: skip
    live = [one for one in bookings if one.state in LIVE]
    return {
        "head": {"icon": PURPOSE_ICONS[row.route.purpose], "words": trip_words(row), "chips": trip_chips(row),
                 "link": {"url": change_url("shuttleroute", row.route_id), "words": row.route.name}},
        "facts": _facts(row),
        "walk": ui.stages(WALK, row.state, _reached(row)) if row.state != TripState.CANCELLED else [],
        "refusal": _refusal(row, user),
        "seats": _seats(row),
        "boarding": _boarding(live),
        "paper_url": reverse("shuttles:boarding", args=[row.pk]),
        "paper_words": _("On paper (PDF)"),
        "waiting": _waiting(live),
        "gone": _gone(bookings),
        "stops": _stops(row, live),
        "cancelling": _cancelling(row, user, live),
        "stranded": _stranded(row) if row.state == TripState.CANCELLED else [],
        "ways": _ways(row),
        "calls": _calls(row, user),
        "entries": _story(row),
    }  # fmt: skip


def _reached(row: Trip) -> dict[str, Any]:
    return {step.to_state: step.at for step in row.steps.exclude(to_state="").order_by("at", "pk")}


def _facts(row: Trip) -> list[tuple[Any, Any]]:
    season = row.run.season.name if row.run_id else _("outside the timetable")
    return [
        (_("community"), row.community.name),
        (_("timetable"), season),
        (_("departs"), ui.exact(row.starts_at)),
        (_("arrives"), ui.exact(row.ends_at)),
        (_("vehicle"), row.vehicle.plate if row.vehicle_id else _("none yet")),
        (_("driver"), row.driver.name if row.driver_id else _("none yet")),
        (_("fare"), fare_words(row.fare_yuan)),
        *_costs(row),
    ]


def _costs(row: Trip) -> list[tuple[Any, Any]]:
    if row.state != TripState.DONE:
        return []
    return [
        (_("km driven"), None if row.km is None else ui.plain(row.km)),
        (_("cost (yuan)"), None if row.cost_yuan is None else ui.plain(row.cost_yuan)),
        *([(_("of it the vehicle's day (yuan)"), ui.plain(row.day_cost_yuan))] if row.day_cost_yuan else []),
        (_("cost of a rider (yuan)"), _each(row)),
    ]


def _each(row: Trip) -> str | None:
    """— without a rider; None where the cost is not collected."""
    if row.cost_yuan is None:
        return None
    return ui.plain(row.cost_yuan / row.riders) if row.riders else "—"


def _refusal(row: Trip, user: Any) -> str:
    """Why the step that leads on is not open yet; "" where it is, or nobody here takes it."""
    step = FORWARD.get(TripState(row.state))
    answer = may(row, step, user) if step else None
    if step is None or answer or getattr(answer, "code", "") == "not_your_role":
        return ""
    words = _("“%(step)s” is not possible yet: %(why)s")
    return words % {"step": STEPS[step].word, "why": answer.message if answer is not None else ""}


def _seats(row: Trip) -> dict[str, Any]:
    """Seats as they are taken: drawn one by one, and in numbers."""
    taken = max(row.taken - row.boarded, 0)
    kinds = [("boarded", row.riders), ("booked", taken), ("free", max(row.seats_left - row.walk_ons, 0))]
    drawn = [kind for kind, number in kinds for _seat in range(number)]
    words = _("%(taken)s of %(seats)s seats are taken, %(left)s are left, %(waiting)s bookings wait.") % {
        "taken": row.taken, "seats": row.seats, "left": row.seats_left, "waiting": row.waiting,
    }  # fmt: skip
    return {
        "words": words,
        "drawn": drawn if len(drawn) <= MOST_DRAWN else [],
        "counts": [
            (row.seats, pgettext("vehicle", "seats"), ""),
            (row.taken, pgettext("seats", "taken"), ""),
            (row.seats_left, pgettext("seats", "left"), "done" if row.seats_left else "due"),
            (row.waiting, _("bookings wait"), "wait" if row.waiting else ""),
            *([(row.riders, _("riders on board"), "done")] if row.riders else []),
        ],
        "url": listed("booking", f"trip={row.pk}"),
    }


def _row(one: Booking, *cells: Any) -> dict[str, Any]:
    return {
        "cells": [label_of(one.household), one.riders, stops_words(one), *cells],
        "url": change_url("booking", one.pk),
    }


def _way() -> str:
    return pgettext("shuttle", "from – to")


def _boarding(live: list[Booking]) -> dict[str, Any]:
    """Who has a seat."""
    rows = sorted((one for one in live if one.state in SEATED), key=lambda one: (one.from_stop.name, one.booked_at))
    return {
        "headers": [
            _("household"),
            (_("riders"), "num"),
            _way(),
            _("needs"),
            _("booked how"),
            _("state"),
        ],
        "rows": [_row(one, needs_of(one) or "—", one.get_channel_display(), booking_chip(one)) for one in rows],
    }


def _waiting(live: list[Booking]) -> dict[str, Any]:
    """Who waits, in the order in which seats are given."""
    rows = [one for one in live if one.state == BookingState.WAITING]
    return {
        "headers": [
            _("household"),
            (_("riders"), "num"),
            _way(),
            _("needs"),
            (pgettext("waitlist", "place"), "num"),
            _("since"),
        ],
        "rows": [_row(one, needs_of(one) or "—", n, ui.exact(one.booked_at)) for n, one in enumerate(rows, 1)],
    }


def _gone(bookings: list[Booking]) -> dict[str, Any]:
    """Who has no seat any more."""
    rows = [one for one in bookings if one.state not in LIVE]
    return {
        "headers": [_("household"), (_("riders"), "num"), _way(), _("state")],
        "rows": [_row(one, booking_chip(one)) for one in rows],
    }


def _stops(row: Trip, live: list[Booking]) -> dict[str, Any]:
    """Each stop with its time, and how many get on and off there."""
    seated = [one for one in live if one.state in SEATED]
    calls = list(row.stops.select_related("stop").order_by("place"))
    first, last = boarding_and_leaving((call.stop_id, call.place) for call in calls)
    on, off = Counter[int](), Counter[int]()
    for one in seated:
        on[first.get(one.from_stop_id, 0)] += one.riders
        off[last.get(one.to_stop_id or 0, calls[-1].place if calls else 0)] += one.riders
    rows = [
        [f"{timezone.localtime(call.due_at):%H:%M}", call.stop.name, on[call.place] or "—", off[call.place] or "—"]
        for call in calls
    ]
    return {
        "headers": [pgettext("shuttle", "due at"), _("stop"), (_("get on"), "num"), (_("get off"), "num")],
        "rows": rows,
    }


def _cancelling(row: Trip, user: Any, live: list[Booking]) -> dict[str, Any] | None:
    """Who would be told of a cancellation, and who would then have no way; None where nobody may cancel."""
    if not may(row, "cancel", user):
        return None
    told = len(live)
    riders = sum(one.riders for one in live)
    return {
        "told": _(
            "%(households)s households with %(riders)s riders are to be told: office and grid workers get a message."
        )
        % {"households": told, "riders": riders}
        if told
        else _("Nobody has booked: nobody needs to be told."),
        "some": told,
        "stranded": _stranded(row) if told else [],
    }


def _calls(row: Trip, user: Any) -> list[Call]:
    """Whom to call once something changed; nobody before."""
    changed = row.state == TripState.CANCELLED or (row.late_minutes and row.state in COMES)
    changed = changed or (row.state in BEFORE_DEPARTURE and row.steps.filter(step="retime").exists())
    return calls_for(row, user, whole=user.has_perm(OFFICE_SEES_PHONES)) if changed else []


def _stranded(row: Trip) -> list[dict[str, Any]]:
    """Households that it leaves without a way, or would."""
    keys = [one.household_id for one in households_without_a_way(row)]
    homes = {home.pk: home for home in Household.objects.filter(pk__in=keys).with_place().with_head()}
    page = "admin:households_household_change"
    return [
        {"label": label_of(homes[key]), "url": f"{reverse(page, args=[key])}?tab=shuttle"}
        for key in keys
        if key in homes
    ]


def _ways(row: Trip) -> list[dict[str, str]]:
    """Trips on which the office may find seats for them."""
    words = _("%(trip)s (%(left)s left)")
    return [
        {"url": change_url("trip", one.pk), "words": words % {"trip": trip_words(one), "left": one.seats_left}}
        for one in other_ways(row)[:MOST_WAYS]
    ]


def _story(row: Trip) -> list[dict[str, Any]]:
    return story(row.steps, {name: step.word for name, step in STEPS.items()}, _("Put on the calendar"))
