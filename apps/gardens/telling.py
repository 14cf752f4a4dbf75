"""What a household may be told of its result: from the moment that the list is published, and only its own."""

from typing import Any

from apps.gardens.explaining import result_of as result_in
from apps.gardens.models import GardenRound
from apps.households.models import Household


def result_of(round: GardenRound, household: Household) -> Any:
    """The household's Result in the published list; None before it is published, or where it took no part."""
    draft = round.published
    if draft is None:
        return None
    code = household.code
    return result_in(draft, code) if code in draft.plots or code in draft.waiting else None
