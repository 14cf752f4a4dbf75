"""Fields in words, the same on every face."""

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.core import clock, ui
from apps.farmland.means import Ride
from apps.farmland.models import Parcel, Reach
from apps.farmland.radius import Radius, Zone
from apps.farmland.vocabulary import ROUTED, Missing, PlacedBy, Source, Unrouted, Use

ZONE_KINDS = {Zone.FOOT: "done", Zone.CART: "due", Zone.MOTOR: "due", Zone.BEYOND: "late"}
ZONE_ICONS = {Zone.FOOT: "directions_walk", Zone.CART: "pedal_bike", Zone.MOTOR: "two_wheeler", Zone.BEYOND: "block"}
USE_KINDS = {Use.OWN: "done", Use.LEASED_IN: "done", Use.LEASED_OUT: "wait", Use.IDLE: "due"}
USE_ICONS = {Use.OWN: "agriculture", Use.LEASED_IN: "login", Use.LEASED_OUT: "logout", Use.IDLE: "hourglass_empty"}

UNLIKELY_M = 60_000


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


def days_words(first: date, last: date) -> str:
    """15 March 2027 – 15 October: the year once, where both lie in it."""
    if first.year != last.year:
        return f"{ui.exact(first)} – {ui.exact(last)}"
    return f"{ui.exact(first)} – {date_format(last, pgettext('date format', 'M j'))}"


def season_days(first: date, last: date) -> Any:
    """The days of a season that is now or next; a chip while it lasts."""
    words = days_words(first, last)
    return ui.chip("due", words, icon="agriculture", title=_("now")) if first <= clock.today() <= last else words


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


def walk_words(parcel: Parcel) -> str:
    """25 min; 25 min (taken as level) where an altitude is missing; or why there is no time."""
    reach = reach_of(parcel)
    said = minutes_words(reach.walk_minutes if reach else None)
    if said is None or reach is None:
        return str(why_unknown(parcel))
    return _("%(minutes)s (%(note)s)") % {"minutes": said, "note": _("taken as level")} if reach.flat_assumed else said


def walk_cell(parcel: Parcel) -> Any:
    """`walk_words` for a table: what qualifies the number stands small beside it."""
    reach = reach_of(parcel)
    said = minutes_words(reach.walk_minutes if reach else None)
    if said is None or reach is None:
        return ui.missing(why_unknown(parcel))
    return format_html('{} <span class="aj-sub">{}</span>', said, _("taken as level")) if reach.flat_assumed else said


def ride_words(ride: Ride) -> str:
    """12 min (first bus 7:10 from the gate)."""
    said = minutes_words(ride.minutes) or ""
    return _("%(minutes)s (%(note)s)") % {"minutes": said, "note": ride.note} if ride.note else said


def source_words(reach: Reach) -> str:
    """What a way was computed by, and when: the routing server's answer is as old as the question."""
    when = reach.asked_at if reach.source in ROUTED else reach.computed_at
    said = {"by": Source(reach.source).label, "when": ui.exact(when or reach.computed_at)}
    return _("%(by)s, %(when)s") % said


def place_words(parcel: Parcel) -> str:
    """How the place became known and how exact it is."""
    if not parcel.placed_by:
        return _("not placed")
    said = str(PlacedBy(parcel.placed_by).label)
    if parcel.exact_m:
        said = _("%(how)s, exact to about %(m)s m") % {"how": said, "m": f"{parcel.exact_m:,}"}
    return said


def is_unlikely(reach: Reach | None) -> bool:
    """Whether a field lies farther than anybody walks, so that a digit of its place may be wrong."""
    return reach is not None and reach.straight_m is not None and reach.straight_m > UNLIKELY_M


def notes_of(parcel: Parcel) -> list[Any]:
    """What must be known beside the minutes: over the border, flat assumed, measured from the middle."""
    reach, notes = reach_of(parcel), []
    if parcel.over_border:
        notes.append(_("It lies outside the county. That is noted, not refused."))
    if reach is None or reach.missing:
        return notes
    if is_unlikely(reach):
        far = {"way": metres_words(reach.straight_m)}
        notes.append(_("It lies %(way)s from home as the crow flies. Are the coordinates right?") % far)
    if reach.flat_assumed:
        notes.append(_("An altitude is missing: the way is taken as level, so the real walk is longer."))
    if reach.unrouted:
        said = {"why": Unrouted(reach.unrouted).label}
        notes.append(_("Computed by the walking function: %(why)s.") % said)
    if reach.from_community:
        notes.append(_("The building has no place yet: measured from the middle of the community."))
    if parcel.placed_by == PlacedBy.VILLAGE:
        notes.append(_("Placed by its village: the minutes are those to the middle of the village."))
    return notes


def spread_notes(known: Any) -> list[str]:
    """What to know of the ways of many fields: how many are taken as level, and how many a routing server gave."""
    counts = known.aggregate(
        level=Count("pk", filter=Q(reach__source=Source.SLOPE, reach__climb_m__isnull=True)),
        routed=Count("pk", filter=Q(reach__source__in=ROUTED)),
        failed=Count("pk", filter=Q(reach__unrouted=Unrouted.FAILED)),
        no_way=Count("pk", filter=Q(reach__unrouted=Unrouted.NO_WAY)),
    )
    words = {
        "level": ngettext(
            "An altitude of %(n)s field is missing: its way is taken as level.",
            "Altitudes of %(n)s fields are missing: their ways are taken as level.",
            counts["level"],
        ),
        "routed": ngettext(
            "The routing server gave the way to %(n)s field.",
            "The routing server gave the ways to %(n)s fields.",
            counts["routed"],
        ),
        "failed": ngettext(
            "For %(n)s field it did not answer; the walking function does until it is asked again.",
            "For %(n)s fields it did not answer; the walking function does until it is asked again.",
            counts["failed"],
        ),
        "no_way": ngettext(
            "To %(n)s field it knows no way; the walking function answers.",
            "To %(n)s fields it knows no way; the walking function answers.",
            counts["no_way"],
        ),
    }
    return [said % {"n": f"{counts[key]:,}"} for key, said in words.items() if counts[key]]


def radius_words(radius: Radius) -> str:
    """The walking radius: 8 min and 666 m."""
    minutes = None if radius.minutes is None else _("%(n)s min") % {"n": f"{radius.minutes:g}"}
    metres = None if radius.foot_m is None else _("%(n)s m") % {"n": f"{radius.foot_m:,}"}
    if minutes and metres:
        return _("%(minutes)s and %(metres)s") % {"minutes": minutes, "metres": metres}
    return minutes or metres or _("no limit")


def fields_words(count: int) -> str:
    """3 fields."""
    return ngettext("%(n)s field", "%(n)s fields", count) % {"n": f"{count:,}"}
