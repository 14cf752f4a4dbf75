"""The pass over all fields: the same answers as one by one."""

import math

import pytest

from apps.core.errors import DomainError
from apps.core.geo import distance_m
from apps.core.geo.walking import walk_minutes
from apps.core.rowscope import elevated
from apps.core.rowsecurity import faults
from apps.core.scope import communities
from apps.facilities.models import Facility
from apps.farmland.models import FieldsPass, Nearby, Reach
from apps.farmland.nearby import near_to
from apps.farmland.passes import KINDS, fields_pass
from apps.farmland.reach import reach_refresh
from tests.communities.factories import BuildingFactory, CommunityFactory
from tests.facilities.factories import FacilityFactory
from tests.farmland.factories import HOME, ParcelFactory, field_at, home

pytestmark = pytest.mark.django_db


def serving(kind, north_m, **values):
    place = {"latitude": HOME["latitude"] + north_m / 111_195, "longitude": HOME["longitude"]} if north_m else {}
    facility = FacilityFactory(kind=kind, **place, **values)
    Facility.objects.filter(pk=facility.pk).update(state="open")
    return facility


def nearest_to(field, kind):
    """(key, metres) of the nearest of a kind, as a page is told."""
    found = {near.kind: (near.facility.pk, near.metres) for near in near_to(field)[0]}
    return found.get(kind)


def test_ways_are_those_that_are_kept_one_by_one():
    community = CommunityFactory()
    household = home(community)
    fields = [
        field_at(household, 900),
        field_at(household, 2500, altitude_m=900),
        field_at(household, 400, altitude_m=None),
    ]
    ParcelFactory(household=household)  # without a place
    reach_refresh([field.pk for field in fields])
    made = fields_pass()
    assert made.fields == 3
    for field in fields:
        kept, passed = Reach.objects.get(parcel=field), Nearby.objects.get(parcel=field)
        assert passed.walk_minutes == pytest.approx(kept.walk_minutes)
        assert passed.flat_assumed == kept.flat_assumed
        assert passed.community_id == community.pk


def test_a_field_whose_home_is_not_known_has_no_way():
    nobody = ParcelFactory(latitude=30.3, longitude=109.5, placed_by="map")
    known = field_at(home(CommunityFactory()), 900)
    fields_pass()
    assert Nearby.objects.get(parcel=nobody).walk_minutes is None
    assert Nearby.objects.get(parcel=known).walk_minutes > 0


def test_the_nearest_serving_one_of_each_kind():
    household = home(CommunityFactory())
    field = field_at(household, 1000)
    far, near = serving("tool_store", 5000), serving("tool_store", 1300)
    serving("tool_store", None)  # has no place
    FacilityFactory(kind="tool_store", latitude=field.latitude, longitude=field.longitude, state="planned")
    clinic = serving("clinic", -200)
    fields_pass()
    key, metres = nearest_to(field, "tool_store")
    assert key == near.pk != far.pk
    assert metres == pytest.approx(300, abs=0.5)
    assert nearest_to(field, "clinic")[0] == clinic.pk
    assert nearest_to(field, "library") is None


def test_a_facility_stands_where_its_building_does():
    community = CommunityFactory()
    building = BuildingFactory(community=community, latitude=30.31, longitude=109.49)
    field = field_at(home(community), 1000)
    store = serving("tool_store", None, community=community, building=building)
    fields_pass()
    key, metres = nearest_to(field, "tool_store")
    assert key == store.pk
    assert metres == pytest.approx(distance_m(field.latitude, field.longitude, 30.31, 109.49), rel=1e-6)


def test_what_no_longer_serves_is_not_told_and_a_neighbours_facility_is():
    community, neighbour = CommunityFactory(), CommunityFactory()
    field = field_at(home(community), 1000)
    serving("clinic", 900, community=neighbour)
    closing = serving("library", 900, community=community)
    assert near_to(field) == ([], None)
    fields_pass()
    Facility.objects.filter(pk=closing.pk).update(state="closed")
    with elevated("one community", communities(community.pk)):
        found, made = near_to(field)
    assert [near.kind for near in found] == ["clinic"]
    assert made.fields == 1
    assert found[0].minutes == pytest.approx(walk_minutes(found[0].metres, None, made.detour))


def test_the_snapshot_is_bound_to_communities_again():
    community, other = CommunityFactory(), CommunityFactory()
    own, others = field_at(home(community), 1000), field_at(home(other), 1000)
    fields_pass()
    assert not faults()
    with elevated("one community", communities(community.pk)):
        assert [row.pk for row in Nearby.objects.all()] == [own.pk] != [others.pk]


def test_a_later_pass_replaces_the_earlier():
    field = field_at(home(CommunityFactory()), 1000)
    fields_pass()
    field.delete()
    made = fields_pass()
    assert FieldsPass.objects.get() == made
    assert not Nearby.objects.exists()
    assert made.kinds == list(KINDS)


def test_without_any_facility_nothing_is_near():
    field = field_at(home(CommunityFactory()), 1000)
    fields_pass()
    row = Nearby.objects.get(parcel=field)
    assert set(row.facilities) == {0}
    assert all(math.isnan(one) for one in row.metres)


def test_only_the_whole_county_may_replace_the_snapshot():
    field = field_at(home(CommunityFactory()), 1000)
    fields_pass()
    with elevated("one community", communities(field.community_id)), pytest.raises(DomainError):
        fields_pass()
    assert Nearby.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_sees_all_fields_too():
    """COPY passes by what gives each statement its scope: without that it reads nothing and empties the snapshot."""
    field_at(home(CommunityFactory()), 1000)
    with elevated("a task of the night"):
        assert fields_pass().fields == 1
        assert Nearby.objects.count() == 1


def test_the_page_of_a_field_says_what_lies_nearest(login, community_manager, county):
    field = field_at(home(county.own), 1000)
    mine = serving("tool_store", 1300, community=county.own)
    theirs = serving("market", 3000, community=county.foreign)
    client = login(community_manager)
    url = f"/admin/farmland/parcel/{field.pk}/change/"
    assert client.get(url).context["near"] == []  # before the first pass
    fields_pass()
    page = client.get(url)
    [[store, name, _minutes, way], [market, elsewhere, *_rest]] = page.context["near"]
    assert (store, market) == ("农具间", "集贸市场")
    assert f">{mine.name}</a>" in name
    assert way == "420 米"  # 300 m times the detour
    assert elsewhere == theirs.name  # no way into another community's page
