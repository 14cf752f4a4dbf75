"""Shuttles on the first page: trips missing, without a vehicle or driver, not finished, households without a way,
licences.
"""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from apps.core import clock, ui
from apps.reports.sidebar import link_to
from apps.reports.today.cards import some
from apps.shuttles.due import SOON_DAYS, lacking, licence_due, licence_ended, unfinished, unlaid
from apps.shuttles.models import Booking, Driver, ShuttleSeason, Trip
from apps.shuttles.stranded import still_without_a_way


def cards(user: Any) -> list[dict[str, Any]]:
    """What is none is not shown. Six queries."""
    if not user.has_perm("shuttles.add_trip"):
        return []
    mine, drivers = Trip.objects.visible_to(user), Driver.objects.visible_to(user)
    soon = mine.filter(lacking(), day__lt=clock.today() + timedelta(days=SOON_DAYS), ends_at__gt=clock.now())
    today = soon.filter(day=clock.today()).count()
    ended = drivers.filter(licence_ended()).count()
    trips, listed = link_to("admin:shuttles_trip_changelist"), link_to("admin:shuttles_driver_changelist")
    stranded = still_without_a_way(Booking.objects.visible_to(user)).count()
    seats = link_to("admin:shuttles_booking_changelist")
    when = _("today: %(n)s") % {"n": today} if today else _("within a week")
    over = _("ended: %(n)s") % {"n": ended} if ended else _("see who drives in the meantime")
    seasons = ShuttleSeason.objects.visible_to(user).filter(unlaid()).order_by("unlaid_from", "pk")
    missing = [(pk, day) for pk, day in seasons.values_list("pk", "unlaid_from") if day]
    from_day = _("from %(day)s on; its page says why") % {"day": ui.when(missing[0][1])} if missing else ""
    season = link_to("admin:shuttles_shuttleseason_change", missing[0][0]) if missing else ""
    found = (
        (len(missing), _("timetables with trips missing"), from_day, season, "late"),
        (soon.count(), _("trips without a vehicle or driver"), when,
         f"{trips}?lacking=either&when=week", "late" if today else "due"),
        (mine.filter(unfinished()).count(), _("trips not finished"), _("their time is over: write what was driven"),
         f"{trips}?lacking=finish", "due"),
        (stranded, _("bookings left without a way"), _("their trip was cancelled: find another"),
         f"{seats}?without_a_way=true", "late"),
        (drivers.filter(licence_due()).count(), _("driving licences end"), over,
         f"{listed}?licence=due", "late" if ended else "due"),
    )  # fmt: skip
    return some(found)
