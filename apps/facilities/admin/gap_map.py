"""The map of one community and one kind, and what the minutes stand on."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.communities.models import Building, Community
from apps.core import ui
from apps.core.maps import MapCanvas, MapClass, collection, point
from apps.facilities.gaps import Matrix
from apps.facilities.models import Facility
from apps.facilities.vocabulary import Kind
from apps.facilities.words import way_words

NEAR, FAR, OVER = 10, 20, 30  # the classes of the map, in minutes


def canvas_of(
    found: Matrix, community: Community, buildings: Sequence[Building], kind: Kind, own: Sequence[Facility]
) -> MapCanvas:
    """Buildings by the minutes on foot of those concerned, and the community's own facilities of the kind."""
    features = []
    for building in buildings:
        way = found.buildings[building.pk][kind].worst
        if building.latitude is None or building.longitude is None:
            continue
        text = way_words(way) or _("nobody concerned")
        features.append(
            point(building.pk, building.latitude, building.longitude, str(building), text=text, kind=_class(way))
        )
    for row in own:
        if row.place:
            url = reverse("admin:facilities_facility_change", args=[row.pk])
            features.append(point(f"f{row.pk}", row.place[0], row.place[1], row.name, kind="facility", url=url))
    classes = [
        MapClass("near", _("up to %(n)s min") % {"n": NEAR}),
        MapClass("middle", _("up to %(n)s min") % {"n": FAR}),
        MapClass("far", _("up to %(n)s min") % {"n": OVER}),
        MapClass("over", _("over %(n)s min") % {"n": OVER}),
        MapClass("facility", kind.label),
    ]
    centre = (community.latitude, community.longitude) if community.latitude and community.longitude else None
    return MapCanvas(
        title=_("Minutes on foot: %(kind)s") % {"kind": kind.label},
        data=collection(features),
        classes=classes,
        centre=centre,
    )


def _class(way: Any) -> str:
    if way is None:
        return ""
    minutes = round(way.minutes)
    return "near" if minutes <= NEAR else "middle" if minutes <= FAR else "far" if minutes <= OVER else "over"


def assumed_words(found: Matrix) -> str:
    """How the minutes were reckoned, and on which day."""
    facts = {
        "day": ui.exact(found.day),
        "detour": ui.plain(found.assumed.detour),
        "road": ui.plain(found.assumed.road_detour),
        "speed": ui.plain(found.assumed.shuttle_kmh),
        "wait": ui.plain(found.assumed.shuttle_wait),
    }
    words = _(
        "As of %(day)s. Minutes on foot: straight line × %(detour)s, Tobler's function for slopes, one way on average. "
        "Shuttle times are estimates: straight line × %(road)s at %(speed)s km/h and %(wait)s min of waiting."
    )
    return words % facts
