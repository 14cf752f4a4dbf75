"""The boarding list on paper: who gets on where, as the driver's phone shows it; no number, no more than the need."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.core import clock, ui
from apps.core.typeset import PAPER_LANGUAGE, pdf_response
from apps.shuttles.models import Trip
from apps.shuttles.seats import Rider, board_list
from apps.shuttles.workflow import SEATED, BookingState

SOURCE = Path(__file__).with_name("boarding.typ")
BLANK_ROWS = 3


def boarding_response(trip: Trip, language: str = PAPER_LANGUAGE) -> HttpResponse:
    """The PDF of a trip's seats, as they stand now."""
    with translation.override(language):
        return pdf_response(SOURCE, _data(trip), f"{trip.day:%Y%m%d}-{trip.pk}.pdf")


def _data(trip: Trip) -> dict[str, Any]:
    lines = board_list(trip)
    seated = [line for line in lines if line.booking.state in SEATED]
    waiting = [line for line in lines if line.booking.state == BookingState.WAITING]
    waiting.sort(key=lambda line: (-line.booking.priority, line.booking.place))
    counted = {"riders": _riders(seated), "households": len(seated), "seats": trip.seats}
    told = [_("%(riders)s riders of %(households)s households; %(seats)s seats.") % counted]
    if trip.late_minutes:
        told.append(_("About %(n)s minutes late.") % {"n": trip.late_minutes})
    parts = [_stop(trip, list(mine)) for _key, mine in groupby(seated, lambda line: line.booking.from_stop_id)]
    if waiting:
        parts.append({"title": _("Waiting for a seat, in this order"), "rows": [_row(line) for line in waiting]})
    parts.append({"title": _("Got on without a booking"), "rows": [["", "", "", ""]] * BLANK_ROWS})
    return {
        "title": _("Boarding list"),
        "subject": f"{ui.exact(trip.starts_at)}　{trip.name or trip.route.name}",
        "dated": f"{trip.community.name}　{_('printed on %(day)s') % {'day': ui.exact(clock.now())}}",
        "intro": told,
        "headers": ["", _("household"), _("riders"), _("gets off at"), _("to know")],
        "parts": parts,
        "outro": [_("Driver (signature): ____________"), _("Kilometres: ____________")],
    }


def _riders(lines: Sequence[Rider]) -> int:
    return sum(line.booking.riders for line in lines)


def _stop(trip: Trip, lines: Sequence[Rider]) -> dict[str, Any]:
    """Who gets on at one stop."""
    stop = lines[0].booking.from_stop
    due = trip.stops.filter(stop=stop).order_by("place").values_list("due_at", flat=True)[0]
    riders = ngettext("%(n)s rider", "%(n)s riders", _riders(lines)) % {"n": _riders(lines)}
    title = f"{timezone.localtime(due):%H:%M}　{stop.name}　{riders}"
    return {"title": title, "rows": [_row(line) for line in lines]}


def _row(line: Rider) -> list[str]:
    booking, known = line.booking, []
    if booking.wheelchair:
        known.append(pgettext("boarding list", "wheelchair"))
    elif booking.needs_accessible:
        known.append(_("needs help boarding"))
    elif booking.priority:
        known.append(str(booking.get_priority_display()))
    if booking.fare_yuan:
        known.append(_("fare %(fare)s yuan") % {"fare": ui.plain(booking.fare_yuan)})
    off = booking.to_stop.name if booking.to_stop else ""
    return [f"{line.door}　{line.who}".strip(), str(booking.riders), off, "　".join(known)]
