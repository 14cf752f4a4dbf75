"""What a household may be told of its result: from the moment that the list is published, and only its own."""

from apps.gardens import explaining
from apps.gardens.models import GardenRound
from apps.households.models import Household


def result_of(round: GardenRound, household: Household) -> explaining.Result | None:
    """The household's result in the published list; None before it is published, or where it took no part."""
    draft = round.published
    if draft is None or not (household.code in draft.plots or household.code in draft.waiting):
        return None
    return explaining.result_of(draft, household.code)
