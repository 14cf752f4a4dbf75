"""Fifty at once, on real connections: the last pieces of stock, one household's last points, the last places."""

from typing import Any

import pytest

from apps.neighbourhood import actions
from apps.neighbourhood.ledger import balance_of
from apps.neighbourhood.models import Activity, PointsEntry, Redemption, Reward, SignUp
from tests.gardens.test_at_once import at_once
from tests.households.factories import HouseholdFactory
from tests.neighbourhood.factories import ActivityFactory, AwardFactory, RewardFactory

pytestmark = pytest.mark.django_db(transaction=True)


def rich(community: Any, points: int) -> Any:
    home = HouseholdFactory(community=community)
    award = AwardFactory(household=home, state="granted", points=points, needs_check=False)
    PointsEntry.objects.create(household=home, community=community, kind="award", points=points, award=award)
    return home


def test_fifty_redeem_the_last_ten(county: Any) -> None:
    reward = RewardFactory(community=county.own, pieces=10)
    homes = [rich(county.own, 10) for _number in range(50)]
    ends = at_once([lambda home=home: actions.redemption_ask(household=home, reward=reward, by=None) for home in homes])
    assert ends == {"done": 10, "out_of_stock": 40}
    assert Reward.objects.get().stock == 0
    assert Redemption.objects.count() == 10
    assert sorted(balance_of(home) for home in homes) == [0] * 10 + [10] * 40


def test_one_household_spends_its_points_once(county: Any) -> None:
    home = rich(county.own, 30)
    rewards = [RewardFactory(community=county.own) for _number in range(5)]
    asked = [reward for reward in rewards for _number in range(4)]
    ends = at_once([lambda one=one: actions.redemption_ask(household=home, reward=one, by=None) for one in asked])
    assert ends == {"done": 3, "not_enough_points": 17}
    assert balance_of(home) == 0


def test_twenty_sign_up_for_five_places(county: Any) -> None:
    activity = ActivityFactory(
        community=county.own, places=5, starts_at="2100-01-01T08:00Z", ends_at="2100-01-01T09:00Z"
    )
    homes = [HouseholdFactory(community=county.own) for _number in range(20)]
    ends = at_once([lambda home=home: actions.sign_up(activity=activity, household=home, by=None) for home in homes])
    assert ends == {"done": 5, "full": 15}
    assert (Activity.objects.get().taken, SignUp.objects.count()) == (5, 5)
