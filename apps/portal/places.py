"""Communities with their buildings, kept in the process for a short time: each report needs them, few change."""

import time
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.http import Http404

from apps.communities.models import Building, Community
from apps.core.rowscope import elevated
from apps.core.scope import communities


@dataclass(frozen=True, slots=True)
class Place:
    """A community with its buildings by key. Shared between requests: never change what it holds."""

    community: Community
    buildings: dict[int, Building]

    @property
    def slug(self) -> str:
        return self.community.slug

    @property
    def most_units(self) -> int:
        return max((building.units for building in self.buildings.values()), default=0)


_lock = Lock()
_places: dict[str, tuple[float, Place]] = {}


def place_or_404(slug: str) -> Place:
    """The community with this web address, at most PORTAL_PLACE_SECONDS old."""
    known = _places.get(slug)
    if known is not None and time.monotonic() - known[0] < settings.PORTAL_PLACE_SECONDS:
        return known[1]
    community = Community.objects.filter(slug=slug).first()
    if community is None:
        raise Http404("no such community")
    with elevated("houses stand for everybody to see", communities(community.pk)):
        buildings = {b.pk: b for b in Building.objects.filter(community=community).order_by("number")}
    place = Place(community, buildings)
    with _lock:
        _places[slug] = (time.monotonic(), place)
    return place


def forget_places() -> None:
    """Read them anew at the next request."""
    with _lock:
        _places.clear()
