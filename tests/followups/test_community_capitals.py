"""The five capitals of whole communities: the middle, the bands, the households behind them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from apps.core import clock
from apps.followups.assessing.capitals import CAPITALS, capitals
from apps.followups.assessing.community import (
    BANDS,
    assessed,
    by_community,
    households_in,
    indicators,
    medians_first,
    registered,
    spreads,
)
from apps.instruments import library
from tests.followups.asked import ask
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MembershipFactory

PAGE = "admin:followups_integrationstage_capitals"


@pytest.fixture
def homes(county: County, community_manager: Any) -> list[Any]:
    """Six households asked: the more able and earning people, the better off; the first one was asked twice."""
    found = []
    for number in range(6):
        home = HouseholdFactory(community=county.own, code=f"CAP-{number}")
        MembershipFactory(household=home, relation="head")
        given = {
            "people": 6,
            "able": number,
            "healthy": number,
            "earning": number,
            "income": 10_000 * number,
            "debt": 0,
        }
        if number == 0:
            ask(home, community_manager, "livelihood", day=clock.today() - timedelta(days=90), **given | {"able": 6})
        ask(home, community_manager, "livelihood", **given)
        found.append(home)
    HouseholdFactory(community=county.own, code="CAP-SILENT")
    return found


def test_bands_and_middles_are_those_of_the_households(county: County, homes: list[Any]) -> None:
    today, places = clock.today(), [county.own.pk]
    known = indicators()
    found = spreads(assessed(places, today), [*CAPITALS, *(one.key for one in known)])
    last = {home.pk: capitals(home, today)[-1] for home in homes}
    for key in CAPITALS:
        levels = {pk: point.levels[key] for pk, point in last.items()}
        told = sorted(level for level in levels.values() if level is not None)
        assert found[key].known == len(told)
        assert sum(found[key].bands.values()) == len(told)
        for band in BANDS:
            assert len(households_in(places, today, key, band)) == found[key].bands[band]
        if len(told) == 6:
            assert found[key].median == pytest.approx((told[2] + told[3]) / 2)
    assert found["human"].known == sum(point.levels["human"] is not None for point in last.values()) >= 5
    for one in known:
        positions = [
            part.position
            for point in last.values()
            for part in library.judged(point.answer.version, point.answer.given).scores[one.capital].parts
            if part.key == one.part.key and part.position is not None
        ]
        listed = {pk: lvl for band in BANDS for pk, lvl in households_in(places, today, one.key, band).items()}
        assert sorted(listed.values()) == pytest.approx(sorted(positions)), one.key  # type: ignore[type-var]
    silent = households_in(places, today, "human", "none")
    assert len(silent) == registered(places).count() - found["human"].known


def test_a_middle_of_fewer_than_five_is_not_shown(county: County, homes: list[Any]) -> None:
    today, places = clock.today(), [county.own.pk]
    assert spreads(assessed(places, today), ["human"])["human"].median is not None
    assert medians_first(places, today)["human"] != spreads(assessed(places, today), ["human"])["human"].median
    for home in homes[:2]:
        type(home).objects.filter(pk=home.pk).update(left_on=today)
    assert spreads(assessed(places, today), ["human"])["human"].median is None
    assert by_community(places, today)[county.own.pk]["human"] is None


def test_every_number_opens_its_households(
    county: County, homes: list[Any], community_manager: Any, login: Any
) -> None:
    client: Client = login(community_manager)
    page = client.get(reverse(PAGE)).content.decode()
    level = capitals(homes[5], clock.today())[-1].levels["human"] or 0
    here = "low" if level < 40 else "between" if level < 70 else "high"
    assert f"of=human&amp;band={here}#households" in page
    assert "of=financial.savings&amp;band=" in page
    for band in BANDS:
        listed = client.get(reverse(PAGE), {"of": "human", "band": band}).content.decode()
        assert ("CAP-5" in listed) == (band == here)
    silent = client.get(reverse(PAGE), {"of": "human", "band": "none"}).content.decode()
    assert "CAP-SILENT" in silent
    empty = next(band for band in BANDS if not households_in([county.own.pk], clock.today(), "human", band))
    said = client.get(reverse(PAGE), {"of": "human", "band": empty}).content.decode()
    assert "这里没有户" in said
    assert "不在您的片区" not in said
    assert 'data-label="中位数"' in said, "on a narrow screen each number says what it is"
    for odd in ({"of": "human", "band": "x"}, {"of": "x.y", "band": "low"}, {"community": "x"}):
        assert client.get(reverse(PAGE), odd).status_code == 200


def test_another_community_sees_none_of_them(homes: list[Any], colleague: Any, login: Any) -> None:
    client = login(colleague)
    for band in BANDS:
        page = client.get(reverse(PAGE), {"of": "human", "band": band})
        assert page.status_code == 200
        assert "CAP-" not in page.content.decode()


def test_the_api_tells_what_the_page_shows(county: County, homes: list[Any], api: Any, community_manager: Any) -> None:
    told = api(community_manager).get("/api/v1/integration-stages/capitals/", {"community": county.own.pk}).json()
    places = [county.own.pk]
    found = spreads(assessed(places, clock.today()), list(CAPITALS))
    assert [one["key"] for one in told["capitals"]] == list(CAPITALS)
    human = next(one for one in told["capitals"] if one["key"] == "human")
    assert human["median"] == pytest.approx(found["human"].median)
    assert [human[band] for band in BANDS] == list(found["human"].bands.values())
    assert human["unknown"] == told["households"] - found["human"].known
    assert [one["key"] for one in told["indicators"]] == [one.key for one in indicators()]
    assert told["first"]["human"] == pytest.approx(medians_first(places, clock.today())["human"])
    assert [row["community"] for row in told["communities"]] == places


def test_the_api_tells_nothing_of_other_communities(homes: list[Any], api: Any, people: Any) -> None:
    told = api(people["colleague"]).get("/api/v1/integration-stages/capitals/", {"community": homes[0].community_id})
    assert (told.json()["households"], told.json()["communities"]) == (0, [])
