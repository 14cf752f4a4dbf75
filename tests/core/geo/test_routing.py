"""A routing server is a help, never a need: what it says, and what happens when it fails."""

import json

import pytest
from django.core.cache import cache

from apps.core.geo.routing import Spot, resting, router, ways
from apps.core.geo.walking import walk_minutes
from config.settings.routing import engine_of
from tests.core.geo.answers import OSRM, VALHALLA, FakeServer, osrm_of, recorded, said, serving

HOME = Spot(30.27, 109.48, 700)
FIELDS = [Spot(30.28, 109.50, 800), Spot(30.26, 109.47, 650), Spot(30.30, 109.40, None)]


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def use(settings):
    def use_server(fake: FakeServer, engine: str = "osrm") -> None:
        settings.ROUTING_URL, settings.ROUTING_ENGINE = fake.url, engine

    return use_server


def by_walking(found):
    return [way.source for way in found] == ["slope"] * len(found)


def test_without_a_server_the_walking_function_answers_and_nobody_is_asked(settings):
    assert settings.ROUTING_URL == ""
    found = ways(HOME, FIELDS, 1.4)
    assert by_walking(found)
    assert [way.flat_assumed for way in found] == [False, False, True]
    assert found[0].minutes == pytest.approx(walk_minutes(found[0].metres / 1.4, 100, 1.4))


def test_osrm_is_asked_once_and_each_cell_says_who_answered(use):
    with serving(said(OSRM)) as fake:
        use(fake)
        found = ways(HOME, FIELDS, 1.4)
    assert found[0].source == "osrm"
    assert (found[0].minutes, found[0].metres) == pytest.approx((45.21, 3767.5))
    assert found[0].unrouted == ""
    assert (found[1].source, found[1].unrouted) == ("slope", "no_way")
    assert (found[2].source, found[2].unrouted) == ("slope", "no_way")  # 850 m from every path it knows
    [(path, _body)] = fake.asked
    assert path.startswith("/table/v1/foot/109.480000,30.270000;109.500000,30.280000;")
    assert "sources=0" in path
    assert "destinations=1%3B2%3B3" in path


def test_the_documented_answer_of_osrm_a_guess_of_the_server_is_no_way(use):
    with serving(said(recorded("osrm-table"))) as fake:
        use(fake)
        found = ways(HOME, FIELDS[:2], 1.4)
    assert (found[0].source, found[0].unrouted) == ("slope", "no_way")
    assert (found[1].source, found[1].minutes, found[1].metres) == ("osrm", pytest.approx(6.38), 3791.3)


def test_the_profile_may_be_named(use, settings):
    settings.ROUTING_PROFILE = "walk"
    with serving(osrm_of) as fake:
        use(fake)
        ways(HOME, FIELDS, 1.4)
        use(fake, "valhalla")
        fake.answer = said(VALHALLA)
        assert ways(HOME, FIELDS[:2], 1.4)[0].source == "valhalla"  # another engine: nothing kept from the first
    assert fake.asked[0][0].startswith("/table/v1/walk/")
    assert fake.asked[1][1]["costing"] == "walk"


def test_valhalla_speaks_kilometres_and_may_know_no_way(use):
    with serving(said(VALHALLA)) as fake:
        use(fake, "valhalla")
        found = ways(HOME, FIELDS[:2], 1.4)
    assert found[0].source == "valhalla"
    assert (found[0].minutes, found[0].metres) == pytest.approx((45.2, 3767))
    assert found[1].source == "slope"
    [(path, body)] = fake.asked
    assert path == "/sources_to_targets"
    assert body["costing"] == "pedestrian"
    assert body["sources"] == [{"lat": 30.27, "lon": 109.48}]
    assert len(body["targets"]) == 2


def test_what_was_answered_is_not_asked_again(use):
    with serving(said(VALHALLA)) as fake:
        use(fake, "valhalla")
        first = ways(HOME, FIELDS[:2], 1.4)
        fake.answer = said({}, 500)
        again = ways(HOME, FIELDS[:2], 1.4)
    assert again == first  # nor is the place asked again to which it knows no way
    assert len(fake.asked) == 1


def test_many_fields_go_in_batches_within_the_servers_limit(use, settings):
    settings.ROUTING_MOST_PLACES = 4
    fields = [Spot(30.27 + row / 1000, 109.48) for row in range(1, 9)]
    with serving(osrm_of) as fake:
        use(fake)
        found = ways(HOME, fields, 1.4)
    assert len(fake.asked) == 3
    assert [round(way.minutes) for way in found] == [1, 2, 3, 1, 2, 3, 1, 2]
    assert {way.source for way in found} == {"osrm"}


@pytest.mark.parametrize(
    ("engine", "spoilt", "whole"),
    [("osrm", "osrm-no-segment", osrm_of), ("valhalla", "valhalla-no-edges", None)],
)
def test_one_place_off_the_map_does_not_spoil_the_table(use, engine, spoilt, whole):
    """The third of four fields lies where the server knows no path: it refuses every table in which it stands."""
    fields = [Spot(30.27 + row / 1000, 109.48) for row in range(1, 5)]
    bad = "30.273"

    def answer(path, body):
        asked = path if body is None else str(body["targets"])
        if bad in asked:
            return 400, json.dumps(recorded(spoilt)).encode()
        if whole:
            return whole(path, body)
        cells = [{"to_index": n, "time": 60, "distance": 0.08} for n in range(len(body["targets"]))]
        return 200, json.dumps({"sources_to_targets": [cells]}).encode()

    with serving(answer) as fake:
        use(fake, engine)
        found = ways(HOME, fields, 1.4)
    assert [way.source for way in found] == [engine, engine, "slope", engine]
    assert found[2].unrouted == "no_way"
    assert not resting()


FAILURES = {
    "a server error": said({"message": "boom"}, 500),
    "too many requests": said({"message": "slow down"}, 429),
    "too many places": said(recorded("valhalla-too-many"), 400),
    "a bad request without words": said(b"", 400),
    "not found": said({"code": "NoRoute"}, 404),
    "no JSON": said(b"<html>busy</html>"),
    "cut off": said(b'{"code": "Ok", "durations": [[1'),
    "another code": said({"code": "TooBig", "message": "Too many table coordinates"}),
    "a list": said([1, 2, 3]),
    "no durations": said({"code": "Ok"}),
    "too few": said({**OSRM, "durations": [[1.0]], "distances": [[1.0]], "destinations": [{"distance": 0}]}),
    "words for numbers": said({**OSRM, "durations": [["long", 1, 1]]}),
    "less than nothing": said({**OSRM, "durations": [[-5, 1, 1]]}),
    "endless": said(b'{"code":"Ok","durations":[[1e999,1,1]],"distances":[[1,1,1]],"destinations":[{},{},{}]}'),
}


@pytest.mark.parametrize("answer", FAILURES.values(), ids=FAILURES)
def test_a_server_that_fails_is_replaced_and_left_alone(use, answer):
    with serving(answer) as fake:
        use(fake)
        found = ways(HOME, FIELDS, 1.4)
        assert by_walking(found)
        assert {way.unrouted for way in found} == {"failed"}
        assert by_walking(ways(HOME, FIELDS, 1.4))
    assert len(fake.asked) == 1
    assert resting()


@pytest.mark.parametrize(
    ("asked", "seconds"), [("120", 120), ("1", 60), ("999999", 3600), ("Wed, 21 Oct 2026 07:28:00 GMT", 60)]
)
def test_a_server_that_asks_for_time_gets_it_within_reason(use, monkeypatch, asked, seconds):
    rested = []
    monkeypatch.setattr(cache, "set", lambda _key, _value, for_seconds: rested.append(for_seconds))
    with serving(said({}, 429, Retry_After=asked)) as fake:
        use(fake)
        ways(HOME, FIELDS, 1.4)
    assert rested == [seconds]


def test_a_server_that_does_not_answer_in_time(use, settings):
    settings.ROUTING_SECONDS = 0.05
    with serving(lambda path, body: (fake.let_go.wait(), (200, b"{}"))[1]) as fake:
        use(fake)
        assert by_walking(ways(HOME, FIELDS, 1.4))


def test_a_server_that_is_not_there(use):
    with serving(said(OSRM)) as fake:
        use(fake)
    assert by_walking(ways(HOME, FIELDS, 1.4))


def test_another_server_has_another_name(settings):
    assert router() == ""
    settings.ROUTING_URL = "http://a"
    names = {router()}
    for name, value in (("ROUTING_PROFILE", "hike"), ("ROUTING_ENGINE", "valhalla"), ("ROUTING_URL", "http://b")):
        setattr(settings, name, value)
        names.add(router())
    assert len(names) == 4


def test_only_engines_that_are_understood_may_be_set():
    assert engine_of("valhalla") == "valhalla"
    with pytest.raises(ValueError, match="ROUTING_ENGINE must be one of osrm, valhalla"):
        engine_of("graphhopper")


def test_after_its_rest_it_is_asked_again(use):
    with serving(said({}, 500)) as fake:
        use(fake)
        ways(HOME, FIELDS, 1.4)
        fake.answer = said(OSRM)
        cache.delete("routing:down")
        assert ways(HOME, FIELDS, 1.4)[0].source == "osrm"


def test_the_log_never_carries_the_address(use, settings, capsys):
    with serving(said({}, 500)) as fake:
        use(fake)
        settings.ROUTING_URL += "/?key=secret"
        ways(HOME, FIELDS, 1.4)
    out = capsys.readouterr()
    assert "secret" not in out.out + out.err
