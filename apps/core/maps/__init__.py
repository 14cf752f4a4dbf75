"""One map for all pages: Leaflet on a plain canvas, which needs no tiles and no other host.

    canvas = MapCanvas(title=_("Fields"), data=collection(features), classes=[MapClass("near", _("under 30 minutes"))])

and in the template `{% load maps %}{% map_canvas canvas %}`; `{% map_assets %}` once in the page's head. The table
beside it, with the same rows, is the page's own: a button `data-map-show="<id of the feature>"` in a row shows it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

__all__ = ["MapCanvas", "MapClass", "area", "collection", "line", "point"]

MOST_CLASSES = 6  # colours and shapes that can be told apart, also on a black-and-white print


@dataclass(frozen=True)
class MapClass:
    """One entry of the legend. The order of the classes gives colour and shape."""

    key: str
    label: Any


@dataclass(frozen=True)
class MapCanvas:
    """What one map shows. Give `data` (GeoJSON, WGS-84) or `url` that answers with it.

    `latitude`, `longitude` (and `datum`) are CSS selectors of inputs: then a click, or Enter on the map, places.
    `centre` is where an empty map looks, as (latitude, longitude). `nearest` is the zoom that it comes as near as (16
    shows a village, 21 the plots of a garden).
    """

    title: Any
    data: dict[str, Any] | None = None
    url: str = ""
    classes: Sequence[MapClass] = ()
    name: str = "map"
    latitude: str = ""
    longitude: str = ""
    datum: str = ""
    centre: tuple[float, float] | None = None
    note: Any = ""
    nearest: int = 16

    def __post_init__(self) -> None:
        if len(self.classes) > MOST_CLASSES:
            raise ValueError(f"a map has at most {MOST_CLASSES} classes")

    @property
    def places(self) -> bool:
        """Whether a click on it sets coordinates."""
        return bool(self.latitude and self.longitude)

    def config(self) -> dict[str, Any]:
        """What static/core/map.js needs to know."""
        return {
            "data": self.data,
            "url": self.url,
            "classes": [one.key for one in self.classes],
            "labels": {one.key: str(one.label) for one in self.classes},
            "place": [self.latitude, self.longitude, self.datum] if self.places else None,
            "centre": self.centre,
            "nearest": self.nearest,
            "tiles": settings.MAP_TILE_URL,
            "attribution": settings.MAP_TILE_ATTRIBUTION,
            "words": words(),
        }


def words() -> dict[str, str]:
    """What the script says, in the reader's language."""
    return {
        "in": _("Closer"),
        "out": _("Further away"),
        "whole": _("Show everything"),
        "north": _("North is up"),
        "close": _("Close"),
        "open": _("Open"),
        "at": _("{index} of {count}: {label}"),
        "placed": _("Placed at {latitude}, {longitude} (WGS-84)."),
        "failed": _("The map's content did not arrive. Reload the page; the table shows the same."),
        "empty": _("Nothing is placed yet."),
        "pin": _("The place that is set. Drag it, or click elsewhere."),
    }


def _feature(key: Any, geometry: dict[str, Any], label: Any, text: Any, kind: str, url: str) -> dict[str, Any]:
    properties = {"label": str(label), "text": str(text), "class": kind, "url": url}
    return {"type": "Feature", "id": str(key), "geometry": geometry, "properties": properties}


def point(
    key: Any,
    latitude: float,
    longitude: float,
    label: Any,
    *,
    text: Any = "",
    kind: str = "",
    url: str = "",
    front: bool = False,
) -> dict[str, Any]:
    """A place. `kind` is the key of its class (blank: context, in ink), `url` the page about it.

    `front` draws it larger and over the others.
    """
    made = _feature(key, {"type": "Point", "coordinates": [longitude, latitude]}, label, text, kind, url)
    if front:
        made["properties"]["front"] = True
    return made


def line(key: Any, pairs: Iterable[tuple[float, float]], label: Any, *, text: Any = "", kind: str = "") -> dict:
    """A way through (latitude, longitude) pairs."""
    way = [[longitude, latitude] for latitude, longitude in pairs]
    return _feature(key, {"type": "LineString", "coordinates": way}, label, text, kind, "")


def area(
    key: Any, pairs: Iterable[tuple[float, float]], label: Any, *, text: Any = "", kind: str = "", url: str = ""
) -> dict[str, Any]:
    """An outline through (latitude, longitude) pairs, closed by itself."""
    ring = [[longitude, latitude] for latitude, longitude in pairs]
    ring += ring[:1]
    return _feature(key, {"type": "Polygon", "coordinates": [ring]}, label, text, kind, url)


def collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """GeoJSON of the features, as maps here and QGIS read it: longitude first, WGS-84 (RFC 7946)."""
    return {"type": "FeatureCollection", "features": list(features)}
