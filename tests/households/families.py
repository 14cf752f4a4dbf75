"""A small family in a flat, for tests of life events."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from apps.core.periods import since
from apps.households.models import Household, Member, Membership, Occupancy, Presence
from tests.communities.factories import BuildingFactory, DwellingFactory
from tests.households.factories import MOVED_IN, HouseholdFactory, MemberFactory

DAY = date(2026, 3, 10)


@dataclass
class Family:
    """Father (head), mother, son of 20, daughter of 8."""

    household: Household
    father: Member
    mother: Member
    son: Member
    daughter: Member
    dwelling: Any


def family_in(community: Any, code: str = "F00001") -> Family:
    household = HouseholdFactory(community=community, code=code)
    flat = DwellingFactory(building=BuildingFactory(community=community))
    people = [
        MemberFactory(community=community, name=name, sex=sex, birth_date=born)
        for name, sex, born in (
            ("覃建国", "male", date(1976, 5, 1)),
            ("向春梅", "female", date(1978, 8, 12)),
            ("覃伟", "male", date(2006, 1, 20)),
            ("覃小雨", "female", date(2018, 2, 3)),
        )
    ]
    for member, relation in zip(people, ("head", "spouse", "child", "child"), strict=True):
        Membership.objects.create(
            community=community, household=household, member=member, relation=relation, period=since(MOVED_IN)
        )
    Occupancy.objects.create(community=community, household=household, dwelling=flat, period=since(MOVED_IN))
    Presence.objects.create(community=community, household=household, status="permanent", period=since(MOVED_IN))
    return Family(household, *people, flat)


def widowed(family: Family) -> Family:
    """The same family without the mother: the father may marry again."""
    Membership.objects.filter(household=family.household, member=family.mother).delete()
    return family


def places(member: Member) -> list[tuple[str, str, date, date | None]]:
    """Where a person belonged: code, relation, from, to before."""
    rows = Membership.objects.filter(member=member).select_related("household").order_by("period")
    return [(row.household.code, row.relation, row.period.lower, row.period.upper) for row in rows]


def roll(household: Household, day: date) -> dict[str, str]:
    """Names and relations of the day."""
    rows = Membership.objects.filter(household=household, period__contains=day).select_related("member")
    return {row.member.name: row.relation for row in rows.order_by("pk")}


def register() -> dict[str, Any]:
    """Everything that events change, to be compared before and after."""
    tables = (Membership, Occupancy, Presence)
    state: dict[str, Any] = {
        model.__name__: set(
            model.objects.order_by("pk").values_list(
                "pk", "household", "period", *(["member", "relation"] if model is Membership else [])
            )
        )
        for model in tables
    }
    state["left"] = dict(Household.objects.order_by("pk").values_list("pk", "left_on"))
    state["died"] = dict(Member.objects.order_by("pk").values_list("pk", "died_on"))
    return state
