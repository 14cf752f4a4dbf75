"""Fields belong to a household: what becomes of them when it goes, is merged with another record, or is erased."""

from datetime import date
from typing import Any

import pytest

from apps.core.errors import Refused
from apps.farmland.models import Parcel, ParcelUse, Reach
from apps.farmland.reach import reach_refresh, refresh_stale
from apps.households.actions.erasing import erasure_request, erasures_propose, household_erase
from apps.households.actions.household_merging import households_merge
from apps.households.actions.merging import merge_undo
from apps.households.actions.transfers import transfer_accept, transfer_request
from apps.households.models import Household
from tests.communities.factories import BuildingFactory, DwellingFactory
from tests.farmland.factories import HOME, ParcelFactory, field_at, home
from tests.households.factories import HouseholdFactory, MembershipFactory
from tests.households.families import DAY, family_in


@pytest.fixture
def going(county: Any, community_manager: Any) -> Any:
    """A household with a field of its own that another community has been asked to take over."""
    household = family_in(county.own).household
    parcel = field_at(household, 500, code="422801001")
    reach_refresh([parcel.pk])
    asked = transfer_request(
        household=household, by=community_manager, to_community=county.foreign, happened_on=DAY, why="随子女居住"
    )
    return parcel, asked


def test_fields_go_along_and_their_ways_begin_at_the_new_home(going: Any, county: Any, colleague: Any) -> None:
    parcel, asked = going
    flat = DwellingFactory(building=BuildingFactory(community=county.foreign, **{**HOME, "latitude": 30.29}))
    transfer_accept(transfer=asked, by=colleague, dwelling=flat)
    for model, row in ((Parcel, parcel), (ParcelUse, parcel.uses.get()), (Reach, parcel.reach)):
        assert model.objects.get(pk=row.pk).community == county.foreign  # type: ignore[attr-defined]
    assert Parcel.objects.visible_to(colleague).filter(pk=parcel.pk).exists()
    refresh_stale()
    way = Reach.objects.get(parcel=parcel)
    assert (way.building, way.home_latitude) == (flat.building, 30.29)


def test_a_field_that_is_registered_there_already_is_refused_in_words(going: Any, county: Any, colleague: Any) -> None:
    parcel, asked = going
    there = ParcelFactory(household=home(county.foreign), code=parcel.code)
    with pytest.raises(Refused) as refused:
        transfer_accept(transfer=asked, by=colleague)
    assert refused.value.code == "parcel_code_taken"
    assert parcel.code in str(refused.value.message)
    there.delete()
    transfer_accept(transfer=asked, by=colleague)


def test_two_records_of_one_household_become_one_with_all_fields_and_two_again(
    county: Any, community_manager: Any
) -> None:
    keep, drop = home(county.own), HouseholdFactory(community=county.own)  # the second record names no dwelling
    heads = {}
    for household in (keep, drop):
        heads[household.pk] = MembershipFactory(household=household, member__name="谭建国").member_id
    fields = [field_at(household, 300) for household in (keep, drop)]
    refresh_stale()
    done = households_merge(keep=keep, drop=drop, by=community_manager, same={heads[drop.pk]: heads[keep.pk]})
    for model in (Parcel, ParcelUse, Reach):
        assert set(model.objects.values_list("household", flat=True)) == {keep.pk}, model  # type: ignore[attr-defined]
    merge_undo(merge=done, by=community_manager)
    assert Parcel.objects.get(pk=fields[1].pk).household_id == drop.pk
    assert Reach.objects.get(parcel=fields[1]).household_id == drop.pk


def test_erased_are_the_words_about_people_not_areas_and_places(
    county: Any, community_manager: Any, county_admin: Any
) -> None:
    household = home(county.own)
    parcel = field_at(household, 500, name="钟离家屋后", note="借给侄子", code="422801002")
    parcel.uses.update(use="leased_out", partner="钟离春生")
    Household.objects.filter(pk=household.pk).update(left_on=date(2019, 1, 1))
    household.refresh_from_db()
    erasures_propose()
    asked = erasure_request(erasure=household.erasure, by=community_manager, why="离开已满五年")
    household_erase(erasure=asked, by=county_admin)
    parcel.refresh_from_db()
    assert (parcel.name, parcel.note, parcel.code, parcel.uses.get().partner) == ("", "", "", "")
    assert (str(parcel.area_mu), parcel.is_placed) == ("1.50", True)
    assert not Parcel.objects.held().exists()
    said = str([list(model.pgh_event_model.objects.values()) for model in (Parcel, ParcelUse)])  # type: ignore[attr-defined]
    assert "钟离" not in said
    assert "侄子" not in said
