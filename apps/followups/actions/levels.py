"""How closely a household is followed, and what happened to it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.actors import person
from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.text import prose, squash
from apps.followups.models import Level, Occasion
from apps.followups.policies import may_open_task, may_set_level, may_withdraw_occasion
from apps.households.actions.recording import locked, not_future
from apps.households.actions.spans import hold_from
from apps.households.models import Household


@transaction.atomic
def level_set(*, household: Household, by: Any, level: str, why: str, start: date | None = None) -> Level:
    """From `start` (today) the household is followed so closely. Raises Refused; InvalidInput without a reason."""
    home = locked(household, by, decision=may_set_level)
    if not prose(why):
        raise InvalidInput(_("Please write why."), code="required", field="why")
    values = {"level": level, "why": prose(why)[:200], "set_by": person(by)}
    row: Level = hold_from(Level, home, start or clock.today(), values)
    return row


@transaction.atomic
def occasion_report(
    *, household: Household, by: Any, kind: str, happened_on: date | None = None, note: str = "", told_by: str = ""
) -> Occasion:
    """Something happened to a household; a visit is planned at once. Raises Refused and InvalidInput."""
    home = locked(household, by, decision=may_open_task)
    happened_on = happened_on or clock.today()
    not_future(happened_on, "happened_on")
    row: Occasion = checked(
        Occasion(
            household=home, community_id=home.community_id, kind=kind, happened_on=happened_on,
            note=prose(note)[:200], told_by=squash(told_by)[:40], by=person(by),
        )
    )  # fmt: skip
    emit("occasion.report", household_id=home.pk, occasion_id=row.pk)
    return row


@transaction.atomic
def occasion_withdraw(*, occasion: Occasion, by: Any) -> Occasion:
    """It was recorded by mistake; a visit that it asked for stays, unless somebody cancels it."""
    row = Occasion.objects.select_for_update(of=("self",)).get(pk=occasion.pk)
    ensure(may_withdraw_occasion(row, by))
    row.withdrawn = True
    row.save(update_fields=["withdrawn", "updated_at"])
    return row
