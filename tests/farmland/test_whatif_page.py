"""The page “What if”: who may ask, what it says, and that a foreign community never answers."""

from typing import Any

import pytest
from django.urls import reverse

from apps.accounts.models import Staff
from tests.communities.factories import CommunityFactory
from tests.farmland.factories import field_at, home
from tests.farmland.test_whatif import crop, ways  # noqa: F401  the same season

pytestmark = pytest.mark.django_db
URL = "/admin/farmland/parcel/what-if/"


def ask(client: Any, community: Any, question: str = "stop", count: int = 1) -> Any:
    return client.get(URL, {"community": community.pk, "question": question, "count": count})


def test_the_address() -> None:
    assert reverse("admin:farmland_parcel_what_if") == URL


def test_it_asks_before_it_answers(login: Any, county_admin: Staff) -> None:
    page = login(county_admin).get(URL)
    assert page.status_code == 200
    assert page.context["answer"] is None


def test_the_answer_names_places_households_proof_and_assumptions(login: Any, county_admin: Staff, crop: Any) -> None:  # noqa: F811
    community = CommunityFactory()
    far = [field_at(home(community), 6000 + n, crop=crop) for n in range(2)]
    ways()
    page = ask(login(county_admin), community, count=2)
    text = page.content.decode()
    assert all(field.household.code in text for field in far)
    assert 'data-map-show="site-1"' in text
    assert "差距 0%" in text
    assert len(page.context["assumptions"]) == 3
    features = page.context["canvas"].data["features"]
    assert sum(feature["geometry"]["type"] == "LineString" for feature in features) == 2


def test_nothing_to_gain_is_said(login: Any, county_admin: Staff, crop: Any) -> None:  # noqa: F811
    community = CommunityFactory()
    field_at(home(community), 300, crop=crop)
    ways()
    page = ask(login(county_admin), community)
    assert page.status_code == 200
    assert page.context["answer"].sites == []


@pytest.mark.parametrize("sent", [{"question": "moon"}, {"question": "stop", "count": 99}, {"question": "stop"}])
def test_what_makes_no_sense_comes_back_with_a_word(login: Any, county_admin: Staff, sent: dict[str, Any]) -> None:
    page = login(county_admin).get(URL, sent)
    assert page.status_code == 200
    assert page.context["form"].errors


def test_a_foreign_community_is_no_choice(login: Any, community_manager: Staff, crop: Any) -> None:  # noqa: F811
    foreign = CommunityFactory(name="别人的社区")
    far = field_at(home(foreign), 6000, crop=crop)
    ways()
    page = ask(login(community_manager), foreign)
    assert page.context["answer"] is None
    assert far.household.code not in page.content.decode()
    assert foreign.name not in page.content.decode()


@pytest.mark.parametrize("who", ["township_officer"])
def test_who_sees_no_fields_may_not_ask(login: Any, request: Any, who: str) -> None:
    assert login(request.getfixturevalue(who)).get(URL).status_code == 403
