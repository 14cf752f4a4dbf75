"""Fields in words, the same on every face."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core import ui
from apps.farmland.models import Parcel, Reach
from apps.farmland.radius import Radius, Zone
from apps.farmland.vocabulary import Missing, PlacedBy, Use

ZONE_KINDS = {Zone.FOOT: "done", Zone.CART: "due", Zone.MOTOR: "due", Zone.BEYOND: "late"}
ZONE_ICONS = {Zone.FOOT: "directions_walk", Zone.CART: "pedal_bike", Zone.MOTOR: "two_wheeler", Zone.BEYOND: "block"}
USE_KINDS = {Use.OWN: "done", Use.LEASED_IN: "done", Use.LEASED_OUT: "wait", Use.IDLE: "due"}
USE_ICONS = {Use.OWN: "agriculture", Use.LEASED_IN: "login", Use.LEASED_OUT: "logout", Use.IDLE: "hourglass_empty"}


def minutes_words(minutes: float | None) -> str | None:
    """25 min; 1 h 20 min from an hour on; None where not known."""
    if minutes is None:
        return None
    whole = max(1, round(minutes))
    hours, rest = divmod(whole, 60)
    if not hours:
        return _("%(n)s min") % {"n": rest}
    return _("%(h)s h %(n)s min") % {"h": hours, "n": rest} if rest else _("%(h)s h") % {"h": hours}


def metres_words(metres: float | None) -> str | None:
    """640 m, 2.3 km; None where not known."""
    if metres is None:
        return None
    if metres < 1000:
        return _("%(n)s m") % {"n": round(metres, -1 if metres >= 100 else 0).__int__()}
    return _("%(n)s km") % {"n": f"{metres / 1000:.1f}"}


def hours_words(hours: float | None) -> str | None:
    """Whole hours with thousands; None where not known."""
    return None if hours is None else f"{round(hours):,}"


def zone_chip(zone: str | None) -> Any:
    """How far a field lies, with its word and icon."""
    if not zone:
        return ui.missing(_("not known"))
    found = Zone(zone)
    return ui.chip(ZONE_KINDS[found], found.label, icon=ZONE_ICONS[found])


def use_chip(use: str | None) -> Any:
    """Who works a field."""
    if not use:
        return ui.missing()
    found = Use(use)
    return ui.chip(USE_KINDS[found], found.label, icon=USE_ICONS[found])


def reach_of(parcel: Parcel) -> Reach | None:
    """The computed way, if there is one."""
    return getattr(parcel, "reach", None)


def why_unknown(parcel: Parcel) -> Any:
    """Why there is no time to a field."""
    reach = reach_of(parcel)
    if reach is None:
        return _("being computed")
    return Missing(reach.missing).label if reach.missing else ""


def place_words(parcel: Parcel) -> str:
    """How the place became known and how exact it is."""
    if not parcel.placed_by:
        return _("not placed")
    said = str(PlacedBy(parcel.placed_by).label)
    if parcel.exact_m:
        said = _("%(how)s, exact to about %(m)s m") % {"how": said, "m": f"{parcel.exact_m:,}"}
    return said


def notes_of(parcel: Parcel) -> list[Any]:
    """What must be known beside the minutes: over the border, flat assumed, measured from the middle."""
    reach, notes = reach_of(parcel), []
    if parcel.over_border:
        notes.append(_("It lies outside the county. That is noted, not refused."))
    if reach is None or reach.missing:
        return notes
    if reach.flat_assumed:
        notes.append(_("An altitude is missing: the way is taken as level, so the real walk is longer."))
    if reach.from_community:
        notes.append(_("The building has no place yet: measured from the middle of the community."))
    if parcel.placed_by == PlacedBy.VILLAGE:
        notes.append(_("Placed by its village: the minutes are those to the middle of the village."))
    return notes


def radius_words(radius: Radius) -> str:
    """The walking radius: 8 min and 666 m."""
    parts = []
    if radius.minutes is not None:
        parts.append(_("%(n)s min") % {"n": f"{radius.minutes:g}"})
    if radius.foot_m is not None:
        parts.append(_("%(n)s m") % {"n": f"{radius.foot_m:,}"})
    return _(" and ").join(parts) or _("no limit")


def fields_words(count: int) -> str:
    """3 fields."""
    return ngettext("%(n)s field", "%(n)s fields", count) % {"n": f"{count:,}"}
