"""A routing server is a help, never a need: what it says, and what happens when it fails."""

import re

import pytest
from django.core.cache import cache

from apps.core.geo.routing import Spot, ways
from apps.core.geo.walking import walk_minutes
from tests.core.geo.answers import OSRM, VALHALLA, FakeServer, said, serving

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
    assert found[1].source == "slope"  # no way known
    assert found[2].source == "slope"  # 850 m from every path it knows
    [(path, _body)] = fake.asked
    assert path.startswith("/table/v1/foot/109.480000,30.270000;109.500000,30.280000;")
    assert "sources=0" in path
    assert "destinations=1%3B2%3B3" in path


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
        fake.answer = said({**VALHALLA, "sources_to_targets": [VALHALLA["sources_to_targets"][0][1:]]}, 500)
        again = ways(HOME, FIELDS[:1], 1.4)
    assert again == first[:1]
    assert len(fake.asked) == 1


def osrm_of(path, _body):
    """Answers as many targets as were asked for, each a minute further."""
    import json

    count = len(re.findall(r";", path.split("?")[0]))
    rows = list(range(1, count + 1))
    return 200, json.dumps(
        {
            "code": "Ok",
            "durations": [[60 * row for row in rows]],
            "distances": [[80 * row for row in rows]],
            "destinations": [{"distance": 0}] * count,
        }
    ).encode()


def test_many_fields_go_in_batches_within_the_servers_limit(use, settings):
    settings.ROUTING_MOST_PLACES = 4
    fields = [Spot(30.27 + row / 1000, 109.48) for row in range(1, 9)]
    with serving(osrm_of) as fake:
        use(fake)
        found = ways(HOME, fields, 1.4)
    assert len(fake.asked) == 3
    assert [round(way.minutes) for way in found] == [1, 2, 3, 1, 2, 3, 1, 2]
    assert {way.source for way in found} == {"osrm"}


FAILURES = {
    "a server error": said({"message": "boom"}, 500),
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
        assert by_walking(ways(HOME, FIELDS, 1.4))
        assert by_walking(ways(HOME, FIELDS, 1.4))
    assert len(fake.asked) == 1


def test_a_server_that_does_not_answer_in_time(use, settings):
    settings.ROUTING_SECONDS = 0.05
    with serving(lambda path, body: (fake.let_go.wait(), (200, b"{}"))[1]) as fake:
        use(fake)
        assert by_walking(ways(HOME, FIELDS, 1.4))


def test_a_server_that_is_not_there(use):
    with serving(said(OSRM)) as fake:
        use(fake)
    assert by_walking(ways(HOME, FIELDS, 1.4))


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
