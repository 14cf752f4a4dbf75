"""{% load maps %}: {% map_assets %} in the head, {% map_canvas canvas %} where the map stands (apps.core.maps)."""

from typing import Any

from django import template

from apps.core.maps import MapCanvas

register = template.Library()


@register.inclusion_tag("core/map.html")
def map_canvas(canvas: MapCanvas) -> dict[str, Any]:
    """The map with its legend, its help and its fallback."""
    return {"canvas": canvas, "config": canvas.config(), "config_id": f"{canvas.name}-config"}


@register.inclusion_tag("core/map_assets.html")
def map_assets() -> dict[str, Any]:
    """Leaflet, the map's script and stylesheet, once a page."""
    return {}
