"""What the API's views of community life share."""

from collections.abc import Callable
from typing import Any

from rest_framework.response import Response

from apps.accounts.models import Staff
from apps.communities.models import Building
from apps.core.api_posts import posts
from apps.households.models import Household
from apps.neighbourhood.actions import BY_STEP
from apps.neighbourhood.api.inputs import WhyInput
from apps.neighbourhood.models import Judge, Reward

Given = dict[str, Any]
KEYED: Given = {
    "household": Household,
    "building": Building,
    "staff": Staff,
    "judge": Judge,
    "owner": Staff,
    "reward": Reward,
}


def step(noun: str, name: str, shows: Any, inputs: Any = WhyInput) -> Callable[..., Response]:
    """POST …/<id>/<step>/: the action of this name."""

    def act(row: Any, user: Any, given: Given) -> None:
        BY_STEP[noun][name](**{noun: row}, by=user, **given)

    return posts(name.replace("_", "-"), inputs, act, shows, f"{noun}_{name}")
