"""Samples of households for the walk over every address."""

from typing import Any

from apps.core.periods import since
from apps.households.models import Presence
from tests.harness.walk import Side
from tests.households.factories import (
    MOVED_IN,
    HouseholdFactory,
    MemberFactory,
    MembershipFactory,
    OccupancyFactory,
    id_number,
)


def objects(side: Side) -> dict[str, Any]:
    household = HouseholdFactory(community=side.community, code=f"W-{side.mark}"[:20], origin_village=side.mark)
    member = MemberFactory(community=side.community, name=side.mark)
    member.set_id_number(id_number(1 + side.community.pk % 900))
    member.save()
    OccupancyFactory(household=household, dwelling=side["communities.dwelling"])
    Presence.objects.create(
        community=side.community, household=household, status="permanent", place=side.mark, period=since(MOVED_IN)
    )
    return {
        "households.household": household,
        "households.member": member,
        "households.membership": MembershipFactory(household=household, member=member),
    }
