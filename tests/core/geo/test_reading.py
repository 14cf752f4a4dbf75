"""Coordinates as people write them."""

from contextlib import suppress

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from apps.core.errors import InvalidInput
from apps.core.geo import Coordinates, Datum, distance_m, read_coordinates

ENSHI = (30.27, 109.48)


@pytest.mark.parametrize(
    "text",
    [
        "30.27, 109.48",
        "30.27 109.48",
        "30.27,109.48",
        "３０．２７，１０９．４８",
        "30.27，109.48",
        "30.27、109.48",
        "30.27；109.48",
        "(30.27, 109.48)",
        "（30.27，109.48）",
        "109.48, 30.27",
        "109.48 30.27",
        "30.27N 109.48E",
        "N30.27 E109.48",
        "E109.48 N30.27",
        "109.48E, 30.27N",
        "30.27°N, 109.48°E",
        "北纬30.27°，东经109.48°",
        "东经109.48度，北纬30.27度",
        "北纬：30.27 东经：109.48",
        "纬度30.27经度109.48",
        "纬度：30.27，经度：109.48",
        "lat=30.27, lon=109.48",
        "lat: 30.27 lng: 109.48",
        "30°16'12\"N 109°28'48\"E",
        "30°16′12″ 109°28′48″",
        "30°16′12″，109°28′48″",
        "N30°16′12″ E109°28′48″",
        "30度16分12秒，109度28分48秒",
        "东经109度28分48秒 北纬30度16分12秒",
        "30º16’12”N，109º28’48”E",
        "30°16.2′N 109°28.8′E",
        "30 16 12, 109 28 48",
        "30:16:12, 109:28:48",
        "30 16.2, 109 28.8",
        "POINT(109.48 30.27)",
        "30.27,109.48,",
        " \t30.27 ,\u3000109.48\n",
    ],
)
def test_ways_to_write_one_place(text):
    assert read_coordinates(text, Datum.WGS84).pair == pytest.approx(ENSHI, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("-12.05, -77.04", (-12.05, -77.04)),
        ("12.05S 77.04W", (-12.05, -77.04)),
        ("30.9, 85.3", (30.9, 85.3)),
        ("85.3, 30.9", (30.9, 85.3)),  # western Tibet: both could be a latitude, one could be in China
        ("0, 0", (0, 0)),
        ("29.70, 108.37", (29.70, 108.37)),  # over the county's border: read like any other
    ],
)
def test_other_places(text, pair):
    assert read_coordinates(text, Datum.WGS84).pair == pytest.approx(pair, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "coordinates_unread"),
        ("不知道", "coordinates_unread"),
        ("30.27", "coordinates_unread"),
        ("30.27109.48", "coordinates_unread"),
        ("30.27, 109.48, 700", "coordinates_unread"),
        ("30.27N 109.48N", "coordinates_unread"),
        ("30°76′ 109°28′", "coordinates_minutes"),
        ("30°16′72″ 109°28′48″", "coordinates_minutes"),
        ("95, 200", "coordinates_range"),
        ("3027, 10948", "coordinates_range"),
        ("N109.48 E30.27", "coordinates_range"),
        ("nan, nan", "coordinates_unread"),
    ],
)
def test_refused_and_said_why(text, code):
    with pytest.raises(InvalidInput) as caught:
        read_coordinates(text, Datum.WGS84)
    assert caught.value.code == code
    with override("zh-hans"):
        assert any("\u4e00" <= letter <= "\u9fff" for letter in str(caught.value.message))


def test_what_is_read_is_wgs84_whatever_it_was_written_in():
    written = read_coordinates("30.27, 109.48", Datum.GCJ02)
    assert written.datum == Datum.WGS84
    assert 100 < distance_m(*written.pair, *ENSHI) < 1500
    assert written == Coordinates(*ENSHI, Datum.GCJ02).to(Datum.WGS84)


@given(st.floats(min_value=3, max_value=54), st.floats(min_value=73, max_value=136))
def test_the_order_does_not_matter_in_china(latitude, longitude):
    there = read_coordinates(f"{latitude:.6f}, {longitude:.6f}", Datum.WGS84)
    assert read_coordinates(f"{longitude:.6f}, {latitude:.6f}", Datum.WGS84) == there


@given(st.text(max_size=40))
def test_no_text_breaks_it(text):
    with suppress(InvalidInput):
        assert read_coordinates(text, Datum.WGS84).datum == Datum.WGS84


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (0, 181), (float("nan"), 0), (0, float("inf"))])
def test_numbers_off_the_earth_are_refused(latitude, longitude):
    with pytest.raises(InvalidInput):
        Coordinates(latitude, longitude)
