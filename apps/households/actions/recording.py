"""What all actions that record facts share: lock, ask, check, tell."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.decisions import Decision
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.households.models import Household
from apps.households.policies import may_change


def locked(household: Household, by: Any, *, decision: Callable[[Household, Any], Decision] = may_change) -> Household:
    """The household, locked, if `by` may record something about it; raises Refused."""
    household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    ensure(decision(household, by))
    return household


def not_future(day: date | None, field: str) -> None:
    """Facts have happened; a day to come is a slip of the pen."""
    if day is not None and day > clock.today():
        raise InvalidInput(
            _("This day is still to come. Enter the day on which it was so."), code="future", field=field
        )


def keep(row: models.Model) -> None:
    """Save a row that its fields and constraints allow, in their own words; tell listeners after the commit."""
    try:
        row.full_clean()
    except ValidationError as error:
        field, faults = next(iter(error.message_dict.items()))
        field = "" if field == NON_FIELD_ERRORS else field
        raise InvalidInput(faults[0], code="invalid", field=field) from error
    row.save()
    household = row.pk if isinstance(row, Household) else getattr(row, "household_id", None)
    emit("household.recorded", household_id=household, model=row._meta.label_lower, row_id=row.pk)
