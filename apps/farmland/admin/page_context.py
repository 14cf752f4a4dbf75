"""What the page of one field shows."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core import clock, ui
from apps.core.maps import MapCanvas, MapClass, collection, point
from apps.facilities.models import Facility
from apps.farmland.burden import hours_of
from apps.farmland.forms import FactsForm, GiveUpForm, PlaceForm, UseForm, facts_of
from apps.farmland.mapping import feature, steps
from apps.farmland.means import rides_to
from apps.farmland.models import Parcel
from apps.farmland.nearby import Near, near_to
from apps.farmland.policies import may_mark, may_register
from apps.farmland.radius import Radius
from apps.farmland.seasons import band_of, next_span, offered, trips_a_year
from apps.farmland.words import (
    hours_words,
    metres_words,
    minutes_words,
    notes_of,
    place_words,
    ride_words,
    season_days,
    source_words,
    use_chip,
    why_unknown,
    zone_chip,
)


def page_context(parcel: Any, user: Any, **sent: Any) -> dict[str, Any]:
    """Facts, way, seasons, uses, map, and the forms open to this person; `sent` forms come back as they were."""
    registers, marks = bool(may_register(parcel.household, user)), bool(may_mark(parcel, user))
    rows = Parcel.objects.filter(pk=parcel.pk)
    reach = getattr(parcel, "reach", None)
    near, made = near_to(parcel)
    forms = {
        "place_form": sent.get("place") or PlaceForm(initial=_where(parcel)),
        "correct_form": sent.get("correct") or FactsForm(initial=facts_of(parcel)),
        "use_form": sent.get("use") or UseForm(rows, initial={"parcel": parcel.pk}),
        "give_up_form": sent.get("give-up") or GiveUpForm(initial={"on": clock.today()}),
    }
    return {
        "title": str(parcel),
        "crumb": {"url": reverse("admin:farmland_parcel_changelist"), "title": _("Fields")},
        "parcel": parcel,
        "use": use_chip(parcel.use),
        "zone": zone_chip(parcel.zone),
        "facts": _facts(parcel),
        "way": _way(parcel),
        "notes": notes_of(parcel),
        "seasons": _seasons(parcel),
        "season_headers": [
            pgettext("season", "work"),
            _("now or next"),
            (_("trips in the season"), "num"),
            (_("hours on the way"), "num"),
        ],
        "use_headers": [_("use"), _("from when to when"), _("leased to or from")],
        "uses": [_use_row(row) for row in parcel.uses.order_by("-period", "-pk")],
        "near_headers": [_("kind"), pgettext("facility", "name"), (_("on foot"), "num"), (_("way on foot"), "num")],
        "near": _near_rows(near, made.detour, user) if made else [],
        "near_old": bool(made and reach and reach.computed_at > made.computed_at),
        "near_when": ui.exact(made.computed_at) if made else "",
        "canvas": _canvas(parcel, registers),
        "may_register": registers,
        "may_mark": marks,
        "open": next(iter(sent), ""),
        **forms,
    }


def _where(parcel: Any) -> dict[str, Any]:
    """The present place; its altitude is not carried along, for another place lies at another height."""
    places = {"latitude": parcel.latitude, "longitude": parcel.longitude}
    return {name: None if degrees is None else round(degrees, 6) for name, degrees in places.items()}


def _facts(parcel: Any) -> list[tuple[Any, Any]]:
    area = _("%(mu)s mu (%(m2)s m²)") % {"mu": parcel.mu, "m2": f"{parcel.area_m2:,}"}
    facts = [
        (pgettext("of a field", "area"), area),
        (_("kind of land"), parcel.get_kind_display()),
        (_("crop"), str(parcel.crop) if parcel.crop_id else None),
        (_("right to the land"), parcel.get_right_display()),
        (_("village"), str(parcel.village) if parcel.village_id else None),
        (_("parcel code"), parcel.code or None),
        (_("placed"), place_words(parcel)),
        (_("altitude (m)"), None if parcel.altitude_m is None else f"{parcel.altitude_m:,.0f}"),
    ]
    if parcel.given_up_on:
        facts.append((_("given up on"), ui.exact(parcel.given_up_on)))
    return [*facts, *([(_("note"), parcel.note)] if parcel.note else [])]


def _way(parcel: Any) -> list[tuple[Any, Any]]:
    reach = getattr(parcel, "reach", None)
    if reach is None or reach.missing:
        return [(_("on foot"), ui.missing(why_unknown(parcel)))]
    climb = None if reach.climb_m is None else _("%(n)s m") % {"n": f"{reach.climb_m:+,.0f}"}
    level = _("taken as level") if reach.flat_assumed else _("not known")
    return [
        (_("on foot, one way"), minutes_words(reach.walk_minutes)),
        (_("there and back"), minutes_words(2 * reach.walk_minutes)),
        (_("way on foot"), metres_words(reach.walk_m)),
        *((means.words, ride_words(ride)) for means, ride in rides_to([parcel])[parcel.pk]),
        (_("climb"), climb or ui.missing(level)),
        (_("computed by"), source_words(reach)),
    ]


def _seasons(parcel: Any) -> list[list[Any]]:
    reach = getattr(parcel, "reach", None)
    height = parcel.altitude_m if parcel.altitude_m is not None else reach.home_altitude_m if reach else None
    band, today, rows = band_of(height), clock.today(), []
    for season in offered():
        if season.crop_id != parcel.crop_id or season.band != band:
            continue
        span = next_span(season, today)
        hours = hours_of(trips_a_year([season]), parcel.crop_id, height, reach.walk_minutes if reach else None)
        rows.append([season.work_label, season_days(span.first, span.last), season.trips, hours_words(hours)])
    return rows


def _use_row(row: Any) -> list[Any]:
    ended = ui.exact(row.ended) if row.ended else _("still")
    rent = None if row.yuan_a_year is None else _("%(n)s yuan a year") % {"n": ui.plain(row.yuan_a_year)}
    partner = " · ".join(filter(None, (row.partner, rent, row.note)))
    return [use_chip(row.use), f"{ui.exact(row.started)} – {ended}", partner or "—"]


def _near_rows(near: list[Near], detour: float, user: Any) -> list[list[Any]]:
    """Of another community's facilities the name and the way alone; one's own lead to their page."""
    mine = set(
        Facility.objects.visible_to(user).filter(pk__in=[row.facility.pk for row in near]).values_list("pk", flat=True)
    )
    rows = []
    for row in near:
        name: Any = row.facility.name
        if row.facility.pk in mine and user.has_perm("facilities.view_facility"):
            address = reverse("admin:facilities_facility_change", args=[row.facility.pk])
            name = format_html('<a href="{}">{}</a>', address, name)
        rows.append([row.kind.label, name, minutes_words(row.minutes), metres_words(row.metres * detour)])
    return rows


def _canvas(parcel: Any, registers: bool) -> MapCanvas:
    reach, found = getattr(parcel, "reach", None), steps(Radius.on())
    features = []
    if reach is not None and reach.home_latitude is not None:
        features.append(point("home", reach.home_latitude, reach.home_longitude, _("home")))
    if parcel.is_placed:
        features.append(feature(parcel, found, url=False))
    around = parcel.community
    centre = None if around.latitude is None else (around.latitude, around.longitude)
    inputs: dict[str, Any] = {"latitude": "#place_latitude", "longitude": "#place_longitude"} if registers else {}
    return MapCanvas(
        title=_("Where the field lies"),
        data=collection(features),
        classes=[MapClass(step.key, step.label) for step in found],
        centre=centre,
        note=_("Dot without a colour: home."),
        **inputs,
    )
