"""What a household may be told of its result: from the moment that the list is published, and only its own."""

from apps.gardens.explaining import Result, results
from apps.gardens.models import GardenRound
from apps.households.models import Household


def result_of(round: GardenRound, household: Household) -> Result | None:
    """The household's result in the published list; None before it is published, or where it took no part."""
    return None if round.published is None else results(round.published).get(household.code)
