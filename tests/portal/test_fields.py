"""A household's fields on the field worker's phone: who may look, how far they lie, and marking one idle."""

from typing import Any

import pytest
from django.urls import reverse

from apps.core import clock
from apps.farmland.reach import refresh_stale
from tests.farmland.factories import field_at, home


@pytest.fixture
def parcel(county: Any) -> Any:
    for name, value in {"latitude": 30.27, "longitude": 109.48, "altitude_m": 620.0}.items():
        setattr(county.building, name, value)
    county.building.save()
    made = field_at(home(county.own, county.building), 3000, name="垭口")
    refresh_stale()
    return made


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("grid_worker", 200), ("community_manager", 200), ("colleague", 404), ("county_admin", 403),
        ("auditor", 403), ("anonymous", 302),
    ],
)  # fmt: skip
def test_who_opens_it(parcel: Any, people: Any, login: Any, name: str, status: int) -> None:
    address = reverse("portal:field-fields", args=[parcel.household_id])
    assert login(people[name]).get(address).status_code == status
    answer = login(people[name]).post(reverse("portal:field-use", args=[parcel.pk]), {"use": "idle"})
    assert answer.status_code == {200: 303}.get(status, status)
    assert parcel.uses.filter(use="idle").exists() == (status == 200)


def test_how_far_and_marking_it(parcel: Any, grid_worker: Any, login: Any) -> None:
    client = login(grid_worker)
    address = reverse("portal:field-fields", args=[parcel.household_id])
    assert address in client.get(reverse("portal:field-household", args=[parcel.household_id])).content.decode()
    html = client.get(address).content.decode()
    for word in ("垭口", "4.2 公里", "超出步行耕作半径", "自家耕种"):
        assert word in html, word
    refused = client.post(reverse("portal:field-use", args=[parcel.pk]), {"use": "idle", "start": "2199-01-01"})
    assert (refused.status_code, refused["X-Refusal"]) == (400, "future")
    client.post(reverse("portal:field-use", args=[parcel.pk]), {"use": "leased_out", "start": "2026-01-05"})
    assert parcel.uses.get(period__contains=clock.today()).use == "leased_out"
