"""The class of a household: from which day, and why."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.errors import InvalidInput
from apps.core.text import prose, squash
from apps.households.actions.recording import keep, locked
from apps.households.actions.spans import hold_from, take_back
from apps.households.models import ClassPeriod, Household
from apps.households.policies import may_correct
from apps.households.vocabulary import HouseholdClass

WHY_AT_LEAST = 2


@transaction.atomic
def class_record(
    *, household: Household, by: Any, kind: str, start: date, reason: str, document: str = ""
) -> ClassPeriod:
    """From `start` on the household is of this class; what it was before ends on that day.

    Raises Refused (`not_your_role`, `not_in_scope`, `has_left`) and InvalidInput: `future`, `reason_needed`, `invalid`
    for a class that there is not.
    """
    home = locked(household, by)
    values = {"kind": _known(kind), "reason": _said(reason, "reason"), "document": squash(document)[:60]}
    row = hold_from(ClassPeriod, home, start, values)
    _today(home)
    return row


@transaction.atomic
def class_correct(
    *, household: Household, by: Any, period: ClassPeriod, why: str, kind: str = "", start: date | None = None
) -> ClassPeriod | None:
    """This entry was wrong: another class or another day, or, with neither, it never held (then None).

    Also after the household has left. The history keeps what stood there.
    """
    home = locked(household, by, decision=may_correct)
    row = ClassPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk, household=home)
    why = _said(why, "why")
    values = {"kind": _known(kind or row.kind), "reason": why, "document": row.document}
    corrected = None
    if start is not None and start != row.started:
        take_back(row)
        corrected = hold_from(ClassPeriod, home, start, values)
    elif kind or start is not None:
        for name, value in values.items():
            setattr(row, name, value)
        keep(row)
        corrected = row
    else:
        take_back(row)
    _today(home)
    return corrected


def _known(kind: str) -> str:
    if kind not in HouseholdClass.values:
        raise InvalidInput(_("Choose the class from the list."), code="invalid", field="kind")
    return kind


def _said(why: str, field: str) -> str:
    why = prose(why)[:200]
    if len(why) < WHY_AT_LEAST:
        raise InvalidInput(_("Write why the class is this one, or who decided it."), code="reason_needed", field=field)
    return why


def _today(household: Household) -> None:
    """The household's own column says what holds today."""
    rows = ClassPeriod.objects.filter(household=household, period__holds_on=clock.today()).order_by("pk")
    kind = rows.values_list("kind", flat=True).first() or ""
    if household.kind != kind:
        household.kind = kind
        household.save(update_fields=["kind", "updated_at"])
