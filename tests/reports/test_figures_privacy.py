"""Figures about consents and double entries against hand-counted communities."""

from datetime import date
from typing import Any

import pytest

from apps.communities.models import Community
from apps.households.models import Consent, Household, LikelyHouseholds, LikelyPair
from apps.reports.cases import drilldown
from apps.reports.registry import compute
from apps.reports.span import Span
from tests.communities.factories import CommunityFactory
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory, id_number

OCTOBER = Span.month(date(2026, 10, 15))
KEYS = ("consent_missing", "consent_expiring", "consent_expired", "entered_twice")


@pytest.fixture
def community(db: Any) -> Community:
    return CommunityFactory()


def home(community: Community, number: int = 0) -> Household:
    row = HouseholdFactory(community=community)
    member = MemberFactory(community=community)
    if number:
        member.set_id_number(id_number(number))
        member.save()
    MembershipFactory(household=row, member=member)
    return row


def consent(row: Household, signed: date, until: date | None = None, **more: Any) -> Consent:
    given = {"purpose": "id_number", "signed_on": signed, "valid_until": until, **more}
    return Consent.objects.create(household=row, community=row.community, **given)


def counted(community: Community) -> dict[str, Any]:
    return {key: compute(f"privacy.{key}", [community], OCTOBER).value for key in KEYS}


def cases(key: str, community: Community) -> set[int]:
    found, _url = drilldown(f"privacy.{key}", [community], OCTOBER)
    return {row.pk for row in found}


def test_consents_by_hand(community: Community) -> None:
    bare, covered, soon, over, renewed, none = (home(community, number) for number in (1, 2, 3, 4, 5, 0))
    consent(covered, date(2025, 1, 1))
    consent(soon, date(2025, 1, 1), date(2026, 11, 10))
    consent(over, date(2025, 1, 1), date(2026, 10, 1))
    consent(renewed, date(2025, 1, 1), date(2026, 10, 1))
    consent(renewed, date(2026, 10, 1))
    consent(none, date(2026, 11, 5))  # signed after the month
    assert counted(community) == {
        "consent_missing": 2, "consent_expiring": 1, "consent_expired": 1, "entered_twice": 0,
    }  # fmt: skip
    assert cases("consent_missing", community) == {bare.pk, over.pk}
    assert cases("consent_expiring", community) == {soon.pk}
    assert cases("consent_expired", community) == {over.pk}


def test_double_entries_by_hand(community: Community) -> None:
    one, other, third, _apart = (home(community) for _number in range(4))
    LikelyHouseholds.objects.create(first=one, second=other, reasons=["head"])
    twin = MemberFactory(community=community)
    first, second = sorted((third.memberships.get().member, twin), key=lambda member: member.pk)
    LikelyPair.objects.create(first=first, second=second, reasons=["phone"])
    assert cases("entered_twice", community) == {one.pk, other.pk, third.pk}
    assert counted(community)["entered_twice"] == 3


def test_the_sum_of_two_communities_and_the_empty_one(community: Community) -> None:
    second = CommunityFactory()
    home(community, 6)
    home(second, 7)
    both = compute("privacy.consent_missing", [community, second], OCTOBER)
    assert both.value == 2
    assert counted(CommunityFactory()) == dict.fromkeys(KEYS)
