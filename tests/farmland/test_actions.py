"""Registering, placing, giving up fields, and saying who works them; each refusal with its code."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from apps.core import clock
from apps.core.errors import InvalidInput, Refused
from apps.core.geo import Datum
from apps.core.geo.gcj import to_gcj02
from apps.core.models import DatedSetting
from apps.farmland.actions import (
    parcel_correct,
    parcel_give_up,
    parcel_place,
    parcel_register,
    parcel_use_record,
)
from apps.farmland.models import Parcel
from apps.farmland.placing import Place
from tests.farmland.factories import VillageFactory, field_at, home

YESTERDAY = timedelta(days=1)


def test_register_with_place_and_use(county: Any, community_manager: Any) -> None:
    household = home(county.own)
    place = Place.on_map(30.28, 109.48, Datum.WGS84, altitude_m=700)
    parcel = parcel_register(
        household=household, by=community_manager, area_mu=Decimal("2.5"), kind="tea", place=place,
        use="own", name=" 屋后 ",
    )  # fmt: skip
    assert (parcel.name, parcel.placed_by, parcel.exact_m) == ("屋后", "map", 50)
    assert parcel.uses.get().use == "own"
    assert parcel.reach.walk_minutes > 10


def test_a_place_of_a_chinese_map_is_shifted_once(county: Any, community_manager: Any) -> None:
    parcel = field_at(home(county.own), 100)
    shown = to_gcj02(30.28, 109.49)
    parcel_place(parcel=parcel, by=community_manager, place=Place.on_map(*shown, Datum.GCJ02))
    parcel.refresh_from_db()
    assert (parcel.latitude, parcel.longitude) == pytest.approx((30.28, 109.49), abs=1e-7)
    assert parcel.datum_given == "gcj02"
    again = Place.by_coordinates(f"{parcel.latitude}, {parcel.longitude}", Datum.WGS84)
    parcel_place(parcel=parcel, by=community_manager, place=again)
    parcel.refresh_from_db()
    assert (parcel.latitude, parcel.longitude) == pytest.approx((30.28, 109.49), abs=1e-7)
    assert parcel.placed_by == "coordinates"


def test_by_village(county: Any, community_manager: Any) -> None:
    parcel, village = field_at(home(county.own), 100), VillageFactory(spread_m=1500)
    parcel_place(parcel=parcel, by=community_manager, place=Place.by_village(village))
    parcel.refresh_from_db()
    assert (parcel.village, parcel.exact_m, parcel.altitude_m, parcel.altitude_from) == (village, 1500, 900, "village")
    with pytest.raises(InvalidInput) as refused:
        Place.by_village(VillageFactory(latitude=None, longitude=None))
    assert refused.value.code == "village_unplaced"


def test_outside_the_county_is_noted_not_refused(county: Any, community_manager: Any) -> None:
    box = {"south": 29.0, "west": 108.0, "north": 30.28, "east": 110.0}
    DatedSetting.objects.create(key="farmland.county_box", value=box, valid_from=date(2026, 1, 1))
    parcel = field_at(home(county.own), 100)
    for latitude, outside in ((30.28, False), (30.2801, True), (28.99, True), (29.0, False)):
        place = Place.on_map(latitude, 109.5, Datum.WGS84)
        assert parcel_place(parcel=parcel, by=community_manager, place=place).over_border is outside


def test_who_works_it_from_a_day_on(county: Any, community_manager: Any) -> None:
    parcel, today = field_at(home(county.own), 100, use=""), clock.today()
    parcel_use_record(parcel=parcel, by=community_manager, use="own", start=date(2025, 3, 1))
    parcel_use_record(
        parcel=parcel, by=community_manager, use="leased_out", start=today - YESTERDAY, partner="合作社",
        yuan_a_year=Decimal(300),
    )  # fmt: skip
    assert [row.use for row in parcel.uses.order_by("period")] == ["own", "leased_out"]
    assert parcel.uses.get(use="own").ended == today - YESTERDAY
    corrected = parcel_use_record(parcel=parcel, by=community_manager, use="idle", start=today - YESTERDAY)
    assert parcel.uses.count() == 2
    assert (corrected.partner, corrected.yuan_a_year) == ("", None)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"use": "idle", "start": date(2199, 1, 1)}, "future"),
        ({"use": "idle", "start": date(2023, 1, 1)}, "too_early"),
        ({"use": "nonsense", "start": date(2026, 1, 1)}, "invalid"),
        ({"use": "own", "start": date(2026, 1, 1), "yuan_a_year": Decimal(5)}, "invalid"),
    ],
)
def test_what_is_refused(county: Any, community_manager: Any, given: dict[str, Any], code: str) -> None:
    parcel = field_at(home(county.own), 100)
    with pytest.raises(InvalidInput) as refused:
        parcel_use_record(parcel=parcel, by=community_manager, **given)
    assert refused.value.code == code
    assert parcel.uses.get().use == "own"


@pytest.mark.parametrize(
    ("who", "registers", "marks"),
    [
        ("county_admin", "not_your_role", "not_your_role"),
        ("township_officer", "not_your_role", "not_your_role"),
        ("community_manager", None, None),
        ("grid_worker", "not_your_role", None),
        ("auditor", "not_your_role", "not_your_role"),
        ("colleague", "not_in_scope", "not_in_scope"),
    ],
)
def test_permission_twins(county: Any, people: Any, who: str, registers: str | None, marks: str | None) -> None:
    household = home(county.own, county.building)
    parcel = field_at(household, 100)

    def code_of(action: Any, **given: Any) -> str | None:
        try:
            action(by=people[who], **given)
        except Refused as error:
            return error.code
        return None

    assert code_of(parcel_register, household=household, area_mu=Decimal(1), kind="dry") == registers
    assert code_of(parcel_correct, parcel=parcel, area_mu=Decimal(3)) == registers
    assert code_of(parcel_use_record, parcel=parcel, use="idle", start=clock.today()) == marks


def test_given_up(county: Any, community_manager: Any) -> None:
    parcel = field_at(home(county.own), 100)
    parcel_give_up(parcel=parcel, by=community_manager, on=clock.today())
    assert not Parcel.objects.held().exists()
    assert not Parcel.objects.worked().exists()
    with pytest.raises(Refused) as refused:
        parcel_use_record(parcel=parcel, by=community_manager, use="own", start=clock.today())
    assert refused.value.code == "given_up"


def test_a_household_that_left(county: Any, community_manager: Any) -> None:
    household = home(county.own)
    parcel = field_at(household, 100)
    household.left_on = clock.today()
    household.save()
    with pytest.raises(Refused) as refused:
        parcel_correct(parcel=parcel, by=community_manager, name="x")
    assert refused.value.code == "has_left"
    assert not Parcel.objects.held().exists()


def test_the_words_of_a_fault_name_its_field(county: Any, community_manager: Any) -> None:
    parcel = field_at(home(county.own), 100)
    with pytest.raises(InvalidInput) as refused:
        parcel_correct(parcel=parcel, by=community_manager, area_mu=Decimal("0"))
    assert refused.value.code == "invalid"
