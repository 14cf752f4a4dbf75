"""Registering a facility, changing what is known of it, and who works there."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.core import clock
from apps.core.errors import InvalidInput, ensure
from apps.core.periods import since
from apps.core.text import tidied
from apps.facilities.actions.stepping import asked, logged, next_inspection, take
from apps.facilities.models import Facility, FacilityStaffing
from apps.facilities.policies import may_register
from apps.facilities.vocabulary import USUAL_UNIT, Kind, Unit
from apps.facilities.workflow import SERVING, State

FIELDS = (
    "kind", "name", "building", "address", "phone", "capacity", "capacity_unit", "hours", "hours_note", "on_holidays",
    "note", "latitude", "longitude", "altitude_m",
)  # fmt: skip


@transaction.atomic
def facility_register(*, by: Any, community: Any, state: str = State.OPEN, **values: Any) -> Facility:
    """Register a facility as it stands now. `community` None: one for all communities (county only).

    `values` are those of FIELDS. Raises Refused, or InvalidInput naming the field.
    """
    ensure(may_register(community, by))
    facility = Facility(community=community, state=State(state), **_known(values))
    if "capacity_unit" not in values:
        facility.capacity_unit = USUAL_UNIT.get(Kind(facility.kind), Unit.PLACES)
    _check(facility)
    facility.inspection_due = next_inspection(facility) if facility.state in SERVING else None
    facility.save()
    return logged(facility, "register", by, "", facility.state)


@transaction.atomic
def facility_change(*, facility: Facility, by: Any, why: str = "", **values: Any) -> Facility:
    """Change what is known of it (FIELDS). Raises Refused, InvalidInput."""
    row = asked(facility, "change", by)
    for name, value in _known(values).items():
        setattr(row, name, value)
    _check(row)
    return take(row, "change", by, why)


def _known(values: dict[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"no fields of a facility: {sorted(unknown)}")
    return tidied(values)


def _check(facility: Facility) -> None:
    try:
        facility.full_clean(exclude=["state"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise InvalidInput(" ".join(messages), field="" if field == "__all__" else field) from error


@transaction.atomic
def staffing_set(
    *, facility: Facility, by: Any, role: str, need: int, in_post: int | None = None, day: date | None = None
) -> FacilityStaffing:
    """From `day` (today) on a role needs so many people and so many are in post; what held before ends that day."""
    row = asked(facility, "staff", by, role=role, need=need)
    start = day or clock.today()
    rows = FacilityStaffing.objects.select_for_update().filter(facility=row, role=role)
    later = rows.filter(period__startswith__gt=start).order_by("period").first()
    rows.filter(period__startswith=start).delete()
    for old in rows.at(start):
        old.period = since(old.started, start)  # type: ignore[arg-type]
        old.save()
    fresh = FacilityStaffing(
        facility=row, role=role, need=need, in_post=in_post, period=since(start, later.started if later else None)
    )
    try:
        fresh.full_clean(validate_constraints=False)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise InvalidInput(" ".join(messages), field=field) from error
    fresh.save()
    take(row, "staff", by, str(fresh))
    return fresh
