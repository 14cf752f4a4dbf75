"""What is erased of the fields of a household that left long ago: words about people; areas and places stay."""

from typing import Any

from apps.farmland.models import Parcel, ParcelUse
from apps.households.models import Household
from apps.households.privacy.erasing import erases_household

BLANK = {Parcel: {"name": "", "note": "", "code": ""}, ParcelUse: {"partner": "", "note": ""}}


@erases_household
def fields_erase(household: Household, people: list[int]) -> dict[str, int]:
    """Blank the words of the household's fields, with their history; rows by table."""
    done = {}
    for model, values in BLANK.items():
        manager: Any = model.objects
        done[model._meta.db_table] = manager.filter(household=household).update(**values)
        history: Any = model.pgh_event_model  # type: ignore[attr-defined]
        history.objects.filter(household=household).update(**values)
    return done
