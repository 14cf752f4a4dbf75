"""Orders of steps that nobody thought of, and rows of others: places, groups, entries that changed meanwhile."""

from typing import Any

import pytest

from apps.core.errors import InvalidInput, Refused
from apps.neighbourhood import actions
from apps.neighbourhood.models import Activity, CompetitionEntry, SignUp
from tests.households.factories import HouseholdFactory
from tests.neighbourhood import factories as make
from tests.neighbourhood.conftest import before  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("before")
def test_who_comes_after_all_takes_the_places_asked_for_now(county: Any) -> None:
    homes = [HouseholdFactory(community=county.own) for _number in range(2)]
    activity = make.ActivityFactory(community=county.own, places=6)

    def sign(home: Any, people: int) -> SignUp:
        return actions.sign_up(activity=activity, household=home, by=None, people=people)[0]

    actions.sign_up_withdraw(sign_up=sign(homes[0], 5), by=None)
    sign(homes[1], 3)
    assert sign(homes[0], 3).people == 3
    actions.sign_up_withdraw(sign_up=SignUp.objects.get(household=homes[0]), by=None)
    with pytest.raises(Refused, match="full"):
        actions.sign_up_again(sign_up=SignUp.objects.get(household=homes[0]), by=None, people=4)
    assert Activity.objects.get().taken == 3


def test_groups_and_buildings_of_another_community(county: Any, county_admin: Any) -> None:
    foreign = make.GroupFactory(community=county.foreign)
    meeting, activity = make.MeetingFactory(community=county.own), make.ActivityFactory(community=county.own)
    for act in (
        lambda: actions.meeting_change(meeting=meeting, by=county_admin, group=foreign),
        lambda: actions.activity_change(activity=activity, by=county_admin, group=foreign),
        lambda: actions.group_found(
            community=county.own, by=county_admin, name="舞蹈队", kind="arts", building=county.foreign_building
        ),
    ):
        with pytest.raises(InvalidInput) as refused:
            act()
        assert refused.value.field in ("group", "building")


def test_an_entry_read_before_the_results_keeps_them_when_it_is_taken_out(county: Any, community_manager: Any) -> None:
    entry = make.EntryFactory(competition__community=county.own)
    CompetitionEntry.objects.filter(pk=entry.pk).update(place_label="5-1-101")
    actions.entry_withdraw(entry=entry, by=community_manager, why="搬走了")
    row = CompetitionEntry.objects.get()
    assert (row.withdrawn, row.place_label) == (True, "5-1-101")
