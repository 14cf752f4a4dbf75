"""The map component: what the page carries, and what the policy lets through."""

import json

import pytest
from django.template import Context, Template
from django.utils.translation import override

from apps.core.maps import MapCanvas, MapClass, area, collection, line, point
from config.settings.tiles import tile_origin

NEAR = MapClass("near", "under 30 minutes")


def rendered(canvas: MapCanvas) -> str:
    template = Template("{% load maps %}{% map_assets %}{% map_canvas canvas %}")
    return template.render(Context({"canvas": canvas}))


def config_of(html: str) -> dict:
    return json.loads(html.split('type="application/json">')[1].split("</script>")[0])


def test_geojson_puts_longitude_first():
    data = collection([point(7, 30.27, 109.48, "Field", kind="near", url="/x/")])
    assert data["type"] == "FeatureCollection"
    feature = data["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [109.48, 30.27]}
    assert feature["id"] == "7"
    assert feature["properties"] == {"label": "Field", "text": "", "class": "near", "url": "/x/"}


def test_ways_and_closed_outlines():
    pairs = [(30.0, 109.0), (30.1, 109.0), (30.1, 109.1)]
    assert line(1, pairs, "Way")["geometry"]["coordinates"] == [[109.0, 30.0], [109.0, 30.1], [109.1, 30.1]]
    ring = area(1, pairs, "Area")["geometry"]["coordinates"][0]
    assert len(ring) == 4
    assert ring[0] == ring[-1]


def test_the_page_carries_data_words_and_legend_and_no_script_of_its_own():
    html = rendered(MapCanvas(title="Fields", data=collection([point(1, 30, 109, "</script><b>")]), classes=[NEAR]))
    assert "</script><b>" not in html
    assert config_of(html)["data"]["features"][0]["properties"]["label"] == "</script><b>"
    assert "under 30 minutes" in html
    assert all("src=" in tag or "application/json" in tag for tag in html.split("<script")[1:])
    assert " style=" not in html
    assert "http" not in html


def test_both_languages():
    with override("zh-hans"):
        html = rendered(MapCanvas(title="承包地"))
    assert "方向键" in html
    assert config_of(html)["words"]["north"] == "上北下南"


def test_placing_is_offered_only_where_there_are_inputs():
    assert config_of(rendered(MapCanvas(title="x")))["place"] is None
    canvas = MapCanvas(title="x", latitude="#id_latitude", longitude="#id_longitude", datum="#id_datum")
    with override("en"):
        html = rendered(canvas)
    assert config_of(html)["place"] == ["#id_latitude", "#id_longitude", "#id_datum"]
    assert "press Enter" in html


def test_too_many_classes_cannot_be_told_apart():
    with pytest.raises(ValueError, match="at most 6"):
        MapCanvas(title="x", classes=[MapClass(str(n), n) for n in range(7)])


def test_no_tiles_unless_a_setting_names_them(settings):
    assert config_of(rendered(MapCanvas(title="x")))["tiles"] == ""
    settings.MAP_TILE_URL = "https://tiles.example/{z}/{x}/{y}.png"
    assert config_of(rendered(MapCanvas(title="x")))["tiles"] == "https://tiles.example/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("", ""),
        ("https://tiles.example/{z}/{x}/{y}.png?key=1", "https://tiles.example"),
        ("http://10.0.0.5:8080/{z}/{x}/{y}.png", "http://10.0.0.5:8080"),
        ("https://{s}.tiles.example/{z}/{x}/{y}.png", "https://*.tiles.example"),
    ],
)
def test_the_policy_lets_only_the_tile_host_through(url, origin):
    assert tile_origin(url) == origin


@pytest.mark.parametrize("url", ["tiles.example/{z}", "ftp://tiles.example/", "data:image/png;base64,"])
def test_a_tile_address_that_is_none_is_refused_at_the_start(url):
    with pytest.raises(ValueError, match="MAP_TILE_URL"):
        tile_origin(url)
