"""The routing server's ways: asked for after the walking function, kept with source and time, never in its place."""

from typing import Any

import pytest
from django.core.cache import cache

from apps.core.geo import routing
from apps.farmland.models import Parcel, Reach
from apps.farmland.reach import reach_refresh, refresh_stale, stale_parcels
from apps.farmland.routed import _write, due, route_due
from apps.farmland.tasks import route_ways
from apps.farmland.words import notes_of, source_words
from tests.core.geo.answers import osrm_of, recorded, said, serving
from tests.farmland.factories import ParcelFactory, field_at, home


@pytest.fixture(autouse=True)
def _empty_cache() -> Any:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def fields(county: Any) -> list[Any]:
    """Two households with two placed fields each, and a field without a place."""
    made = [field_at(who, 400 * n) for who in (home(county.own), home(county.foreign)) for n in (1, 2)]
    ParcelFactory(household=made[0].household)
    refresh_stale()
    return made


def sources() -> list[str]:
    return list(Reach.objects.filter(missing="").order_by("parcel").values_list("source", flat=True))


@pytest.mark.usefixtures("fields")
def test_without_a_server_nothing_is_asked() -> None:
    assert route_ways() == 0
    assert sources() == ["slope"] * 4
    assert not Reach.objects.exclude(asked_at=None).exists()


@pytest.mark.usefixtures("fields")
def test_the_servers_ways_are_kept_with_source_and_time_and_asked_once(settings: Any) -> None:
    with serving(osrm_of) as fake:
        settings.ROUTING_URL = fake.url
        assert route_ways() == 4
        assert route_ways() == 0
        assert len(fake.asked) == 1  # both households live in one place: one table
    assert sources() == ["osrm"] * 4
    way = Reach.objects.filter(missing="").order_by("parcel")[1]
    assert (way.walk_minutes, way.walk_m) == (2, 160)
    assert way.ebike_minutes is not None
    assert way.router == routing.router()
    assert "OSRM" in source_words(way)
    assert not way.flat_assumed
    assert stale_parcels() == []


def test_a_field_that_moved_is_computed_at_once_and_asked_again(fields: list[Any], settings: Any) -> None:
    with serving(osrm_of) as fake:
        settings.ROUTING_URL = fake.url
        route_due()
        Parcel.objects.filter(pk=fields[0].pk).update(latitude=30.29)
        assert refresh_stale() == 1
        moved = Reach.objects.get(parcel=fields[0])
        assert (moved.source, moved.router, moved.asked_at) == ("slope", "", None)
        assert route_due() == 1


def test_what_was_computed_anew_while_the_server_was_asked_is_not_overwritten(fields: list[Any], settings: Any) -> None:
    with serving(osrm_of) as fake:
        settings.ROUTING_URL = fake.url
        before = list(due())
        reach_refresh([fields[0].pk])
        found = routing.ways(routing.Spot(30.27, 109.48), [routing.Spot(30.28, 109.48)] * len(before), 1.4)
        assert _write(before, found) == 3
    assert Reach.objects.get(parcel=fields[0]).source == "slope"
    assert due().count() == 1


@pytest.mark.usefixtures("fields")
def test_another_server_or_none_takes_its_ways_back(settings: Any) -> None:
    with serving(osrm_of) as fake:
        settings.ROUTING_URL = fake.url
        route_due()
    settings.ROUTING_URL = ""
    assert refresh_stale() == 4
    assert sources() == ["slope"] * 4


FAILING = {"an error": said({}, 500), "too many": said({}, 429), "nonsense": said(b"<html>")}


@pytest.mark.parametrize("answer", FAILING.values(), ids=FAILING)
def test_a_server_that_fails_is_said_and_asked_again(fields: list[Any], settings: Any, answer: Any) -> None:
    with serving(answer) as fake:
        settings.ROUTING_URL = fake.url
        assert route_due() == 0
        assert route_due() == 0
        assert len(fake.asked) == 1  # it is left alone for a while
        parcel = Parcel.objects.select_related("reach").get(pk=fields[0].pk)
        assert parcel.reach.walk_minutes is not None
        assert parcel.reach.unrouted == "failed"
        assert any("稍后再问" in str(note) for note in notes_of(parcel))
        cache.delete(routing.DOWN)
        fake.answer = osrm_of
        assert route_due() == 4
    assert sources() == ["osrm"] * 4


def test_where_it_knows_no_way_the_walking_function_stays_and_says_so(county: Any, settings: Any) -> None:
    household = home(county.own)
    made = [field_at(household, 400 * n) for n in (1, 2, 3)]
    refresh_stale()
    with serving(said(recorded("osrm-no-way"))) as fake:
        settings.ROUTING_URL = fake.url
        assert route_due() == 1
        assert route_due() == 0
        assert len(fake.asked) == 1
    ways = {way.parcel_id: way for way in Reach.objects.all()}
    assert [ways[row.pk].unrouted for row in made] == ["", "no_way", "no_way"]
    assert [ways[row.pk].source for row in made] == ["osrm", "slope", "slope"]
