"""Where a site would save most hours: on small communities whose answer is plain."""

import pytest

from apps.core.geo.walking import walk_minutes
from apps.farmland.models import BusySeason, Parcel
from apps.farmland.reach import reach_refresh
from apps.farmland.whatif import Question, candidate_sites, demand_of, gains_of, what_if
from tests.communities.factories import CommunityFactory
from tests.farmland.factories import HOME, CropFactory, VillageFactory, field_at, home

pytestmark = pytest.mark.django_db


@pytest.fixture
def crop():
    """Twelve journeys a year in the low band, in which HOME lies."""
    crop = CropFactory()
    BusySeason.objects.filter(crop=crop).delete()
    BusySeason.objects.create(
        crop=crop, band="low", work="x", calendar="solar", from_month=5, from_day=1, to_month=5, to_day=20, trips=12
    )
    return crop


def ways():
    reach_refresh(list(Parcel.objects.values_list("pk", flat=True)))


def asked(question, count=1):
    ways()
    return what_if(question, Parcel.objects.all(), count)


def test_a_stop_stands_where_the_many_far_fields_lie(crop):
    community = CommunityFactory()
    people = [home(community) for _n in range(3)]
    for n, household in enumerate(people):
        field_at(household, 6000 + 20 * n, crop=crop)
    lone = field_at(home(community), -3000, crop=crop)
    answer = asked(Question.STOP)
    [site] = answer.sites
    assert site.latitude == pytest.approx(HOME["latitude"] + 6020 / 111_195, abs=1e-4)
    assert (site.households, site.fields) == (3, 3)
    assert lone.household.code not in {gain.code for gain in answer.gains}
    assert answer.choice.gap == 0
    ridden = 10 + 6.02 * 1.4 / 25 * 60
    each = (walk_minutes(6020, 0, 1.4) - ridden) * 2 * 12 / 60
    assert site.hours == pytest.approx(3 * each, rel=0.01)


def test_two_stops_serve_both_sides(crop):
    community = CommunityFactory()
    for north in (6000, 6050, -5000):
        field_at(home(community), north, crop=crop)
    answer = asked(Question.STOP, 2)
    assert sorted(site.fields for site in answer.sites) == [1, 2]
    assert sum(site.hours for site in answer.sites) == pytest.approx(answer.choice.saved)
    assert answer.choice.saved >= answer.one_by_one.saved - 1e-9
    assert sum(gain.saved for gain in answer.gains) == pytest.approx(answer.choice.saved)


def test_a_block_nearer_home_saves_the_difference(crop):
    community = CommunityFactory()
    near, far = field_at(home(community), 800, crop=crop), field_at(home(community), 4000, crop=crop)
    answer = asked(Question.BLOCK)
    [gain] = answer.gains
    assert gain.code == far.household.code != near.household.code
    assert gain.saved == pytest.approx((walk_minutes(4000, 0, 1.4) - walk_minutes(800, 0, 1.4)) * 2 * 12 / 60, rel=1e-3)
    assert gain.now == pytest.approx(walk_minutes(4000, 0, 1.4) * 2 * 12 / 60, rel=1e-3)


def test_a_tool_store_saves_the_way_over_the_old_house(crop):
    community = CommunityFactory()
    village = VillageFactory(latitude=HOME["latitude"] - 2000 / 111_195, longitude=HOME["longitude"], altitude_m=620)
    field = field_at(home(community), 1000, crop=crop, village=village)
    answer = asked(Question.STORE)
    [gain] = answer.gains
    over = walk_minutes(2000, 0, 1.4) + walk_minutes(3000, 0, 1.4)
    assert gain.code == field.household.code
    assert gain.saved == pytest.approx((over - walk_minutes(1000, 0, 1.4)) * 2 * 12 / 60, rel=1e-3)


def test_where_no_old_house_is_known_a_store_promises_nothing(crop):
    field_at(home(CommunityFactory()), 1000, crop=crop)
    answer = asked(Question.STORE)
    assert answer.sites == answer.gains == []


def test_what_is_not_counted_is_said(crop):
    community = CommunityFactory()
    household = home(community)
    field_at(household, 3000, crop=crop)
    field_at(household, 3000)  # no crop: journeys unknown
    field_at(household, 3000, crop=crop, use="leased_out")
    field_at(household, 3000, crop=crop, use="")
    Parcel.objects.filter(pk=field_at(household, 3000, crop=crop).pk).update(
        latitude=None, longitude=None, placed_by=""
    )
    ways()
    demand = demand_of(Parcel.objects.all())
    assert (len(demand.fields), demand.without_way, demand.without_trips) == (1, 1, 1)


def test_candidates_are_villages_and_cells_named_after_a_village_near_them(crop):
    village = VillageFactory(latitude=30.30, longitude=109.48)
    VillageFactory(latitude=None, longitude=None, altitude_m=None)
    household = home(CommunityFactory())
    field_at(household, 3300, crop=crop, altitude_m=700)
    field_at(household, 3310, crop=crop, altitude_m=720)
    field_at(household, -9000, crop=crop)
    ways()
    found = candidate_sites(demand_of(Parcel.objects.all()), [village])
    assert [site.village for site in found] == [village.name, "", village.name]
    assert found[2].altitude_m == 710


def test_nothing_at_all():
    answer = what_if(Question.STOP, Parcel.objects.all(), 2)
    assert (answer.sites, answer.gains, answer.now, answer.choice.gap) == ([], [], 0, 0)


@pytest.mark.parametrize("question", Question.values)
def test_no_gain_is_negative(crop, question):
    household = home(CommunityFactory())
    for north in (100, 2000, 5000):
        field_at(household, north, crop=crop, village=VillageFactory())
    ways()
    demand = demand_of(Parcel.objects.all())
    gains = gains_of(question, demand, candidate_sites(demand, []))
    assert gains.shape == (3, 3)
    assert (gains >= 0).all()
