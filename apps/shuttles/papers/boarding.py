"""The boarding list on paper: who gets on where. Names of the heads; no room, no number, no health beyond the need."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.core import ui
from apps.core.typeset import PAPER_LANGUAGE, pdf_response
from apps.households.models import Household
from apps.shuttles.models import Booking, Trip

SOURCE = Path(__file__).with_name("boarding.typ")
BLANK_ROWS = 4


def boarding_response(trip: Trip, language: str = PAPER_LANGUAGE) -> HttpResponse:
    """The PDF of a trip's seats, as they stand now."""
    with translation.override(language):
        return pdf_response(SOURCE, _data(trip), f"{trip.day:%Y%m%d}-{trip.pk}.pdf")


def _data(trip: Trip) -> dict[str, Any]:
    seated = list(trip.bookings.seated().select_related("to_stop").order_by("pk"))
    waiting = list(trip.bookings.queue().select_related("to_stop"))
    names = _names([booking.household_id for booking in (*seated, *waiting)])
    counted = {"riders": sum(one.riders for one in seated), "seats": trip.seats, "households": len(seated)}
    return {
        "title": _("Boarding list"),
        "subject": f"{ui.exact(trip.starts_at)}　{trip.name or trip.route.name}",
        "dated": f"{trip.community.name}　{ui.exact(trip.starts_at)}",
        "intro": [
            _("%(riders)s riders of %(households)s households; %(seats)s seats.") % counted,
            *([_("About %(n)s minutes late.") % {"n": trip.late_minutes}] if trip.late_minutes else []),
        ],
        "headers": ["", _("head"), _("riders"), _("gets off at"), _("to know")],
        "parts": [*_parts(trip, seated, names), *_waiting(waiting, names), _walk_ons()],
        "outro": [_("Driver (signature): ____________________"), _("Kilometres: ____________________")],
    }


def _names(households: list[int]) -> dict[int, str]:
    """The heads' names; with the household's code where two on the list have the same."""
    found = list(
        Household.objects.filter(pk__in=households).with_head().order_by().values_list("pk", "code", "head_name")
    )
    called: dict[str, int] = defaultdict(int)
    for _key, code, name in found:
        called[name or code] += 1
    return {key: (f"{name}（{code}）" if name and called[name] > 1 else name or code) for key, code, name in found}


def _parts(trip: Trip, seated: list[Booking], names: dict[int, str]) -> list[dict[str, Any]]:
    """The stops in order, each with who gets on there."""
    at: dict[int, list[Booking]] = defaultdict(list)
    for booking in seated:
        at[booking.from_stop_id].append(booking)
    calls = trip.stops.select_related("stop").order_by("place")
    parts = []
    for call in calls:
        if mine := at.pop(call.stop_id, []):
            riders = ngettext("%(n)s rider", "%(n)s riders", sum(one.riders for one in mine))
            title = f"{timezone.localtime(call.due_at):%H:%M}　{call.stop.name}　"
            title += riders % {"n": sum(one.riders for one in mine)}
            parts.append({"title": title, "rows": [_row(one, names) for one in mine]})
    return parts


def _row(booking: Booking, names: dict[int, str]) -> list[str]:
    known = []
    if booking.wheelchair or booking.needs_accessible:
        known.append(pgettext("boarding list", "wheelchair") if booking.wheelchair else _("needs help boarding"))
    if booking.fare_yuan:
        known.append(_("fare %(fare)s yuan") % {"fare": ui.plain(booking.fare_yuan)})
    off = booking.to_stop.name if booking.to_stop else ""
    return [names[booking.household_id], str(booking.riders), off, "　".join(known)]


def _waiting(waiting: list[Booking], names: dict[int, str]) -> list[dict[str, Any]]:
    if not waiting:
        return []
    return [{"title": _("Waiting for a seat, in this order"), "rows": [_row(one, names) for one in waiting]}]


def _walk_ons() -> dict[str, Any]:
    return {"title": _("Got on without a booking"), "rows": [["", "", "", ""]] * BLANK_ROWS}
